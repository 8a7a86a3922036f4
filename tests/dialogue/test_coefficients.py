"""Agreement coefficients against published tables, other programs, twins in plain loops, and cases that fool them."""

from __future__ import annotations

import math
from collections import Counter
from itertools import permutations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as fleiss_of_statsmodels

from ontmoet_research.dialogue.coefficients import alpha, cohen_kappa, fleiss_kappa, nominal_alpha

EXACT = 1e-9

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: 4 observers, 12 units, missing data.
WITH_GAPS = """1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 ."""

# Fleiss (1971), table 1: 30 patients, 6 psychiatrists each, 5 diagnoses. Rows are counts per diagnosis.
DIAGNOSES = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""


def tidy(values: np.ndarray) -> pd.DataFrame:
    """A table of readers by units, -1 for missing, as the tidy table that the coefficients take."""
    reader, unit = np.nonzero(values >= 0)
    return pd.DataFrame({"unit": unit, "reader": reader, "value": values[reader, unit]})


def with_gaps() -> np.ndarray:
    return np.array([[-1 if cell == "." else int(cell) for cell in row.split()] for row in WITH_GAPS.splitlines()])


def alpha_in_loops(values: np.ndarray) -> float:
    """Krippendorff's alpha as it is written down: a coincidence matrix, filled pair by pair."""
    coincidences: Counter[tuple[int, int]] = Counter()
    for unit in values.T:
        given_here = [int(value) for value in unit if value >= 0]
        for one, other in permutations(range(len(given_here)), 2):
            coincidences[given_here[one], given_here[other]] += 1 / (len(given_here) - 1)
    margin: Counter[int] = Counter()
    for (one, _), count in coincidences.items():
        margin[one] += count
    n = sum(margin.values())
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    expected = sum(margin[one] * margin[other] for one in margin for other in margin if one != other)
    return 1 - observed * (n - 1) / expected if expected > 1e-12 else math.nan


def kappa_in_loops(first: list[int], second: list[int]) -> float:
    n = len(first)
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    expected = sum(first.count(kind) * second.count(kind) for kind in {*first, *second}) / n**2
    return (observed - expected) / (1 - expected) if expected < 1 - 1e-12 else math.nan


def same(one: float, other: float) -> bool:
    return bool(math.isnan(one) and math.isnan(other)) or abs(one - other) < EXACT


TABLES = st.integers(2, 6).flatmap(
    lambda readers: st.lists(
        st.lists(st.integers(-1, 3), min_size=readers, max_size=readers), min_size=1, max_size=30
    ).map(lambda units: np.array(units).T)
)


def test_the_worked_example_with_missing_data_gives_0_743() -> None:
    found = alpha(tidy(with_gaps()))
    assert round(found.value, 3) == 0.743
    assert found.value == pytest.approx(113 / 152, abs=EXACT)  # the same by hand, in whole numbers
    assert (found.n, found.readers) == (11, 4), "the last unit has one value and can't be paired"
    assert nominal_alpha(with_gaps()) == pytest.approx(found.value, abs=EXACT)


def test_the_diagnoses_of_fleiss_give_0_430() -> None:
    rows = []
    for unit, counts in enumerate(DIAGNOSES.split()):
        given_here = [kind for kind, count in enumerate(counts) for _ in range(int(count))]
        rows += [(unit, reader, kind) for reader, kind in enumerate(given_here)]
    found = fleiss_kappa(pd.DataFrame(rows, columns=["unit", "reader", "value"]))
    assert round(found.value, 3) == 0.430
    assert (found.n, found.readers) == (30, 6)
    table = np.array([[int(count) for count in counts] for counts in DIAGNOSES.split()])
    assert found.value == pytest.approx(fleiss_of_statsmodels(table), abs=EXACT)


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492),  # Cohen (1960): (.70 - .41) / .59
        ([[20, 5], [10, 15]], 0.4),  # (.70 - .50) / .50
        ([[45, 15], [25, 15]], 0.1304),  # (.60 - .54) / .46
        ([[25, 35], [5, 35]], 0.2593),  # (.60 - .46) / .54: as many agree, another kappa
    ],
)
def test_tables_of_two_readers_give_the_kappa_worked_out_by_hand(cells: list[list[int]], kappa: float) -> None:
    pairs = [(i, j) for i, row in enumerate(cells) for j, count in enumerate(row) for _ in range(count)]
    assert cohen_kappa(tidy(np.array(pairs).T)).value == pytest.approx(kappa, abs=0.0005)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_alpha_equals_its_twin_in_loops_and_the_package_of_others(values: np.ndarray) -> None:
    found = alpha(tidy(values), resamples=2).value
    assert same(found, alpha_in_loops(values))
    assert same(found, nominal_alpha(values))
    assert same(found, nominal_alpha(np.where(values < 0, np.nan, values.astype(float))))
    if not math.isnan(found):
        counts = np.array([[(unit == kind).sum() for kind in range(4)] for unit in values.T])
        used = counts.sum(axis=0) > 0
        theirs = krippendorff.alpha(value_counts=counts[:, used], level_of_measurement="nominal")
        assert found == pytest.approx(theirs, abs=EXACT)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40))
