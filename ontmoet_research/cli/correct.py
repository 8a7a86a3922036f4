"""Vervang de tekst van een verslag door een betere. De labels gaan mee.

Een label op dezelfde woorden blijft staan. Twijfelt de kit, dan vraagt ze je ernaar te kijken. Er gaat geen label weg.
"""

import argparse
from datetime import date

from ontmoet_research.cli.progress import Bar
from ontmoet_research.coding import NewPiece, correct_text
from ontmoet_research.intake import cut_again, read_file
from ontmoet_research.store import open_project
from ontmoet_research.words import say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("source", metavar="VERSLAG", help=say("cli.correct.source"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.correct.file"))
    parser.add_argument("--checked-by", metavar="NAAM", help=say("cli.correct.checked_by"))


def run(args: argparse.Namespace) -> int:
    """Carry all over and tell what a person should look at."""
    bar = Bar()
    with open_project(args.project) as project:
        read = read_file(args.file, progress=bar.show)
        bar.clear()
        cut = cut_again(project, args.source, read.text, each_line=read.lines_are_paragraphs, turns=read.turns)
        carried = correct_text(
            project,
            args.source,
            read.text,
            [NewPiece(**piece) for piece in cut],
            checked_by=args.checked_by,
            pseudonymised_on=date.today().isoformat() if args.checked_by else None,
        )
    for notice in read.notices:
        print(notice.sentence)
    print(say_count("cli.correct.same", carried.same))
    if look := len(carried.doubtful) + len(carried.gone):
        print(say_count("cli.correct.look", look))
    if carried.quotes:
        print(say_count("cli.correct.quotes", len(carried.quotes)))
    if not args.checked_by:
        print(say("cli.correct.names"))
    return 0
