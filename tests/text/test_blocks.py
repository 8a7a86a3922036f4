"""Blocks keep every position; the same words are found again whatever stands between them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.text.blocks import BLOCK, blocked, blocked_spans, join_spans, with_blocks_of
from ontmoet_research.text.same_words import SameWords, ways_to_write

texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60)
spans = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=4)
LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


@given(text=texts, spans=spans)
def test_blocks_keep_length_line_ends_and_all_that_stands_outside(text: str, spans: list[tuple[int, int]]) -> None:
    after = blocked(text, spans)
    inside = {n for start, end in spans for n in range(start, end)}
    assert len(after) == len(text)
    for n, (old, new) in enumerate(zip(text, after, strict=True)):
        assert new == (BLOCK if n in inside and old not in LINE_ENDS else old)


@given(text=texts, spans=spans)
def test_blocking_twice_changes_nothing_more_and_the_blocks_tell_where_they_are(
    text: str, spans: list[tuple[int, int]]
) -> None:
    after = blocked(text, spans)
    assert blocked(after, spans) == after == blocked(text, blocked_spans(after))


@given(text=texts, one=spans, other=spans)
def test_two_erasures_of_one_text_laid_over_each_other_hold_no_word_of_either(
    text: str, one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    mine, theirs = blocked(text, one), blocked(text, other)
    assert with_blocks_of(mine, theirs) == with_blocks_of(theirs, mine) == blocked(text, [*one, *other])


def test_blocks_of_a_text_that_was_corrected_cover_at_least_the_same_words() -> None:
    theirs = blocked("Zij woont in Kwibus bij de brug.", [(13, 19)])
    after = with_blocks_of("Zij woonde heel lang in Kwibus, bij de oude brug.", theirs)
    assert "Kwibus" not in after
    assert "oude brug" in after
    assert len(after) == len("Zij woonde heel lang in Kwibus, bij de oude brug.")


@given(spans=spans)
def test_joined_spans_cover_the_same_places_and_lie_apart(spans: list[tuple[int, int]]) -> None:
    joined = join_spans(spans)
    assert {n for a, b in joined for n in range(a, b)} == {n for a, b in spans for n in range(a, b)}
    assert all(first[1] < second[0] for first, second in pairwise(joined))


SAID = "Ik kreeg elke vrijdag een dikke brief van de gemeente."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij zei: ELKE  vrijdag,\neen dikke brief", ["ELKE  vrijdag,\neen dikke brief"]),
        ("elke vrijdag een dikke taart", []),  # four words in a row may be anybody's
        (SAID, [SAID[:-1]]),
        ("elke vrijdag een dikke █████", []),
        ("", []),
    ],
)
def test_five_words_in_a_row_are_found_again(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in SameWords([SAID]).spans(text)] == found


@pytest.mark.parametrize("said", ["Ja.", "dat is zo", "een klant van ons"])
def test_a_text_of_few_words_is_not_sought(said: str) -> None:
    assert SameWords([said]).spans(f"Hij vond: {said} En toen?") == []
    assert SameWords([said]).needles() == []


def test_a_named_word_is_found_in_any_case_and_spelling_of_its_accents_but_not_inside_another() -> None:
    text = "José, jose\u0301 en Joséphine"
    assert [text[a:b] for a, b in SameWords([], named=["josé"]).spans(text)] == ["José", "jose\u0301"]


def test_a_piece_of_context_is_known_by_its_cut_off_words() -> None:
    words = SameWords(["de brief kwam op vrijdag"])
    assert words.at_edges("wam op vrijdag. Toen") == [(0, 14)]
    assert words.at_edges("Toen: de brief kwa") == [(6, 18)]
    assert words.at_edges("ief kwam op") == [(0, 11)]
    assert words.at_edges("iets heel anders") == []


@given(words=st.lists(st.text("abcdefghij", min_size=5, max_size=8), min_size=9, max_size=40))
def test_where_nine_words_still_stand_a_needle_is_among_them(words: list[str]) -> None:
    needles = SameWords([" ".join(words)]).needles()
    for start in range(len(words) - 8):
        assert any(needle in " ".join(words[start : start + 9]) for needle in needles)


def test_a_needle_is_sought_in_every_way_a_file_holds_it() -> None:
    import html
    import json

    ways = ways_to_write('"café" & <brug>')
    for text in ('"café" & <brug>', html.escape('"café" & <brug>'), json.dumps('"café" & <brug>')[1:-1]):
        assert {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")} <= ways
