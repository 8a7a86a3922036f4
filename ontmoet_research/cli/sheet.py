"""Maak een vel om met de hand in te vullen: .pdf, .xlsx of .docx.

Op het vel staat een nummer. Daarmee voer je het later in.
"""

import argparse

from ontmoet_research.paper import (
    all_labels,
    check_form,
    first_family,
    make_difference_sheet,
    make_label_sheet,
    make_sort_sheet,
    next_pieces,
    read_differently,
    write_sheet,
)
from ontmoet_research.paper.sheet_codes import shown_code
from ontmoet_research.paper.sheets import CARDS
from ontmoet_research.store import Project, open_project, read_rows
from ontmoet_research.words import Refused, say

KINDS = ("labelen", "sorteren", "verschillen")
MOST_DIFFERENCES = 12


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.sheet.file"))
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help=say("cli.sheet.kind"))
    parser.add_argument("--of", metavar="TITEL", help=say("cli.sheet.of"))
    parser.add_argument("--family", metavar="NAAM", help=say("cli.sheet.family"))
    parser.add_argument("--reader", metavar="NAAM", action="append", default=[], help=say("cli.sheet.reader"))
    parser.add_argument("--cards", action="store_true", help=say("cli.sheet.cards"))
    parser.add_argument("--own", action="store_true", help=say("cli.sheet.own"))
    parser.add_argument("--contact", metavar="WIE", help=say("cli.sheet.contact"))


def run(args: argparse.Namespace) -> int:
    """Make the sheet and write it by the suffix of the file."""
    form = check_form(args.file, args.kind)
    if args.cards:
        if args.kind != KINDS[0] or form != "papier":
            raise Refused("paper.kaartjes.only_pdf")
        form = CARDS
    with open_project(args.project) as project:
        code = _make(project, args, form)
        write_sheet(project, args.file, code, contact=args.contact)
    print(say("cli.sheet.done", path=args.file, code=shown_code(code)))
    return 0


def _make(project: Project, args: argparse.Namespace, form: str) -> str:
    readers = [_named(project, "contributors", "display_name", name) for name in args.reader]
    reader = readers[0] if readers else None
    if args.kind == "verschillen":
        if len(readers) < 2:
            raise Refused("dialogue.needs_two")
        return make_difference_sheet(project, read_differently(project, readers)[:MOST_DIFFERENCES], readers)
    if args.kind == "sorteren":
        sort = _named(project, "card_sorts", "title", args.of)
        return make_sort_sheet(project, sort, reader=reader, form=form)
    source = _named(project, "sources", "title", args.of)
    pieces = next_pieces(project, source, reader, own_too=args.own)
    labels = all_labels(project) if form == CARDS else first_family(project, None, args.family)
    return make_label_sheet(project, pieces, labels, reader=reader, form=form, own_too=args.own)


def _named(project: Project, table: str, column: str, name: str | None) -> str:
    """The id of what is called so; the first without a name. Errors: ``Refused`` when there is none."""
    rows = read_rows(project, table)
    found = [row for row in rows if name is None or row[column].casefold() == name.casefold()]
    if not found:
        raise Refused("cli.sheet.not_found", name=name or "-", names=", ".join(row[column] for row in rows[:20]) or "-")
    return found[0].object_id
