"""Geef je project mee aan een ander programma. De letters na de punt zeggen wat het wordt.

.qdpx is een heel project, voor NVivo, ATLAS.ti, MAXQDA, QualCoder en andere. .qdc is alleen de lijst met labels.
.xlsx is voor Excel, .csv is een tabel, .parquet een map met tabellen voor R en Python.
.jsonld is voor op het web, .html is om te lezen.
Wie labels gaf, staat er zonder naam in. Woorden die besloten zijn, worden blokjes.
"""

import argparse

from ontmoet_research.cli.at_work import add_who, as_who
from ontmoet_research.cli.progress import Bar
from ontmoet_research.exchange import export, export_in_sentences
from ontmoet_research.store import open_project
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.export.file"))
    parser.add_argument("--for", dest="program", metavar="PROGRAMMA", help=say("cli.export.program"))
    add_who(parser)


def run(args: argparse.Namespace) -> int:
    """Write the file and tell what went along and what stayed."""
    bar = Bar()
    with open_project(args.project, read_only=None) as opened:
        try:
            sent = export(as_who(opened, args.who), args.file, program=args.program, progress=bar.tell)
        finally:
            bar.clear()
    for line in export_in_sentences(sent):
        print(line)
    return 0
