"""Haal een lijst met labels binnen: .csv, .txt of .qdc.

Ook de lijst van een ander programma kan: Taguette, requal, QualCoder, of een .qdc van NVivo, ATLAS.ti of MAXQDA.
"""

import argparse
from pathlib import Path

from ontmoet_research.coding import bring_in_codebook
from ontmoet_research.exchange import Choices, load, load_in_sentences
from ontmoet_research.store import Project, open_project
from ontmoet_research.words import Refused, say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.codes.file"))


def run(args: argparse.Namespace) -> int:
    """Bring in the codebook and tell what is new, changed and the same."""
    suffix = Path(args.file).suffix.lower()
    if suffix in (".qdpx", ".qde", ".qda", ".rqda", ".requal", ".sqlite3"):
        raise Refused("cli.codes.whole_project", name=Path(args.file).name)
    if suffix not in (".csv", ".txt", ".tsv", ".qdc"):
        raise Refused("coding.codebook_unreadable", name=Path(args.file).name)
    with open_project(args.project) as project:
        try:
            brought = bring_in_codebook(project, args.file) if suffix == ".csv" else None
        except Refused as refusal:
            # A list that has a short id but no label is one of the kit in which a column fails.
            own = refusal.values.get("column") == "label_nl" and not _names(args.file)
            if refusal.key != "coding.codebook_column" or own:
                raise
            brought = None  # not a list in the form of the kit, so perhaps one of another program
        if brought is None:
            return _of_another_program(project, args.file)
    counts = {name: say_count("count.label", getattr(brought, name)) for name in ("added", "changed", "same")}
    print(say("cli.codes.done", **counts))
    return 0


def _names(file: str) -> bool:
    """Whether another program says here how its labels are called."""
    with Path(file).open("rb") as opened:
        return b"code_name" in opened.readline(10_000)


def _of_another_program(project: Project, file: str) -> int:
    for line in load_in_sentences(load(project, file, Choices(labels_only=True)), done=True):
        print(line)
    return 0
