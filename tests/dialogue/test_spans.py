"""Agreement on free spans, worked out by hand, against a twin in plain loops, and against alpha on single letters."""

from __future__ import annotations

import math
from itertools import permutations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from ontmoet_research.dialogue.spans import merged_spans, span_kappa, unitizing_alpha

EXACT = 1e-9
Span = tuple[str, str, int, int]
HALF: list[Span] = [("A", "p", 20, 30), ("B", "p", 25, 35)]
TWICE: list[Span] = [("A", "p", 20, 30), ("A", "p", 20, 30)]


def frame(spans: list[Span]) -> pd.DataFrame:
    return pd.DataFrame(spans, columns=["reader", "piece", "start", "end"])


def lengths(**of: int) -> pd.Series:
    return pd.Series(of)


def letters(spans: list[Span], reader: str, piece: str, length: int) -> list[int]:
    """For each code point: does this reader mark it?"""
    own = [(start, end) for who, where, start, end in spans if (who, where) == (reader, piece)]
    return [int(any(start <= at < end for start, end in own)) for at in range(length)]


def alpha_in_loops(spans: list[Span], size: dict[str, int], readers: list[str]) -> float:
    """|u-alpha letter by letter and unit by unit, from equations 1, 4 and 6 of Krippendorff et al. (2016)."""
    units: dict[str, list[tuple[str, int, int]]] = {}
    for reader in readers:
        units[reader] = []
        for piece in size:
            for start, end in sorted((s, e) for who, where, s, e in spans if (who, where) == (reader, piece)):
                if units[reader] and units[reader][-1][0] == piece and start < units[reader][-1][2]:
                    last = units[reader].pop()
                    start, end = last[1], max(last[2], end)
                units[reader].append((piece, start, end))
    marked = {r: {(p, at) for p, s, e in units[r] for at in range(s, e)} for r in readers}
    every = {(piece, at) for piece, length in size.items() for at in range(length)}
    observed = sum(len(marked[a] & (every - marked[b])) for a, b in permutations(readers, 2)) / (len(readers) - 1)
    one, blank = sum(map(len, marked.values())), sum(len(every - m) for m in marked.values())
    squares = sum((end - start) ** 2 for r in readers for _, start, end in units[r])
    below = (one + blank) ** 2 - squares - blank
    expected = (one + blank) * one * blank / below if below > 0 else 0
    return 1 - observed / expected if expected > 1e-12 else math.nan


def test_half_overlapping_spans_give_0_4444_as_kappa_on_letters() -> None:
    """100 letters; A marks 20-30, B marks 25-35: 5 letters the same, each marks 10.

    They agree on 90 of 100 letters; by chance on .1 x .1 + .9 x .9 = .82; (.90 - .82) / (1 - .82) = .08 / .18 = 4/9.
    """
    found = span_kappa(frame(HALF), lengths(p=100), ["A", "B"])
    assert found.value == pytest.approx(4 / 9, abs=EXACT)
    theirs = cohen_kappa_score(letters(HALF, "A", "p", 100), letters(HALF, "B", "p", 100))
    assert found.value == pytest.approx(theirs, abs=EXACT)


def test_half_overlapping_spans_as_alpha_for_unitizing() -> None:
    """Marked 20, blank 180, both 200; marked against blank 5 + 5 = 10; squares 100 + 100.

    Expected 200 x 20 x 180 / (40,000 - 200 - 180) = 720,000 / 39,620; alpha = 1 - 10 x 39,620 / 720,000 = 0.44972.
    """
    found = unitizing_alpha(frame(HALF), lengths(p=100), ["A", "B"])
    assert found.value == pytest.approx(1 - 396_200 / 720_000, abs=EXACT)
    assert (found.n, found.unit, found.readers) == (100, "code point", 2)


