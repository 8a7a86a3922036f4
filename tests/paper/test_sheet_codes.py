"""Codes on paper: short, without characters that look alike, and a typing error is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.paper.sheet_codes import ALPHABET, PaperCode, new_code, read_code, shown_code

CODES = st.randoms(use_true_random=False).map(lambda chance: new_code(chance.choice))
NUMBERS = st.none() | st.integers(1, 99)


@given(CODES, NUMBERS)
def test_what_is_printed_can_be_read_back_however_it_is_typed(code: str, number: int | None) -> None:
    shown = shown_code(code, number)
    for typed in (shown, shown.lower(), shown.replace("-", ""), f"  {shown.replace('-', ' ')} "):
        assert read_code(typed) == PaperCode(code, number)


@given(CODES, NUMBERS, st.data())
def test_one_wrong_character_is_always_noticed(code: str, number: int | None, data: st.DataObject) -> None:
    typed = shown_code(code, number).replace("-", "")
    at = data.draw(st.integers(0, len(typed) - 1))
    allowed = "0123456789" if number is not None and at in (6, 7) else ALPHABET
    other = data.draw(st.sampled_from(allowed).filter(lambda c: c != typed[at]))
    assert read_code(typed[:at] + other + typed[at + 1 :]) is None


@given(CODES, NUMBERS, st.data())
def test_two_neighbours_that_changed_places_are_always_noticed(
    code: str, number: int | None, data: st.DataObject
) -> None:
    typed = shown_code(code, number).replace("-", "")
    at = data.draw(st.integers(0, len(typed) - 2))
    turned = typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
    assert turned == typed or read_code(turned) is None


@pytest.mark.parametrize("typed", ["", "K7B", "K7B-Q4D-3", "O0I1L-", "K7B-Q4D-033-X", "💌", "../../x"])
def test_what_is_no_code_is_no_code(typed: str) -> None:
    assert read_code(typed) is None
