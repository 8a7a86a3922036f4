"""Voer een ingevuld vel in: een .xlsx of .docx dat terugkwam.

Kijk eerst met --preview. Wat niet past, staat erbij en verandert niets.
"""

import argparse
import os

from ontmoet_research.paper import Returned, place_returned, read_returned
from ontmoet_research.store import open_project, read_rows
from ontmoet_research.words import Refused, say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.enter.file"))
    parser.add_argument("--preview", action="store_true", help=say("cli.enter.preview"))
    parser.add_argument("--reader", metavar="NAAM", help=say("cli.enter.reader"))


def run(args: argparse.Namespace) -> int:
    """Tell what is in the file, and store it unless it is only a preview; 1 when something can't be placed."""
    with open_project(args.project) as project:
        people = {row["display_name"].casefold(): row.object_id for row in read_rows(project, "contributors")}
        if args.reader and args.reader.casefold() not in people:
            raise Refused("cli.sheet.not_found", name=args.reader, names=", ".join(people) or "-")
        found = read_returned(project, args.file, people.get((args.reader or "").casefold()))
        print(os.linesep.join(_told(found)))
        if not args.preview:
            place_returned(project, found)
            print(say("cli.enter.done", code=found.sheet.shown))
    return 1 if found.unplaced else 0


def _told(found: Returned) -> list[str]:
    counts = [("fresh", found.fresh), ("same", found.same), ("empty", found.empty), ("unplaced", found.unplaced)]
    lines = [say_count(f"paper.returned.{name}", count) for name, count in counts if count]
    return [say("paper.code_line", code=found.sheet.shown), *lines, *(f"- {remark}" for remark in found.remarks)]
