"""Open de kit zonder JupyterLab: een startpagina met 3 grote knoppen, om te lezen en te praten."""

import argparse

from ontmoet_research.cli.app_server import start_app
from ontmoet_research.cli.start import project_at
from ontmoet_research.words import say


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", nargs="?", metavar="PROJECT", help=say("cli.start.project"))
    parser.add_argument("--no-browser", action="store_true", help=say("cli.start.no_browser"))


def run(args: argparse.Namespace) -> int:
    """Make the practice series if there is no project yet, then serve the app until it is stopped."""
    return start_app(project_at(args.project), open_browser=not args.no_browser)
