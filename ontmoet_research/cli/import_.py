"""Haal verslagen binnen: .txt, .md of .docx.

De kit maakt de tekst schoon en knipt hem in stukjes. Je eigen bestand blijft zoals het is.
"""

import argparse
import sys

from ontmoet_research.cli.progress import with_progress
from ontmoet_research.intake import bring_in
from ontmoet_research.store import find, open_project
from ontmoet_research.words import Refused, say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("files", nargs="+", metavar="BESTAND", help=say("cli.import.files"))
    parser.add_argument("--meeting", metavar="ID", help=say("cli.import.meeting"))


def run(args: argparse.Namespace) -> int:
    """Bring in each file; one that can't be read does not stop the others."""
    refused = 0
    with open_project(args.project) as project:
        if args.meeting:
            find(project, "sessions", args.meeting)
        for file in with_progress(args.files):
            try:
                brought = bring_in(project, file, session_id=args.meeting)
            except Refused as refusal:
                print(refusal, file=sys.stderr)
                refused += 1
                continue
            for notice in brought.notices:
                print(notice)
            pieces = say_count("count.piece", len(brought.fragment_ids))
            print(say("cli.import.done", name=file, pieces=pieces))
    return 1 if refused else 0
