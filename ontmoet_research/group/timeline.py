"""The timeline: meetings, with what happened outside between them (E36)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.record import iso_day, write
from ontmoet_research.store import Project, change, find, last_told, new, read_rows, remove, rows_of
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.timeline"
TIMELINE_COLUMNS = ("date", "kind", "title", "session_id", "event_id", "voices", "why")


def add_event(
    project: Project,
    title: str,
    day: str,
    series_id: str | None = None,
    kind: str = "buiten",
    voices: Collection[str] = (),
) -> str:
    """Note something that coloured what was said; give its ``timeline_event_id``.

    ``kind`` is buiten for what happened outside, or bijeenkomst, besluit, keerpunt, verandering; ``voices`` are the
    perspectives that named it. Without a series it holds for all. Errors: ``Refused`` for no words, no day, a day
    nobody can read, or a series that is gone.
    """
    made = new("timeline_events", **_event(project, title, day, series_id, kind, voices))
    write(project, [made], origin=ORIGIN)
    return made.object_id


def change_event(
    project: Project,
    event_id: str,
    title: str,
    day: str,
    series_id: str | None = None,
    kind: str = "buiten",
    voices: Collection[str] = (),
) -> None:
    """Say again what an event is. Nothing is written when all is as it was. Errors: as :func:`add_event`."""
    row = find(project, "timeline_events", event_id)
    told = _event(project, title, day, series_id, kind, voices)
    if any(row[name] != value for name, value in told.items()):
        write(project, [change(row, **told)], origin=ORIGIN)


def remove_event(project: Project, event_id: str) -> None:
    """Take an event off the timeline; it stays in the history. Errors: ``Refused`` when it is gone already."""
    write(project, [remove(find(project, "timeline_events", event_id))], origin=ORIGIN)


def read_timeline(
    project: Project, series_id: str, sessions: pd.DataFrame, roles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Meetings and events of one series, by day: ``date``, ``kind``, ``title``, ``session_id``, ``event_id``,
    ``voices`` (perspectives that named an event) and ``why`` (why a meeting did not go on).

    In: the meetings of the series, and the table ``participation_roles`` to have the day a side came in (D24) on it,
    with ``kind`` meedoen. Of a meeting, ``kind`` is its status (gepland, gehouden, vervallen) and ``title`` its label;
    of an event its own. Meetings without a day come last, in their order.
    """
    import pandas as pd

    rows = [
        {
            **{"date": one["date"], "kind": one["status"], "title": one["label"], "session_id": one["session_id"]},
            "why": one["cancel_reason"] if one["status"] == "vervallen" else None,
        }
        for one in rows_of(sessions)
    ]
    rows += [] if roles is None else _came_in(roles, series_id)
    for row in read_rows(project, "timeline_events"):
        if row["series_id"] in (None, series_id):
            event = {name: row[name] for name in ("date", "kind", "title", "voices")}
            rows.append({**event, "event_id": row.object_id})
    table = pd.DataFrame(rows, columns=list(TIMELINE_COLUMNS))
    return table.sort_values("date", kind="stable", na_position="last", ignore_index=True)


def _event(
    project: Project, title: str, day: str, series_id: str | None, kind: str, voices: Collection[str]
) -> dict[str, Any]:
    if not title.strip():
        raise Refused("group.timeline.needs_words")
    if (on := iso_day(day)) is None:
        raise Refused("group.timeline.needs_day")
    if series_id:
        find(project, "series", series_id)
    named = [one for one in PERSPECTIVES if one in voices]
    return {"series_id": series_id or None, "date": on, "title": title.strip(), "kind": kind, "voices": named}


def _came_in(roles: pd.DataFrame, series_id: str) -> list[dict[str, Any]]:
    """The days on which a side came into a stage of the research, for what was told."""
    own = roles[(roles["series_id"] == series_id) & roles["since"].notna()]
    return [
        {
            "date": one["since"],
            "kind": "meedoen",
            "title": say(
                "group.came_in", side=say(f"set_up_series.side.{one['side']}"), stage=say(f"group.stage.{one['stage']}")
            ),
        }
        for one in rows_of(last_told(own, "stage", "side"))
        if one["actual"] != "niet"
    ]
