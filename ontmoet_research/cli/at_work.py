"""Who is at work at the terminal, for verbs that act on what belongs to someone: ``--who``.

Public: ``add_who``, ``as_who``; ``as_day`` for a day that was typed.
"""

from __future__ import annotations

import argparse
import datetime

from ontmoet_research.privacy import contributor_called
from ontmoet_research.store import Project
from ontmoet_research.text import parse_date
from ontmoet_research.words import Refused, say

__all__ = ["add_who", "as_day", "as_who"]


def add_who(parser: argparse.ArgumentParser) -> None:
    """Declare ``--who``."""
    parser.add_argument("--who", metavar="NAAM", help=say("cli.who"))


def as_who(project: Project, name: str | None) -> Project:
    """The project with this person at work; whose login it is, on a server that knows, counts before a name.

    Errors: ``Refused`` when nobody, or more than one, is called so.
    """
    if project.login_is or not name:
        return project
    return project.as_person(contributor_called(project, name))


def as_day(typed: str | None) -> str:
    """A typed day as ISO text; today without one. Errors: ``Refused`` when it is no day."""
    if not typed:
        return datetime.date.today().isoformat()
    try:
        return parse_date(typed).isoformat()
    except ValueError as problem:
        raise Refused("record.no_date") from problem
