"""Regel wie wat mag in een project op een server.

Zonder opties maakt dit de rollen reader, coder en eraser, of zet het hun rechten weer goed.
Met --person, --login en --role werkt iemand voortaan met een eigen login.
Een wachtwoord geef je op de server zelf, nooit hier.
"""

import argparse

from ontmoet_research.store import Project, open_project, read_values
from ontmoet_research.store.roles import ROLES, give_role, list_logins, renew_roles, take_role
from ontmoet_research.words import Refused, say, say_count

NONE = "none"


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.roles.project"))
    parser.add_argument("--person", metavar="NAAM", help=say("cli.roles.person"))
    parser.add_argument("--login", metavar="LOGIN", help=say("cli.roles.login"))
    parser.add_argument("--role", choices=(*ROLES, NONE), help=say("cli.roles.role"))


def run(args: argparse.Namespace) -> int:
    """Make the roles, or give someone one, and tell who has which."""
    if bool(args.login) != bool(args.role) or (args.person and not args.login):
        raise Refused("cli.roles.all_three")
    if args.login and args.role != NONE and not args.person:
        raise Refused("cli.roles.all_three")
    with open_project(args.project) as project:
        if not args.login:
            renew_roles(project)
        elif args.role == NONE:
            take_role(project, args.login)
        else:
            give_role(project, args.person, args.login, args.role)
        _tell(project)
    return 0


def _tell(project: Project) -> None:
    names = dict(read_values(project, "contributors", ["object_id", "display_name"]))
    logins = list_logins(project)
    for one in logins:
        print(f"{one.login}: {names.get(one.contributor_id, one.contributor_id)}, {one.role or NONE}")
    print(say_count("cli.roles.done", len(logins)))
