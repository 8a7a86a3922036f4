"""What was promised: to whom, by when, and whether it was done (D10, D22).

Open promises never stop a series from being closed; they are said, so that nobody has to wait in vain (A46).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.record import change, keep
from ontmoet_research.store import Project, rows_of
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
    told = {"what": what, "to_whom": to_whom, "by_whom": by_whom, "due": due}
    return keep(project, "promises", origin=ORIGIN, series_id=series_id, session_id=session_id, **told)


def keep_promise(project: Project, promise_id: str, day: str) -> None:
    """Say on which day a promise was kept. Errors: ``Refused`` without a day that can be read, or when it is gone."""
    if not day.strip():
        raise Refused("change.needs_day")
    change(project, "promises", promise_id, origin=ORIGIN, done_on=day)


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
