"""How far reading, placing or writing is, told in numbers and in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from ontmoet_research.text.dutch import format_number
from ontmoet_research.words import say

__all__ = ["Told", "in_words"]

READ, PLACE, KEEP, WRITE = "read", "place", "keep", "write"
Told = Callable[[str, int, int], None]
"""Is told what goes on (one of the four), and how much of how much is done: bytes, labels on words, notes."""


def in_words(what: str, done: int, total: int) -> str:
    """A sentence with the number in it."""
    if what == READ:
        return say("exchange.how_far.read", percent=100 * done // max(1, total))
    return say(f"exchange.how_far.{what}", done=format_number(done), total=format_number(total))


class Coming:
    """Tells of a file that comes in: first of reading it, then of its labels as they are placed."""

    def __init__(self, tell: Told | None) -> None:
        self._tell = tell
        self._done, self._total = 0, -1

    def read(self, done: int, total: int) -> None:
        """So many bytes were read. A long file is read again while its labels are placed; that is not told."""
        if self._tell and self._total < 0:
            self._tell(READ, done, total)

    def begin_placing(self, total: int) -> None:
        """From now on labels are placed, so many in all."""
        self._total = total
        self.placed(0)

    def placed(self, n: int) -> None:
        """So many more were placed."""
        self._done += n
        if self._tell and self._total:
            self._tell(PLACE, self._done, self._total)

    def keep(self) -> None:
        """What waits is stored now."""
        if self._tell:
            self._tell(KEEP, self._done, self._total)
