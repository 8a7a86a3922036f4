"""Where positions of a text as it came stand in the cleaned text, so that marks of another program stay right."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from .clean import clean_text

__all__ = ["CleanedText"]

# What may be written otherwise when it is cleaned: line ends, signs that go, and letters with signs on them.
_PLAIN = re.compile("[\x20-\x7e\n\t]+")
# Signs that join the one before them without being a sign on a letter: parts of Korean and Indic letters.
_LATE = re.compile(
    "[\u1160-\u11ff\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35]"
)


class CleanedText:
    """A text, cleaned, that knows where each position of the text as it came is now.

    >>> made = CleanedText("e\\u0301e\\u0301n\\r\\nbrief")
    >>> made.text, made.place(2), made.place(7)
    ('één\\nbrief', 1, 4)
    """

    def __init__(self, raw: str) -> None:
        self.text = clean_text(raw)
        self._length = len(raw)
        self._raw, self._clean = [0], [0]
        if self.text != raw:
            self._note(raw)
        self._end = len(self.text)

    def place(self, n: int) -> int:
        """The place in the cleaned text of position ``n`` (0 to the length) of the text as it came.

        A position in the middle of what became one sign is the place of its end. Errors: ``ValueError`` outside it.
        """
        if not 0 <= n <= self._length:
            raise ValueError(f"position {n} is outside a text of {self._length} code points")
        if len(self._raw) == 1:
            return n
        at = bisect_right(self._raw, n) - 1
        most = self._clean[at + 1] if at + 1 < len(self._clean) else self._end
        return min(self._clean[at] + n - self._raw[at], most)

    def _note(self, raw: str) -> None:
        start = len(raw) - len(raw.lstrip("\ufeff"))
        if start:
            self._add(start, 0)
        clean = 0
        for begin, end in _runs(raw, start):
            before, after = raw[begin:end], clean_text(f"x{raw[begin:end]}")[1:]
            clean += len(after)
            if len(before) != len(after):
                self._add(end, clean)
        if clean != len(self.text):  # letters that join over a border we do not know of: count each position anew
            ways = [(n, len(clean_text(raw[:n]))) for n in range(len(raw) + 1)]
            self._raw, self._clean = [n for n, _ in ways], [n for _, n in ways]

    def _add(self, raw: int, clean: int) -> None:
        self._raw.append(raw)
        self._clean.append(clean)


def _runs(raw: str, start: int) -> Iterator[tuple[int, int]]:
    """Parts of a text that are cleaned by themselves: plain runs, line ends, and signs with what stands on them."""
    while start < len(raw):
        plain = _PLAIN.match(raw, start)
        if plain:
            end = plain.end()
            if end < len(raw) and _joins(raw[end]):
                end -= 1  # its last letter belongs to the sign on it
            if end > start:
                yield start, end
                start = end
                continue
        end = start + (2 if raw.startswith("\r\n", start) else 1)
        while end < len(raw) and _joins(raw[end]):
            end += 1
        yield start, end
        start = end


def _joins(sign: str) -> bool:
    return unicodedata.combining(sign) > 0 or bool(_LATE.match(sign))
