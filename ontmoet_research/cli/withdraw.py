"""Een deelnemer stopt, of haalt woorden weg. Dat werkt meteen en kan nog terug.

Kies met --scope wat weg moet. stop: vanaf nu niets nieuws. citaten: geen citaten meer.
stukjes: niets meer van wat de deelnemer zei. alles: alles wat alleen van de deelnemer is.
Wil je het daarna voorgoed wissen? Gebruik dan ontmoet erase.
"""

from __future__ import annotations

import argparse
import datetime

from ontmoet_research.cli.at_work import add_who, as_day, as_who
from ontmoet_research.privacy import (
    SCOPES,
    Withdrawal,
    must_handle,
    preview_withdrawal,
    take_back_withdrawal,
    to_do_elsewhere,
    withdraw,
)
from ontmoet_research.store import open_project
from ontmoet_research.text import format_date, join_words
from ontmoet_research.words import say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--person", metavar="ID", help=say("cli.withdraw.person"))
    what.add_argument("--undo", action="store_true", help=say("cli.withdraw.undo"))
    parser.add_argument("--scope", choices=SCOPES, default="stop", help=say("cli.withdraw.scope"))
    parser.add_argument("--date", metavar="DAG", help=say("cli.withdraw.date"))
    parser.add_argument("--preview", action="store_true", help=say("cli.withdraw.preview"))
    add_who(parser)


def run(args: argparse.Namespace) -> int:
    """Show until when what can be taken out, do it, and list what a person must look at."""
    day = as_day(args.date)
    with open_project(args.project) as opened:
        project = as_who(opened, args.who)
        if args.undo:
            take_back_withdrawal(project)
            print(say("cli.withdraw.taken_back"))
            return 0
        must_handle(project, args.person)
        act = preview_withdrawal if args.preview else withdraw
        told = act(project, args.person, args.scope, date=day)
        _tell(told, args.scope, "" if args.preview else "gone.")
        if not args.preview:
            print(say("cli.withdraw.done" if told.changed else "cli.withdraw.same"))
        if args.scope != "stop":
            print(say("cli.erase.to_do"))
            print("\n".join(f"  - {line}" for line in to_do_elsewhere(project)))
    return 0


def _tell(told: Withdrawal, scope: str, tense: str) -> None:
    for purpose, until in told.limits.items():
        if until is not None:
            day = format_date(datetime.date.fromisoformat(until))
            print(say("cli.withdraw.limit", purpose=say(f"privacy.purpose.{purpose}"), day=day))
    if None in told.limits.values():
        unknown = [say(f"privacy.purpose.{purpose}") for purpose, until in told.limits.items() if until is None]
        print(say("cli.withdraw.no_limit", purposes=join_words(unknown)))
    print(say(f"cli.withdraw.about.{scope}"))
    for name, n in (("pieces", told.pieces), ("quotes", told.quotes), ("own", told.own)):
        if n:
            print(say_count(f"cli.withdraw.{tense}{name}", n))
    for title in told.reopened:
        print(say("erase.preview.reopened", title=title))
    if told.fallen:
        print(say_count("erase.preview.fallen", told.fallen))
    for title in told.read_again:
        print(say("cli.withdraw.read_again", title=title or say("erase.untitled")))
    for trace in told.traces:
        print(say(f"cli.withdraw.trace.{trace.why}", place=trace.told()))
    if told.neighbours:
        print(say("cli.erase.look_beside"))
    for one in told.neighbours:
        print(f"  - {say('cli.erase.neighbour', title=one.title, n=one.order)}")
