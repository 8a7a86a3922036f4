"""The register of what went out: each table as it left, so that a next one can't be laid beside it to find a person.

Two tables of one series, of 10 and of 9 people, tell what the one said who left (P17). So a new table is compared with
those before: who it is about (by marks, never by ids), what was hidden, and what a reader knows already.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, warning
from ontmoet_research.store import Draft, Project, new, read_rows, read_table

from .suppression import K_ADVISED, Label
from .tables import who_withdrew

if TYPE_CHECKING:
    import pandas as pd

MOST_GROUPS = 2  # of people, per series (4.3)
STORY = "zinnen"
"""What a report told of the group in sentences (``telling``): no table of numbers."""
PACKAGE = "pakket"
"""A package for an archive, with rows of people."""


@dataclass(frozen=True)
class Released:
    """A table that left: ``cells`` by (row, column), None where it was hidden; ``marks`` of the people it is about."""

    release_id: str
    series_id: str
    what: str
    k: int
    people: int
    marks: frozenset[str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[Label, int | None]
    groups: tuple[str, ...]
    made_on: str

    @property
    def hidden(self) -> set[Label]:
        """The cells that were hidden."""
        return {place for place, value in self.cells.items() if value is None}


def numbers(releases: Iterable[Released]) -> list[Released]:
    """Those that are tables of numbers."""
    return [one for one in releases if one.what not in (STORY, PACKAGE)]


def read_releases(project: Project, series_id: str | None = None) -> list[Released]:
    """What left of a series (of all without one), oldest first."""
    rows = [row for row in read_rows(project, "releases") if series_id in (None, row["series_id"])]
    return [_released(row) for row in sorted(rows, key=lambda row: (row["made_on"] or "", row.id))]


def marks_of(project: Project, people: Iterable[str]) -> frozenset[str]:
    """A mark for each person (``participant_id``): the same in every copy of this project, and nothing outside it.

    HMAC-SHA256 with a key made of the id that all copies of a project share; the register so holds no ids.
    """
    key = hashlib.sha256(f"releases {project.fact('project_id')}".encode()).digest()
    return frozenset(hmac.new(key, one.encode(), hashlib.sha256).hexdigest()[:20] for one in people)


def changed_by_few(earlier: Collection[Released], marks: Collection[str], k: int) -> bool:
    """Whether the group differs by 1 to k-1 people from one that a table was published about (P17)."""
    now = frozenset(marks)
    return any(0 < len(one.marks ^ now) < max(k, one.k) for one in earlier)


def beside_earlier(
    earlier: Sequence[Released], table: pd.DataFrame, k: int
) -> tuple[set[Label], set[Label], set[Label]]:
    """What earlier tables of the same counts ask of a new one: ``hide``, ``kept`` and ``known`` of ``suppress``.

    Hide what differs by less than k from what was shown before: the difference is about fewer than k people. Keep
    hidden what was hidden. Known is what stands in an earlier table with this very number.
    """
    now = {(str(row), str(column)): int(table.at[row, column]) for row in table.index for column in table.columns}
    shown = [(place, value) for one in earlier for place, value in one.cells.items() if value is not None]
    hide = {place for place, value in shown if place in now and 0 < abs(now[place] - value) < k}
    kept = set().union(*(one.hidden for one in earlier)) & now.keys() if earlier else set()
    known = {place for place, value in shown if now.get(place) == value}
    return hide, kept - known, known


def other_shape(earlier: Collection[Released], table: pd.DataFrame) -> bool:
    """Whether a row or column that left before is not in this table: then the two can't be compared cell by cell."""
    rows, columns = {str(one) for one in table.index}, {str(one) for one in table.columns}
    return any(not (set(one.rows) <= rows and set(one.columns) <= columns) for one in earlier)


def too_many_groups(earlier: Collection[Released], groups: Collection[str]) -> bool:
    """Whether more than two groups of people of one series would have left (4.3)."""
    return len({*groups, *(name for one in earlier for name in one.groups)}) > MOST_GROUPS


def as_row(
    shown: pd.DataFrame, marks: Collection[str], *, series_id: str, what: str, k: int, groups: Collection[str], day: str
) -> Draft:
    """The row of the register for a table as it leaves; hidden cells are None in it."""
    told = {
        "rows": [str(one) for one in shown.index],
        "columns": [str(one) for one in shown.columns],
        "cells": [[_number(value) for value in row] for row in shown.to_numpy().tolist()],
        "groups": sorted(groups),
    }
    return new(
        "releases",
        series_id=series_id,
        what=what,
        k=k,
        people=len(set(marks)),
        person_marks=sorted(marks),
        table_json=json.dumps(told, ensure_ascii=False),
        made_on=day,
    )


def check_releases(releases: Collection[Released], current: dict[str, frozenset[str]]) -> list[Finding]:
    """``let op`` (P17) per series whose group changed by fewer than k people since a table left.

    ``current``: marks of who takes part now, by ``series_id``.
    """
    by_series: dict[str, list[Released]] = {}
    for one in releases:
        by_series.setdefault(one.series_id, []).append(one)
    return [
        warning("privacy.release.differs_now", "P17", series_id)
        for series_id, earlier in by_series.items()
        if changed_by_few(earlier, current.get(series_id, frozenset()), K_ADVISED)
    ]


def read_release_findings(project: Project) -> list[Finding]:
    """:func:`check_releases` of a project."""
    releases = numbers(read_releases(project))
    return check_releases(
        releases, {one.series_id: marks_of(project, taking_part(project, one.series_id)) for one in releases}
    )


def taking_part(project: Project, series_id: str) -> set[str]:
    """The ``participant_id`` of everyone a table on this series is about: who took part and did not withdraw."""
    people = read_table(project, "participants")
    gone = who_withdrew(project)
    here = [series_id in several for several in people["series_ids"]]
    return set(people.loc[here, "participant_id"]) - gone


def _released(row: Any) -> Released:
    told = json.loads(row["table_json"])
    places = [(line, column) for line in told["rows"] for column in told["columns"]]
    values = [value for line in told["cells"] for value in line]
    return Released(
        row.object_id,
        row["series_id"] or "",
        row["what"],
        row["k"],
        row["people"],
        frozenset(row["person_marks"]),
        tuple(told["rows"]),
        tuple(told["columns"]),
        dict(zip(places, values, strict=True)),
        tuple(told["groups"]),
        row["made_on"] or "",
    )


def _number(value: Any) -> int | None:
    return None if value is None or value != value or isinstance(value, str) else int(value)
