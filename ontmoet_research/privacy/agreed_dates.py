"""Days that were agreed on: until when words can be taken out, per purpose (P11), and how long data are kept (P22).

Terms differ by school and by series, so they are stored and never fixed here. Nothing happens by itself on such a day:
a person is told, and decides.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.model.people import CONSENT_PURPOSES, KEPT_KINDS
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, new, read_rows, read_table, rows_of
from ontmoet_research.text import format_date
from ontmoet_research.words import say

if TYPE_CHECKING:
    import pandas as pd

TAKE_OUT, KEEP = "weghalen", "bewaren"


def agree_date(project: Project, series_id: str, kind: str, what: str, until: str) -> None:
    """Store the last day (ISO) of taking out words for a purpose, or of keeping a kind of data.

    It replaces the day before. ``kind`` is ``weghalen`` with a purpose of consent, or ``bewaren`` with a kind of data.
    Errors: ``Refused`` when the series is gone, ``ValueError`` for an unknown kind, purpose or day.
    """
    find(project, "series", series_id)
    datetime.date.fromisoformat(until)
    if what not in {TAKE_OUT: CONSENT_PURPOSES, KEEP: KEPT_KINDS}.get(kind, ()):
        raise ValueError(f"{kind} {what}: no such thing to agree on")
    before = read_rows(project, "agreed_dates", series_id=series_id, kind=kind, what=what)
    told = {"series_id": series_id, "kind": kind, "what": what, "until": until}
    write(project, [change(*before, until=until) if before else new("agreed_dates", **told)], origin="privacy")


def read_agreed_dates(project: Project) -> pd.DataFrame:
    """All days that were agreed on: columns of the table ``agreed_dates``."""
    return read_table(project, "agreed_dates")


def limits_of(project: Project, purposes: Iterable[str], series_id: str | None = None) -> dict[str, str | None]:
    """Per purpose the first of the days (ISO) until which words can be taken out; None where nothing was agreed.

    With ``series_id`` only the days of that series count.
    """
    days: dict[str, list[str]] = {}
    where = {"series_id": series_id} if series_id else {}
    for row in read_rows(project, "agreed_dates", kind=TAKE_OUT, **where):
        days.setdefault(row["what"], []).append(row["until"])
    return {purpose: min(days.get(purpose, []), default=None) for purpose in purposes}


def check_kept(agreed: pd.DataFrame, today: datetime.date) -> list[Finding]:
    """``let op`` (P22) for each kind of data that is kept longer than agreed. Deleting is never done by itself."""
    kept = rows_of(agreed[agreed["kind"] == KEEP])
    return [
        warning("privacy.kept_too_long", "P22", row["agreed_date_id"], what=say(f"privacy.kept.{row['what']}"), day=day)
        for row in kept
        if row["until"] < today.isoformat()
        for day in [format_date(datetime.date.fromisoformat(row["until"]))]
    ]
