"""Which piece of a corrected note is which piece of the old one, and what each new piece takes along."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ontmoet_research.store import Draft, Row, change, new, remove
from ontmoet_research.text.alignment import Alignment

__all__ = ["NewPiece", "PieceMap", "map_pieces"]

_STRICTEST = ("besloten", "groep", "open")
_FEW = 10  # characters; so many words of a closed piece make another piece closed too
_SOMEWHAT_THE_SAME = 0.3
_STILL_THE_SAME = 0.5  # share of the letters that has to be the same, or a person should look


@dataclass(frozen=True)
class NewPiece:
    """A piece of the new text, as ``intake`` cuts it; code points ``start`` up to and without ``end``."""

    order: int
    start: int
    end: int
    kind: str
    speaker_label: str | None = None
    speaker_perspective: str | None = None
    participant_id: str | None = None
    said_at: str | None = None


@dataclass
class PieceMap:
    """``drafts`` to write; ``successor``: piece that is no more -> piece that took over; ``to_check``: pieces by id."""

    drafts: list[Draft] = field(default_factory=list)
    successor: dict[str, str] = field(default_factory=dict)
    to_check: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def piece_at(self, at: int) -> str:
        """The piece in which this place of the new text lies."""
        return self.ids[max(0, bisect_right(self.starts, at) - 1)]


def map_pieces(source_id: str, beside: Alignment, old: Sequence[Row], pieces: Sequence[NewPiece]) -> PieceMap:
    """Lay the pieces of a note (in order) beside those of its corrected text."""
    shared = beside.shared([(row["start"], row["end"]) for row in old], [(one.start, one.end) for one in pieces])
    twin = _twins(shared, len(old), len(pieces))
    sources: dict[int, list[int]] = defaultdict(list)  # new piece -> old pieces whose words it holds
    for (i, j), letters in shared.items():
        size = min(_letters(beside.old, old[i]), _letters(beside.new, pieces[j]))
        if letters >= _FEW or letters * 2 >= size:
            sources[j].append(i)
    made = PieceMap(starts=[piece.start for piece in pieces])
    for j, piece in enumerate(pieces):
        first = twin.get(j)
        along = [old[i] for i in sorted({*sources[j], *([] if first is None else [first])})]
        share = 1.0 if first is None else _share(shared[first, j], beside, old[first], piece)
        _add(made, source_id, piece, None if first is None else old[first], along, share)
    _take_over(made, beside, shared, old, kept=set(twin.values()))
    return made


def _take_over(
    made: PieceMap, beside: Alignment, shared: Counter[tuple[int, int]], old: Sequence[Row], kept: set[int]
) -> None:
    """Let go of the pieces that are no more, and say which piece took over."""
    most: dict[int, tuple[int, int]] = {}
    for (i, j), letters in shared.items():
        most[i] = max(most.get(i, (0, 0)), (letters, j))
    for i, row in enumerate(old):
        if i not in kept:
            taker = made.ids[most[i][1]] if i in most else made.piece_at(beside.place(row["start"]))
            made.successor[row.object_id] = taker
            made.drafts.append(remove(row))


def _twins(shared: Counter[tuple[int, int]], old_count: int, new_count: int) -> dict[int, int]:
    """New piece -> the old piece it is: those that share most first, then those alone between the same neighbours."""
    twin: dict[int, int] = {}
    taken: set[int] = set()
    for (i, j), _ in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        if j not in twin and i not in taken:
            twin[j] = i
            taken.add(i)
    for j in range(new_count):
        i = twin.get(j - 1, -1) + 1
        if j not in twin and i < old_count and i not in taken and (j == 0 or j - 1 in twin):
            twin[j] = i
            taken.add(i)
    return twin


def _add(made: PieceMap, source_id: str, piece: NewPiece, twin: Row | None, along: Sequence[Row], share: float) -> None:
    told = _values(piece, twin, along, share)
    mixed = len({row["participant_id"] for row in along} - {None}) > 1
    other_speaker = twin is not None and twin["speaker_label"] != piece.speaker_label
    look = mixed or other_speaker or share < _STILL_THE_SAME
    if mixed:
        told["visibility"] = "besloten"  # the words of two people, of whom one may have said no
    told["to_check"] = True if look else (twin["to_check"] if twin is not None else None)
    draft = new("fragments", **told, source_id=source_id) if twin is None else change(twin, **told)
    if twin is None or draft.values != twin.values:
        made.drafts.append(draft)
    made.ids.append(draft.object_id)
    if look:
        made.to_check.append(draft.object_id)


def _values(piece: NewPiece, twin: Row | None, along: Sequence[Row], share: float) -> dict[str, Any]:
    """The columns of a piece: its place and speaker as cut, and from the old pieces whatever is strictest."""
    first = twin or (along[0] if along else None)
    alike = share >= _SOMEWHAT_THE_SAME  # other words without a name may well be someone else's
    same_speaker = first is not None and first["speaker_label"] == piece.speaker_label
    same_speaker = same_speaker and (alike or piece.speaker_label is not None)
    told: dict[str, Any] = {
        "order": piece.order,
        "start": piece.start,
        "end": piece.end,
        "kind": piece.kind,
        "speaker_label": piece.speaker_label,
        "speaker_perspective": piece.speaker_perspective,
        "participant_id": piece.participant_id,
        "said_at": piece.said_at or (twin["said_at"] if twin is not None else None),
        "visibility": min((row["visibility"] for row in along), key=_STRICTEST.index, default="groep"),
    }
    if first is not None and (
        same_speaker or (alike and piece.participant_id is None)
    ):  # a person may have said who it was
        told["participant_id"] = first["participant_id"] or piece.participant_id
        told["speaker_perspective"] = first["speaker_perspective"] or piece.speaker_perspective
    for name in ("contains_case", "heavy", "withdrawn"):
        told[name] = any(row[name] for row in along)
    for name in ("part_id", "official_id", "sensitive_for"):
        told[name] = _first(row[name] for row in ([first] if first else []) + list(along))
    return told


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value), None)


def _letters(text: str, piece: Row | NewPiece) -> int:
    start, end = (piece["start"], piece["end"]) if isinstance(piece, Row) else (piece.start, piece.end)
    return sum(map(len, text[start:end].split()))


def _share(letters: int, beside: Alignment, old: Row, piece: NewPiece) -> float:
    return letters / max(1, _letters(beside.old, old), _letters(beside.new, piece))
