"""The notes of a series looked at together: which meeting each tells of, and every speaker in one list. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .fragments import split
from .guesses import MeetingKnown, guess_meeting
from .labels import BETWEEN_NAMES, plain_label
from .readers import ReadText

_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]+)[)\]]")

__all__ = ["Placed", "Speaker", "in_order", "place_notes", "proposals", "speakers_of"]


@dataclass(frozen=True)
class Placed:
    """The meeting and the day that a note most likely tells of; None when that is not clear. ``others``: more days."""

    session_id: str | None
    day: date | None
    others: tuple[date, ...] = ()


@dataclass(frozen=True)
class Speaker:
    """A speaker as written, in how many pieces of which notes (places in the list). Not ``sure``: it may be a word."""

    label: str
    pieces: int
    notes: tuple[int, ...]
    sure: bool = True


def place_notes(notes: Sequence[ReadText], meetings: Sequence[MeetingKnown]) -> list[Placed]:
    """For each note its meeting and its day.

    First what the name of the file and the first lines say. Notes with only a day, that no meeting has, then go to the
    meetings without a day in the order of their days: a series is written down in order. Two notes may be of one
    meeting, when both say so.
    """
    found = []
    for note in notes:
        guess = guess_meeting(note.file_name, note.text, meetings)
        found.append(Placed(guess.session_id, guess.dates[0] if guess.dates else None, tuple(guess.dates[1:])))
    days = {one.session_id: one.day for one in meetings}
    taken = {one.session_id for one in found}
    free = sorted((one for one in meetings if one.day is None and one.session_id not in taken), key=_number)
    loose = sorted({one.day for one in found if one.session_id is None and one.day})
    by_day = dict(zip(loose, (one.session_id for one in free), strict=False)) if len(loose) <= len(free) else {}
    placed = [replace(one, session_id=one.session_id or by_day.get(one.day or date.min)) for one in found]
    return [replace(one, day=one.day or days.get(one.session_id or "")) for one in placed]


def speakers_of(notes: Iterable[ReadText], known: Iterable[str] = ()) -> list[Speaker]:
    """Every speaker of all notes once, who speaks most first; then labels that may be someone, for a person to say."""
    aliases = list(known)
    seen: dict[tuple[str, bool], tuple[str, list[int]]] = {}
    for place, note in enumerate(notes):
        for piece in split(note.text, aliases, each_line=note.lines_are_paragraphs, turns=note.turns):
            if label := piece.speaker or piece.maybe:
                seen.setdefault((plain_label(label), bool(piece.speaker)), (label, []))[1].append(place)
    made = [
        Speaker(label, len(places), tuple(dict.fromkeys(places)), sure) for (_, sure), (label, places) in seen.items()
    ]
    return sorted(made, key=lambda one: (not one.sure, -one.pieces, one.label.casefold()))


def proposals(
    speakers: Iterable[Speaker], people: Mapping[str, str], names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Who a speaker most likely is, as label -> id: where the label is the alias of one person of ``people``.

    Or the real name of one person of ``names`` (id -> name), whole, or the first or last part that nobody else has. A
    label that is the alias of one and the name of another is left open.

    >>> proposals([Speaker("Vries, Jan de", 1, (0,))], {"a": "Zon"}, {"a": "Jan de Vries"})
    {'Vries, Jan de': 'a'}
    """
    ways: dict[str, set[str]] = {}
    for person, alias in people.items():
        ways.setdefault(plain_label(alias), set()).add(person)
    for person, name in (names or {}).items():
        whole = plain_label(in_order(name)).split()
        last = next((n for n, word in enumerate(whole[1:], start=1) if word not in BETWEEN_NAMES), 0)
        shorter = {whole[0], " ".join(whole[1:]), " ".join(whole[last:])} if len(whole) > 1 else set()
        for way in {" ".join(whole), *shorter}:
            ways.setdefault(way, set()).add(person)
    told = {one.label: [ways[way] for way in _ways(one.label) if way in ways] for one in speakers}
    return {label: next(iter(found[0])) for label, found in told.items() if found and len(found[0]) == 1}


def _ways(label: str) -> list[str]:
    """How someone with this label can be called, the surest first: "Jansen, P. (Piet)" is P. Jansen, Jansen or Piet."""
    whole = plain_label(in_order(label))
    bare = " ".join(word for word in whole.split() if not _INITIAL.fullmatch(word))
    return [one for one in (whole, *map(plain_label, _IN_BRACKETS.findall(label)), bare) if one]


def in_order(label: str) -> str:
    """A name as people say it: "Vries, Jan de" is Jan de Vries; what stands behind it in brackets is another name."""
    bare = re.sub(r"[(\[|].*$", "", label).strip()
    last, comma, first = bare.partition(",")
    return f"{first.strip()} {last}" if comma else bare


def _number(meeting: MeetingKnown) -> int:
    return meeting.number or 0
