"""Short codes that stand on paper, and notice a typing error themselves.

A sheet has a code of 5 characters and a check character, such as ``K7B-Q4D``. A piece on it adds its place and a check
character of its own: ``K7B-Q4D-033``. The 31 characters leave out those that look alike (0 O, 1 I L). 31 is a prime, so
that a wrong character, or two that changed places, always gives another check character.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_WEIGHTS = (2, 3, 4, 5, 6)
_PIECE_WEIGHT = 7  # of the place; 7 times what one wrong digit adds is never a multiple of 31
_CODE = re.compile(rf"([{ALPHABET}]{{3}})([{ALPHABET}]{{3}})(?:(\d\d)([{ALPHABET}]))?")


@dataclass(frozen=True)
class PaperCode:
    """A code that was read: the ``sheet`` as stored (``K7BQ4D``) and the ``number`` of the piece, if it named one."""

    sheet: str
    number: int | None = None


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A code for a sheet that nobody can guess from another; ``choose`` picks one sign out of several.

    >>> len(new_code())
    6
    """
    body = "".join(choose(ALPHABET) for _ in _WEIGHTS)
    return body + _check(body)


def shown_code(sheet: str, number: int | None = None) -> str:
    """A code as it is printed.

    >>> shown_code("K7BQ4D"), shown_code("K7BQ4D", 3)
    ('K7B-Q4D', 'K7B-Q4D-033')
    """
    whole = f"{sheet[:3]}-{sheet[3:]}"
    return whole if number is None else f"{whole}-{number:02d}{_piece_check(sheet, number)}"


def read_code(typed: str) -> PaperCode | None:
    """What someone typed, with or without dashes and capitals; None when it is no code or holds a typing error."""
    found = _CODE.fullmatch(re.sub(r"[\s\-–—_.]", "", typed).upper())
    if not found:
        return None
    sheet = found[1] + found[2]
    if _check(sheet[:5]) != sheet[5]:
        return None
    if found[3] is None:
        return PaperCode(sheet)
    number = int(found[3])
    return PaperCode(sheet, number) if _piece_check(sheet, number) == found[4] else None


def _check(body: str) -> str:
    return ALPHABET[sum(w * ALPHABET.index(c) for w, c in zip(_WEIGHTS, body, strict=True)) % 31]


def _piece_check(sheet: str, number: int) -> str:
    total = sum(w * ALPHABET.index(c) for w, c in zip((*_WEIGHTS, 8), sheet, strict=True))
    return ALPHABET[(total + _PIECE_WEIGHT * number) % 31]
