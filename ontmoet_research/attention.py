"""What of the whole project asks for attention: the findings of all rooms, by the notebook where one can see to them.

``ontmoet check`` prints them, and *Wat vraagt aandacht?* of notebook 00 shows them. It is never about how well somebody
does; a finding speaks of the project.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import chain

from ontmoet_research.change import (
    check_change,
    read_assignments,
    read_changes,
    read_decisions,
    read_effect_findings,
    read_follow_up_findings,
    read_meeting_findings,
    read_wishes,
)
from ontmoet_research.coding.checks import read_coding_findings
from ontmoet_research.dialogue.checks import read_dialogue_findings
from ontmoet_research.findings import Finding, blocking, warning, worst_first
from ontmoet_research.group import read_contributors, read_group_findings, read_series
from ontmoet_research.privacy import (
    check_consents,
    check_kept,
    people_and_answers,
    read_agreed_dates,
    read_privacy_findings,
)
from ontmoet_research.privacy.names_checks import read_names_findings
from ontmoet_research.report import read_report_findings
from ontmoet_research.store import Project, check_rows, read_rows, read_values, two_versions
from ontmoet_research.store.places import find_trouble, free_bytes, is_nearly_full
from ontmoet_research.store.sqlite_whole import damage

__all__ = ["check_place", "check_project", "read_attention"]


def check_project(project: Project) -> list[Finding]:
    """All findings of all rooms on this project, worst first."""
    return worst_first(chain.from_iterable(read_attention(project).values()))


def read_attention(project: Project) -> dict[str, list[Finding]]:
    """The findings by place, each worst first; only places that have any.

    Keys: ``project`` (the file itself), and the notebooks ``series``, ``meeting``, ``labelling``, ``comparing``,
    ``following``, ``changes``, ``report`` and ``keeping``, in the order of their numbers.
    """
    with project.one_moment():
        found = {place: worst_first(read(project)) for place, read in _PLACES.items()}
    return {place: findings for place, findings in found.items() if findings}


def check_place(project: Project) -> list[Finding]:
    """What is wrong with the file of a project and the place it stands in."""
    file = project.file
    if file is None:
        return []
    found = [blocking("store.damaged", "P13")] if damage(file.source, file.key, file.manner) else []
    if trouble := find_trouble(file.path):
        found.append(warning(trouble.key, "P25", **trouble.values))
    if is_nearly_full(file.path):
        found.append(warning("places.nearly_full", "P13", megabytes=free_bytes(file.path) // 1_000_000))
    return found


def _project(project: Project) -> list[Finding]:
    changed = [blocking("store.row_changed", "P05", row_id, table=table) for table, row_id in check_rows(project)]
    return [*check_place(project), *changed]


def _following(project: Project) -> list[Finding]:
    read = (read_wishes(project), read_decisions(project), read_assignments(project), read_changes(project))
    wishes = check_change(*read, [one.object_id for one in two_versions(project, "wishes")])
    return [*wishes, *read_follow_up_findings(project)]


def _keeping(project: Project) -> list[Finding]:
    today = date.today()
    return [
        *check_consents(*people_and_answers(project), read_contributors(project)),
        *check_kept(read_agreed_dates(project), today),
        *read_names_findings(project, today.isoformat()),
        *read_privacy_findings(project),
    ]


def _report(project: Project) -> list[Finding]:
    """Of a series without any note there is nothing to report yet."""
    meetings = {row.object_id: row["series_id"] for row in read_rows(project, "sessions")}
    begun = {meetings.get(meeting) for (meeting,) in read_values(project, "sources", ["session_id"])}
    series = [one for one in read_series(project)["series_id"] if one in begun]
    return [finding for one in series for finding in read_report_findings(project, one)]


_PLACES: dict[str, Callable[[Project], list[Finding]]] = {
    "project": _project,
    "series": read_group_findings,
    "meeting": read_meeting_findings,
    "labelling": read_coding_findings,
    "comparing": read_dialogue_findings,
    "following": _following,
    "changes": lambda project: read_effect_findings(project, date.today()),
    "report": _report,
    "keeping": _keeping,
}
