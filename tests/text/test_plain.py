"""Comparing without capitals and accents, one for one, so that a place in the one is a place in the other."""

import sys

import pytest

from ontmoet_research.text import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café Één", "cafe een"),
        ("ÄÖÜ ß", "aou s"),
        ("İstanbul", "istanbul"),
        ("ΕΛΛΆΔΑ", "ελλαδα"),
        ("5-7", "5-7"),
        ("", ""),
    ],
)
def test_capitals_and_accents_do_not_matter(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_every_character_becomes_one_and_stays_so_whatever_stands_beside_it() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    alone = [plain(char) for char in every]
    assert all(len(char) == 1 for char in alone)
    assert plain("".join(every)) == "".join(alone) == plain("".join(alone))
