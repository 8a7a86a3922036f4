"""Places in texts of programs that also keep the words of each label: the way to count that gives back those words.

The words decide: first over all labels of a project, then for one label that still differs the nearest place where its
words stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ontmoet_research.exchange.foreign import Lost, Marks, Placed
from ontmoet_research.exchange.refi.positions import Raw, Reading, Split
from ontmoet_research.text.places import CleanedText

from .database import Emit

__all__ = ["Document", "Marked", "Way", "best_way"]

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

    def emit_marks(self, emit: Emit, clean: CleanedText, way: Way) -> None:
        """Tell the labels; what can't be placed is told as lost."""
        placed = []
        for one in self.marked:
            try:
                start, end = self._span(one, way)
            except Split:
                emit(Lost("split_sign", self.name))
                continue
            except ValueError:
                emit(Lost("outside_text", self.name))
                continue
            start, end = clean.place(start), clean.place(end)
            words = clean.text[start:end]
            start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
            if start >= end:
                emit(Lost("no_words", self.name))
                continue
            placed.append(Placed(one.key, start, end, one.label, one.person, one.note, one.key))
        emit(Marks(self.key, placed))

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
