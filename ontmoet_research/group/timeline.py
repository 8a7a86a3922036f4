"""The timeline: meetings, with what happened outside between them (E36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.store import Project, find, new, read_rows, remove, write
from ontmoet_research.words import Refused

from .days import iso_day

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.timeline"
TIMELINE_COLUMNS = ("date", "kind", "title", "session_id", "event_id")


def add_event(project: Project, title: str, day: str, series_id: str | None = None, kind: str = "buiten") -> str:
    """Note something that coloured what was said; give its ``timeline_event_id``.

    ``kind`` is buiten for what happened outside, or bijeenkomst, besluit, keerpunt, verandering. Without a series it
    holds for all. Errors: ``Refused`` for no words, no day, a day nobody can read, or a series that is gone.
    """
    if not title.strip():
        raise Refused("group.timeline.needs_words")
    if (on := iso_day(day)) is None:
        raise Refused("group.timeline.needs_day")
    if series_id:
        find(project, "series", series_id)
    made = new("timeline_events", series_id=series_id or None, date=on, title=title.strip(), kind=kind)
    write(project, [made], origin=ORIGIN)
    return made.object_id


def remove_event(project: Project, event_id: str) -> None:
    """Take an event off the timeline; it stays in the history. Errors: ``Refused`` when it is gone already."""
    write(project, [remove(find(project, "timeline_events", event_id))], origin=ORIGIN)


def read_timeline(project: Project, series_id: str, sessions: pd.DataFrame) -> pd.DataFrame:
    """Meetings and events of one series, by day: ``date``, ``kind``, ``title``, ``session_id``, ``event_id``.

    In: the meetings of the series. Of a meeting, ``kind`` is its status (gepland, gehouden, vervallen) and ``title``
    its label; of an event its own. Meetings without a day come last, in their order.
    """
    import pandas as pd

    rows = [
        {"date": one["date"], "kind": one["status"], "title": one["label"], "session_id": one["session_id"]}
        for one in sessions.drop_duplicates("session_id", keep="last").to_dict("records")
    ]
    for row in read_rows(project, "timeline_events"):
        if row["series_id"] in (None, series_id):
            event = {name: row[name] for name in ("date", "kind", "title")}
            rows.append({**event, "event_id": row.object_id})
    table = pd.DataFrame(rows, columns=list(TIMELINE_COLUMNS))
    return table.sort_values("date", kind="stable", na_position="last", ignore_index=True)
