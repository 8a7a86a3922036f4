"""Zoek stukjes tekst bij een label, een thema of woorden.

Je ziet alleen wat gezien mag worden.
Met --who zie je labels van anderen pas als je het stukje zelf las.
"""

import argparse
import sys

from ontmoet_research.asking.taking import take_pieces
from ontmoet_research.learning import find_pieces
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.store import open_project, rows_of
from ontmoet_research.words import say, say_count

from .at_work import add_who, as_who


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    for name in ("label", "any", "without"):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="LABEL", help=say(f"cli.quotes.{name}"))
    parser.add_argument("--series", metavar="REEKS", help=say("cli.quotes.series"))
    parser.add_argument("--meeting", type=int, metavar="NUMMER", help=say("cli.quotes.meeting"))
    asked = say("cli.quotes.perspective", names=", ".join(PERSPECTIVES))
    parser.add_argument("--perspective", choices=PERSPECTIVES, metavar="WIE", help=asked)
    for name in ("theme", "reader", "words"):
        parser.add_argument(f"--{name}", metavar=name.upper(), help=say(f"cli.quotes.{name}"))
    parser.add_argument("--half", type=int, choices=(1, 2), metavar="HELFT", help=say("under_label.half"))
    parser.add_argument("-o", "--output", metavar="BESTAND", help=say("cli.quotes.output"))
    add_who(parser)


def run(args: argparse.Namespace) -> int:
    """Print the pieces, or write them to a file with all that is known of them."""
    with open_project(args.project, read_only=None if args.output else True) as project:
        found = find_pieces(
            as_who(project, args.who),
            labels=args.label,
            any_of=args.any,
            none_of=args.without,
            series=args.series,
            meeting=args.meeting,
            perspective=args.perspective,
            theme=args.theme,
            reader=args.reader,
            half=args.half,
            words=args.words or "",
        )
        if args.output and found.empty:  # an answer, no mistake
            print(say("asking.no_pieces"), file=sys.stderr)
            return 0
        if args.output:
            stays = take_pieces(project, found, args.output, say("under_label.title"))
            print(say("cli.quotes.done", path=args.output), file=sys.stderr)
            if stays:
                print(say_count("asking.pieces_stay", stays), file=sys.stderr)
            return 0
    for row in rows_of(found):
        place = "" if row["meeting"] is None else str(int(row["meeting"]))
        told = {"series": row["series"] or "", "meeting": place, "who": row["speaker"] or "?"}
        print(say("cli.quotes.line", **told, words=" ".join(row["words"].split())))
    print(say_count("cli.quotes.found", len(found)))
    return 0
