"""Where two texts differ is shown word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.text.apart import GAP, words_apart

WORDS = st.lists(st.sampled_from(["de", "bus", "kwam", "laat", "👋🏽", "\n\n"]), max_size=25).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        ("de bus kwam laat", "de bus kwam laat", []),
        ("de bus kwam laat", "de trein kwam vroeg", ["bus", "laat"]),
        ("de bus kwam laat", "de bus kwam", [" laat"]),
        ("de bus", "de late bus", []),
        ("", "iets", []),
        ("iets", "", ["iets"]),
    ],
)
def test_what_the_other_text_does_not_have_is_marked(one: str, other: str, marked: list[str]) -> None:
    assert [words for words, apart in words_apart(one, other) if apart] == marked


@given(WORDS, WORDS)
def test_the_stretches_together_are_the_text_and_equal_texts_have_no_marks(one: str, other: str) -> None:
    told = words_apart(one, other)
    whole = "".join(words for words, _ in told)
    assert whole == one or GAP in whole
    assert not any(apart for _, apart in words_apart(one, one))


def test_a_long_text_is_shortened_around_what_differs_and_quick() -> None:
    lines = [f"regel {n} over de bus die te laat kwam" for n in range(6000)]
    other = list(lines)
    other[100], other[5900] = "iets anders", "nog iets anders"
    start = time.monotonic()
    told = words_apart("\n".join(lines), "\n".join(other))
    assert time.monotonic() - start < 20
    assert len("".join(words for words, _ in told)) < 1500
    assert any(apart and "regel 100" in words for words, apart in told)
