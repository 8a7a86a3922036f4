"""Asking for a passphrase at the terminal, and telling how a project was opened. Never as an argument of a command.

Public: ``ask_at_terminal``, ``choose_passphrase``, ``handed_over``, ``is_terminal``, ``says_yes``,
``twice``.
"""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path

from ontmoet_research.store import keys
from ontmoet_research.store.opening import find_key, tell_with
from ontmoet_research.words import Refused, say

__all__ = ["ask_at_terminal", "choose_passphrase", "handed_over", "is_terminal", "says_yes", "twice"]

TURNS = 3


def ask_at_terminal() -> None:
    """From now on, ask who is at the terminal when a project needs a passphrase, and tell how it was opened."""
    keys.ask_with(_ask if is_terminal() else None)
    tell_with(lambda sentence: print(sentence, file=sys.stderr))


def is_terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def choose_passphrase() -> str | None:
    """The passphrase for a new project: from the file a script names, what is piped in, or as a person
    chooses; None for none.

    A person who leaves it empty hears what that means, and is asked once more. Errors: ``Refused`` when nobody is there
    and nothing fits.
    """
    if given := keys.from_file(keys.FILE_VARIABLE):
        return given
    if not is_terminal():
        return _from_pipe()
    print(say("cli.passphrase.why"))
    for question in ("cli.passphrase.new", "cli.passphrase.sure"):
        if chosen := twice(question):
            return chosen
        print(say("cli.passphrase.without"))
    return None


def _from_pipe() -> str:
    """The first line of what is piped in. Errors: ``Refused`` without one, or when it is too short."""
    try:
        phrase = (sys.stdin.readline() if sys.stdin is not None else "").rstrip("\r\n")
    except OSError:  # a script that leaves nothing to read from
        phrase = ""
    if len(phrase.strip()) < keys.MIN_LENGTH:
        raise Refused("cli.passphrase.not_piped", n=keys.MIN_LENGTH)
    return phrase


def says_yes(question: str) -> bool:
    """Whether the person at the terminal says yes to this question."""
    return input(f"{question} ").strip().casefold() in ("j", "ja", "y", "yes")


def twice(question: str) -> str | None:
    """A new passphrase, typed twice; None when it was left empty. Errors: ``Refused`` after three typing errors."""
    for _ in range(TURNS):
        first = getpass(say(question) + " ")
        if not first:
            return None
        if len(first.strip()) < keys.MIN_LENGTH:
            print(say("cli.passphrase.short", n=keys.MIN_LENGTH))
        elif getpass(say("cli.passphrase.again") + " ") == first:
            return first
        else:
            print(say("cli.passphrase.differs"))
    raise Refused("cli.passphrase.not_chosen")


def handed_over(project: str | None) -> dict[str, str]:
    """What a program that we start gets in its environment, so that it can open the project; asks when needed.

    On Linux, macOS and Windows the environment of a process can be read by the same user and by who runs the computer,
    and by nobody else. Errors: ``Refused`` when the passphrase doesn't fit.
    """
    if project is None or "://" in project or not Path(project).is_file():
        return {}
    phrase, _ = find_key(Path(project))
    return {keys.VARIABLE: phrase} if phrase else {}


def _ask(path: Path, turn: int) -> str | None:
    question = "cli.passphrase.ask" if turn == 0 else "cli.passphrase.ask_again"
    return getpass(say(question, name=path.name) + " ") or None
