"""Maak een kopie van je project om mee te nemen. De kopie gaat op slot met een wachtzin.

Een collega werkt in de kopie en geeft een kopie terug. Met ontmoet merge komt alles weer bij elkaar.
Voor een script: zet de wachtzin in een bestand en noem dat in ONTMOET_PASSPHRASE_FILE.
"""

import argparse

from ontmoet_research.cli.phrase import ask_phrase
from ontmoet_research.exchange import make_bundle
from ontmoet_research.store import open_project
from ontmoet_research.words import Refused, say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.bundle.file"))
    parser.add_argument("--recipient", action="append", default=[], metavar="AGE1", help=say("cli.bundle.recipient"))
    parser.add_argument("--plain", action="store_true", help=say("cli.bundle.plain"))


def run(args: argparse.Namespace) -> int:
    """Write the bundle and tell how much is in it."""
    if args.plain and args.recipient:
        raise Refused("cli.bundle.plain_or_lock")
    with open_project(args.project, read_only=None) as project:  # also out of a folder where the kit does not write
        phrase = None if args.plain or args.recipient else ask_phrase(making=True)
        counts = make_bundle(project, args.file, passphrase=phrase, recipients=args.recipient, plain=args.plain)
    print(say("cli.bundle.done", path=args.file, n=sum(counts.values())))
    return 0
