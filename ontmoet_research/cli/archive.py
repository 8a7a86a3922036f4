"""Maak een pakket voor een archief, zoals DANS: tabellen, verslagen en uitleg in 1 .zip.

Er staan alleen woorden in van mensen die ja zeiden op bewaren in een archief.
Wat niet mee mag, is een rij blokjes. In LEESMIJ.txt staat wat er achterbleef en waarom.
"""

import argparse

from ontmoet_research.exchange import make_archive
from ontmoet_research.store import open_project
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.archive.file"))
    parser.add_argument("--reason", default="", metavar="WAAROM", help=say("cli.report.reason"))


def run(args: argparse.Namespace) -> int:
    """Write the package and tell what to do with it."""
    with open_project(args.project, read_only=None) as project:
        counts = make_archive(project, args.file, reason=args.reason)
    print(say("cli.archive.done", path=args.file, n=sum(counts.values())))
    return 0
