"""Haal verslagen binnen: losse bestanden, of een hele map.

De kit leest .docx, .odt, .pdf, .rtf, .txt, .md en .html. Ook een gesprek uit Teams of Zoom (.vtt, .srt), en een
tabel met wat mensen zeiden (.csv, .xlsx).
De kit raadt bij welke bijeenkomst een verslag hoort. Jij zegt of dat klopt.
Eén bestand dat niet lukt, houdt de rest niet tegen. Je eigen bestanden blijven zoals ze zijn.
"""

import argparse
import sys
from collections.abc import Callable

from ontmoet_research.cli.asking import is_terminal
from ontmoet_research.cli.progress import Bar
from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.intake import bring_in_all, find_notes
from ontmoet_research.intake.folders import Outcome, Question
from ontmoet_research.store import Project, find, open_project
from ontmoet_research.words import say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("files", nargs="+", metavar="BESTAND", help=say("cli.import.files"))
    parser.add_argument("--meeting", metavar="ID", help=say("cli.import.meeting"))
    parser.add_argument("--yes", action="store_true", help=say("cli.import.yes"))
    parser.add_argument("--again", action="store_true", help=say("cli.import.again"))


def run(args: argparse.Namespace) -> int:
    """Bring in each file; one that can't be read does not stop the others, and neither does stopping halfway."""
    bar = Bar()
    outcomes: list[Outcome] = []
    stopped = False
    with open_project(args.project) as project:
        if args.meeting:
            find(project, "sessions", args.meeting)
        found = find_notes(args.files)
        decide = _Deciding(project, args, bar.clear)
        try:
            for outcome in bring_in_all(project, found.files, decide, progress=bar.show):
                bar.clear()
                outcomes.append(outcome)
                _tell(outcome)
        except KeyboardInterrupt:
            bar.clear()
            stopped = True
    for path in found.passed:
        print(say("cli.import.passed", name=path.name), file=sys.stderr)
    if stopped:
        print(say("cli.import.stopped"), file=sys.stderr)
    came = sum(outcome.brought is not None for outcome in outcomes)
    if len(found.files) > 1 or stopped or not found.files:
        waiting = sum(outcome.brought is None and outcome.refused is None for outcome in outcomes)
        failed = len(found.files) - came - waiting if not stopped else len(outcomes) - came - waiting
        print(say("cli.import.summary", came=came, failed=failed, left=waiting))
    if came:
        print(say("cli.import.then_look"))
    return 0 if came == len(found.files) and came and not stopped else 1


class _Deciding:
    """Asks the person at the terminal; in a script it takes what was said beforehand, and decides nothing else."""

    def __init__(self, project: Project, args: argparse.Namespace, before_asking: Callable[[], None]) -> None:
        self._args = args
        self._labels = {row.object_id: meeting_label(row["number"], row["date"]) for row in list_meetings(project)}
        self._before_asking = before_asking

    def __call__(self, question: Question) -> str | bool | None:
        if question.similar and not self._args.again and not self._may_come_in(question):
            return False
        if self._args.meeting:
            return str(self._args.meeting)
        return self._meeting(question)

    def _may_come_in(self, question: Question) -> bool:
        assert question.similar is not None  # noqa: S101 - asked just before
        self._before_asking()
        print(say("cli.import.looks_like", name=question.path.name, title=question.similar.title))
        if is_terminal():
            return _yes(say("cli.import.ask_apart"))
        print(say("cli.import.new_version", source=question.similar.source_id, name=question.path.name))
        return False

    def _meeting(self, question: Question) -> str | None:
        guess = question.guess
        if guess.session_id is None:
            return None
        self._before_asking()
        label = self._labels.get(guess.session_id, "")
        print(say("cli.import.guess", name=question.path.name, meeting=label, reasons=" ".join(guess.reasons)))
        if self._args.yes or (is_terminal() and _yes(say("cli.import.ask_meeting"))):
            return guess.session_id
        if not is_terminal():
            print(say("cli.import.not_taken", meeting=guess.session_id))
        return None


def _tell(outcome: Outcome) -> None:
    if outcome.refused is not None:
        print(outcome.refused, file=sys.stderr)
    elif outcome.brought is not None:
        for notice in outcome.brought.notices:
            print(notice)
        pieces = say_count("count.piece", len(outcome.brought.fragment_ids))
        print(say("cli.import.done", name=outcome.path, pieces=pieces))


def _yes(question: str) -> bool:
    return input(f"{question} ").strip().casefold() in ("j", "ja", "y", "yes")
