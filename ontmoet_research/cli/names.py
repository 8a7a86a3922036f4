"""Maak het bestand met namen, buiten je project, of kijk wie daarin staat.

Het bestand gaat op slot voor 2 mensen. Samen aan 1 computer typ je elk een wachtzin. Ieder aan een eigen computer? Maak
elk een sleutel met "ontmoet key --make-identity", en geef de 2 regels die met age1 beginnen met --recipient.
Voor een script: zet een wachtzin in een bestand, en de naam van dat bestand in ONTMOET_NAMES_PASSPHRASE_FILE (de eerste
mens, of wie opent) of ONTMOET_SECOND_PASSPHRASE_FILE (de tweede mens).
"""

from __future__ import annotations

import argparse
from getpass import getpass
from pathlib import Path

from ontmoet_research.cli.asking import is_terminal, twice
from ontmoet_research.privacy import key_file
from ontmoet_research.privacy.key_file import KeyFile
from ontmoet_research.store import Project, open_project, read_rows
from ontmoet_research.store.keys import from_file
from ontmoet_research.words import Refused, say, say_count

FIRST = "ONTMOET_NAMES_PASSPHRASE_FILE"
SECOND = "ONTMOET_SECOND_PASSPHRASE_FILE"


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("--make", metavar="BESTAND", help=say("cli.names.make"))
    parser.add_argument("--recipient", action="append", default=[], metavar="AGE1", help=say("cli.names.recipient"))
    parser.add_argument("--file", metavar="BESTAND", help=say("cli.names.file"))
    parser.add_argument("--identity", metavar="BESTAND", help=say("cli.names.identity"))


def run(args: argparse.Namespace) -> int:
    """Make the key file, or show who is in it."""
    with open_project(args.project, read_only=True) as project:
        if args.make:
            made = _make(project, Path(args.make), args.recipient)
            print(say("cli.names.made", path=made.path))
            return 0
        place = Path(args.file) if args.file else key_file.known_place(project)
        if place is None:
            raise Refused("cli.names.where")
        _show(project, _opened(project, place, args.identity))
        if args.file:
            key_file.remember_place(project, place)
    return 0


def _make(project: Project, path: Path, recipients: list[str]) -> KeyFile:
    if recipients:
        return key_file.make_key_file(project, path, recipients)
    place = key_file.check_place(project, path)
    if place.exists():
        raise Refused("key_file.exists", path=place)
    phrases = [_phrase(FIRST, "cli.names.first"), _phrase(SECOND, "cli.names.second")]
    return key_file.make_key_file(project, path, key_file.make_guarded_keys(place, phrases))


def _phrase(variable: str, question: str) -> str:
    given = from_file(variable) or (twice(question) if is_terminal() else None)
    if not given:
        raise Refused("cli.names.no_phrase")
    return given


def _opened(project: Project, place: Path, identity: str | None) -> KeyFile:
    if identity:
        try:
            text = Path(identity).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise Refused("store.cannot_read", path=identity) from problem
        return key_file.open_key_file(project, place, identity=text)
    phrase = from_file(FIRST) or (getpass(say("names_open.phrase") + " ") if is_terminal() else None)
    if not phrase:
        raise Refused("cli.names.no_phrase")
    return key_file.open_key_file(project, place, passphrase=phrase)


def open_if_known(project: Project) -> KeyFile | None:
    """The key file of this project, where this computer knows it and somebody can give the passphrase; else None.

    Errors: ``Refused``, as ``open_key_file``.
    """
    place = key_file.known_place(project)
    return _opened(project, place, None) if place and (is_terminal() or from_file(FIRST)) else None


def _show(project: Project, opened: KeyFile) -> None:
    aliases = {row.object_id: row["alias"] for row in read_rows(project, "participants")}
    for one in opened.people:
        print(say("cli.names.line", alias=aliases.get(one.participant_id, "?"), name=one.name))
    print(say_count("cli.names.count", len(opened.people)))
