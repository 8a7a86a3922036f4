"""Handing over when someone who works on the research stops (A46): what is still open, and who goes on with it.

Assignments, promises, consents and rounds of pieces belong to other rooms; here they are only counted and listed, so
that nothing stays behind with someone who is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, warning
from ontmoet_research.record import iso_day, today, write
from ontmoet_research.store import Project, Row, change, find, read_rows, rows_of
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.handover"


@dataclass(frozen=True)
class Handover:
    """What is still with one person. Assignments, promises and batches are ids; nothing is said of how it went."""

    assignments: list[str]
    promises: list[str]
    batches: list[str]
    meetings: list[str]
    consents: int
    keeps_key_file: bool
    only_key: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open. Consents stay valid whoever asked them, so they don't count."""
        return not (self.assignments or self.promises or self.batches or self.meetings or self.only_key)


def open_work(project: Project, contributor_id: str) -> Handover:
    """What is still with this person: assignments under way, promises, rounds of pieces, planned meetings, the key.

    A promise is theirs when ``by_whom`` is their name on screen or their alias. Errors: ``Refused`` when they are gone.
    """
    person = find(project, "contributors", contributor_id)
    return Handover(
        assignments=[row.object_id for row in read_rows(project, "assignments") if _carries(row, person)],
        promises=[
            row.object_id for row in open_promises(project) if _promised(row["by_whom"], _names(project, person))
        ],
        batches=[
            row.object_id
            for row in read_rows(project, "batches")
            if contributor_id in row["contributor_ids"] and row["status"] != "klaar"
        ],
        meetings=[
            row.object_id
            for row in read_rows(project, "sessions")
            if contributor_id in row["facilitator_ids"] and row["status"] == "gepland"
        ],
        consents=len({row["participant_id"] for row in read_rows(project, "consents", asked_by=contributor_id)}),
        keeps_key_file=bool(person["keeps_key_file"]),
        only_key=bool(person["keeps_key_file"]) and not _others_with_key(project, contributor_id),
    )


def open_promises(project: Project, series_id: str | None = None) -> list[Row]:
    """Promises that are not kept yet, of a series or of all, the oldest day first; those without a day last."""
    rows = [row for row in read_rows(project, "promises") if not row["done_on"]]
    own = [row for row in rows if series_id is None or row["series_id"] == series_id]
    return sorted(own, key=lambda row: (row["due"] is None, row["due"] or "", row.object_id))


def end_contributor(
    project: Project, contributor_id: str, last_day: str | None = None, *, note: str = "", to: str | None = None
) -> Handover:
    """Someone stops working on the research; give what is still open with them, so that it can be talked about.

    ``last_day`` is a date as people type it (today when not given), ``note`` says what a successor should know, ``to``
    is the ``contributor_id`` of who goes on. It never stops anyone from leaving. Errors: ``Refused`` when someone is
    gone, when ``to`` is the person themselves or has stopped as well, or when the day can't be read.
    """
    person = find(project, "contributors", contributor_id)
    if to:
        other = find(project, "contributors", to)
        if to == contributor_id or (other["end"] and other["end"] <= today()):
            raise Refused("group.handover.other_person")
    values = {
        "handover_note": note.strip() or person["handover_note"],
        "handed_over_to": to or person["handed_over_to"],
    }
    write(project, [change(person, end=iso_day(last_day) or today(), **values)], origin=ORIGIN)
    return open_work(project, contributor_id)


def give_key_file(project: Project, contributor_id: str, keeps: bool) -> None:
    """Note whether someone has a key to the key file; the file itself is never here. Errors: ``Refused`` when gone."""
    person = find(project, "contributors", contributor_id)
    if bool(person["keeps_key_file"]) != keeps:
        write(project, [change(person, keeps_key_file=keeps)], origin=ORIGIN)


def check_handover(
    contributors: pd.DataFrame,
    participants: pd.DataFrame,
    assignments: pd.DataFrame,
    promises: pd.DataFrame,
    sessions: pd.DataFrame,
    day: str,
) -> list[Finding]:
    """Findings A46 on people who stopped by ``day`` (ISO), and on the key file when nobody who is here has it.

    In: the tables ``contributors``, ``participants``, ``assignments``, ``promises`` and ``sessions``. Open assignments
    and meetings are asked until someone goes on with the work (``handed_over_to``); promises until they are kept, or
    someone goes on.
    """
    alias = dict(zip(participants["participant_id"], participants["alias"], strict=True))
    gone = contributors["end"].notna() & (contributors["end"] <= day)
    found = []
    for person in rows_of(contributors[gone & contributors["handed_over_to"].isna()]):
        found += _left_behind(person, alias, assignments, promises, sessions)
    keys = contributors["keeps_key_file"].fillna(False).astype(bool)
    if (keys & gone).any() and not (keys & ~gone).any():
        found.append(warning("group.handover.key_file", "A46"))
    return found


def _left_behind(
    person: Mapping[Any, Any],
    alias: Mapping[str, str],
    assignments: pd.DataFrame,
    promises: pd.DataFrame,
    sessions: pd.DataFrame,
) -> list[Finding]:
    names = {_same(name) for name in (person["display_name"], alias.get(person["participant_id"])) if name}
    by_whom = promises.loc[promises["done_on"].isna(), "by_whom"].dropna()
    counts = {
        "promises": sum(_promised(name, names) for name in by_whom),
        "assignments": int(
            ((assignments["holder_id"] == person["participant_id"]) & (assignments["state"] == "loopt")).sum()
        ),
        "meetings": sum(
            person["contributor_id"] in ids for ids in sessions.loc[sessions["status"] == "gepland", "facilitator_ids"]
        ),
    }
    return [
        warning(f"group.handover.{what}", "A46", person["contributor_id"], n=number)
        for what, number in counts.items()
        if number
    ]


def _carries(row: Row, person: Row) -> bool:
    return bool(person["participant_id"]) and row["holder_id"] == person["participant_id"] and row["state"] == "loopt"


def _names(project: Project, person: Row) -> set[str]:
    alias = [find(project, "participants", person["participant_id"])["alias"]] if person["participant_id"] else []
    return {_same(name) for name in (person["display_name"], *alias)}


def _promised(by_whom: str | None, names: set[str]) -> bool:
    return by_whom is not None and _same(by_whom) in names


def _others_with_key(project: Project, contributor_id: str) -> bool:
    return any(
        row["keeps_key_file"] and row.object_id != contributor_id and not (row["end"] and row["end"] <= today())
        for row in read_rows(project, "contributors")
    )


def _same(name: str) -> str:
    return "".join(name.split()).casefold()
