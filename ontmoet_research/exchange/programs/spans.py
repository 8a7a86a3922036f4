"""Places in texts of programs that also keep the words of each label: the way to count that gives back those words.

The words decide: first over all labels of a project, then for one label that still differs the nearest place where its
words stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ontmoet_research.exchange.foreign import Lost, Marks, Placed, Text
from ontmoet_research.exchange.refi.positions import Raw, Reading, Split
from ontmoet_research.exchange.refi.spans import without_edges
from ontmoet_research.text.places import CleanedText

from .database import Emit

__all__ = ["Document", "Marked", "Way", "best_way", "tell_documents"]

NEAR = 400  # signs around the place that was told


@dataclass(frozen=True)
class Marked:
    """A label as the program keeps it: place and words; ``label`` and ``person`` are keys."""

    key: str
    start: int
    end: int
    words: str
    label: str
    person: str = ""
    note: str = ""


@dataclass(frozen=True)
class Way:
    """A way to count, and the number of the first sign."""

    reading: Reading
    base: int = 0


def _number(told: Any) -> int:
    """A place as these programs keep it: a number, or words that are one; -1 when it is none."""
    try:
        return int(float(told))
    except (TypeError, ValueError, OverflowError):
        return -1


def _ways(first: Way) -> list[Way]:
    all_ways = [
        Way(Reading(unit, lf, inclusive), base)
        for unit in ("cp", "u16")
        for lf in (2, 1)
        for inclusive in (False, True)
        for base in (0, 1)
    ]
    return [first, *(one for one in all_ways if one != first)]


@dataclass
class Document:
    """A text with the labels on it."""

    key: str
    name: str
    raw: Raw
    marked: list[Marked] = field(default_factory=list)
    pieces: list[Marked] = field(default_factory=list)

    @cached_property
    def clean(self) -> CleanedText:
        """The text as the kit keeps it."""
        return CleanedText(self.raw.text)

    def add(self, key: str, start: Any, end: Any, words: Any, label: str, person: str = "", note: str = "") -> None:
        """A label on words; places may be told as numbers or as words. One without a place lies outside the text."""
        told = "" if words is None else str(words)
        self.marked.append(Marked(key, _number(start), _number(end), told, label, person, note))

    def add_piece(self, key: str, start: Any, end: Any) -> None:
        """Words that a case points at."""
        self.pieces.append(Marked(key, _number(start), _number(end), "", ""))

    def quote(self, start: Any, end: Any, way: Way) -> str:
        """The words of a place; none when it is no place in the text."""
        told = _told(self.raw, Marked("", _number(start), _number(end), "", ""), way)
        return self.raw.text[slice(*told)].strip() if told else ""

    def tell(self, emit: Emit, way: Way) -> None:
        """Tell the text and its labels; what can't be placed is told as lost."""
        emit(Text(self.key, self.name, self.clean.text))
        placed = []
        for one in sorted(self.marked, key=lambda one: (one.start, one.end)):
            why, start, end = self._place(one, way)
            if why:
                emit(Lost(why, self.name))
            else:
                placed.append(Placed(one.key, start, end, one.label, one.person, one.note, one.key))
        pieces = [(one.key, *self._place(one, way)) for one in self.pieces]
        emit(Marks(self.key, placed, [(key, start, end) for key, why, start, end in pieces if not why]))

    def _place(self, one: Marked, way: Way) -> tuple[str, int, int]:
        """Why a label has no place, or its place in the cleaned text."""
        try:
            start, end = (self.clean.place(place) for place in self._span(one, way))
        except Split:
            return "split_sign", 0, 0
        except ValueError:
            return "outside_text", 0, 0
        return without_edges(self.clean.text, start, end)

    def _span(self, one: Marked, way: Way) -> tuple[int, int]:
        """Where a label lies in the text as it came. Errors: ``Split``, ``ValueError``."""
        told = _told(self.raw, one, way)
        if told and (not one.words or _same(self.raw.text[slice(*told)], one.words)):
            return told
        if one.words.strip():
            places = [place for place in _all(self.raw.text, one.words) if abs(place - one.start) <= NEAR]
            if places:
                near = min(places, key=lambda place: abs(place - one.start))
                return near, near + len(one.words)
        if told is None:
            raise ValueError(one.start)
        return told


def tell_documents(emit: Emit, documents: Iterable[Document], usual: Way) -> Way:
    """Tell all texts with their labels; give the way in which their places were counted."""
    known = list(documents)
    way = best_way(known, usual)
    for document in known:
        document.tell(emit, way)
    return way


def best_way(documents: Iterable[Document], usual: Way) -> Way:
    """The way that gives back the words of most labels; the usual one when nothing tells it from others."""
    known = [(document.raw, one) for document in documents for one in document.marked if one.words][:4000]

    def fits(way: Way) -> int:
        spans = ((raw, one, _told(raw, one, way)) for raw, one in known)
        return sum(span is not None and raw.text[slice(*span)] == one.words for raw, one, span in spans)

    return max(_ways(usual), key=fits)  # of equals the first


def _told(raw: Raw, one: Marked, way: Way) -> tuple[int, int] | None:
    try:
        return raw.span(one.start - way.base, one.end - way.base, way.reading)
    except (Split, ValueError):
        return None


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _all(text: str, words: str) -> Iterable[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
