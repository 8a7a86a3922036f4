"""A session note as the person at work may read it, and which note comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ontmoet_research.coding import is_card
from ontmoet_research.coding.access import closed_to
from ontmoet_research.store import Project, Row, find, read_rows, read_values
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.offsets import Utf16Map
from ontmoet_research.words import Refused, say

HEADING = "kop"
_SIGNS = re.compile(r"\n*(?:[ \t]*(?:#{1,6}|[-*•–])[ \t]+(?=\S))?")
_RULE = re.compile(r"\n+[ \t]*([-=_*~])(?:[ \t]*\1){2,}\s*\Z")


@dataclass(frozen=True)
class Piece:
    """A piece of the note: ``text`` starts at code point ``start`` of the source; both are empty when it is closed."""

    fragment_id: str
    start: int
    text: str
    kind: str
    heavy: bool
    closed: bool
    card: bool = True
    """Whether it is one to label by itself; a heading is not, nor who was there."""

    @property
    def end(self) -> int:
        """Code point after the last."""
        return self.start + len(self.text)

    @property
    def readable(self) -> bool:
        """Whether there is something to read here for this person."""
        return not self.closed and bool(self.text.strip())

    @cached_property
    def positions(self) -> Utf16Map:
        """Positions in ``text`` as a browser counts them."""
        return Utf16Map(self.text)


@dataclass(frozen=True)
class Note:
    """A session note in pieces, in reading order."""

    source_id: str
    title: str
    session_id: str | None
    pieces: tuple[Piece, ...]

    @cached_property
    def by_id(self) -> dict[str, Piece]:
        """The pieces by their ``fragment_id``."""
        return {piece.fragment_id: piece for piece in self.pieces}

    def cards(self) -> list[str]:
        """The ``fragment_id`` of each piece to label one by one."""
        return [piece.fragment_id for piece in self.pieces if piece.readable and piece.card]

    def around(self) -> list[str]:
        """The ``fragment_id`` of each piece that is readable and no card: headings, who was there, how it was made."""
        return [piece.fragment_id for piece in self.pieces if piece.readable and not piece.card]

    def span(self, start: tuple[str, int], end: tuple[str, int]) -> tuple[int, int]:
        """Code points in the source for a selection that the browser gives as piece and UTF-16 position, twice.

        Errors: ``Refused`` when it is not in this note, or when a closed piece lies in between.
        """
        first, last = self._code_point(*start), self._code_point(*end)
        between = [piece for piece in self.pieces if piece.closed and first <= piece.start < last]
        if between:
            raise Refused("labelling.closed_between")
        return first, last

    def _code_point(self, fragment_id: str, position: int) -> int:
        piece = self.by_id.get(fragment_id)
        if piece is None or piece.closed:
            raise Refused("coding.not_in_text")
        try:
            return piece.start + piece.positions.from_utf16(int(position))
        except ValueError as problem:
            raise Refused("coding.not_in_text") from problem


@dataclass(frozen=True)
class Listed:
    """A note in the list to choose from."""

    source_id: str
    title: str
    finished: bool


def read_note(project: Project, source_id: str, closed: set[str] | None = None) -> Note:
    """One note, with only the words that the person at work may read. Errors: ``Refused`` when it is gone.

    ``closed`` is what :func:`closed_to` gives, for who has it at hand.
    """
    source = find(project, "sources", source_id)
    closed = closed_to(project) if closed is None else closed
    rows = sorted(read_rows(project, "fragments", source_id=source_id), key=lambda row: row["order"])
    pieces = tuple(_piece(row, source["text"], row.object_id in closed) for row in rows)
    return Note(source_id, Titles(project).of(source["title"], source["session_id"]), source["session_id"], pieces)


class Titles:
    """What notes are called on a page: with the series behind it, as soon as there are several."""

    def __init__(self, project: Project) -> None:
        self._project = project
        series = dict(read_values(project, "series", ["object_id", "title"]))
        sessions = read_values(project, "sessions", ["object_id", "series_id"]) if len(series) > 1 else []
        self._series = {session: series[one] for session, one in sessions if one in series}

    def of(self, title: str, session_id: str | None) -> str:
        """What a note of this meeting is called; a note without a meeting is of no series."""
        series = self._series.get(session_id or "")
        return f"{title} ({series})" if series else title

    def listed(self, notes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The same for notes as (id, title)."""
        sessions = dict(read_values(self._project, "sources", ["object_id", "session_id"]))
        return [(key, self.of(title, sessions.get(key))) for key, title in notes]


def read_list(project: Project, closed: set[str] | None = None) -> list[Listed]:
    """All notes, by the day of their meeting; ``finished`` when this person is done with every card of it.

    ``closed`` as in :func:`read_note`.
    """
    closed = closed_to(project) if closed is None else closed
    done = read_by(project)
    days = {row.object_id: row["date"] for row in read_rows(project, "sessions")}
    texts = {row.object_id: row for row in read_rows(project, "sources")}
    unfinished = {
        row["source_id"]
        for row in read_rows(project, "fragments")
        if row.object_id not in closed and row.object_id not in done and _is_card_in(texts.get(row["source_id"]), row)
    }
    sources = sorted(texts.values(), key=lambda row: (days.get(row["session_id"]) or "9", row["title"]))
    titles = Titles(project)
    return [
        Listed(row.object_id, titles.of(row["title"], row["session_id"]), row.object_id not in unfinished)
        for row in sources
    ]


def guiding_question(project: Project, session_id: object) -> str:
    """The question that opened a meeting, as a sentence to put above its words (C02); empty when there was none."""
    rows = read_rows(project, "sessions", object_id=session_id) if session_id else []
    asked = (rows[-1]["guiding_question"] or "").strip() if rows else ""
    return say("labelling.guiding", question=isolated(asked)) if asked else ""


def read_by(project: Project, note: Note | None = None) -> dict[str, str]:
    """The pieces this person is done with: ``fragment_id`` and outcome. With ``note``, only pieces of that one.

    Of one note only what stands on its pieces is read, whoever read them: that costs what the note costs.
    """
    names = ["contributor_id", "fragment_id", "outcome"]
    where: dict[str, Any] = {"fragment_id": {piece.fragment_id for piece in note.pieces}} if note else {}
    rows = read_values(project, "readings", names, **(where or {"contributor_id": project.who}))
    return {fragment: outcome for who, fragment, outcome in rows if who == project.who}


def _is_card_in(source: Row | None, row: Row) -> bool:
    words = source["text"][row["start"] : row["end"]].strip() if source else ""
    return bool(words) and is_card(row["kind"], words, row["order"], row["speaker_label"])


def _piece(row: Row, text: str, closed: bool) -> Piece:
    if closed:
        return Piece(row.object_id, row["start"], "", "", False, True)
    whole = text[row["start"] : row["end"]]
    # Empty lines around it and the signs of a heading or a list are no part of what is read.
    first, last = _SIGNS.match(whole), _RULE.search(whole)
    start, end = first.end() if first else 0, last.start() if last else len(whole)
    words = whole[start:end].rstrip("\n")
    card = is_card(row["kind"], words, row["order"], row["speaker_label"])
    return Piece(row.object_id, row["start"] + start, words, row["kind"] or "tekst", bool(row["heavy"]), False, card)
