"""What a note keeps and loses when it comes in."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ontmoet_research.text import clean_text

# Hypothesis leaves surrogates out unless asked; a damaged file can hold them.
anything = st.text(st.characters(exclude_categories=()))

EXAMPLES = [
    ("a letter with a loose accent becomes one letter", "e\u0301e\u0301n", "één"),
    ("windows line ends", "een\r\ntwee", "een\ntwee"),
    ("old mac line ends", "een\rtwee", "een\ntwee"),
    ("blank line of windows stays one blank line", "een\r\n\r\ntwee", "een\n\ntwee"),
    ("a NUL inside a windows line end", "een\r\x00\ntwee", "een\ntwee"),
    ("byte order mark at the start", "\ufeffhoi", "hoi"),
    ("byte order mark in the middle stays", "ho\ufeffi", "ho\ufeffi"),
    ("two files pasted together", "\ufeff\ufeffhoi", "hoi"),
    ("tab stays", "a\tb", "a\tb"),
    ("NUL, bell and delete go", "a\x00b\x07c\x7fd", "abcd"),
    ("line separator", "een\u2028twee", "een\ntwee"),
    ("paragraph separator", "een\u2029twee", "een\n\ntwee"),
    ("next line", "een\x85twee", "een\ntwee"),
    ("new page", "een\x0ctwee", "een\ntwee"),
    ("soft line end of Word", "een\x0btwee", "een\ntwee"),
    ("half a surrogate pair", "a\ud800b", "a\ufffdb"),
    ("white space at the ends stays", "  hoi \n", "  hoi \n"),
    ("spelling stays", "hij word boos", "hij word boos"),
    ("nothing", "", ""),
]
KEPT = [
    "👩‍👧",
    "👋🏽",
    "❤️",
    "🇳🇱",
    "\u200fשלום\u200e",
    "a\u200cb",
    "\u2067x\u2069",
    "hard\u00a0space",
    "soft\u00adhyphen",
]


@pytest.mark.parametrize(("raw", "cleaned"), [row[1:] for row in EXAMPLES], ids=[row[0] for row in EXAMPLES])
def test_cleaning_does_what_the_table_says(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize("typed", KEPT, ids=range(len(KEPT)))
def test_emoji_joiners_and_direction_marks_are_never_touched(typed: str) -> None:
    assert clean_text(typed) == typed


@given(anything)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)


@given(anything)
def test_a_cleaned_text_can_be_stored_and_written_anywhere(raw: str) -> None:
    text = clean_text(raw)
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode("utf-8").decode("utf-8") == text
    assert json.loads(json.dumps(text)) == text
    element = etree.Element("p")
    element.text = text  # refuses what XML does not allow
    assert element.text == text
