"""Maak een reservekopie van je project.

Heeft je project een wachtzin, dan heeft de kopie dezelfde. De kit maakt zelf ook elke dag een kopie, naast je project.
"""

import argparse
import sys

from ontmoet_research.privacy.release import note_made
from ontmoet_research.store import open_project
from ontmoet_research.store.backup import backup
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.backup.file"))


def run(args: argparse.Namespace) -> int:
    """Make the copy, and note that it is there: who erases something must be told of it (P13)."""
    with open_project(args.project, read_only=None) as project:
        if project.read_only:
            print(say("cli.backup.not_noted"), file=sys.stderr)
        made = backup(project, args.file, before=lambda place: note_made(project, place, "reservekopie"))
        print(say("cli.backup.done", path=made))
    return 0
