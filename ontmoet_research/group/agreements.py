"""How the group works together: agreements with a day to look at them again (E23), and how the group sits (E16).

An agreement that is put in other words is a new version of the same agreement; the older words stay in the history.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.model.group import CONDITIONS
from ontmoet_research.record import iso_day, today, write
from ontmoet_research.store import Project, Row, change, find, history, new, read_rows, rows_of
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.agreements"
REVIEW_AFTER = 4  # meetings: "review prompt each 4 sessions" (E23)


def list_agreements(project: Project, series_id: str) -> list[Row]:
    """The agreements that hold, in the order they were made."""
    return [row for row in read_rows(project, "working_agreements", series_id=series_id) if row["status"] == "geldt"]


def older_words(project: Project, agreement_id: str) -> list[tuple[str, str]]:
    """How an agreement sounded before, as (ISO day it was agreed, words), oldest first; what was taken back is none.

    An agreement that got its older words again has those as its words of now.
    """
    told: list[tuple[str, str]] = []
    for row in rows_of(history(project, "working_agreements", agreement_id)):
        known = [words for _day, words in told]
        if row["removed"] or row["text"] in known:
            told = told[: known.index(row["text"]) + 1] if row["text"] in known else told
        else:
            told.append((row["agreed_on"] or "", row["text"]))
    return told[:-1]


def agree_on(
    project: Project, series_id: str, words: str, agreed_on: str | None = None, review_on: str | None = None
) -> str:
    """Note what the group agreed on; give its ``working_agreement_id``.

    Days are as people type them; ``agreed_on`` is today when not given, ``review_on`` may stay open. Errors:
    ``Refused`` for no words, a day nobody can read, or a series that is gone.
    """
    if not words.strip():
        raise Refused("group.agreements.needs_words")
    find(project, "series", series_id)
    days = {"agreed_on": iso_day(agreed_on) or today(), "review_on": iso_day(review_on)}
    made = new("working_agreements", series_id=series_id, text=words.strip(), status="geldt", **days)
    write(project, [made], origin=ORIGIN)
    return made.object_id


def look_again(
    project: Project, agreement_id: str, words: str | None = None, on: str | None = None, review_on: str | None = None
) -> None:
    """The group looked at an agreement again: it still holds, in the same words or in others.

    ``on`` is the day they did (today when not given), ``review_on`` the next day to look. Errors: as :func:`agree_on`.
    """
    row = find(project, "working_agreements", agreement_id)
    if words is not None and not words.strip():
        raise Refused("group.agreements.needs_words")
    days = {"agreed_on": iso_day(on) or today(), "review_on": iso_day(review_on)}
    write(project, [change(row, text=words.strip() if words else row["text"], **days)], origin=ORIGIN)


def end_agreement(project: Project, agreement_id: str) -> None:
    """An agreement no longer holds; it stays in the history. Errors: ``Refused`` when it is gone."""
    write(project, [change(find(project, "working_agreements", agreement_id), status="vervallen")], origin=ORIGIN)


def due_agreements(agreements: pd.DataFrame, sessions: pd.DataFrame, day: date) -> list[str]:
    """Ids of agreements that it is time to look at again: their day came, or four meetings were held since.

    In: ``working_agreement_id``, ``agreed_on``, ``review_on``, ``status``; ``date`` and ``status`` of the meetings of
    that series.
    """
    held = sessions.loc[(sessions["status"] == "gehouden") & sessions["date"].notna(), "date"]
    due = []
    for one in rows_of(agreements[agreements["status"] == "geldt"].drop_duplicates("working_agreement_id")):
        since = sum(day > (one["agreed_on"] or "") for day in held)
        came = one["review_on"] and one["review_on"] <= day.isoformat()
        if came or since >= REVIEW_AFTER:
            due.append(one["working_agreement_id"])
    return due


def check_agreements(series_id: str, agreements: pd.DataFrame, sessions: pd.DataFrame, day: date) -> list[Finding]:
    """Findings E23 of one series: no agreements although it began, or agreements to look at again.

    In: the table ``working_agreements``, and the meetings of the series.
    """
    own = agreements[(agreements["series_id"] == series_id) & (agreements["status"] == "geldt")]
    if own.empty:
        began = bool((sessions["status"] == "gehouden").any())
        return [warning("group.agreements.none", "E23", series_id)] if began else []
    due = due_agreements(own, sessions, day)
    return [warning("group.agreements.look_again", "E23", series_id, n=len(due))] if due else []


def read_mood(project: Project, session_id: str) -> dict[str, tuple[str, str]]:
    """How the group sat at a meeting, as condition -> (answer, note), for what was answered."""
    rows = sorted(read_rows(project, "group_moods", session_id=session_id), key=lambda row: row.at)
    told = {row["condition"]: (row["answer"], row["note"] or "") for row in rows}
    return {condition: told[condition] for condition in CONDITIONS if condition in told}


def record_mood(project: Project, session_id: str, condition: str, answer: str, note: str | None = None) -> None:
    """Note what the whole group said of one condition; never what one person said (E16).

    Errors: ``Refused`` when the meeting is gone, ``ValueError`` for an unknown condition or answer.
    """
    find(project, "sessions", session_id)
    rows = sorted(read_rows(project, "group_moods", session_id=session_id, condition=condition), key=lambda r: r.at)
    values = {"answer": answer} if note is None else {"answer": answer, "note": note.strip() or None}
    if rows:
        drafts = [change(rows[-1], **values)] if any(rows[-1][k] != v for k, v in values.items()) else []
    else:
        drafts = [new("group_moods", session_id=session_id, condition=condition, **values)]
    write(project, drafts, origin="group.moods")
