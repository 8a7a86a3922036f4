"""Someone may take part and do research too, but is not the only one to read their own words (A01)."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.coding.checks import check_own_words

# Kompas (c1) is participant p1; Merel (c2) is p2; Ibis (c3) takes no part.
PEOPLE = pd.DataFrame({"contributor_id": ["c1", "c2", "c3"], "participant_id": ["p1", "p2", None]})
PIECES = pd.DataFrame({"fragment_id": ["f1", "f2", "f3"], "participant_id": ["p1", "p2", None]})


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        ([("f1", "c1")], [("c1", 1)]),
        ([("f1", "c1"), ("f1", "c1")], [("c1", 1)]),
        ([("f1", "c1"), ("f1", "c3")], []),
        ([("f1", "c3")], []),
        ([("f3", "c1")], []),  # nobody knows who said it
        ([("f1", "c1"), ("f2", "c2")], [("c1", 1), ("c2", 1)]),
        ([("f1", "c2"), ("f2", "c1")], []),
        ([("f2", "c3"), ("f2", "c1")], []),
    ],
)
def test_pieces_that_only_their_speaker_labelled_are_counted(
    labels: list[tuple[str, str]], expected: list[tuple[str, int]]
) -> None:
    codings = pd.DataFrame(labels, columns=["fragment_id", "contributor_id"])
    found = check_own_words(PIECES, codings, PEOPLE)
    assert [(one.about, one.row, one.level) for one in found] == [(who, "A01", "let op") for who, _ in expected]
    assert all(f": {n}." in one.sentence for one, (_, n) in zip(found, expected, strict=True))


def test_the_same_person_under_two_names_is_still_one_reader() -> None:
    people = pd.DataFrame({"contributor_id": ["c1", "c4"], "participant_id": ["p1", "p1"]})
    codings = pd.DataFrame({"fragment_id": ["f1", "f1"], "contributor_id": ["c1", "c4"]})
    assert [one.row for one in check_own_words(PIECES, codings, people)] == ["A01"]
