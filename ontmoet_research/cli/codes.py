"""Haal een lijst met labels binnen uit een csv-bestand."""

import argparse
from pathlib import Path

from ontmoet_research.coding import bring_in_codebook
from ontmoet_research.store import open_project
from ontmoet_research.words import Refused, say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.codes.file"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--list", metavar="NAAM", help=say("cli.codes.list"))
    which.add_argument("--new", action="store_true", help=say("cli.codes.new"))


def run(args: argparse.Namespace) -> int:
    """Bring in the codebook and tell what is new, changed and the same."""
    if Path(args.file).suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise Refused("coding.codebook_unreadable", name=Path(args.file).name)
    with open_project(args.project) as project:
        brought = bring_in_codebook(project, args.file, title=args.list, apart=args.new)
    counts = {name: say_count("count.label", getattr(brought, name)) for name in ("added", "changed", "same")}
    print(say("cli.codes.done", title=brought.title, **counts))
    return 0
