"""Small groups stay out of sight, and nothing hidden can be recomputed (P16, privacy 4.3; invariant 11)."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontmoet_research.privacy import composition, hidden_note, merge_small_groups, suppress


def with_totals(cells: list[list[int]]) -> pd.DataFrame:
    table = pd.DataFrame(cells, index=[f"thema {i}" for i in range(len(cells))])
    table.columns = pd.Index([f"groep {j}" for j in range(len(cells[0]))])
    table["totaal"] = table.sum(axis=1)
    table.loc["totaal"] = table.sum(axis=0)
    return table


def hidden(shown: pd.DataFrame) -> list[tuple[int, int]]:
    return [(i, j) for i, j in product(range(len(shown.index)), range(len(shown.columns))) if shown.iat[i, j] is None]


def test_a_small_cell_takes_the_three_cells_with_it_that_would_give_it_away() -> None:
    table = with_totals([[3, 9], [8, 7]])
    shown = suppress(table, table)
    assert shown.to_numpy().tolist() == [[None, None, 12], [None, None, 15], [11, 16, 27]]


def test_of_several_ways_to_protect_a_cell_the_smallest_groups_are_hidden() -> None:
    table = with_totals([[3, 30, 6], [40, 50, 60], [7, 70, 8]])
    assert hidden(suppress(table, table)) == [(0, 0), (0, 2), (2, 0), (2, 2)]


def test_a_table_of_large_groups_stays_as_it_is() -> None:
    table = with_totals([[5, 9], [8, 7]])
    assert suppress(table, table).to_numpy().tolist() == table.to_numpy().tolist()


def test_people_count_and_not_fragments() -> None:
    fragments = pd.DataFrame({"aantal": [40, 6, 9]}, index=["a", "b", "c"])
    people = pd.DataFrame({"aantal": [2, 6, 9]}, index=["a", "b", "c"])
    assert suppress(fragments, people)["aantal"].tolist() == [None, None, 9]


def test_a_count_of_which_nobody_knows_the_people_is_hidden() -> None:
    table, people = pd.DataFrame({"aantal": [40, 60, 90]}), pd.DataFrame({"aantal": [0, 60, 90]})
    assert suppress(table, people)["aantal"].tolist() == [None, None, 90]


def test_a_zero_stays_unless_it_says_something_of_a_person() -> None:
    table = with_totals([[0, 9], [8, 7]])
    assert hidden(suppress(table, table)) == []
    assert (0, 0) in hidden(suppress(table, table, sensitive=["thema 0"]))
    assert (0, 0) in hidden(suppress(table, table, sensitive=["groep 0"]))


def test_sums_that_are_not_in_the_table_count_as_known() -> None:
    column = pd.DataFrame({"mensen": [4, 7]}, index=["professionals", "uit de buurt"])
    assert suppress(column, column)["mensen"].tolist() == [None, None], "beside a group of 11, the 7 reveals the 4"


def test_a_single_number_hides_without_anything_else() -> None:
    one = pd.DataFrame({"mensen": [3]})
    assert suppress(one, one)["mensen"].tolist() == [None]


def test_hidden_cells_all_carry_the_same_mark() -> None:
    table = with_totals([[3, 9], [8, 7]])
    assert suppress(table, table, mark="<5").iloc[0].tolist() == ["<5", "<5", 12]
    assert "minder dan 5 mensen" in hidden_note(5)


def test_the_table_that_was_given_is_not_changed() -> None:
    table = with_totals([[3, 9], [8, 7]])
    before = table.copy()
    suppress(table, table)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("k", [-1, 0, 1, 2])
def test_k_under_three_is_refused(k: int) -> None:
    table = with_totals([[3, 9], [8, 7]])
    with pytest.raises(ValueError, match="at least 3"):
        suppress(table, table, k)
    with pytest.raises(ValueError, match="at least 3"):
        merge_small_groups({"resident": 10}, k)


def test_tables_that_do_not_fit_are_refused() -> None:
    table = with_totals([[3, 9], [8, 7]])
    with pytest.raises(ValueError, match="same rows"):
        suppress(table, table.iloc[:, ::-1])
    with pytest.raises(ValueError, match="negative"):
        suppress(table - 10, table)


def recomputable(table: pd.DataFrame, shown: pd.DataFrame) -> list[tuple[int, int]]:
    """Hidden cells for which no second value is found by trying, as a reader would who knows all that is shown.

    Each hidden inner cell may be one less, the same or one more: a second table at that distance is proof enough. A
    hidden cell without one counts as recomputable.
    """
    inner = table.iloc[:-1, :-1].to_numpy()
    gone = shown.map(lambda cell: cell is None).to_numpy()
    places = [tuple(place) for place in np.argwhere(gone[:-1, :-1])]
    steps = np.array(list(product((-1, 0, 1), repeat=len(places))), dtype=int).reshape(3 ** len(places), -1)
    tries = np.broadcast_to(inner, (len(steps), *inner.shape)).copy()
    for number, place in enumerate(places):
        tries[(slice(None), *place)] += steps[:, number]
    whole = np.zeros((len(steps), *table.shape), dtype=int)
    whole[:, :-1, :-1] = tries
    whole[:, :-1, -1] = tries.sum(axis=2)
    whole[:, -1, :] = whole[:, :-1, :].sum(axis=1)
    fits = (tries >= 0).all(axis=(1, 2)) & ((whole == table.to_numpy()) | gone).all(axis=(1, 2))
    possible = whole[fits]
    return [(int(i), int(j)) for i, j in np.argwhere(gone) if len(set(possible[:, i, j])) < 2]


def test_the_oracle_itself_sees_a_cell_that_can_be_recomputed() -> None:
    table = with_totals([[3, 9], [8, 7]])
    leaky = table.astype(object)
    leaky.iloc[0, 0] = None
    assert recomputable(table, leaky) == [(0, 0)]
    leaky.iloc[0, 1] = None
    assert recomputable(table, leaky) == [(0, 0), (0, 1)]


NUMBER = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 20])
TABLES = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda shape: st.lists(st.lists(NUMBER, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
)


@settings(max_examples=150, deadline=None)
@given(cells=TABLES, k=st.integers(3, 6), zeros=st.booleans())
def test_no_hidden_cell_can_be_recomputed(cells: list[list[int]], k: int, zeros: bool) -> None:
    table = with_totals(cells)
    shown = suppress(table, table, k, sensitive=["groep 0"] if zeros else [])
    for row, column in product(table.index, table.columns):
        number, cell = table.loc[row, column], shown.loc[row, column]
        assert cell is None or cell == number, "what is shown is what was counted"
        assert cell is None or not 0 < number < k
        assert cell is None or not (zeros and column == "groep 0" and number == 0)
    assert recomputable(table, shown) == []


@settings(max_examples=60, deadline=None)
@given(cells=TABLES, data=st.data())
def test_no_cell_of_few_people_is_shown_however_many_fragments(cells: list[list[int]], data: st.DataObject) -> None:
    table = with_totals(cells)
    people = table.map(lambda number: data.draw(st.integers(min(number, 1), number)))
    shown = suppress(table, people)
    for i, j in product(range(len(table.index)), range(len(table.columns))):
        assert shown.iat[i, j] is None or not 0 < people.iat[i, j] < 5
    assert recomputable(table, shown) == []


GROUPS: list[tuple[dict[str, int], dict[str, int]]] = [
    # the worked example: every perspective is under 5, and 7 beside 11 would reveal the 4
    ({"lived_experience": 2, "resident": 3, "volunteer": 2, "professional": 4}, {"hele groep": 11}),
    ({"lived_experience": 2, "resident": 4, "professional": 5}, {"uit de buurt": 6, "vanuit een organisatie": 5}),
    ({"resident": 11}, {"hele groep": 11}),
    ({"resident": 6, "professional": 6, "other": 1}, {"hele groep": 13}),
    ({"resident": 2, "professional": 2}, {}),
    ({}, {}),
]


@pytest.mark.parametrize(("counts", "shown"), GROUPS)
def test_a_group_is_shown_in_two_parts_at_most(counts: dict[str, int], shown: dict[str, int]) -> None:
    assert merge_small_groups(counts) == shown


PERSPECTIVE = st.sampled_from(["lived_experience", "resident", "professional", "other"])


@given(counts=st.dictionaries(PERSPECTIVE, st.integers(0, 9)), k=st.integers(3, 8))
def test_no_group_under_k_is_ever_shown(counts: dict[str, int], k: int) -> None:
    shown = merge_small_groups(counts, k)
    assert len(shown) <= 2
    assert all(number >= k for number in shown.values())
    assert not shown or sum(shown.values()) == sum(counts.values())


def people(*perspectives: list[str]) -> pd.DataFrame:
    ids = [f"p{number}" for number in range(len(perspectives))]
    return pd.DataFrame({"participant_id": ids, "perspectives": list(perspectives), "status": "actief"})


def test_each_person_counts_once_however_many_perspectives() -> None:
    group = people(*([["resident", "volunteer", "lived_experience"]] * 6), *([["professional"]] * 5))
    assert composition(group) == {"uit de buurt": 6, "vanuit een organisatie": 5}


def test_someone_on_both_sides_is_put_on_neither() -> None:
    group = people(*([["resident"]] * 6), *([["professional"]] * 5), ["resident", "professional"])
    assert composition(group) == {"hele groep": 12}


def test_a_withdrawn_person_is_in_no_composition() -> None:
    group = people(*([["resident"]] * 6))
    group.loc[0, "status"] = "ingetrokken"
    assert composition(group) == {"hele groep": 5}
    group.loc[1, "status"] = "ingetrokken"
    assert composition(group) == {}


def test_a_large_table_is_protected_without_hiding_most_of_it() -> None:
    cells = np.random.default_rng(5).integers(5, 40, (12, 9))
    cells[3, 4], cells[8, 1] = 2, 1
    table = with_totals(cells.tolist())
    shown = suppress(table, table)
    assert 4 <= len(hidden(shown)) <= 8
