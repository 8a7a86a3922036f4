"""A series that grows: a part is added while it runs. And what is said once for all its meetings."""

from __future__ import annotations

from typing import Any

from ontmoet_research.model.people import PHASE_KINDS
from ontmoet_research.record import what_changes, write
from ontmoet_research.store import Project, find, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused, say

from .series import KIND_OF_PHASE, MOST_MEETINGS, ORIGIN, said_once

__all__ = ["add_phase", "meetings_apart", "say_for_all"]


def add_phase(project: Project, series_id: str, kind: str, count: int | None, source: str = "") -> str:
    """Add a part (phase) to the end of a series, with ``count`` planned meetings; give its ``phase_id``.

    All that is in the series stays in it: people, notes, and the wishes that the new part goes on with (B08). A series
    that was closed runs again. ``source`` says where the number comes from. Errors: ``Refused`` when the series is
    gone, or for a count that is not from 1 to 60; ``ValueError`` for an unknown kind.
    """
    if kind not in PHASE_KINDS:
        raise ValueError(kind)
    if count is None or not 1 <= count <= MOST_MEETINGS:
        raise Refused("group.plan.how_many", most=MOST_MEETINGS)
    series = find(project, "series", series_id)
    order = max((row["order"] for row in read_rows(project, "phases", series_id=series_id)), default=0) + 1
    number = max((row["number"] for row in read_rows(project, "sessions", series_id=series_id)), default=0)
    told = " ".join(source.split()) or say("group.chosen_by_group")
    phase = new("phases", series_id=series_id, kind=kind, order=order, planned_count=count, source=told)
    planned = {"series_id": series_id, "phase_id": phase.object_id, "status": "gepland", **said_once(series)}
    made = [new("sessions", number=number + i, kind=KIND_OF_PHASE[kind], **planned) for i in range(1, count + 1)]
    again = [changed(series, ended_on=None, end_note=None)] if series["ended_on"] else []
    write(project, [phase, *made, *again], origin=ORIGIN)
    return phase.object_id


def say_for_all(project: Project, series_id: str, **told: Any) -> bool:
    """Say once who leads (``facilitator_ids``) or who looks after accessibility; give whether something changed.

    It holds for each meeting where nobody said anything else, and for those that are planned later. Errors: ``Refused``
    when the series is gone; ``ValueError`` for another column.
    """
    series = find(project, "series", series_id)
    if unknown := set(told) - set(said_once(series)):
        raise ValueError(f"not said once for a series: {', '.join(sorted(unknown))}")
    rows = [(series, told)]
    for row in read_rows(project, "sessions", series_id=series_id):
        if row["status"] != "vervallen":
            rows.append((row, {name: told[name] for name in told if row[name] in (series[name], None, [])}))
    drafts = [changed(row, **now) for row, follows in rows if (now := what_changes(project, row, follows))]
    write(project, drafts, origin=ORIGIN)
    return bool(drafts)


def meetings_apart(project: Project, series_id: str, name: str) -> list[str]:
    """The ids of the meetings at which something else was said than for the series, by number."""
    series = find(project, "series", series_id)
    rows = sorted(read_rows(project, "sessions", series_id=series_id), key=lambda row: row["number"])
    return [row.object_id for row in rows if row["status"] != "vervallen" and row[name] not in (series[name], None, [])]
