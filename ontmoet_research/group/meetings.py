"""Meetings: planned, held or cancelled."""

from __future__ import annotations

from typing import Any

from ontmoet_research.record import change, iso_day, write
from ontmoet_research.store import Project, Row, find, new, read_rows, remove
from ontmoet_research.store import change as changed
from ontmoet_research.text import join_words
from ontmoet_research.words import Refused, say

from .series import said_once

ORIGIN = "group.meetings"


def list_meetings(project: Project, series_id: str | None = None) -> list[Row]:
    """The meetings of a series (or of all), by series and number."""
    rows = read_rows(project, "sessions", **({"series_id": series_id} if series_id else {}))
    return sorted(rows, key=lambda row: (row["series_id"], row["number"], row.object_id))


def plan_meeting(
    project: Project, series_id: str, phase_id: str, kind: str, day: str | None = None, **details: Any
) -> str:
    """Add a meeting to a series; give its ``session_id``.

    It comes last, or before the planned meetings with a later day: those get the next numbers, as long as none of them
    was held or cancelled. ``day`` is a date as people type it, ``details`` are other columns of the table ``sessions``.
    Errors: ``Refused`` when the series or phase is gone, when the phase is not of this series, or when the date can't
    be read.
    """
    series = find(project, "series", series_id)
    if find(project, "phases", phase_id)["series_id"] != series_id:
        raise Refused("group.other_series")
    on = iso_day(day)
    number, later = _place(list_meetings(project, series_id), on)
    values = {"number": number, "status": "gepland", **said_once(series), **details}
    meeting = new("sessions", series_id=series_id, phase_id=phase_id, kind=kind, date=on, **values)
    write(project, [meeting, *(changed(row, number=row["number"] + 1) for row in later)], origin=ORIGIN)
    return meeting.object_id


def change_meeting(project: Project, session_id: str, day: str | None = None, **details: Any) -> None:
    """Change a meeting: its date, guiding question, facilitators and so on.

    Nothing is written when all is as it was. Errors: ``Refused`` when it is gone or the date can't be read,
    ``ValueError`` for an unknown column.
    """
    change(project, "sessions", session_id, origin=ORIGIN, **_with_day(day, details))


def hold_meeting(project: Project, session_id: str, day: str | None = None, **details: Any) -> None:
    """Say that a meeting was held; with ``day`` when it was on another day than planned.

    Errors: ``Refused`` when it is gone, or when it has no date and none is given.
    """
    told = _with_day(day, {**details, "status": "gehouden"})
    if not {**find(project, "sessions", session_id).values, **told}["date"]:
        raise Refused("group.held_when")
    change(project, "sessions", session_id, origin=ORIGIN, **told)


def cancel_meeting(project: Project, session_id: str, reason: str = "") -> None:
    """Say that a meeting did not take place; it stays in the list. A reason is kept with it, and in the logbook.

    Errors: ``Refused`` when it is gone.
    """
    told = {"cancel_reason": reason.strip() or None}
    drafts = [changed(find(project, "sessions", session_id), status="vervallen", **told)]
    if reason.strip():
        drafts.append(new("log_events", action=say("group.log_cancelled"), about_id=session_id, reason=reason.strip()))
    write(project, drafts, origin=ORIGIN)


def put_back_meeting(project: Project, session_id: str) -> None:
    """A meeting is planned again: it goes on after all, or it was called held by mistake. What is in it stays.

    Does nothing when it is planned. Errors: ``Refused`` when it is gone.
    """
    meeting = find(project, "sessions", session_id)
    if meeting["status"] != "gepland":
        write(project, [changed(meeting, status="gepland", cancel_reason=None)], origin=ORIGIN)


def take_back_attendance(project: Project, session_id: str, participant_id: str) -> None:
    """Note nothing any more of whether someone was at a meeting. Does nothing when nothing was noted."""
    noted = read_rows(project, "attendance", session_id=session_id, participant_id=participant_id)
    write(project, [remove(row) for row in noted], origin=ORIGIN)


def meeting_told(project: Project, told: str) -> str:
    """The id of the meeting that a person means: by the number that people see, or by its id.

    Errors: ``Refused`` when there is none, or when more series have a meeting with that number.
    """
    told = told.strip()
    if not told.isdecimal():
        return find(project, "sessions", told).object_id
    found = [row for row in read_rows(project, "sessions", number=int(told)) if row["status"] != "vervallen"]
    if len({row.object_id for row in found}) == 1:
        return found[0].object_id
    if not found:
        numbers = sorted({row["number"] for row in read_rows(project, "sessions") if row["number"]})
        known = join_words([str(number) for number in numbers]) or "–"
        raise Refused("group.no_such_meeting", number=told, known=known)
    titles = {row.object_id: row["title"] for row in read_rows(project, "series")}
    shown = join_words([f"{titles.get(row['series_id'], '')}: {row.object_id}" for row in found])
    raise Refused("group.several_meetings", number=told, meetings=shown)


def _place(meetings: list[Row], day: str | None) -> tuple[int, list[Row]]:
    """The number of a new meeting, and the meetings that come after it."""
    end = max((row["number"] for row in meetings), default=0) + 1
    first = min((row["number"] for row in meetings if day and row["date"] and row["date"] > day), default=end)
    later = [row for row in meetings if row["number"] >= first]
    # Numbers of meetings that were held are in reports and on paper by now.
    return (first, later) if all(row["status"] == "gepland" for row in later) else (end, [])


def _with_day(day: str | None, details: dict[str, Any]) -> dict[str, Any]:
    return {**details, **({"date": iso_day(day)} if day else {})}
