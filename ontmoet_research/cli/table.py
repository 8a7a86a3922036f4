"""Geef een tabel van je project, zoals die nu is.

Bij fragments staan de woorden. Bij codings staan label, lezer, bijeenkomst en reeks.
Wat mensen hebben weggehaald, staat er niet in.
Woorden die besloten zijn, of waar iemand nee op zei, zijn blokjes.
Wat iemand van een opdracht voor zichzelf houdt, is leeg.
Hoe anderen een stukje lazen, zie je pas als jij het las. Zeg met --who wie je bent.
"""

import argparse
import io
import sys
from typing import TYPE_CHECKING

from ontmoet_research.cli.at_work import add_who, as_who
from ontmoet_research.exchange.joined import with_what_is_beside
from ontmoet_research.exchange.table_out import read_table_out
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import open_project
from ontmoet_research.text.tables_csv import SEPARATORS, as_csv
from ontmoet_research.words import Refused, say, say_count

if TYPE_CHECKING:
    import pandas as pd


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("name", metavar="NAAM", help=say("cli.table.name"))
    parser.add_argument("--format", choices=("csv", "json", "parquet"), default="csv", help=say("cli.table.format"))
    parser.add_argument("-o", "--output", metavar="BESTAND", help=say("cli.table.output"))
    parser.add_argument("--separator", choices=SEPARATORS, default=",", help=say("cli.table.separator"))
    add_who(parser)


def run(args: argparse.Namespace) -> int:
    """Print the table, or write it to a file."""
    if args.format == "parquet" and not args.output:
        raise Refused("cli.table.needs_file")
    with open_project(args.project, read_only=None if args.output else True) as project:
        seen_by = as_who(project, args.who)
        rows, hidden = read_table_out(seen_by, args.name)
        rows = with_what_is_beside(seen_by, args.name, rows)
        content = _written(rows, args)
        if hidden:
            print(say_count("cli.table.blind", hidden), file=sys.stderr)
        if args.output:
            write_out(project, args.output, content, f"table {args.name}")
            print(say("cli.table.done", path=args.output), file=sys.stderr)
            return 0
    print(say("cli.table.care"), file=sys.stderr)
    sys.stdout.buffer.write(content)
    return 0


def _written(frame: "pd.DataFrame", args: argparse.Namespace) -> bytes:
    kind = args.format
    if kind == "json":
        return f"{frame.to_json(orient='records', force_ascii=False, indent=1)}\n".encode()
    if kind == "parquet":
        into = io.BytesIO()
        frame.to_parquet(into, index=False)
        return into.getvalue()
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False)
    return as_csv(list(frame.columns), rows, separator=args.separator, spreadsheet=bool(args.output))
