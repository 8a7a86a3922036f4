"""A text as it reads: what a word processor put in hides no word, and each place stays that of the text itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.privacy.job_titles import title_spans
from ontmoet_research.text.same_words import SameWords
from ontmoet_research.text.shadow import Shadow, shadows

SIGNS = "\u00ad\u200b\u00a0\u202f\u2011\u2013\ufeff\uff10"


@given(st.text(st.sampled_from("ab -\n1" + SIGNS), max_size=30))
def test_every_stretch_of_a_shadow_lies_in_the_text_and_reads_the_same(text: str) -> None:
    for shadow in shadows(text):
        for start in range(len(shadow.text)):
            a, b = shadow.span(start, start + 1)
            assert 0 <= a < b <= len(text)
            assert shadow.over_lines or Shadow(text[a:b]).text == shadow.text[start]


def test_a_plain_text_is_its_own_shadow() -> None:
    assert Shadow("Bel Wilma.\nNu.").text == "Bel Wilma.\nNu."
    assert Shadow("één café – twee").text == "één café - twee"


def test_words_that_were_taken_out_are_found_with_soft_hyphens_in_them() -> None:
    words = SameWords(["Ik kreeg elke vrijdag een dikke brief"], named=["Roos Jansen"])
    text = "Zij zei: el\u00adke vrij\u200bdag\u00a0een dikke brief. Roos\u00a0Jan\u00adsen ook."
    first, second = words.spans(text)
    assert text[slice(*first)].startswith("el\u00adke") and text[slice(*first)].endswith("brief")
    assert text[slice(*second)] == "Roos\u00a0Jan\u00adsen"


def test_a_job_title_with_a_hard_space_is_a_job_title() -> None:
    assert title_spans("De maatschappelijk\u00a0wer\u00adker.") == [(3, 26)]
