"""What a check answers: a list of findings, worst first; never an exception.

``fout`` blocks what it speaks of (a report can't become final), ``let op`` warns and never blocks.
Words: fout = BLOCKING, let op = WARNING.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontmoet_research.words import say

BLOCKING = "fout"
WARNING = "let op"

__all__ = ["BLOCKING", "WARNING", "Finding", "blocking", "warning", "worst_first"]


@dataclass(frozen=True)
class Finding:
    """One thing a check found.

    ``level`` is ``fout`` or ``let op``, ``sentence`` says it in plain Dutch, ``row`` is the requirement it rests on
    (such as ``B24``), ``about`` the id of the object it speaks of, if one.
    """

    level: str
    sentence: str
    row: str
    about: str = ""


def blocking(key: str, row: str, /, about: str = "", **values: object) -> Finding:
    """A finding that blocks; ``key`` names its sentence."""
    return Finding(BLOCKING, say(key, **values), row, about)


def warning(key: str, row: str, /, about: str = "", **values: object) -> Finding:
    """A finding that warns; ``key`` names its sentence."""
    return Finding(WARNING, say(key, **values), row, about)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings sorted: what blocks first, then by requirement row, otherwise in the order given."""
    return sorted(findings, key=lambda found: (found.level != BLOCKING, found.row))
