"""Geef een tabel van je project, zoals die nu is.

Wat mensen hebben weggehaald, staat er niet in.
Woorden die besloten zijn, of waar iemand nee op zei, zijn blokjes.
"""

import argparse
import io
import sys
from typing import TYPE_CHECKING

from ontmoet_research.privacy.gate import read_workspace
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import open_project
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    import pandas as pd


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("name", metavar="NAAM", help=say("cli.table.name"))
    parser.add_argument("--format", choices=("csv", "json", "parquet"), default="csv", help=say("cli.table.format"))
    parser.add_argument("-o", "--output", metavar="BESTAND", help=say("cli.table.output"))


def run(args: argparse.Namespace) -> int:
    """Print the table, or write it to a file."""
    if args.format == "parquet" and not args.output:
        raise Refused("cli.table.needs_file")
    with open_project(args.project, read_only=None if args.output else True) as project:
        content = _written(read_workspace(project, args.name), args.format)
        if args.output:
            write_out(project, args.output, content, f"table {args.name}")
            print(say("cli.table.done", path=args.output), file=sys.stderr)
            return 0
    sys.stdout.buffer.write(content)
    return 0


def _written(frame: "pd.DataFrame", kind: str) -> bytes:
    if kind == "json":
        return f"{frame.to_json(orient='records', force_ascii=False, indent=1)}\n".encode()
    if kind == "parquet":
        into = io.BytesIO()
        frame.to_parquet(into, index=False)
        return into.getvalue()
    lists = [name for name in frame.columns if frame[name].map(lambda value: isinstance(value, list)).any()]
    flat = frame.assign(**{name: frame[name].map("; ".join) for name in lists})
    return str(flat.to_csv(index=False, lineterminator="\n")).encode("utf-8")
