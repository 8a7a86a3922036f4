"""Positions in a text, and the words at a position.

A position is a number of code points, as Python counts. A browser counts UTF-16 units: an emoji is one code
point and two units. The difference is the number of such characters before the position, so a map keeps only
where those are. A quote is kept with the words around it, so that a position can be found again when the text
was corrected.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

__all__ = ["Quote", "Utf16Map", "alike", "find_quote", "from_utf16", "quote_with_context", "to_utf16"]

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Convert many positions in one text: made once in one pass, each conversion is a search in a short list.

    >>> positions = Utf16Map("👋 hoi")
    >>> positions.to_utf16(2), positions.from_utf16(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [match.start() for match in _TWO_UNITS.finditer(text)]
        self._wide_in_units = [place + before for before, place in enumerate(self._wide)]

    def to_utf16(self, n: int) -> int:
        """Code points to UTF-16 units. Errors: ``ValueError`` when ``n`` is outside the text."""
        if not 0 <= n <= self._length:
            raise ValueError(f"position {n} is outside a text of {self._length} code points")
        return n + bisect_left(self._wide, n)

    def from_utf16(self, n: int) -> int:
        """UTF-16 units to code points. Errors: ``ValueError`` outside the text or halfway a pair."""
        units = self._length + len(self._wide)
        if not 0 <= n <= units:
            raise ValueError(f"position {n} is outside a text of {units} UTF-16 units")
        before = bisect_left(self._wide_in_units, n)
        if before and self._wide_in_units[before - 1] == n - 1:
            raise ValueError(f"position {n} is halfway a surrogate pair")
        return n - before


def to_utf16(text: str, n: int) -> int:
    """UTF-16 units before code point ``n`` of ``text``; for many positions use ``Utf16Map``.

    >>> to_utf16("👋 hoi", 2)
    3
    """
    return Utf16Map(text).to_utf16(n)


def from_utf16(text: str, n: int) -> int:
    """Code points before UTF-16 unit ``n`` of ``text``. Errors: ``ValueError``, see ``Utf16Map.from_utf16``.

    >>> from_utf16("👋 hoi", 3)
    2
    """
    return Utf16Map(text).from_utf16(n)


def alike(one: str, other: str) -> int:
    """How many letters two texts have in common from their beginning.

    >>> alike("bankje", "banken")
    4
    """
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@dataclass(frozen=True)
class Quote:
    """Words in a text with what stands right before and after them."""

    quote: str
    prefix: str
    suffix: str


def quote_with_context(text: str, start: int, end: int, width: int = 32) -> Quote:
    """The words from ``start`` up to ``end`` with at most ``width`` code points on each side.

    Errors: ``ValueError`` when the span is not inside the text.

    >>> quote_with_context("Ze kreeg een brief van de gemeente.", 13, 18, width=4)
    Quote(quote='brief', prefix='een ', suffix=' van')
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}-{end} is outside a text of {len(text)} code points")
    return Quote(text[start:end], text[max(0, start - width) : start], text[end : end + width])


def find_quote(text: str, quote: str, occurrence: int = 1) -> tuple[int, int]:
    """Start and end of the ``occurrence``-th time (1 is the first) that ``quote`` stands in ``text``.

    Errors: ``LookupError`` when it is not there that often; the message holds no words of the text.

    >>> find_quote("een brief en nog een brief", "brief", 2)
    (21, 26)
    """
    if not quote or occurrence < 1:
        raise ValueError("give words to look for and a number from 1")
    start = -1
    for seen in range(occurrence):
        start = text.find(quote, start + 1)
        if start < 0:
            raise LookupError(f"the quote stands in the text {seen} times, not {occurrence}")
    return start, start + len(quote)
