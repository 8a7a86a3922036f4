"""Readers are compared on what both looked for: two lists, and a label that came later, worked out by hand.

Merel reads f1 and f2 with list A (a1, a2); Sem reads f1 with lists A and B (b1), f2 with list B only. Label a2 was made
after Sem read f1.

f1: Merel a1, a2      Sem a1, b1
f2: Merel a1          Sem b1

a1: both looked on f1 (both placed it); on f2 only Merel looked   -> 1 of 1
a2: Sem could not place it                                         -> nothing to compare
b1: only Sem looked                                                -> nothing to compare
"""

import math

import pandas as pd
import pytest

from ontmoet_research.coding.at_hand import lists_at_hand
from ontmoet_research.dialogue.agreement import Looked, overlap_per_label, presence

PLACED = pd.DataFrame(
    [("M", "f1", "a1"), ("M", "f1", "a2"), ("M", "f2", "a1"), ("S", "f1", "a1"), ("S", "f1", "b1"), ("S", "f2", "b1")],
    columns=["contributor_id", "fragment_id", "code_id"],
).assign(option=None)
SEEN = pd.DataFrame(
    [(who, piece, "gelabeld") for who in "MS" for piece in ("f1", "f2")],
    columns=["contributor_id", "fragment_id", "outcome"],
)
LOOKED = Looked(
    pd.DataFrame(
        [
            ("M", "f1", "A", "3"),
            ("M", "f2", "A", "3"),
            ("S", "f1", "A", "1"),
            ("S", "f1", "B", "1"),
            ("S", "f2", "B", "1"),
        ],
        columns=["contributor_id", "fragment_id", "codebook_id", "read_at"],
    ),
    pd.DataFrame([("a1", "A", "0"), ("a2", "A", "2"), ("b1", "B", "0")], columns=["code_id", "codebook_id", "made_at"]),
)


def test_a_label_counts_only_where_both_readers_looked_for_it():
    told = overlap_per_label(PLACED, SEEN, looked=LOOKED).set_index("code_id")
    assert told.loc["a1", ["both", "either"]].tolist() == [1, 1]
    assert told.loc[["a2", "b1"], "either"].tolist() == [0, 0]
    assert all(math.isnan(told.loc[one, "overlap"]) for one in ("a2", "b1"))


def test_coefficients_take_only_labels_that_two_readers_looked_for():
    told = presence(PLACED, SEEN, looked=LOOKED)
    assert sorted(zip(told["unit"], told["reader"], told["value"], strict=True)) == [
        ("f1 a1", "M", 1),
        ("f1 a1", "S", 1),
    ]


def test_who_looked_for_everything_is_compared_as_when_nothing_is_said():
    lists = SEEN[["contributor_id", "fragment_id"]].assign(codebook_id="A", read_at="9")
    every = Looked(lists, LOOKED.labels.assign(codebook_id="A"))
    pd.testing.assert_frame_equal(overlap_per_label(PLACED, SEEN, looked=every), overlap_per_label(PLACED, SEEN))
    columns = ["unit", "reader", "value"]
    one, other = (
        frame[columns].sort_values(columns[:2], ignore_index=True)
        for frame in (presence(PLACED, SEEN, looked=every), presence(PLACED, SEEN))
    )
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(("noted", "expected"), [([], {"A", "B"}), (["B"], {"A", "B"}), (["C"], {"A", "C"})])
def test_the_lists_at_hand_are_those_noted_and_those_a_label_was_placed_from(noted, expected):
    readings = pd.DataFrame(
        {"contributor_id": ["M"], "fragment_id": ["f1"], "codebook_ids": [noted], "at": ["2024-01-01"]}
    )
    codings = pd.DataFrame(
        [("M", "n", "f1", "a1"), ("M", "n", "f2", "b1")],
        columns=["contributor_id", "source_id", "fragment_id", "code_id"],
    )
    fragments = pd.DataFrame({"fragment_id": ["f1", "f2"], "source_id": "n"})
    found = lists_at_hand(readings, codings, fragments, LOOKED.labels)
    assert set(found["codebook_id"]) == expected
