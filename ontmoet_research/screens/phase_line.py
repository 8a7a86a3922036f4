"""The phase a group is in, as one calm line on top of the pages on meetings, wishes, learning and changes (B08)."""

from __future__ import annotations

from ontmoet_research.group import current_phase, phase_plan, read_phases, read_sessions
from ontmoet_research.store import Project, find, rows_of
from ontmoet_research.words import say

from .blocks import Block, held_of, text


def phase_line(project: Project, series_id: str) -> list[Block]:
    """The line for this series; no line without a series or phases, or for a series that was closed."""
    if not series_id or find(project, "series", series_id)["ended_on"]:
        return []
    phases = read_phases(project)
    sessions = read_sessions(project, series_id)
    plan = phase_plan(phases[phases["series_id"] == series_id], sessions)
    now = current_phase(plan)
    if now is None:
        return []
    one = rows_of(plan[plan["phase_id"] == now])[0]
    planned = int(one["planned"]) if one["planned"] == one["planned"] and one["planned"] is not None else 0
    name = say(f"set_up_series.phase.{one['kind']}")
    return [text(say("page.phase_now", phase=name, held=held_of(int(one["held"]), planned)), quiet=True)]
