"""Two people in one text: every word of both is there afterwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.report.joining import Clash, join_texts, paragraphs

words = st.sampled_from(("een", "twee", "drie", "vier", "vijf"))
texts = st.lists(words, max_size=6).map("\n\n".join)


def test_changes_in_other_paragraphs_join_by_themselves() -> None:
    joined = join_texts("een\n\ntwee\n\ndrie", "EEN\n\ntwee\n\ndrie", "een\n\ntwee\n\nDRIE")
    assert (joined.text, joined.clashes) == ("EEN\n\ntwee\n\nDRIE", ())


def test_changes_in_paragraphs_beside_each_other_join_by_themselves() -> None:
    joined = join_texts("een\n\ntwee", "EEN\n\ntwee", "een\n\nTWEE\n\nmeer")
    assert (joined.text, joined.clashes) == ("EEN\n\nTWEE\n\nmeer", ())


def test_the_same_paragraph_is_shown_in_both_versions() -> None:
    joined = join_texts("een\n\ntwee", "een!\n\ntwee", "één\n\ntwee")
    assert joined.clashes == (Clash("een!", "één"),)
    assert joined.text == "één\n\neen!\n\ntwee"


def test_what_both_wrote_new_stands_there_twice_and_nobody_has_to_choose() -> None:
    joined = join_texts("een", "een\n\nvan mij", "een\n\nvan haar")
    assert (joined.text, joined.clashes) == ("een\n\nvan haar\n\nvan mij", ())
    assert join_texts("", "van mij", "van haar").text == "van haar\n\nvan mij"


def test_one_takes_out_what_the_other_changed() -> None:
    joined = join_texts("een\n\ntwee", "een", "een\n\ntwee, anders")
    assert joined.clashes == (Clash("", "twee, anders"),) and "twee, anders" in joined.text


@given(texts, texts, texts)
def test_nothing_new_of_either_is_lost(base: str, mine: str, theirs: str) -> None:
    there = paragraphs(join_texts(base, mine, theirs).text)
    for written in (mine, theirs):
        assert {one for one in paragraphs(written) if one not in paragraphs(base)} <= set(there)


@given(texts, texts)
def test_what_only_one_changed_is_that_change(base: str, mine: str) -> None:
    for joined in (join_texts(base, mine, base), join_texts(base, base, mine), join_texts(base, mine, mine)):
        assert (paragraphs(joined.text), joined.clashes) == (paragraphs(mine), ())
