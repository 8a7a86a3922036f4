"""Whether a change lasted: asked at closing and six months later (E30), and six months after it began."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.store import change as changed

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.later"
MONTHS = 6

__all__ = ["MONTHS", "days_to_ask", "months_later", "record_sustained", "to_ask_again"]


def months_later(iso: str, months: int = MONTHS) -> str:
    """The same day some months later, as ISO text; the last day of the month when there is no such day.

    >>> months_later("2024-08-31"), months_later("2023-07-05")
    ('2025-02-28', '2024-01-05')
    """
    day = date.fromisoformat(iso)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).isoformat()


def days_to_ask(told: Mapping[Any, Any], ended_on: str | None = None) -> list[str]:
    """The days on which the group asks whether a change lasted, in order.

    ``told`` has ``since`` and ``ask_again_on``; ``ended_on`` is the day the series closed. The days are
    ``ask_again_on`` (six months after ``since`` when empty), the closing day, and six months after that.

    >>> days_to_ask({"since": "2024-01-05", "ask_again_on": None}, "2024-12-01")
    ['2024-07-05', '2024-12-01', '2025-06-01']
    """
    since, chosen = told.get("since"), told.get("ask_again_on")
    first = chosen or (months_later(since) if since else None)
    closing = [ended_on, months_later(ended_on)] if ended_on else []
    return sorted({day for day in (first, *closing) if day and (not since or day >= since)})


def to_ask_again(changes: pd.DataFrame, ended: Mapping[str, str | None], today: str) -> pd.DataFrame:
    """The list *vraag nog eens*: changes of which a day to ask is there and nobody answered since, oldest first.

    In: ``change_id``, ``series_id``, ``what``, ``actor``, ``since``, ``ask_again_on``, ``sustained``, ``sustained_on``
    as ``read_changes`` gives; ``ended`` is series_id -> day it closed; ``today`` is ISO text. Out: ``change_id``,
    ``what``, ``actor``, ``sustained``, ``ask_on`` (the day it became time to ask).
    """
    import pandas as pd

    rows = []
    for told in rows_of(changes):
        answered = told["sustained_on"] or ""
        days = [one for one in days_to_ask(told, ended.get(told["series_id"])) if answered < one <= today]
        if days:
            rows.append((told["change_id"], told["what"], told["actor"], told["sustained"], days[-1]))
    found = pd.DataFrame(rows, columns=["change_id", "what", "actor", "sustained", "ask_on"])
    return found.sort_values("ask_on", kind="stable", ignore_index=True)


def record_sustained(project: Project, change_id: str, answer: str, day: str) -> None:
    """Keep the answer whether a change lasted (ja, deels, nee, weet_niet), given on ``day`` (ISO text).

    Errors: ``Refused`` when it is gone, ``ValueError`` for another answer.
    """
    row = find(project, "changes", change_id)
    write(project, [changed(row, sustained=answer, sustained_on=day)], origin=ORIGIN)
