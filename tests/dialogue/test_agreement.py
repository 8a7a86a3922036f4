"""Overlap, diversity, how far apart, and drift, each worked out by hand and beside a twin in plain loops."""

from __future__ import annotations

import math
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontmoet_research.dialogue.agreement import (
    apart,
    diversity,
    drift,
    one_way,
    overlap_per_label,
    presence,
    read_by,
    read_by_all,
)
from ontmoet_research.dialogue.checks import check_drift
from ontmoet_research.findings import WARNING

Placed = list[tuple[str, str, str, str | None]]


def seen_table(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["contributor_id", "fragment_id", "outcome"])


def placed_table(rows: Placed) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["contributor_id", "fragment_id", "code_id", "option"])


# A and B read f1..f4; only A read f5; B skipped f6.
SEEN = seen_table(
    [(who, f"f{n}", "gelabeld") for who in "AB" for n in (1, 2, 3)]
    + [("A", "f4", "geen_label"), ("B", "f4", "weet_niet"), ("A", "f5", "gelabeld"), ("A", "f6", "gelabeld")]
    + [("B", "f6", "overgeslagen")]
)
PLACED = placed_table(
    [
        ("A", "f1", "bellen", None),
        ("A", "f1", "bellen", None),  # twice by one reader: once
        ("B", "f1", "bellen", None),
        ("A", "f2", "bellen", None),
        ("B", "f3", "bellen", None),
        ("A", "f2", "groep", "links"),
        ("B", "f2", "groep", "rechts"),
        ("B", "f3", "angst", None),
        ("A", "f5", "angst", None),  # nobody else read f5
        ("A", "f6", "moed", None),  # B skipped f6
    ]
)


def test_overlap_is_both_out_of_either_with_the_least_first() -> None:
    """bellen: both on f1, one of them on f1 f2 f3: 1/3. groep: f2, 1/1. angst: f3, only B: 0/1. moed: not shared."""
    told = overlap_per_label(PLACED, SEEN)
    assert told[["code_id", "both", "either"]].values.tolist() == [
        ["angst", 0, 1],
        ["bellen", 1, 3],
        ["groep", 1, 1],
        ["moed", 0, 0],
    ]
    assert told["overlap"].head(3).tolist() == [0, 1 / 3, 1]
    assert math.isnan(told["overlap"].iloc[3])


def test_a_label_that_nobody_used_is_undefined_and_not_0_or_1() -> None:
    told = overlap_per_label(PLACED, SEEN, ["ongebruikt", "groep"]).set_index("code_id")
    assert list(told.index) == ["groep", "ongebruikt"]
    assert math.isnan(told.loc["ongebruikt", "overlap"])


def test_readers_without_a_shared_piece_have_no_overlap_to_tell() -> None:
    told = overlap_per_label(PLACED, SEEN[SEEN["contributor_id"] == "A"])
    assert told["overlap"].isna().all()
    assert overlap_per_label(PLACED.iloc[:0], SEEN.iloc[:0]).empty


def test_a_skipped_piece_was_not_read_unless_a_label_lies_on_it_and_not_knowing_is_reading() -> None:
    read = read_by(SEEN, PLACED)
    assert set(read.loc[read["contributor_id"] == "B", "fragment_id"]) == {"f1", "f2", "f3", "f4"}
    labelled = pd.concat([PLACED, placed_table([("B", "f6", "moed", None)])])
    told = overlap_per_label(labelled, SEEN).set_index("code_id")
    assert told.loc["moed", ["both", "either"]].tolist() == [1, 1]


def test_a_label_on_a_piece_that_its_reader_is_not_done_with_does_not_count() -> None:
    early = pd.concat([PLACED, placed_table([("B", "f5", "angst", None)])])
    assert overlap_per_label(early, SEEN).equals(overlap_per_label(PLACED, SEEN))


def test_three_readers_are_compared_two_by_two() -> None:
    """A and B placed it, C did not: of the pairs AB, AC, BC one shares it, and in all three somebody placed it: 1/3."""
    seen = seen_table([(who, "f", "gelabeld") for who in "ABC"])
    told = overlap_per_label(placed_table([("A", "f", "x", None), ("B", "f", "x", None)]), seen)
    assert told[["both", "either"]].values.tolist() == [[1, 3]]


