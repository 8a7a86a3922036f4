"""How long what is kept (P22): per kind of data the day that was agreed, and what a person has to look at.

Nothing is ever deleted by itself: on such a day someone decides. Terms differ by school, so no day is filled in here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.model.people import KEPT_KINDS
from ontmoet_research.store import Project

from .agreed_dates import KEEP, read_agreed_dates

if TYPE_CHECKING:
    import pandas as pd

SOON = 30  # days before the day on which a reminder starts
UNKNOWN, LATER, NEAR, PAST = "niet_afgesproken", "later", "bijna", "voorbij"


@dataclass(frozen=True)
class Kept:
    """A kind of data of a series, and ``until``: the last day (ISO) that was agreed, if one.

    ``state`` is niet_afgesproken, later, bijna (within 30 days) or voorbij.
    """

    series_id: str
    what: str
    until: str | None
    state: str


def retention_list(agreed: pd.DataFrame, series_ids: Iterable[str], today: datetime.date) -> list[Kept]:
    """Every kind of data of each series, in the order of the model. In: the table ``agreed_dates``.

    Of two versions of a day the first one counts. The last day itself is not past yet.
    """
    rows = agreed[agreed["kind"] == KEEP]
    days: dict[tuple[str, str], str] = {}
    for series_id, what, until in zip(rows["series_id"], rows["what"], rows["until"], strict=True):
        days[series_id, what] = min(until, days.get((series_id, what), until))
    return [
        Kept(series_id, what, days.get((series_id, what)), _state(days.get((series_id, what)), today))
        for series_id in series_ids
        for what in KEPT_KINDS
    ]


def reminders(kept: Iterable[Kept]) -> list[Kept]:
    """What a person has to look at: past days first, then those that come near; the earliest first."""
    due = [one for one in kept if one.state in (PAST, NEAR)]
    return sorted(due, key=lambda one: (one.state != PAST, one.until or ""))


def read_retention(project: Project, series_id: str, today: datetime.date | None = None) -> list[Kept]:
    """:func:`retention_list` of one series as it stands now."""
    return retention_list(read_agreed_dates(project), [series_id], today or datetime.date.today())


def check_agreed(kept: Iterable[Kept]) -> list[Finding]:
    """``let op`` (P22) per series for which no last day was agreed for any kind of data."""
    days: dict[str, list[str | None]] = {}
    for one in kept:
        days.setdefault(one.series_id, []).append(one.until)
    return [warning("privacy.nothing_agreed", "P22", series) for series, found in days.items() if not any(found)]


def _state(until: str | None, today: datetime.date) -> str:
    if until is None:
        return UNKNOWN
    left = (datetime.date.fromisoformat(until) - today).days
    return PAST if left < 0 else NEAR if left <= SOON else LATER
