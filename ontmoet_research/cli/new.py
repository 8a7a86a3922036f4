"""Maak een leeg project, met de bijeenkomsten die bij je reeks horen."""

import argparse

from ontmoet_research.cli.asking import choose_passphrase
from ontmoet_research.cli.called import called
from ontmoet_research.group import get_template, list_templates, make_series
from ontmoet_research.store import create, place_name
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.new_project"))
    names = ", ".join(template.name for template in list_templates())
    parser.add_argument("--template", metavar="NAAM", default="gids-2021", help=say("cli.new.template", names=names))
    parser.add_argument("--title", metavar="TITEL", help=say("cli.new.title"))
    parser.add_argument("--no-passphrase", action="store_true", help=say("cli.passphrase.no"))
    parser.add_argument("--region", metavar="PLAATS", default="", help=say("cli.new.region"))


def run(args: argparse.Namespace) -> int:
    """Make the project and the series in it; nothing stays behind when the template is unknown."""
    get_template(args.template)
    title = (args.title or "").strip() or place_name(args.project)
    on_server = "://" in args.project
    passphrase = None if args.no_passphrase or on_server else choose_passphrase()
    with create(args.project, title=title, passphrase=passphrase) as project:
        make_series(project, args.template, title=title, region=args.region)
        print(say("cli.new.done", path=project.path, ontmoet=called()))
    if passphrase:
        print(say("cli.passphrase.recovery", path=args.project))
    elif not (args.no_passphrase or on_server):
        print(say("cli.passphrase.none"))
    return 0
