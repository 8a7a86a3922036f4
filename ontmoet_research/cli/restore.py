"""Zet een reservekopie terug. Het project dat er stond, blijft bewaard als kopie.

Eerst je project, dan de reservekopie: net als bij de andere opdrachten. Staat er werk dat niet in de kopie zit, dan
vraagt de kit of je het zeker weet. Is de reservekopie beschadigd, dan verandert er niets.
"""

import argparse

from ontmoet_research.cli.asking import is_terminal, says_yes
from ontmoet_research.privacy.held import stays_in_words
from ontmoet_research.store import place_name
from ontmoet_research.store.backup import restore
from ontmoet_research.store.restoring import look_before
from ontmoet_research.words import Refused, say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.restore.project"))
    parser.add_argument("file", metavar="BESTAND", help=say("cli.restore.file"))
    parser.add_argument("--yes", action="store_true", help=say("cli.restore.yes"))


def run(args: argparse.Namespace) -> int:
    """Put it back, when a person says so of what stands there, and tell where the old project is."""
    standing = None if args.yes else look_before(args.file, args.project)
    if standing is not None:
        about = say(f"backup.{standing.kind}", path=args.project, file=args.file, n=standing.rows)
        if not is_terminal():
            raise Refused("backup.say_yes", about=about)
        if not says_yes(f"{about} {say('backup.sure')}"):
            print(say("backup.left"))
            return 1
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