def test_only_pieces_that_every_reader_is_done_with_may_be_shown() -> None:
    assert read_by_all(SEEN, ["A", "B"]) == {"f1", "f2", "f3", "f4", "f6"}
    assert read_by_all(SEEN, ["A", "B", "C"]) == set()
    assert read_by_all(SEEN, ["A"]) == {f"f{n}" for n in range(1, 7)}


def test_diversity_is_labels_by_readers() -> None:
    """f1: 1 label, 2 readers. f2: bellen and groep, 2 readers. f3: bellen and angst. f4: none. f5, f6: 1 and 1."""
    told = diversity(PLACED, SEEN).set_index("fragment_id")["diversity"].to_dict()
    assert told == {"f1": 0.5, "f2": 1, "f3": 1, "f4": 0, "f5": 1, "f6": 1}


def test_readings_lie_apart_by_what_they_do_not_share_and_another_choice_is_half() -> None:
    """f1: the same: 0. f2: A bellen groep:links, B groep:rechts: 1 - 0.5/2 = 0.75. f3: only B has labels: 1. f4: 0."""
    told = apart(PLACED, SEEN)
    assert told[["fragment_id", "apart"]].values.tolist() == [["f3", 1], ["f2", 0.75], ["f1", 0], ["f4", 0]]


def test_a_choice_that_one_reader_left_open_is_no_other_choice() -> None:
    seen = seen_table([(who, "f", "gelabeld") for who in "AB"])
    assert apart(placed_table([("A", "f", "x", "links"), ("B", "f", "x", None)]), seen)["apart"].tolist() == [0]


@pytest.fixture
def people() -> pd.DataFrame:
    sides = {"e1": "ervaring", "e2": "ervaring", "o1": "onderzoek", "o2": "onderzoek"}
    return pd.DataFrame(sides.items(), columns=["contributor_id", "side"])


