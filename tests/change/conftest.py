"""A small series in which wishes can be followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ontmoet_research.change import add_wish, decide
from ontmoet_research.group import add_participant, list_meetings, make_series
from ontmoet_research.store import Project, create


@dataclass
class Small:
    """A project with one series; ``meetings`` and ``people`` are ids."""

    project: Project
    meetings: list[str]
    people: list[str]

    def wish(self, text: str = "Als we nu eens op dinsdag bellen") -> str:
        return add_wish(self.project, text, self.meetings[0], "resident")

    def decision(self, wish_id: str) -> str:
        return decide(self.project, wish_id, self.meetings[4], "op dinsdag bellen", "samen oefenen", self.people[:1])


def small_series(project: Project) -> Small:
    """A series of thirteen meetings with two people in it."""
    series = make_series(project, "gids-2021", "Samen in Veldhoek")
    people = [add_participant(project, alias, series, ["resident"]) for alias in ("Reiger", "Ooievaar")]
    return Small(project, [row.object_id for row in list_meetings(project, series)], people)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with create(tmp_path / "p.ontmoet", title="Proef") as project:
        yield small_series(project)


@pytest.fixture(scope="session")
def series_in() -> Callable[[Project], Small]:
    """For a test that makes many projects itself."""
    return small_series
