"""Geef je project een andere wachtzin, of maak een herstelbestand.

Een herstelbestand is voor een tweede mens die je vertrouwt. Vergeet je de wachtzin, dan helpt die mens.
Voor een script: zet een wachtzin in een bestand, en de naam van dat bestand in ONTMOET_PASSPHRASE_FILE (de wachtzin van
nu), ONTMOET_NEW_PASSPHRASE_FILE (de nieuwe) of ONTMOET_SECOND_PASSPHRASE_FILE (die van de tweede mens).
"""

from __future__ import annotations

import argparse
import os
from getpass import getpass
from pathlib import Path

from ontmoet_research.cli.asking import is_terminal, twice
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import age, daily, keys, open_project
from ontmoet_research.store.backup import change_passphrase, check_is_file
from ontmoet_research.store.opening import find_key
from ontmoet_research.store.recovery import Recovery, lock_recovery, new_identity, open_recovery
from ontmoet_research.words import Refused, say, say_count

NEW = "ONTMOET_NEW_PASSPHRASE_FILE"
SECOND = "ONTMOET_SECOND_PASSPHRASE_FILE"


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", nargs="?", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("file", nargs="?", metavar="BESTAND", help=say("cli.key.file"))
    parser.add_argument("--recipient", action="append", default=[], metavar="AGE1", help=say("cli.key.recipient"))
    parser.add_argument("--change", action="store_true", help=say("cli.key.change"))
    parser.add_argument("--open", metavar="BESTAND", help=say("cli.key.open"))
    parser.add_argument("--identity", metavar="BESTAND", help=say("cli.key.identity"))
    parser.add_argument("--make-identity", metavar="BESTAND", help=say("cli.key.make_identity"))


def run(args: argparse.Namespace) -> int:
    """Do the one thing that was asked."""
    if args.project:
        check_is_file(args.project)
    if args.make_identity:
        return _make_identity(Path(args.make_identity))
    if args.open:
        return _open(Path(args.open), args.identity)
    if args.project and args.change:
        return _change(Path(args.project))
    if args.project and args.file:
        return _make_recovery(Path(args.project), Path(args.file), args.recipient)
    raise Refused("cli.key.what")


def _make_recovery(path: Path, file: Path, recipients: list[str]) -> int:
    if file.exists():
        raise Refused("store.exists", path=file)
    with open_project(path) as project:
        phrase, _ = find_key(path)
        if phrase is None:
            raise Refused("cli.key.no_passphrase", path=path)
        told = Recovery(project.fact("title") or path.stem, project.fact("project_id") or "", phrase)
        second = None if recipients else _second()
        write_out(project, file, lock_recovery(told, passphrase=second, recipients=recipients), "herstelbestand")
    print(say("cli.key.done", path=file))
    return 0


def _second() -> str:
    given = keys.from_file(SECOND)
    if given is None and is_terminal():
        print(say("cli.key.second_why"))
        given = twice("cli.key.second")
    if not given:
        raise Refused("cli.key.no_second")
    return given


def _change(path: Path) -> int:
    phrase, _ = find_key(path)
    new = keys.from_file(NEW)
    if new is None and is_terminal():
        print(say("cli.passphrase.why"))
        new = twice("cli.passphrase.new")
    if not new:
        raise Refused("cli.key.no_new")
    change_passphrase(path, new, passphrase=phrase)
    print(say("cli.key.changed", path=path))
    if older := daily.list_copies(path):
        print(say_count("cli.key.older_copies", len(older), folder=older[0].parent))
    return 0


def _open(file: Path, identity: str | None) -> int:
    content = _read(file)
    second = None
    if age.read_header(content).passphrase:
        second = keys.from_file(SECOND) or (getpass(say("cli.key.second") + " ") if is_terminal() else None)
    told = open_recovery(content, passphrase=second, identity=_read(Path(identity)).decode() if identity else None)
    print(say("cli.key.opened", title=told.title))
    print(told.passphrase)
    return 0


def _make_identity(file: Path) -> int:
    secret, public = new_identity()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as made:
            made.write(secret)
    except FileExistsError as problem:
        raise Refused("store.exists", path=file) from problem
    except OSError as problem:
        raise Refused("privacy.cannot_write", path=file) from problem
    print(say("cli.key.identity_made", path=file))
    print(public)
    return 0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise Refused("store.cannot_read", path=file) from problem