def test_the_same_span_marked_twice_by_one_reader_against_nothing_is_0_and_not_1() -> None:
    assert span_kappa(frame(TWICE), lengths(p=100), ["A", "B"]).value == pytest.approx(0, abs=EXACT)
    # Marked 10, blank 190, differing 10, squares 100: 1 - 10 x (40,000 - 100 - 190) / (200 x 10 x 190) = -0.045
    assert unitizing_alpha(frame(TWICE), lengths(p=100), ["A", "B"]).value == pytest.approx(-0.045, abs=EXACT)
    once = frame(TWICE[:1])
    assert unitizing_alpha(once, lengths(p=100), ["A", "B"]).value == pytest.approx(-0.045, abs=EXACT)


@pytest.mark.parametrize("of", [unitizing_alpha, span_kappa])
def test_nothing_marked_everything_marked_and_nothing_shared_have_no_value(of) -> None:
    everything = frame([("A", "p", 0, 10), ("B", "p", 0, 10)])
    assert math.isnan(of(frame([]), lengths(p=10), ["A", "B"]).value)
    assert math.isnan(of(everything, lengths(p=10), ["A", "B"]).value)
    assert math.isnan(of(frame(HALF), lengths(), ["A", "B"]).value)


def test_the_same_spans_are_1() -> None:
    spans = frame([(who, "p", *place) for who in "AB" for place in ((3, 9), (20, 24))])
    assert unitizing_alpha(spans, lengths(p=50), ["A", "B"]).value == pytest.approx(1, abs=EXACT)
    assert span_kappa(spans, lengths(p=50), ["A", "B"]).value == pytest.approx(1, abs=EXACT)


def test_spans_that_overlap_become_one_and_spans_that_touch_stay_two() -> None:
    spans = [
        ("A", "p", 0, 4),
        ("A", "p", 2, 9),
        ("A", "p", 3, 5),
        ("A", "p", 9, 12),
        ("A", "q", 0, 4),
        ("B", "p", 1, 2),
    ]
    merged = merged_spans(frame(spans[::-1]))
    assert merged.to_numpy().tolist() == [["A", "p", 0, 9], ["A", "p", 9, 12], ["A", "q", 0, 4], ["B", "p", 1, 2]]


SPANS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("pq"), st.integers(0, 11), st.integers(1, 6)).map(
        lambda s: (s[0], s[1], s[2], min(s[2] + s[3], 12))
    ),
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(SPANS)
def test_alpha_for_unitizing_equals_its_twin_in_loops(spans: list[Span]) -> None:
    found = unitizing_alpha(frame(spans), lengths(p=12, q=12), list("ABC"), resamples=2).value
    expected = alpha_in_loops(spans, {"p": 12, "q": 12}, list("ABC"))
    assert (math.isnan(found) and math.isnan(expected)) or abs(found - expected) < EXACT


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.sampled_from("ABC"), st.integers(0, 11)), min_size=1, max_size=20))
def test_spans_of_one_letter_give_the_alpha_of_letters(marked: set[tuple[str, int]]) -> None:
    """When every span is one letter, pairing spans is pairing letters; the package of others counts those."""
    spans = [(who, "p", at, at + 1) for who, at in sorted(marked)]
    found = unitizing_alpha(frame(spans), lengths(p=12), list("ABC"), resamples=2).value
    table = np.array([letters(spans, who, "p", 12) for who in "ABC"])
    assert found == pytest.approx(krippendorff.alpha(table, level_of_measurement="nominal"), abs=EXACT)


def test_the_interval_draws_pieces_and_is_the_same_each_time() -> None:
    chance = np.random.default_rng(3)
    spans = []
    for piece in map(str, range(30)):
        start = int(chance.integers(0, 30))
        spans += [("A", piece, start, start + 10), ("B", piece, start + int(chance.integers(0, 12)), start + 15)]
    size = pd.Series({str(piece): 50 for piece in range(30)})
    one, other = (unitizing_alpha(frame(spans), size, ["A", "B"], seed=9) for _ in range(2))
    assert one == other
    assert one.low < one.value < one.high
