"""Open de kit in je browser. Zonder project begin je met de oefenreeks."""

import argparse
from pathlib import Path

from ontmoet_research.cli.called import called
from ontmoet_research.cli.jupyter import start_lab
from ontmoet_research.words import Refused, say

PRACTICE = Path("mijn") / "oefenreeks.ontmoet"  # Git leaves mijn/ alone


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", nargs="?", metavar="PROJECT", help=say("cli.start.project"))
    parser.add_argument("--no-browser", action="store_true", help=say("cli.start.no_browser"))


def run(args: argparse.Namespace) -> int:
    """Make the practice series if there is no project yet, then open JupyterLab."""
    return start_lab(project_at(args.project), open_browser=not args.no_browser)


def project_at(told: str | None) -> str:
    """The project that was asked for, or the practice series. Errors: ``Refused`` when nothing stands at its path."""
    if told and "://" not in told and not Path(told).expanduser().exists():
        raise Refused("cli.start.not_found", path=told, ontmoet=called())
    return told or practice_project()


def practice_project() -> str:
    """Give the place of the practice series, made when it is not there yet."""
    if not PRACTICE.exists():
        from ontmoet_research.practice import make_practice_project

        print(say("cli.start.making_practice"))
        PRACTICE.parent.mkdir(exist_ok=True)
        make_practice_project(PRACTICE).close()
    return str(PRACTICE)