def changes(*rows: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame([(who, f"f{n}") for who, n in rows], columns=["contributor_id", "fragment_id"])


def test_drift_is_the_share_of_changes_that_a_side_made(people: pd.DataFrame) -> None:
    """Eight talks. Someone with experience moved in seven, a researcher in the eighth and also in the first: 7 of 9."""
    moved = changes(*(("e1", n) for n in range(1, 8)), ("o1", 8), ("o2", 1), ("e1", 1))  # the last says it twice
    told = drift(moved, people).set_index("side")
    assert told["n_changes"].to_dict() == {"ervaring": 7, "onderzoek": 2}
    assert told["share"].tolist() == [7 / 9, 2 / 9]
    assert set(told["n_talks"]) == {8}
    assert one_way(drift(moved, people)) == "ervaring"


@pytest.mark.parametrize(
    ("moved", "side"),
    [
        ([("e1", n) for n in range(1, 8)], None),  # seven talks are too few
        ([("e1", n) for n in range(1, 9)], "ervaring"),
        ([*(("e2", n) for n in range(1, 10)), *(("o1", n) for n in range(1, 4))], None),  # 9 of 12 is 75 %, not more
        ([*(("o1", n) for n in range(1, 11)), *(("e2", n) for n in range(1, 4))], "onderzoek"),  # 10 of 13
    ],
)
def test_it_is_said_only_over_75_percent_and_from_eight_talks(
    people: pd.DataFrame, moved: list[tuple[str, int]], side: str | None
) -> None:
    assert one_way(drift(changes(*moved), people)) == side


def test_drift_is_hidden_when_a_side_is_one_person_and_can_not_be_worked_out(people: pd.DataFrame) -> None:
    moved = changes(*(("e1", n) for n in range(1, 12)), ("o1", 1))
    assert drift(moved, people[people["contributor_id"] != "o2"]).empty
    assert drift(moved, people[people["contributor_id"].isin(["e1", "o1"])]).empty
    two_alone = pd.DataFrame([("o1", "onderzoek"), ("p1", "praktijk"), ("e1", "ervaring"), ("e2", "ervaring")])
    told = drift(moved, two_alone.set_axis(["contributor_id", "side"], axis=1))
    assert told["side"].tolist() == ["ervaring", "onderzoek;praktijk"]
    assert drift(changes(), people).empty


def test_the_check_says_it_as_a_warning_and_never_about_one_person(people: pd.DataFrame) -> None:
    moved = changes(*(("e1", n) for n in range(1, 9)))
    (found,) = check_drift(moved, people)
    assert (found.level, found.row) == (WARNING, "E31")
    assert found.sentence.startswith("Steeds dezelfde kant past zich aan. Praat daarover.")
    assert check_drift(moved, people[people["contributor_id"] != "e2"]) == []


def test_sides_that_stand_together_are_never_called_one_side() -> None:
    sides = pd.DataFrame([("o1", "onderzoek"), ("p1", "praktijk"), ("e1", "ervaring"), ("e2", "ervaring")])
    moved = changes(*(("o1", n) for n in range(1, 12)))
    assert one_way(drift(moved, sides.set_axis(["contributor_id", "side"], axis=1))) is None


def test_presence_has_a_row_for_each_reader_label_and_piece_that_two_read() -> None:
    told = presence(PLACED, SEEN)
    assert set(told["fragment_id"]) == {"f1", "f2", "f3", "f4"}
    assert set(told["code_id"]) == {"bellen", "groep", "angst"}, "moed was used only where nobody else read"
    assert len(told) == 4 * 3 * 2
    assert told["value"].sum() == 7


def jaccard_in_loops(placed: Placed, read: set[tuple[str, str]]) -> tuple[dict[str, tuple[int, int]], dict[str, float]]:
    """Per label both and either over all pairs; per piece how far apart: sets and loops."""
    readers, pieces = sorted({who for who, _ in read}), sorted({piece for _, piece in read})
    marks: dict[tuple[str, str], dict[str, set[str]]] = {place: {} for place in read}
    for who, piece, code, option in placed:
        if (who, piece) in read:
            marks[who, piece].setdefault(code, set()).update({option} if option else set())
    labels, distance = {code: [0, 0] for _, _, code, _ in placed}, {}
    for piece in pieces:
        found = []
        for a, b in combinations([who for who in readers if (who, piece) in read], 2):
            one, other = marks[a, piece], marks[b, piece]
            alike = 0.0
            for code in one.keys() | other.keys():
                labels[code][1] += 1
                if code in one and code in other:
                    labels[code][0] += 1
                    alike += 0.5 if one[code] and other[code] and not one[code] & other[code] else 1
            found.append(1 - alike / len(one.keys() | other.keys()) if one or other else 0.0)
        if found:
            distance[piece] = sum(found) / len(found)
    return {code: (both, either) for code, (both, either) in labels.items()}, distance


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.tuples(st.sampled_from("ABC"), st.sampled_from("fgh"))),
    st.lists(
        st.tuples(
            st.sampled_from("ABC"), st.sampled_from("fgh"), st.sampled_from("xyz"), st.sampled_from([None, "l", "r"])
        ),
        max_size=20,
    ),
)
def test_overlap_and_distance_equal_their_twins_in_loops(read: set[tuple[str, str]], placed: Placed) -> None:
    seen = seen_table([(who, piece, "gelabeld") for who, piece in read])
    labels, distance = jaccard_in_loops(placed, read)
    told = overlap_per_label(placed_table(placed), seen)
    assert dict(zip(told["code_id"], zip(told["both"], told["either"], strict=True), strict=True)) == labels
    found = apart(placed_table(placed), seen)
    assert dict(zip(found["fragment_id"], found["apart"], strict=True)) == pytest.approx(distance)
    assert found["apart"].is_monotonic_decreasing


def test_no_calculation_names_or_ranks_a_person() -> None:
    for told in (overlap_per_label(PLACED, SEEN), diversity(PLACED, SEEN), apart(PLACED, SEEN)):
        assert not {"contributor_id", "display_name", "reader"} & set(told.columns)
