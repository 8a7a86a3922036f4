"""Haal een lijst met labels binnen: .csv, .tsv, .txt of .qdc.

Ook de lijst van een ander programma kan: Taguette, requal, QualCoder, of een .qdc van NVivo, ATLAS.ti of MAXQDA.
"""

import argparse
from pathlib import Path

from ontmoet_research.coding import bring_in_codebook
from ontmoet_research.exchange import Choices, load, load_in_sentences
from ontmoet_research.exchange.coming.kinds import SUFFIXES
from ontmoet_research.store import open_project
from ontmoet_research.text import join_words
from ontmoet_research.text.bidi import isolated
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
    suffix = Path(args.file).suffix.lower()
    if suffix in SUFFIXES and suffix != ".qdc":
        raise Refused("cli.codes.whole_project", name=Path(args.file).name)
    if suffix not in (".csv", ".tsv", ".txt", ".qdc"):
        raise Refused("coding.codebook_unreadable", name=Path(args.file).name)
    with open_project(args.project) as project:
        if suffix == ".qdc" or (suffix == ".txt" and _is_tree(args.file)):
            chosen = Choices(title=args.list, labels_only=suffix == ".txt")
            for line in load_in_sentences(load(project, args.file, chosen), done=True):
                print(line)
            return 0
        brought = bring_in_codebook(project, args.file, title=args.list, apart=args.new)
    counts = {name: say_count("count.label", getattr(brought, name)) for name in ("added", "changed", "same")}
    print(say("cli.codes.done", title=brought.title, **counts))
    if brought.twins:
        print(say("cli.codes.twins", labels=join_words(f"'{isolated(one)}'" for one in brought.twins)))
    return 0


def _is_tree(file: str) -> bool:
    """Whether lines say what a label stands under, as those of QualCoder do."""
    try:
        with Path(file).open("rb") as opened:
            return b">>" in opened.read(100_000)
    except OSError:
        return False  # who reads it says what is wrong
