"""Maak een pakket van jullie manier van werken, zonder gegevens: voor wie ook wil beginnen.

Er staan opzetten, labels en een startlijst in, en niets van mensen of van wat ze zeiden.
"""

import argparse

from ontmoet_research.exchange import make_method
from ontmoet_research.store import open_project
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.method.file"))


def run(args: argparse.Namespace) -> int:
    """Write the package."""
    with open_project(args.project, read_only=None) as project:
        make_method(project, args.file)
    print(say("cli.method.done", path=args.file))
    return 0
