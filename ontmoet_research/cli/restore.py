"""Zet een reservekopie terug. Het project dat er stond, blijft bewaard als kopie.

Is de reservekopie beschadigd, dan verandert er niets.
"""

import argparse

from ontmoet_research.privacy.held import stays_in_words
from ontmoet_research.store import place_name
from ontmoet_research.store.backup import restore
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="BESTAND", help=say("cli.restore.file"))
    parser.add_argument("project", metavar="PROJECT", help=say("cli.restore.project"))


def run(args: argparse.Namespace) -> int:
    """Put it back, and tell where the old project is."""
    told: list[str] = []
    kept = restore(args.file, args.project, stayed=lambda project, nos: told.extend(stays_in_words(project, nos)))
    place = place_name(args.project) if "://" in args.project else args.project  # an address can hold a password
    print(say("cli.restore.done", path=place))
    if kept:
        print(say("cli.restore.kept", path=kept))
    if told:
        print(say("cli.restore.stays"))
        print("\n".join(f"  - {line}" for line in told))
    return 0
