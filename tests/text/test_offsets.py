"""Positions survive the way to the browser and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.text import Utf16Map, find_quote, from_utf16, quote_with_context, to_utf16

texts = st.text(st.sampled_from("aé\u0301 \n👋🏽\u200d👩👧🇳🇱\u200f𝄞")) | st.text()


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_every_position_matches_a_plain_count_of_units_and_comes_back(text: str) -> None:
    positions = Utf16Map(text)
    for n in range(len(text) + 1):
        assert positions.to_utf16(n) == to_utf16(text, n) == units(text[:n])
        assert positions.from_utf16(units(text[:n])) == from_utf16(text, units(text[:n])) == n


@given(texts)
def test_a_position_halfway_a_pair_is_refused_and_no_other(text: str) -> None:
    reachable = {units(text[:n]) for n in range(len(text) + 1)}
    positions = Utf16Map(text)
    for n in range(units(text) + 1):
        if n in reachable:
            positions.from_utf16(n)
        else:
            with pytest.raises(ValueError, match="halfway"):
                positions.from_utf16(n)


@pytest.mark.parametrize("n", [-1, 4])
def test_a_position_outside_the_text_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        to_utf16("hoi", n)
    with pytest.raises(ValueError, match="outside"):
        from_utf16("hoi", n)


@given(texts, st.data())
def test_a_quote_and_its_context_are_a_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    width = data.draw(st.integers(0, 40))
    found = quote_with_context(text, start, end, width)
    assert found.quote == text[start:end]
    assert text.startswith(found.prefix + found.quote + found.suffix, start - len(found.prefix))
    assert len(found.prefix) == min(width, start)
    assert len(found.suffix) == min(width, len(text) - end)


def test_a_span_outside_the_text_gives_no_quote() -> None:
    for start, end in ((-1, 2), (2, 1), (0, 4)):
        with pytest.raises(ValueError, match="outside"):
            quote_with_context("hoi", start, end)


def test_a_quote_is_found_the_asked_time() -> None:
    assert find_quote("aaa", "aa", 1) == (0, 2)
    assert find_quote("aaa", "aa", 2) == (1, 3)
    assert find_quote("👋 brief 👋 brief", "brief", 2) == (10, 15)


def test_a_quote_that_is_not_there_is_told_without_its_words() -> None:
    with pytest.raises(LookupError) as refusal:
        find_quote("een geheim verhaal", "geheim", 2)
    assert "geheim" not in str(refusal.value)
