"""Each test has a home and a memory of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from quick_own import own_home


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test alone."""
    return own_home(tmp_path, monkeypatch)
