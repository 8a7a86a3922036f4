"""Asking for a passphrase: on the terminal, from a file, or from a pipe. Never as an argument, where others see it."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from ontmoet_research.words import Refused, say

FILE = "ONTMOET_PASSPHRASE_FILE"


def ask_phrase(*, making: bool) -> str:
    """The passphrase; when ``making`` something, a person types it twice and no typing error locks anyone out.

    Scripts put it in the file that the variable ``ONTMOET_PASSPHRASE_FILE`` names, or on standard input. Errors:
    ``Refused`` without one, or when both are not the same.
    """
    if os.environ.get(FILE):
        return _from_file(Path(os.environ[FILE]))
    if not sys.stdin.isatty():
        return _some(sys.stdin.readline())
    if making:
        print(say("exchange.copy.making"), file=sys.stderr)
    phrase = _some(getpass(say("exchange.copy.phrase")))
    if making and getpass(say("exchange.copy.again")) != phrase:
        raise Refused("exchange.copy.differs")
    return phrase


def _from_file(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return _some(file.readline())
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused("exchange.copy.no_phrase_file", path=path) from problem


def _some(line: str) -> str:
    phrase = line.rstrip("\r\n")
    if not phrase.strip():
        raise Refused("exchange.copy.no_phrase")
    return phrase
