"""Maak een verslag voor de groep: .html, .docx of .md."""

import argparse

from ontmoet_research.report import export_report
from ontmoet_research.store import open_project
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.report.file"))
    parser.add_argument("--series", metavar="ID", help=say("cli.report.series"))
    parser.add_argument("--summary", action="store_true", help=say("cli.report.summary"))


def run(args: argparse.Namespace) -> int:
    """Write the report by the suffix of the file."""
    with open_project(args.project) as project:
        export_report(project, args.file, series_id=args.series, summary=args.summary)
    print(say("cli.report.done", path=args.file))
    return 0
