"""A whole series that is brought in: who takes part, its meetings, its notes that wait, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.words import say

from .readers import ReadText

__all__ = ["Waiting", "everyone", "meetings_of", "notes_of", "still_open"]


@dataclass
class Waiting:
    """A note that was read and not stored: from which file, the meeting that was chosen, and the day it tells of."""

    path: Path
    note: ReadText
    session_id: str = ""
    day: date | None = None
    others: tuple[date, ...] = ()
    similar: str = ""
    """The title of a note in the project that this one is nearly the same as."""
    columns: tuple[str, ...] = ()
    """Of a table, the places of the columns that hold what people said, as a person chose them."""


def everyone(project: Project, series_id: str) -> dict[str, Row]:
    """Who takes part in this series, by id."""
    rows = [row for row in read_rows(project, "participants") if series_id in row["series_ids"]]
    return {row.object_id: row for row in sorted(rows, key=lambda row: row["alias"].casefold())}


def meetings_of(project: Project, series_id: str) -> list[tuple[str, str]]:
    """The meetings of this series that were or will be held, as (id, name)."""
    rows = [row for row in list_meetings(project, series_id) if row["status"] != "vervallen"]
    return [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]


def notes_of(project: Project, series_id: str) -> dict[str, str]:
    """The titles of the notes of this series that are stored, by id."""
    own = dict(meetings_of(project, series_id))
    return {row.object_id: row["title"] for row in read_rows(project, "sources") if row["session_id"] in own}


def still_open(project: Project, series_id: str, waiting: int, names: int = 0) -> list[str]:
    """What can be done yet, in sentences; ``waiting`` notes were read and not stored, ``names`` stand in no file."""
    answered = {row["participant_id"] for row in read_rows(project, "consents")}
    looked = {row["source_id"] for row in read_rows(project, "recognition_checks")}
    left = {
        "names": names,
        "waiting": waiting,
        "answers": len(everyone(project, series_id).keys() - answered),
        "look": len(notes_of(project, series_id).keys() - looked),
    }
    return [say(f"bring_in_series.open.{what}", n=number) for what, number in left.items() if number]
