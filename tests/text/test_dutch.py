"""Dates, times, numbers and lists as Dutch readers know them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.text import (
    format_date,
    format_day,
    format_number,
    format_time,
    join_words,
    parse_date,
    sort_key,
)

TYPED_DATES = [
    "5 juli 2023", "05 juli 2023", "5 Juli 2023", "woensdag 5 juli 2023", "5 jul 2023", "5 jul. 2023",
    " 5  juli 2023 ", "5-7-2023", "05-07-2023", "5/7/2023", "5.7.2023", "2023-07-05",
]  # fmt: skip
NO_DATES = [
    "",
    "juli 2023",
    "5 juli",
    "31 juni 2023",
    "29 februari 2023",
    "5 quintilis 2023",
    "13-13-2023",
    "5-7/2023",
    "5-7-23",
]


@pytest.mark.parametrize("typed", TYPED_DATES)
def test_a_typed_date_is_read(typed: str) -> None:
    assert parse_date(typed) == date(2023, 7, 5)


@pytest.mark.parametrize("typed", NO_DATES)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|month|Dutch"):
        parse_date(typed)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_date_reads_back(day: date) -> None:
    assert parse_date(format_date(day)) == parse_date(format_day(day)) == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(("short", "month"), [("mrt", 3), ("maa", 3), ("sept", 9), ("okt", 10)])
def test_short_months_are_read(short: str, month: int) -> None:
    assert parse_date(f"1 {short} 2024").month == month


def test_a_time_is_on_the_24_hour_clock() -> None:
    assert format_time(datetime(2023, 7, 5, 14, 32, 59)) == "14:32"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"), (12, 0, "12"), (1234, 0, "1.234"), (3.14159, 2, "3,14"),
        (1234567.5, 1, "1.234.567,5"), (-0.04, 1, "0,0"), (-2.5, 1, "-2,5"),
    ],
)  # fmt: skip
def test_numbers_have_a_decimal_comma(value: float, decimals: int, written: str) -> None:
    assert format_number(value, decimals) == written


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_list_reads_as_a_sentence(words: list[str], sentence: str) -> None:
    assert join_words(words) == sentence


def test_a_list_can_be_a_choice() -> None:
    assert join_words(["txt", "md", "docx"], last="of") == "txt, md of docx"


def test_sorting_looks_through_capitals_accents_and_counts_numbers() -> None:
    in_order = ["'t Hof", "Één", "elf", "Élan", "stukje 2", "stukje 10", "Zoë"]
    assert sorted(in_order, key=sort_key) == ["Één", "Élan", "elf", "stukje 2", "stukje 10", "'t Hof", "Zoë"]


@given(st.lists(st.text(), max_size=6))
def test_an_order_does_not_depend_on_the_order_before(words: list[str]) -> None:
    backwards = words[::-1]
    assert sorted(words, key=sort_key) == sorted(backwards, key=sort_key)
