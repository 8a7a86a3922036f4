"""What was promised: to whom, by when, and whether it was done (D10, D22).

Open promises never stop a series from being closed; they are said, so that nobody has to wait in vain (A46).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.group import iso_day
from ontmoet_research.store import Project, find, new, rows_of, write
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

from .tables import read_promises
from .wording import bare

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.promises"


def promise(
    project: Project,
    series_id: str,
    what: str,
    to_whom: str,
    *,
    by_whom: str | None = None,
    due: str | None = None,
    session_id: str | None = None,
) -> str:
    """Keep a promise; give the ``promise_id``. ``due`` is a day as people type it.

    Errors: ``Refused`` without what or to whom, for a day nobody can read, or when series or meeting is gone.
    """
    if not what.strip():
        raise Refused("change.promise_needs_what")
    if not to_whom.strip():
        raise Refused("change.promise_needs_whom")
    find(project, "series", series_id)
    if session_id:
        find(project, "sessions", session_id)
    made = new(
        "promises",
        series_id=series_id,
        session_id=session_id,
        what=what.strip(),
        to_whom=to_whom.strip(),
        by_whom=(by_whom or "").strip() or None,
        due=iso_day(due),
    )
    write(project, [made], origin=ORIGIN)
    return made.object_id


def keep_promise(project: Project, promise_id: str, day: str) -> None:
    """Say on which day a promise was kept. Errors: ``Refused`` without a day that can be read, or when it is gone."""
    done_on = iso_day(day)
    if done_on is None:
        raise Refused("change.needs_day")
    write(project, [changed(find(project, "promises", promise_id), done_on=done_on)], origin=ORIGIN)


def open_promises(promises: pd.DataFrame, series_id: str | None = None) -> pd.DataFrame:
    """The promises that were not kept yet, of one series or all; the first day first, those without a day last.

    In and out: columns of ``read_promises``.
    """
    still = promises[promises["done_on"].isna()]
    if series_id is not None:
        still = still[still["series_id"] == series_id]
    return still.sort_values("due", kind="stable", na_position="last", ignore_index=True)


def before_closing(project: Project, series_id: str) -> list[Finding]:
    """What to know before a series is closed or someone leaves: a ``let op`` for each open promise (D10, A46)."""
    return [
        warning("change.promise_open", "D10", row["promise_id"], what=bare(row["what"]), whom=bare(row["to_whom"]))
        for row in rows_of(open_promises(read_promises(project), series_id))
    ]
