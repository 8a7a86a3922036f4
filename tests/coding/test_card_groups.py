"""From piles to groups, by hand-worked examples (methods 3.3), properties, and another program's clustering."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from ontmoet_research.coding import average_linkage, count_together, propose_groups

Piles = dict[str, list[str]]  # who -> piles; a pile is a text, each letter a card


def placed(piles: Piles) -> pd.DataFrame:
    rows = [(who, f"{who}{n}", card) for who, own in piles.items() for n, pile in enumerate(own) for card in pile]
    return pd.DataFrame(rows, columns=["contributor_id", "pile_id", "fragment_id"])


def groups(cards: str, piles: Piles) -> list[str]:
    """The proposed groups as texts, large ones first; then the cards that stay alone."""
    found = propose_groups(cards, placed(piles))
    together = ["".join(sorted(one["fragment_id"])) for _, one in found.dropna(subset="group").groupby("group")]
    return [*together, *found.loc[found["group"].isna(), "fragment_id"]]


SAME = ["abc", "de"]
EXAMPLES: list[tuple[str, Piles, list[str]]] = [
    ("three who sort alike give exactly those groups", {"n": SAME, "k": SAME, "t": SAME}, ["abc", "de"]),
    ("one who sorts otherwise changes no member", {"n": SAME, "k": SAME, "t": ["ad", "be", "c"]}, ["abc", "de"]),
    ("one who puts all on one pile changes no member", {"n": SAME, "k": SAME, "t": ["abcde"]}, ["abc", "de"]),
    ("one who gives each card its own pile changes no member", {"n": SAME, "k": SAME, "t": [*"abcde"]}, ["abc", "de"]),
    ("a card nobody grouped stays alone", {"n": ["ab", "c"], "k": ["ab", "c"], "t": ["ab"]}, ["ab", "c", "d", "e"]),
    ("two who agree on nothing still show what one of them saw", {"n": ["ab"], "k": ["cd"]}, ["ab", "cd", "e"]),
    ("nobody sorted", {}, [*"abcde"]),
]


@pytest.mark.parametrize(("_what", "piles", "expected"), EXAMPLES, ids=[what for what, *_ in EXAMPLES])
def test_groups_of_hand_worked_sorts(_what: str, piles: Piles, expected: list[str]) -> None:
    assert groups("abcde", piles) == expected


def test_one_dissenting_sorter_changes_the_strength_and_not_the_members() -> None:
    alike = propose_groups("abcde", placed({"n": SAME, "k": SAME, "t": SAME}))
    apart = propose_groups("abcde", placed({"n": SAME, "k": SAME, "t": ["a", "bc", "d", "e"]}))
    assert list(alike["fragment_id"]) == list(apart["fragment_id"]) == [*"abcde"]
    assert list(alike["share"]) == [1.0] * 5
    # a with b and c: 2 of 3. b with a: 2, with c: 3, so 2.5 of 3. The pairs ab, ac, bc: 2, 2, 3, so 7 of 9.
    assert list(apart["share"]) == pytest.approx([2 / 3, 2.5 / 3, 2.5 / 3, 2 / 3, 2 / 3])
    assert list(apart["group_share"]) == pytest.approx([7 / 9, 7 / 9, 7 / 9, 2 / 3, 2 / 3])
    assert set(apart["strength"]) == {"sterk"}


def test_a_third_of_the_sorters_is_too_few_and_two_thirds_is_strong() -> None:
    assert groups("ab", {"n": ["ab"], "k": ["a", "b"], "t": ["a", "b"]}) == ["a", "b"]
    half = propose_groups("ab", placed({"n": ["ab"], "k": ["a", "b"]}))
    assert list(half["strength"]) == ["soms", "soms"]
    most = propose_groups("ab", placed({"n": ["ab"], "k": ["ab"], "t": ["a", "b"]}))
    assert list(most["strength"]) == ["sterk", "sterk"]


def test_together_counts_people_and_not_piles() -> None:
    counts = count_together("ab", placed({"n": ["ab"], "k": ["a"], "t": ["ab"]}))
    assert counts.to_numpy().tolist() == [[3, 2], [2, 2]]


SORTS = st.dictionaries(
    st.sampled_from("nktwjm"),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),  # the pile of each of eight cards; 0 is none yet
    min_size=1,
)


FEW = settings(deadline=None, max_examples=30)  # each example makes tables; a busy machine takes its time


def as_piles(choices: dict[str, list[int]]) -> Piles:
    cards = "abcdefgh"
    return {
        who: [pile for n in (1, 2, 3) if (pile := "".join(c for c, m in zip(cards, own, strict=True) if m == n))]
        for who, own in choices.items()
    }


@FEW
@given(SORTS, st.permutations("abcdefgh"), st.randoms())
def test_the_order_of_cards_and_sorters_changes_nothing(choices: dict, order: list[str], random) -> None:
    piles = placed(as_piles(choices))
    rows = list(piles.index)
    random.shuffle(rows)
    pd.testing.assert_frame_equal(
        propose_groups("abcdefgh", piles), propose_groups(order, piles.loc[rows]), check_exact=True
    )


@FEW
@given(SORTS)
def test_every_card_is_in_exactly_one_place(choices: dict) -> None:
    found = propose_groups("abcdefgh", placed(as_piles(choices)))
    assert sorted(found["fragment_id"]) == [*"abcdefgh"]
    assert (found["group"].isna() == (found["strength"] == "alleen")).all()
    assert found["group_share"].dropna().between(1 / 3, 1, inclusive="right").all()


@FEW
@given(SORTS, st.integers(2, 4))
def test_sorters_who_all_sort_alike_reproduce_their_piles(choices: dict, times: int) -> None:
    own = next(iter(as_piles(choices).values()))
    found = groups("abcdefgh", {f"{n}": own for n in range(times)})
    assert sorted(pile for pile in found if len(pile) > 1) == sorted(pile for pile in own if len(pile) > 1)


@pytest.mark.parametrize("size", [2, 3, 10, 40])
@pytest.mark.parametrize("seed", range(5))
def test_clustering_is_what_scipy_makes_of_it_when_no_two_distances_are_equal(size: int, seed: int) -> None:
    upper = np.triu(np.random.default_rng(seed).random((size, size)) * 9, 1)
    together = upper + upper.T
    distance = 1 - together / 9
    np.fill_diagonal(distance, 0)
    theirs = linkage(squareform(distance), method="average")
    ours = average_linkage(together, 9)
    assert [(m.one, m.other, m.size) for m in ours] == [(int(a), int(b), int(n)) for a, b, _, n in theirs]
    assert [m.distance for m in ours] == pytest.approx(list(theirs[:, 2]))


def test_one_card_or_none_is_no_problem() -> None:
    assert average_linkage(np.zeros((0, 0)), 3) == average_linkage(np.ones((1, 1)), 3) == []
    assert list(propose_groups([], placed({}))["fragment_id"]) == []
