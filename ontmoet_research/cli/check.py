"""Kijk je project na. Wat het belangrijkst is, staat bovenaan.

Bij "fout" moet er eerst iets gebeuren. "Let op" is een seintje. Het gaat nooit over hoe goed iemand is.
"""

import argparse

from ontmoet_research.attention import check_project
from ontmoet_research.store import open_project
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
