"""What someone typed on and what the kit put in meanwhile: both stay (property)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.screens.typed_on import typed_on

WORDS = st.text("ab \n", max_size=12)


@given(WORDS, WORDS, WORDS)
def test_what_was_typed_at_the_end_and_what_was_put_after_it_both_stand_there(was: str, more: str, ref: str) -> None:
    joined = typed_on(was, was + more, f"{was}{{{{citaat:1}}}}{ref}")
    assert joined == f"{was}{more}{{{{citaat:1}}}}{ref}"
    assert typed_on(was, was + more, joined) == joined, "said twice, it stands there once"


@given(WORDS, WORDS, WORDS)
def test_nothing_that_was_typed_disappears(was: str, mine: str, now: str) -> None:
    joined = typed_on(was, mine, now)
    assert sum(map(joined.count, "ab")) >= (sum(map(mine.count, "ab")) if now == was else 0)
    if mine == was:
        assert joined == now
    if now == was:
        assert joined == mine


@pytest.mark.parametrize(
    ("was", "mine", "now", "joined"),
    [
        ("een twee", "nul een twee", "een twee drie", "nul een twee drie"),
        ("een twee", "een twee drie", "nul een twee", "nul een twee drie"),
        ("een", "twee", "drie", "twee\n\ndrie"),
        ("een", "", "een\n\ndrie", "\n\ndrie"),
        ("", "typen", "", "typen"),
    ],
)
def test_two_changes_of_one_text_are_joined(was: str, mine: str, now: str, joined: str) -> None:
    assert typed_on(was, mine, now) == joined
