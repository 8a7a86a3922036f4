"""What a table as text promises: no cell runs, nothing changes that need not, and it comes back as it was."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ontmoet_research
from ontmoet_research.text.tables_csv import as_csv, as_typed, harmless

BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def cells(content: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize("sign", list(BEGINNINGS))
@pytest.mark.parametrize("before", ["", " ", "\u200b", "\u00a0", "\ufeff"])
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(sign: str, before: str) -> None:
    told = f"{before}{sign}HYPERLINK(A1)"
    assert cells(as_csv([told], [[told], [[told, "b"]]])) == [[f"'{told}"], [f"'{told}"], [f"'{told}; b"]]


@pytest.mark.parametrize("value", [-3, 2.5, "-3", "-2,5", "+31612345678", "1e-3", "'s avonds", "a=b", "ja - nee", ""])
def test_numbers_and_common_words_stay_as_they_are(value: object) -> None:
    assert cells(as_csv(["wat", "ook"], [[value, "x"]]))[1] == [str(value), "x"]


def test_a_list_and_something_unknown_are_told_plainly() -> None:
    assert cells(as_csv(["a", "b", "c"], [[["x", "y"], None, float("nan")]]))[1] == ["x; y", "", ""]


def test_a_spreadsheet_gets_a_mark_and_the_separator_that_was_chosen() -> None:
    made = as_csv(["één", "twee"], [["a;b", "c,d"]], separator=";", spreadsheet=True)
    assert made.startswith(b"\xef\xbb\xbf") and cells(made, ";") == [["één", "twee"], ["a;b", "c,d"]]
    assert not as_csv(["één"], []).startswith(b"\xef")
    with pytest.raises(ValueError):
        as_csv(["a"], [], separator="|")


@given(st.text(st.sampled_from("'=+-@ \t\n\u200b\uff1da1,.") | st.characters(exclude_categories=["Cs"]), max_size=8))
def test_whatever_was_typed_comes_back_as_it_was(text: str) -> None:
    assert as_typed(harmless(text)) == text
    assert harmless(text)[:1] not in set(BEGINNINGS) or re.fullmatch(r"[+-]?[\d.,e+-]+", text, re.IGNORECASE)


def test_nothing_else_in_the_kit_writes_csv() -> None:
    root = Path(ontmoet_research.__file__).parent
    writers = re.compile(r"csv\.writer|DictWriter|\.to_csv\(")
    found = {path.name for path in root.rglob("*.py") if writers.search(path.read_text(encoding="utf-8"))}
    of_a_figure = {"drawing.py", "numbers_out.py"}  # Chart.to_csv, which writes through as_csv
    assert found - of_a_figure == {"tables_csv.py"}
    assert "as_csv(" in (root / "charts.py").read_text(encoding="utf-8")
