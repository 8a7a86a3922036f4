"""A whole series that is brought in: who takes part, its meetings, its notes that wait, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.group.meetings import hold_meeting
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.words import say

from .readers import ReadText

__all__ = ["Waiting", "asks_day", "everyone", "hold", "lacks_labels", "meetings_of", "notes_of", "still_open"]


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


def asks_day(project: Project, one: Waiting) -> bool:
    """Whether this note is placed at a planned meeting of which neither the note nor the project knows the day."""
    meeting = find(project, "sessions", one.session_id) if one.session_id and not one.day else None
    return meeting is not None and meeting["status"] == "gepland" and not meeting["date"]


def hold(project: Project, one: Waiting) -> bool:
    """A note that is placed at a meeting says that it was held, on the day of the note or else as planned.

    Gives False when that was known, or when nobody knows the day. Errors: ``Refused`` when the meeting is gone.
    """
    meeting = find(project, "sessions", one.session_id) if one.session_id else None
    if meeting is None or meeting["status"] != "gepland" or not (one.day or meeting["date"]):
        return False
    hold_meeting(project, meeting.object_id, one.day.isoformat() if one.day else None)
    return True


def lacks_labels(project: Project) -> bool:
    """Whether there is no label in this project to label with."""
    return not read_rows(project, "codes")


def still_open(project: Project, series_id: str, waiting: int, names: int = 0) -> list[str]:
    """What can be done yet, in sentences; ``waiting`` notes were read and not stored, ``names`` stand in no file."""
    answered = {row["participant_id"] for row in read_rows(project, "consents")}
    looked = {row["source_id"] for row in read_rows(project, "recognition_checks")}
    there = notes_of(project, series_id)
    with_note = {row["session_id"] for row in read_rows(project, "sources")}
    undated = [row for row in list_meetings(project, series_id) if row.object_id in with_note and not row["date"]]
    left = {
        "names": names,
        "waiting": waiting,
        "days": len(undated),
        "answers": len(everyone(project, series_id).keys() - answered),
        "look": len(there.keys() - looked),
        "labels": int(bool(there) and lacks_labels(project)),
    }
    return [say(f"bring_in_series.open.{what}", n=number) for what, number in left.items() if number]
