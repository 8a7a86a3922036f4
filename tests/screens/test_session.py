"""Which project a notebook is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research.screens import session
from ontmoet_research.store import Project
from ontmoet_research.words import Refused


def test_the_project_of_ontmoet_start_is_opened_once(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONTMOET_PROJECT", str(small.path))
    first = session.here()
    assert first is session.here()
    assert first.path == small.path
    assert session.known_here() == {"project": first, "who": None, "help_contact": None}


def test_a_project_that_is_not_there_is_refused(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONTMOET_PROJECT", str(work / "weg.ontmoet"))
    with pytest.raises(Refused):
        session.here()


def test_without_a_project_it_is_a_practice_project_made_once(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONTMOET_PROJECT", raising=False)
    first = session.here()
    assert first.fact("practice") == "ja"
    assert not first.path.is_relative_to(Path(session.__file__).parents[2]), "not in the repository"
    made = first.path.stat().st_mtime_ns
    session._open.clear()
    again = session.here()
    assert again is not first
    assert again.path.stat().st_mtime_ns == made
    assert [path.suffix for path in first.path.parent.iterdir() if path.is_dir()] == []
