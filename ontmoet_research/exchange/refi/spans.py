"""Where the marked pieces of one text lie in its cleaned words, or why they lie nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from ontmoet_research.text.places import CleanedText

from .positions import Raw, Reading, Split
from .told import key_of

__all__ = ["Span", "Spans", "without_edges"]

Span = tuple[str, int, int]  # why it has no place (last part of a key of [exchange.lost]), start, end


class Spans:
    """Places in ``clean``, which was made of ``raw``, for positions that were counted as ``reading`` says.

    ``counted``: whether positions in the project are positions in this text.

    Most texts have no sign that ways to count differ on and were clean already: then a position is its own place.
    """

    def __init__(self, raw: Raw, clean: CleanedText, reading: Reading, *, counted: bool = True) -> None:
        self._raw, self._clean, self._reading = raw, clean, reading
        self.text, self.counted = clean.text, counted
        self._as_told = counted and clean.text == raw.text and raw.counts_as_code_points(reading)

    def whole(self) -> Span:
        """All words of the text."""
        return without_edges(self.text, 0, len(self.text))

    def of(self, told: Mapping[str, str], points: Mapping[str, int]) -> Span:
        """The place of a piece with these attributes, without white space at its ends; ``points`` are the places of
        the moments that a transcript names."""
        try:
            first, last = int(told["startPosition"]), int(told["endPosition"])
        except (KeyError, ValueError):
            try:
                first, last = (points[key_of(told[name])] for name in ("fromSyncPoint", "toSyncPoint"))
            except (KeyError, ValueError):
                return ("outside_text" if self.counted else "marks_without_plain_text"), 0, 0
        if self._as_told and 0 <= first < last <= len(self.text):
            text = self.text
            if not text[first].isspace() and not text[last - 1].isspace():
                return "", first, last
        return self._place(first, last)

    def _place(self, first: int, last: int) -> Span:
        if not self.counted:
            return "marks_without_plain_text", 0, 0
        if first > last:
            return "turned_round", 0, 0
        try:
            first, last = self._raw.span(first, last, self._reading)
        except Split:
            return "split_sign", 0, 0
        except ValueError:
            return "outside_text", 0, 0
        start, end = self._clean.place(first), self._clean.place(last)
        if start < end and not self.text[start].isspace() and not self.text[end - 1].isspace():
            return "", start, end  # nearly always
        return without_edges(self.text, start, end)


def without_edges(text: str, start: int, end: int) -> Span:
    """The place of a piece of a cleaned text without white space at its ends; one of white space alone has none."""
    words = text[start:end]
    if not words or words.isspace():
        return "no_words", 0, 0
    return "", start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
