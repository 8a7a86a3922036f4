"""Haal verslagen binnen: losse bestanden, of een hele map.

De kit leest .docx, .odt, .pdf, .rtf, .txt, .md en .html. Ook een gesprek uit Teams of Zoom (.vtt, .srt), en een
tabel met wat mensen zeiden (.csv, .xlsx). Bij antwoorden uit een formulier kies je de kolommen, met --column.
De kit raadt bij welke bijeenkomst een verslag hoort. Jij zegt of dat klopt.
Eén bestand dat niet lukt, houdt de rest niet tegen. Je eigen bestanden blijven zoals ze zijn.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ontmoet_research.cli.asking import is_terminal, says_yes
from ontmoet_research.cli.progress import Bar
from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.group.meetings import meeting_told
from ontmoet_research.intake import bring_in_all, find_notes
from ontmoet_research.intake.folders import Outcome, Question
from ontmoet_research.intake.readers import ReadText
from ontmoet_research.intake.reading import passed_over
from ontmoet_research.store import Project, open_project
from ontmoet_research.words import Refused, say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("files", nargs="+", metavar="BESTAND", help=say("cli.import.files"))
    parser.add_argument("--meeting", metavar="ID", help=say("cli.import.meeting"))
    parser.add_argument("--column", action="append", default=[], metavar="KOLOM", help=say("cli.import.column"))
    parser.add_argument("--keep-edges", action="store_true", help=say("cli.import.edges"))
    parser.add_argument("--yes", action="store_true", help=say("cli.import.yes"))
    parser.add_argument("--again", action="store_true", help=say("cli.import.again"))


def run(args: argparse.Namespace) -> int:
    """Bring in each file; one that can't be read does not stop the others, and neither does stopping halfway."""
    bar = Bar()
    outcomes: list[Outcome] = []
    stopped = False
    with open_project(args.project) as project:
        if args.meeting:
            args.meeting = meeting_told(project, args.meeting)
        found = find_notes(args.files)
        decide = _Deciding(project, args, bar.clear)
        try:
            told = {"progress": bar.show, "columns": args.column, "choose": decide.columns, "edges": args.keep_edges}
            for outcome in bring_in_all(project, found.files, decide, **told):
                bar.clear()
                outcomes.append(outcome)
                _tell(outcome)
        except KeyboardInterrupt:
            bar.clear()
            stopped = True
    for path in found.passed:
        print(passed_over(path), file=sys.stderr)
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

    def columns(self, path: Path, note: ReadText) -> list[str]:
        """Which columns of a table hold what people said. Errors: ``Refused`` when there is nobody to ask."""
        shown = "\n".join(f"  {n}  {name}" for n, name in enumerate(note.columns, start=1))
        proposed = ", ".join(map(str, note.proposed))
        if self._args.yes:
            return [str(one) for one in note.proposed]
        if not is_terminal():
            asked = " ".join(f"--column {one}" for one in note.proposed)
            raise Refused("cli.import.which_columns", name=path.name, columns=shown, asked=asked)
        self._before_asking()
        print(say("cli.import.columns_are", name=path.name, columns=shown))
        told = input(say("cli.import.ask_columns", proposed=proposed) + " ")
        return [part.strip() for part in told.split(",") if part.strip()] or [str(one) for one in note.proposed]

    def _may_come_in(self, question: Question) -> bool:
        assert question.similar is not None  # noqa: S101 - asked just before
        self._before_asking()
        print(say("cli.import.looks_like", name=question.path.name, title=question.similar.title))
        if is_terminal():
            return says_yes(say("cli.import.ask_apart"))
        print(say("cli.import.new_version", source=question.similar.source_id, name=question.path.name))
        return False

    def _meeting(self, question: Question) -> str | None:
        guess = question.guess
        if guess.session_id is None:
            return None
        self._before_asking()
        label = self._labels.get(guess.session_id, "")
        print(say("cli.import.guess", name=question.path.name, meeting=label, reasons=" ".join(guess.reasons)))
        if self._args.yes or (is_terminal() and says_yes(say("cli.import.ask_meeting"))):
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
