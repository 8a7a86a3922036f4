"""Which labels stand together, counted on paper."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.learning import pieces_with_both, together
from ontmoet_research.learning.together_figures import MOST_LINES, draw_together

ROWS = [  # label, piece, meeting, start, end
    ("bellen", "p1", "m1", 0, 5),
    ("wachten", "p1", "m1", 4, 9),
    ("bellen", "p2", "m1", 0, 3),
    ("wachten", "p2", "m1", 3, 9),
    ("kracht", "p3", "m1", 0, 4),
    ("kracht", "p4", "m2", 0, 4),
]


def placed(rows: list[tuple[str, str, str, int, int]]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["code_id", "fragment_id", "session_id", "start", "end"])
    return found.assign(label_nl=found["code_id"].str.capitalize())


@pytest.mark.parametrize(
    ("within", "pairs"),
    [
        ("piece", {("bellen", "wachten"): (2, 2, 2)}),
        ("words", {("bellen", "wachten"): (1, 2, 2)}),
        (
            "meeting",
            {("bellen", "wachten"): (1, 1, 1), ("bellen", "kracht"): (1, 1, 2), ("kracht", "wachten"): (1, 2, 1)},
        ),
    ],
)
def test_pairs_are_counted_on_pieces_on_words_and_in_meetings(within: str, pairs: dict) -> None:
    found = together(placed(ROWS), within=within)
    told = {(row.one_id, row.other_id): (row.n_together, row.n_one, row.n_other) for row in found.itertuples()}
    assert told == pairs
    for (one, other), (n, _, _) in pairs.items():
        if within != "meeting":
            assert len(pieces_with_both(placed(ROWS), one, other, within=within)) == n


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("pqrst")), max_size=40))
def test_a_pair_is_counted_as_by_hand_and_a_second_reader_changes_nothing(marks: list[tuple[str, str]]) -> None:
    rows = [(label, piece, "m", 0, 1) for label, piece in marks]
    found = together(placed(rows))
    told = {(row.one_id, row.other_id): row.n_together for row in found.itertuples()}
    on = {label: {piece for one, piece in marks if one == label} for label, _ in marks}
    expected = {(a, b): len(on[a] & on[b]) for a in on for b in on if a < b and on[a] & on[b]}
    assert told == expected
    assert together(placed(rows + rows)).equals(found)


def test_a_network_of_72_labels_draws_what_can_be_told_apart_and_says_how_much_it_leaves_out() -> None:
    rows = [(f"l{at:02d}", f"p{n}", "m", 0, 1) for n in range(300) for at in {n % 72, (n * 7) % 72, (n * 11) % 72}]
    found = together(placed(rows))
    made = draw_together(found)
    _, places = made.image_and_places()
    assert 0 < len(places) <= MOST_LINES < len(found) == len(made.table)
    assert any(str(len(found) - len(places)) in note for note in made.notes)
