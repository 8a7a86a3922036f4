"""Haal een project uit een ander programma binnen. Kijk eerst met --preview wat erbij komt.

De kit leest projecten uit NVivo, ATLAS.ti, MAXQDA, QualCoder en Quirkos: bewaar ze daar als .qdpx.
Ook leest de kit de bestanden van Taguette, QualCoder, RQDA en requal zelf, en wat Taguette bewaart als .html.
Je eigen bestand blijft zoals het is.
Een tabel met citaten (.xlsx, .csv) kan ook: met kolommen voor citaat, label en wie. De kit zoekt elk citaat op.
Nog een keer binnenhalen voegt niets dubbel toe. Met --undo haal je de laatste keer weer weg.
"""

import argparse
import sys

from ontmoet_research.cli.at_work import add_who, as_who
from ontmoet_research.cli.progress import Bar
from ontmoet_research.exchange import Choices, load, load_in_sentences, look_into, undo_load
from ontmoet_research.exchange.coming.choices import ROLES
from ontmoet_research.model.people import SIDES
from ontmoet_research.store import open_project
from ontmoet_research.words import Refused, say

NOTHING = "niets"


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", nargs="?", metavar="BESTAND", help=say("cli.load.file"))
    parser.add_argument("--preview", action="store_true", help=say("cli.load.preview"))
    parser.add_argument("--undo", action="store_true", help=say("cli.load.undo"))
    parser.add_argument("--side", action="append", default=[], metavar="NAAM=KANT", help=say("cli.load.side"))
    parser.add_argument(
        "--as", action="append", default=[], dest="roles", metavar="KENMERK=WAT", help=say("cli.load.as")
    )
    parser.add_argument("--ask-again", action="store_true", help=say("cli.load.ask_again"))
    parser.add_argument("--place", action="append", default=[], metavar="RIJ=PLEK", help=say("cli.load.place"))
    parser.add_argument("--reading", metavar="MANIER", help=say("cli.load.reading"))
    parser.add_argument("--title", metavar="NAAM", help=say("cli.load.title"))
    parser.add_argument("--project-in-file", metavar="NAAM", help=say("cli.load.project"))
    add_who(parser)


def run(args: argparse.Namespace) -> int:
    """Look, load, or take back; nothing else is changed."""
    if bool(args.file) is args.undo or (args.undo and args.preview):
        raise Refused("cli.load.file_or_undo")
    choices = Choices(
        args.reading,
        _pairs(args.side, SIDES),
        {name: role if role in ROLES else "" for name, role in _pairs(args.roles, (*ROLES, NOTHING)).items()},
        args.title,
        args.project_in_file,
        places=_numbers(args.place),
        ask_again=args.ask_again,
    )
    bar = Bar()
    with open_project(args.project) as opened:
        project = as_who(opened, args.who)
        if args.undo:
            print(say("exchange.load.undone", name=undo_load(project)))
            return 0
        do = look_into if args.preview else load
        try:
            loaded = do(project, args.file, choices, progress=bar.tell)
        finally:
            bar.clear()
    for line in load_in_sentences(loaded, done=not args.preview):
        print(line)
    if args.preview:
        print(say("exchange.load.previewed"))
    elif loaded.added or loaded.changed:
        print(say("exchange.load.saved", project=args.project), file=sys.stderr)
    return 0


def _numbers(told: list[str]) -> dict[int, int]:
    """``ROW=PLACE`` as given. Errors: ``Refused``."""
    pairs = [one.partition("=")[::2] for one in told]
    if wrong := [value for row, value in pairs if not row.isdecimal() or not value.isdecimal()]:
        raise Refused("cli.load.wrong_choice", value=wrong[0], known="12=1")
    return {int(row): int(value) for row, value in pairs}


def _pairs(told: list[str], known: tuple[str, ...]) -> dict[str, str]:
    """``NAME=VALUE`` as given; the value is one of ``known``. Errors: ``Refused``."""
    pairs = dict(one.rpartition("=")[::2] for one in told)
    if wrong := [value for name, value in pairs.items() if not name or value not in known]:
        raise Refused("cli.load.wrong_choice", value=wrong[0], known=", ".join(known))
    return pairs
