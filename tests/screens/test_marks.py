"""What of a note's labels someone may see, note by note, is what the rule of the room says over all of them."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.coding import visible_codings
from ontmoet_research.screens.labelling.marks import Marks
from ontmoet_research.screens.reading import Note, Piece
from ontmoet_research.store import Row

PEOPLE = ("noor", "kees", "ibis")
WORDS = "de brief 🙂 lag er"  # a sign that takes two units in a browser


def row(number: int, start: int, length: int, who: str) -> Row:
    told = {"start": start, "end": start + length, "contributor_id": who}
    return Row("codings", f"r{number}", f"c{number}", (), who, "", 4, False, "", told)


@given(
    closed=st.lists(st.booleans(), min_size=1, max_size=5),
    placed=st.lists(st.tuples(st.integers(0, 90), st.integers(1, 40), st.sampled_from(PEOPLE)), max_size=12),
    read=st.sets(st.sampled_from("01234")),
)
def test_labels_in_sight_are_those_of_the_rule(
    closed: list[bool], placed: list[tuple[int, int, str]], read: set[str]
) -> None:
    pieces = tuple(
        Piece(str(n), n * (len(WORDS) + 2), "" if shut else WORDS, "tekst", False, shut)
        for n, shut in enumerate(closed)
    )
    marks = object.__new__(Marks)
    marks.project, marks.note = SimpleNamespace(who="noor"), Note("s", "Verslag", None, pieces)  # type: ignore[assignment]  # who is at work is all it asks
    marks._starts, marks._read = [piece.start for piece in pieces], read
    rows = [row(n, *one) for n, one in enumerate(placed)]
    slow = pd.DataFrame(
        [
            (one.object_id, one["contributor_id"], piece.fragment_id, n, *in_units(piece, start, end))
            for one in rows
            for n, piece in enumerate(pieces)
            if not piece.closed
            and (start := max(one["start"], piece.start)) < (end := min(one["end"], piece.start + len(piece.text)))
        ],
        columns=["coding_id", "contributor_id", "fragment_id", "piece", "start", "end"],
    )
    expected: dict[str, list[list[int]]] = {}
    for coding_id, *part in visible_codings(slow, read, "noor")[["coding_id", "piece", "start", "end"]].values.tolist():
        expected.setdefault(coding_id, []).append(part)
    assert {key: parts for key, (_, parts) in marks._visible(rows).items()} == expected


def in_units(piece: Piece, start: int, end: int) -> list[int]:
    return [len(piece.text[: place - piece.start].encode("utf-16-le")) // 2 for place in (start, end)]
