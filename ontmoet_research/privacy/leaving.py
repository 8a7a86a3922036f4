"""What may go along to another program: the words of a project without those that are closed, and nobody's private
notes.

A file for another program is made for the group's own work, as a table of the workspace is, but whoever opens it reads
all of it. So the careful answer wins: what was taken out, is *besloten*, may not be read for ``notities`` (by who makes
it, or by the group), or tells of someone outside and was not released, becomes blocks of the same length. So do the
same
words where they stand elsewhere. A label that touches such words stays behind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import Any

from ontmoet_research.store import Project, read_rows, read_values
from ontmoet_research.text.blocks import Span, blocked, join_spans
from ontmoet_research.text.same_words import SameWords

from .gate import NOTES, THE_GROUP, Gate
from .suppression import K_ADVISED, K_LEAST

__all__ = ["Leaving"]


class Leaving:
    """What may leave as a project stands now: reads once, answers many times."""

    def __init__(self, project: Project) -> None:
        self._project, self._gate = project, Gate(project)
        names = ["object_id", "source_id", "start", "end", "visibility", "withdrawn", "contains_case"]
        people = ["participant_id", "speaker_perspective", "kind"]
        self._pieces: list[dict[str, Any]] = [
            dict(zip([*names, *people], row, strict=True))
            for row in read_values(project, "fragments", [*names, *people])
        ]

    @cached_property
    def closed(self) -> set[str]:
        """The ``fragment_id`` of all pieces that stay."""
        gate = self._gate
        cases = {one["object_id"] for one in self._pieces if one["contains_case"]} - gate.released
        return gate.closed(NOTES) | gate.closed(NOTES, THE_GROUP) | gate.besloten() | cases

    def spans(self, source_id: str) -> list[Span]:
        """Which words of a note stay, in order."""
        return self._spans.get(source_id, [])

    def touches(self, source_id: str, start: int, end: int) -> bool:
        """Whether these words hold any that stay."""
        spans = self.spans(source_id)
        place = bisect_right(spans, (end - 1, float("inf"))) if spans else 0
        return place > 0 and spans[place - 1][1] > start

    def text(self, source_id: str, text: str) -> str:
        """The words of a note, with blocks for those that stay."""
        return blocked(text, self.spans(source_id))

    def masked(self, text: str | None) -> str:
        """Another text, with blocks where it repeats words that stay."""
        told = text or ""
        return blocked(told, self._words.spans(told)) if told and self._words else told

    def perspectives(self, source_id: str) -> list[tuple[str, int, int, str]]:
        """Pieces of a note that are said from a perspective that may be told: (``fragment_id``, start, end, which).

        Where it is known who speaks, a perspective is told only when at least k people speak from it (P02).
        """
        return [
            (one["object_id"], one["start"], one["end"], one["speaker_perspective"])
            for one in self._by_source.get(source_id, ())
            if one["speaker_perspective"] in self._told
        ]

    def open_pieces(self, source_id: str) -> list[tuple[str, int, int]]:
        """The pieces of a note that may be read: (``fragment_id``, start, end)."""
        return [(one["object_id"], one["start"], one["end"]) for one in self._by_source.get(source_id, ())]

    @cached_property
    def _by_source(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for one in sorted(self._open, key=lambda each: (each["start"], each["object_id"])):
            found.setdefault(one["source_id"], []).append(one)
        return found

    @cached_property
    def unchecked(self) -> set[str]:
        """Notes at which nobody looked for who could be recognised, by ``source_id``."""
        return set(self._gate.unchecked)

    @cached_property
    def _open(self) -> list[dict[str, Any]]:
        return [one for one in self._pieces if one["object_id"] not in self.closed and one["kind"] != "kop"]

    @cached_property
    def _told(self) -> set[str]:
        agreed = [row["k_threshold"] or K_ADVISED for row in read_rows(self._project, "series")]
        least = max([K_LEAST, *agreed]) if agreed else K_ADVISED
        pairs = {(one["speaker_perspective"], one["participant_id"]) for one in self._open}
        known = Counter(perspective for perspective, person in pairs if person and perspective)
        return {perspective for perspective, _ in pairs if perspective and not 0 < known[perspective] < least}

    @cached_property
    def _spans(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for one in self._pieces:
            if one["object_id"] in self.closed:
                found.setdefault(one["source_id"], []).append((one["start"], one["end"]))
        return {source: join_spans(spans) for source, spans in found.items()}

    @cached_property
    def _words(self) -> SameWords | None:
        texts = dict(read_values(self._project, "sources", ["object_id", "text"])) if self._spans else {}
        told = [texts[source][start:end] for source, spans in self._spans.items() if source in texts
                for start, end in spans]  # fmt: skip
        return SameWords(told) if told else None
