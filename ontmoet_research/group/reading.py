"""Reads what the checks of this room ask for, and asks them; the checks themselves are pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, worst_first
from ontmoet_research.store import Project, read_table, read_values, rows_of

from .access import check_access
from .agreements import check_agreements
from .calendar import check_calendar
from .checks import OPEN_FORMATS, check_chair, check_group, check_private
from .handover import check_handover
from .lineage import check_method
from .organisations import check_organisations
from .research_roles import check_research_changed, check_roles
from .start_list import check_start_list
from .tables import read_attendance, read_contributors, read_participants, read_phases, read_series, read_sessions

if TYPE_CHECKING:
    import pandas as pd

TABLES = (
    *("decisions", "organisations", "setup_checks", "working_agreements", "access_checks", "needs"),
    *("participation_roles", "assignments", "promises"),
)


def read_group_findings(project: Project, series_id: str | None = None, day: date | None = None) -> list[Finding]:
    """All that the group could still arrange, worst first; with ``series_id``, only for that series.

    ``day`` is the day to look from, today when not given. What belongs to no single series (organisations, people who
    stopped) comes with every series.
    """
    series = read_series(project)
    asked = series if series_id is None else series[series["series_id"] == series_id]
    sessions, people, attendance = read_sessions(project), read_participants(project), read_attendance(project)
    contributors, phases = read_contributors(project), read_phases(project)
    told = {name: read_table(project, name) for name in TABLES}
    on = day or date.today()
    found = check_group(asked, sessions, people, attendance, contributors, told["decisions"])
    for one in rows_of(asked):
        found += check_chair(one, sessions, contributors)
        found += _of_one(one, phases, sessions, people, told, on)
    shown = {one.about for one in found} | set(asked["series_id"])
    found += [one for one in check_method(series) if series_id is None or one.about in shown]
    found += check_private(sessions, {one for (one,) in read_values(project, "sources", ["session_id"])})
    found += check_organisations(told["organisations"], people)
    found += check_handover(contributors, people, told["assignments"], told["promises"], sessions, on.isoformat())
    return worst_first(found)


def _of_one(
    series: Mapping[Any, Any],
    phases: pd.DataFrame,
    sessions: pd.DataFrame,
    people: pd.DataFrame,
    told: Mapping[str, pd.DataFrame],
    on: date,
) -> list[Finding]:
    about = series["series_id"]
    own = sessions[sessions["series_id"] == about]
    found = check_calendar(series, phases[phases["series_id"] == about], own, on)
    if series["ended_on"]:
        return found  # nothing is asked any more of a series that was closed
    group = people.loc[[about in ids for ids in people["series_ids"]]]
    found += check_start_list(about, told["setup_checks"])
    found += check_access(about, own, group, told["needs"], told["access_checks"])
    found += check_roles(about, told["participation_roles"], own)
    if series["format"] not in OPEN_FORMATS:
        found += check_agreements(about, told["working_agreements"], own, on)
    if series["format"] == "cop":
        found += check_research_changed(about, own)
    return found
