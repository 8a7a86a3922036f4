"""A text there becomes a note here, or is one that is here already; then its labels go to the words as they stand
here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ontmoet_research.coding import NoteText
from ontmoet_research.exchange.foreign import Text
from ontmoet_research.exchange.ids import guid_of, object_id_of
from ontmoet_research.intake import ReadText, draft_note
from ontmoet_research.store import Draft, Project, Row, find_many, read_values, standing
from ontmoet_research.text.alignment import Alignment, Moved
from ontmoet_research.text.blocks import BLOCK

from .drafts import Basket
from .survey import Survey

__all__ = ["Here", "Notes"]

Spans = list[tuple[int, int, str]]  # start, end, perspective


@dataclass
class Here:
    """Where the words of a text stand here: in note ``source_id``.

    ``note``: its words and pieces when it is not stored yet; ``beside``: both texts, when they differ.
    """

    source_id: str
    note: NoteText | None = None
    beside: Alignment | None = None

    def span(self, start: int, end: int) -> Moved:
        """Where words of the text there stand here."""
        return self.beside.span(start, end) if self.beside else Moved(start, end, same=True)


class Notes:
    """Finds or makes the note of each text. ``changed_here``, ``changed_there``: names of notes with other words."""

    def __init__(self, project: Project, found: Survey, origin_name: str) -> None:
        self.project, self._found, self._file = project, found, origin_name
        self.changed: list[str] = []
        self.known: list[str] = []
        self._claimed: set[str] = set()
        columns = ["object_id", "sha256", "sha256_as_it_came"]
        rows = read_values(project, "sources", columns)
        self._by_guid: dict[str, str] = {guid_of(key).lower(): key for key, *_ in rows}
        self._here = {key for key, *_ in rows}
        self._by_digest: dict[str, list[str]] = {}
        for key, *digests in rows:
            for digest in dict.fromkeys(digests):
                if digest:
                    self._by_digest.setdefault(digest, []).append(key)

    def settle(self, basket: Basket, text: Text, session: tuple[str | None, bool], spans: Spans) -> Here | None:
        """The note of this text; None when it was taken away here.

        ``session`` is the meeting it belongs to, and whether that is stored; ``spans`` say from which perspective words
        were said.
        """
        own = self._match(text)
        if own is None:
            own = object_id_of("sources", text.key, self._found.head.key)
            stands = standing(self.project, "sources", [own]).get(own)
            gone = basket.taken_back("sources", [own]) if stands == "removed" else {}
            if stands == "erased" or (stands == "removed" and not gone):
                basket.away["sources"] += 1
                return None
            self._claimed.add(own)
            return self._new(basket, text, own, session, spans, gone.get(own))
        self._claimed.add(own)
        self.known.append(text.name)
        row = find_many(self.project, "sources", [own])[own]
        if text.text == row["text"] or _same_but_blocks(text.text, row["text"]):
            return Here(own)
        self.changed.append(row["title"])
        return Here(own, beside=Alignment(text.text, row["text"]))

    def _match(self, text: Text) -> str | None:
        digest = hashlib.sha256(text.text.encode("utf-8")).hexdigest()
        own = object_id_of("sources", text.key, self._found.head.key)
        if (guid := self._by_guid.get(text.key)) and guid not in self._claimed:
            return guid
        if own in self._here:
            return own
        same = [key for key in self._by_digest.get(digest, []) if key not in self._claimed]
        return same[0] if same else None

    def _new(
        self,
        basket: Basket,
        text: Text,
        own: str,
        session: tuple[str | None, bool],
        spans: Spans,
        gone: Row | None,
    ) -> Here:
        session_id, stored = session
        read = ReadText(text.text, "utf-8", file_name=self._file, lines_are_paragraphs=None)
        title = text.name.strip() or None
        note, *pieces = draft_note(
            self.project, read, source_id=own, title=title or self._file, session_id=session_id if stored else None
        )
        pieces = [_told(piece, _perspective(piece.values, spans)) for piece in pieces]
        told = replace(note, values={**note.values, "session_id": session_id})
        if gone is not None:
            told = replace(told, parents=(gone.id,))
        pieces = self._numbered(basket, pieces, own, again=gone is not None)
        basket.put([told, *pieces])
        starts = [(int(piece["start"]), piece.object_id) for piece in pieces]
        return Here(own, NoteText(text.text, starts))

    def _numbered(self, basket: Basket, pieces: list[Draft], own: str, *, again: bool) -> list[Draft]:
        """Pieces with a number that follows from their note, so that those an undone load took away come back."""
        numbers = [object_id_of("fragments", f"{own}:{n}") for n in range(len(pieces))]
        rows = basket.taken_back("fragments", numbers) if again else {}
        return [
            replace(piece, object_id=key, parents=(rows[key].id,) if key in rows else ())
            for key, piece in zip(numbers, pieces, strict=True)
        ]


def _told(piece: Draft, perspective: str | None) -> Draft:
    if perspective is None or piece["kind"] == "kop":
        return piece
    return replace(piece, values={**piece.values, "speaker_perspective": perspective})


def _perspective(piece: Mapping[str, Any], spans: Spans) -> str | None:
    """The perspective of the marked words in which most of a piece lies."""
    size, best = 0, None
    for start, end, perspective in spans:
        within = min(end, piece["end"]) - max(start, piece["start"])
        if within > size:
            size, best = within, perspective
    return best if size * 2 > piece["end"] - piece["start"] else None


def _same_but_blocks(there: str, here: str) -> bool:
    """Whether the text there is the one here with blocks for words that may not leave."""
    if len(there) != len(here) or BLOCK not in there:
        return False
    return all(one in (other, BLOCK) for one, other in zip(there, here, strict=True))
