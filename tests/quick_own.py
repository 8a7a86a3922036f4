"""Own files for tests without the second that locking a key takes: each file gets the same key, locked once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ontmoet_research.own import own_file
from ontmoet_research.store.recovery import new_identity

PHRASE = "vijf groene fietsen"

_one_identity = cache(new_identity)
_guarded_once = cache(own_file._guarded)


def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, in which making an own file is quick. Opening one is as it is."""
    place = tmp_path / "thuis"
    place.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(place / "jupyter"))
    monkeypatch.setattr(own_file, "new_identity", lambda: _one_identity())
    monkeypatch.setattr(own_file, "_guarded", lambda identity, phrase: _guarded_once(identity, phrase))
    return place