def test_cohen_equals_its_twin_and_the_package_of_others(pairs: list[tuple[int, int]]) -> None:
    first, second = map(list, zip(*pairs, strict=True))
    found = cohen_kappa(tidy(np.array([first, second])), resamples=2).value
    assert same(found, kappa_in_loops(first, second))
    if not math.isnan(found):
        assert found == pytest.approx(cohen_kappa_score(first, second), abs=EXACT)


@settings(max_examples=40, deadline=None)
@given(TABLES.filter(lambda values: (values >= 0).all(axis=0).any()))
def test_fleiss_equals_the_package_of_others_on_units_that_all_read(values: np.ndarray) -> None:
    table = tidy(values)
    if table["reader"].nunique() != len(values):
        return
    found = fleiss_kappa(table, resamples=2)
    whole = values[:, (values >= 0).all(axis=0)]
    assert found.n == whole.shape[1]
    if len(np.unique(whole)) > 1:
        assert found.value == pytest.approx(fleiss_of_statsmodels(aggregate_raters(whole.T)[0]), abs=EXACT)
    else:
        assert math.isnan(found.value)


@pytest.mark.parametrize("of", [alpha, cohen_kappa, fleiss_kappa])
def test_a_label_that_nobody_used_and_pieces_that_nobody_shared_have_no_value(of) -> None:
    nobody_used_it = tidy(np.zeros((2, 9), dtype=int))
    nothing_shared = tidy(np.array([[1, 0, -1, -1], [-1, -1, 0, 1]]))
    nothing_at_all = tidy(np.zeros((2, 0), dtype=int))
    for table in (nobody_used_it, nothing_shared, nothing_at_all):
        found = of(table)
        assert [math.isnan(number) for number in (found.value, found.low, found.high)] == [True] * 3
    assert of(nothing_shared).n == 0


def test_everybody_alike_on_two_values_is_1_and_opposite_readers_are_below_0() -> None:
    alike, opposite = np.array([[0, 1, 1, 0]] * 2), np.array([[0, 1, 1, 0], [1, 0, 0, 1]])
    for of in (alpha, cohen_kappa, fleiss_kappa):
        assert of(tidy(alike)).value == pytest.approx(1, abs=EXACT)
        assert of(tidy(opposite)).value < 0


def test_cohen_is_about_two_readers_only() -> None:
    with pytest.raises(ValueError, match="two readers"):
        cohen_kappa(tidy(with_gaps()))


def test_the_order_of_rows_and_the_names_of_values_change_nothing() -> None:
    table = tidy(with_gaps())
    mixed = table.sample(frac=1, random_state=1).assign(value=lambda t: t["value"].map("label {}".format))
    assert alpha(mixed, resamples=2).value == pytest.approx(alpha(table, resamples=2).value, abs=EXACT)


def test_large_tables_are_counted_in_chunks_without_a_seam() -> None:
    values = np.random.default_rng(1).integers(-1, 3, (3, 200_001)).astype(np.int8)
    counts = np.column_stack([(values == kind).sum(axis=0) for kind in range(3)])
    theirs = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    assert nominal_alpha(values) == pytest.approx(theirs, abs=EXACT)


def test_the_interval_is_the_same_each_time_and_equals_drawing_units_one_by_one() -> None:
    table = tidy(with_gaps())
    found = alpha(table, resamples=4_000, seed=5)
    assert (found.low, found.high) == (alpha(table, resamples=4_000, seed=5).low, alpha(table, seed=5).high)
    assert found.low <= found.value <= found.high
    chance, pairable = np.random.default_rng(6), with_gaps()[:, :11]
    drawn = [alpha_in_loops(pairable[:, chance.integers(0, 11, 11)]) for _ in range(1_500)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    assert found.low == pytest.approx(low, abs=0.06)
    assert found.high == pytest.approx(high, abs=0.06)


def test_units_of_one_fragment_are_drawn_together() -> None:
    # Ten fragments; on each of them five units say exactly the same. Alone, they would promise too narrow an interval.
    one_each = np.random.default_rng(2).integers(0, 2, (2, 10))
    five_each = tidy(np.repeat(one_each, 5, axis=1))
    together = cohen_kappa(five_each, groups=five_each["unit"] // 5)
    alone = cohen_kappa(five_each)
    assert together.value == pytest.approx(alone.value, abs=EXACT)
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


def test_one_unit_has_a_value_but_no_interval() -> None:
    found = cohen_kappa(tidy(np.array([[0], [1]])))
    assert found.value == 0
    assert math.isnan(found.low)


@pytest.mark.parametrize(("pieces", "shown"), [(1, False), (2, False), (3, True), (4, True)])
@pytest.mark.parametrize("seed", [1, 2, 20_240_307, 12_345])
def test_a_count_says_whether_an_interval_shows_and_not_the_luck_of_the_draw(
    pieces: int, shown: bool, seed: int
) -> None:
    """A label on exactly three of many pieces came out either way: 4.98 % of draws have none, against 5 %."""
    values = [[1 if unit < pieces else 0 for unit in range(400)] for _ in range(2)]
    values[1][0] = 0
    made = tidy(np.array(values))
    for found in (alpha(made, resamples=1_000, seed=seed), cohen_kappa(made, resamples=1_000, seed=seed)):
        assert math.isnan(found.low) is not shown
        assert math.isnan(found.high) is not shown
