"""Kijk je project na. Wat het belangrijkst is, staat bovenaan.

Bij "fout" moet er eerst iets gebeuren. "Let op" is een seintje. Het gaat nooit over hoe goed iemand is.
"""

import argparse
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
from ontmoet_research.group import read_contributors, read_group_findings, read_participants, read_series
from ontmoet_research.privacy import (
    check_consents,
    check_kept,
    read_agreed_dates,
    read_consents,
    read_privacy_findings,
)
from ontmoet_research.privacy.names_checks import read_names_findings
from ontmoet_research.report import read_report_findings
from ontmoet_research.store import Project, check_rows, open_project
from ontmoet_research.store.places import find_trouble, free_bytes, is_nearly_full
from ontmoet_research.store.sqlite_whole import damage
from ontmoet_research.words import say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))


def run(args: argparse.Namespace) -> int:
    """Print every finding, worst first; 1 when there are any."""
    with open_project(args.project, read_only=True) as project:
        found = check_project(project)
    for finding in found:
        print(f"{finding.level}: {finding.sentence} ({finding.row})")
    print(say_count("cli.check.found", len(found)))
    return 1 if found else 0


def check_project(project: Project) -> list[Finding]:
    """All findings of all rooms on this project, worst first."""
    series, decisions = read_series(project), read_decisions(project)
    people, contributors = read_participants(project), read_contributors(project)
    rooms = (
        check_place(project),
        [blocking("store.row_changed", "P05", row_id, table=table) for table, row_id in check_rows(project)],
        read_group_findings(project),
        check_change(read_wishes(project), decisions, read_assignments(project), read_changes(project)),
        read_effect_findings(project, date.today()),
        read_meeting_findings(project),
        read_follow_up_findings(project),
        check_consents(people, read_consents(project), contributors),
        check_kept(read_agreed_dates(project), date.today()),
        read_names_findings(project, date.today().isoformat()),
        read_privacy_findings(project),
        read_coding_findings(project),
        read_dialogue_findings(project),
        *(read_report_findings(project, series_id) for series_id in series["series_id"]),
    )
    return worst_first(chain.from_iterable(rooms))


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
