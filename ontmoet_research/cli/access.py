"""Maak een overzicht van alles wat bij 1 mens hoort (inzage).

Er staan alleen eigen woorden en gegevens in, niets wat een ander zei. Geef het alleen aan die mens zelf.
"""

import argparse

from ontmoet_research.cli.at_work import add_who, as_who
from ontmoet_research.privacy import must_handle, person_called, write_access
from ontmoet_research.store import open_project
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("alias", metavar="SCHUILNAAM", help=say("cli.access.alias"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.access.file"))
    add_who(parser)


def run(args: argparse.Namespace) -> int:
    """Write the overview by the suffix of the file."""
    with open_project(args.project) as opened:
        project = as_who(opened, args.who)
        person = person_called(project, args.alias)
        must_handle(project, person)
        write_access(project, person, args.file)
    print(say("cli.access.done", path=args.file))
    return 0
