"""Maak de oefenreeks. Alle mensen en plaatsen daarin zijn verzonnen."""

import argparse

from ontmoet_research.cli.called import called
from ontmoet_research.practice import make_practice_project
from ontmoet_research.store import read_rows
from ontmoet_research.words import say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.new_project"))


def run(args: argparse.Namespace) -> int:
    """Build the practice project and tell what is in it."""
    with make_practice_project(args.project, progress=lambda part: print(part, flush=True)) as project:
        notes, codings = (len(read_rows(project, name)) for name in ("sources", "codings"))
    print(
        say(
            "cli.demo.done",
            path=project.path,
            notes=say_count("count.note", notes),
            codings=say_count("count.label", codings),
            ontmoet=called(),
        )
    )
    return 0
