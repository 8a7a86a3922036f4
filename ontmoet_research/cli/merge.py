"""Voeg een kopie samen met je project. Wat jij hebt en wat de ander heeft, blijft allebei.

Kijk eerst met --preview wat erbij komt. Met --undo haal je de laatste keer weer weg.
Wat mensen raakt, geldt pas na een ja: zie --held.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontmoet_research.cli.at_work import add_who, as_day, as_who
from ontmoet_research.cli.phrase import ask_phrase
from ontmoet_research.exchange import in_sentences, look, merge_copy, open_bundle, read_file
from ontmoet_research.exchange.coming.kinds import SUFFIXES
from ontmoet_research.privacy import contributor_called
from ontmoet_research.privacy.held import list_waiting, say_no, say_yes, stays_in_words
from ontmoet_research.store import Copy, OpenProject, Project, ProjectFile, age, open_project, undo_merge
from ontmoet_research.words import Refused, say, say_count

DATABASE = b"SQLite format 3\x00"


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", nargs="?", metavar="KOPIE", help=say("cli.merge.file"))
    parser.add_argument("--preview", action="store_true", help=say("cli.merge.preview"))
    parser.add_argument("--undo", action="store_true", help=say("cli.merge.undo"))
    parser.add_argument("--held", action="store_true", help=say("cli.merge.held"))
    parser.add_argument("--yes", metavar="ID", action="append", default=[], help=say("cli.merge.yes"))
    parser.add_argument("--no", metavar="ID", action="append", default=[], help=say("cli.merge.no"))
    parser.add_argument("--asked-by", metavar="NAAM", help=say("cli.merge.asked_by"))
    parser.add_argument("--asked-on", metavar="DAG", help=say("cli.merge.asked_on"))
    add_who(parser)
    parser.add_argument("--identity", metavar="BESTAND", help=say("cli.merge.identity"))


def run(args: argparse.Namespace) -> int:
    """Merge, look, or take back; 1 when something in the copy was refused."""
    about_held = bool(args.held or args.yes or args.no)
    if [bool(args.file), args.undo, about_held].count(True) != 1 or (args.preview and not args.file):
        raise Refused("cli.merge.file_or_undo")
    with open_project(args.project) as opened:
        project = as_who(opened, args.who)
        if args.undo:
            return _undo(project)
        if about_held:
            return _held(project, args)
        with _copy(args.file, args.identity) as copy:
            return _merge(project, copy, args.project, preview=args.preview)


def _undo(project: Project) -> int:
    done = undo_merge(project)
    print(say("cli.merge.undone", name=done.name))
    if done.kept:
        print(say("cli.merge.stays"))
        print("\n".join(f"  - {line}" for line in stays_in_words(project, done.kept)))
    return 0


def _held(project: Project, args: argparse.Namespace) -> int:
    """Say yes or no to what waits, then show what still does."""
    asked_by = contributor_called(project, args.asked_by) if args.asked_by else None
    asked_on = as_day(args.asked_on) if args.asked_on else None
    for row_id in args.yes:
        say_yes(project, row_id, asked_by=asked_by, asked_on=asked_on)
        print(say("cli.merge.said_yes"))
    for row_id in args.no:
        say_no(project, row_id)
        print(say("cli.merge.said_no"))
    waiting = list_waiting(project)
    print(say_count("exchange.waits", len(waiting)))
    for one, told in waiting:
        print(f"  {one.row.id}  {told}")
    return 0


def _merge(project: Project, copy: Copy, place: str, *, preview: bool) -> int:
    merged = look(project, copy) if preview else merge_copy(project, copy)
    for line in in_sentences(project, merged, copy.name, done=not preview):
        print(line)
    print(say("cli.merge.previewed") if preview else say("cli.merge.saved", project=place))
    return 1 if merged.refused else 0


@contextmanager
def _copy(place: str, identity: str | None) -> Iterator[Copy]:
    """The copy at this place: a bundle, a project file, or a project on a server."""
    if "://" in place:
        with open_project(place) as other, OpenProject(other) as stored:
            yield stored
        return
    if Path(place).suffix.lower() in SUFFIXES:
        raise Refused("cli.merge.other_program", name=Path(place).name)
    content = read_file(place) if Path(place).is_file() and not _is_database(Path(place)) else None
    if content is None:
        with ProjectFile(place) as file:
            yield file
        return
    key = read_file(identity).decode("utf-8", "replace") if identity else None
    asks = age.is_locked(content) and age.read_header(content).passphrase
    yield open_bundle(place, content=content, identity=key, passphrase=ask_phrase(making=False) if asks else None)


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE
