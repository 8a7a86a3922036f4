"""Maak een verslag: .html, .docx, .pdf of .md.

Kies met --for wie het leest. Buiten de groep staan er alleen woorden in waar een ja voor is.
Daarna lees je wat voor deze lezers nog beter moet.
"""

import argparse

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.report import export_report, read_report_findings
from ontmoet_research.report.build import AGENDA, POSTER, SUMMARY, WHOLE
from ontmoet_research.report.docx_template import read_template
from ontmoet_research.store import open_project
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.report.file"))
    parser.add_argument(
        "--for", dest="readers", choices=AUDIENCES, default=AUDIENCES[0], metavar="LEZERS", help=say("cli.report.for")
    )
    parser.add_argument("--series", metavar="ID", help=say("cli.report.series"))
    kinds = parser.add_mutually_exclusive_group()
    for kind, flag in ((SUMMARY, "summary"), (POSTER, "poster"), (AGENDA, "agenda")):
        kinds.add_argument(
            f"--{flag}", dest="kind", action="store_const", const=kind, default=WHOLE, help=say(f"cli.report.{flag}")
        )
    parser.add_argument("--reason", default="", metavar="WAAROM", help=say("cli.report.reason"))
    parser.add_argument("--template", metavar="SJABLOON", help=say("cli.report.template"))


def run(args: argparse.Namespace) -> int:
    """Write the report by the suffix of the file."""
    template = read_template(args.template) if args.template else None
    with open_project(args.project) as project:
        export_report(
            project,
            args.file,
            series_id=args.series,
            audience=args.readers,
            kind=args.kind,
            reason=args.reason,
            template=template,
        )
        found = read_report_findings(project, args.series, args.readers)
    print(say("cli.report.done", path=args.file, readers=say(f"report.readers.{args.readers}")))
    for told in template.left_out if template else ():
        print(told)
    if args.file.lower().endswith(".docx") and args.kind == WHOLE:
        print(say("report.export.no_pages_yet"))
    for finding in found:
        print(f"{finding.level}: {finding.sentence} ({finding.row})")
    return 0
