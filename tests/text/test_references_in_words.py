"""A reference as people read it while they write: it becomes the same reference again, whatever it stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.text.references import as_stored, in_place, in_words, reference

KINDS = st.sampled_from(["citaat", "getal", "figuur", "wens", "verandering"])
NAMES = st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True)


@given(KINDS, NAMES, st.text())
def test_words_for_a_reference_become_that_reference_again(kind: str, name: str, told: str) -> None:
    line = in_words(kind, name, told)
    assert "\\n" not in line
    assert as_stored(line) == reference(kind, name)
    assert as_stored(f"{line}{line}") == reference(kind, name) * 2


@given(KINDS, NAMES, st.text("ab.“", max_size=9))
def test_a_stored_text_written_out_and_stored_again_is_the_same(kind: str, name: str, words: str) -> None:
    body = f"{words}{reference(kind, name)}{words}"
    assert as_stored(in_place(body, lambda one, other: in_words(one, other, words))) == body


def test_brackets_that_people_type_themselves_stay_as_they_are() -> None:
    for typed in ("Zie [1].", "[@bos2020]", "[een link](https://voorbeeld.nl/#boven)", "[citaat volgt nog]"):
        assert as_stored(typed) == typed
