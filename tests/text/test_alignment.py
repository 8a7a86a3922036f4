"""Words are found again in a corrected text: on the same words, or told to be doubtful."""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.text import alignment
from ontmoet_research.text.alignment import Alignment

OLD = "Wilma: ik durfde de brief niet open te maken.\n\nTeun: bij ons gaat dat op vrijdag de deur uit.\n\nDaarna stil."
CASES = [
    ("nothing changed", "brief niet", OLD, "brief niet", True),
    ("a word before it", "brief niet open", OLD.replace("Wilma: ik", "Wilma: nou, ik"), "brief niet open", True),
    ("a word within it", "brief niet open", OLD.replace("niet open", "liever niet open"), "brief liever niet open", False),
    ("a word became another", "vrijdag", OLD.replace("vrijdag", "donderdag"), "donderdag", False),
    ("lines broken elsewhere", "brief niet open te maken", OLD.replace("niet open", "niet\nopen"), "brief niet\nopen te maken", True),
    ("a paragraph before it", "gaat dat op vrijdag", "# Kop\n\n" + OLD, "gaat dat op vrijdag", True),
    ("the paragraph moved", "gaat dat op vrijdag", "\n\n".join(reversed(OLD.split("\n\n"))), "gaat dat op vrijdag", True),
    ("the sentence moved", "gaat dat op vrijdag de deur uit", OLD.replace("bij ons gaat dat op vrijdag de deur uit.", "ja.") + " Bij hen gaat dat op vrijdag de deur uit.", "gaat dat op vrijdag de deur uit", True),
    ("the last word became longer", "gaat dat op vrijdag", OLD.replace("vrijdag", "vrijdagen"), "gaat dat op vrijdagen", False),
    ("the words are gone", "gaat dat op vrijdag", OLD.replace("Teun: bij ons gaat dat op vrijdag de deur uit.\n\n", ""), "", False),
    ("the paragraph was split", "niet open te maken", OLD.replace("brief niet", "brief\n\nniet"), "niet open te maken", True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "new", "now", "same"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_words_are_found_again(words: str, new: str, now: str, same: bool) -> None:
    start = OLD.index(words)
    moved = Alignment(OLD, new).span(start, start + len(words))
    assert (new[moved.start : moved.end], moved.same, moved.gone) == (now, same, not now)


def test_a_word_that_is_the_same_by_chance_proves_nothing() -> None:
    old, new = "Zij gaf de brief aan de buurvrouw.", "Hij kocht de taart bij de bakker."
    assert not Alignment(old, new).span(old.index("de brief"), old.index("de brief") + 2).same


words = st.lists(
    st.sampled_from(["de", "het", "een", "brief", "koffie", "wilma", "teun", "stil", "niet", "👋", "é"]), max_size=40
)
separators = st.sampled_from([" ", "  ", "\n", "\n\n", ". ", ", "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "".join(word + draw(separators) for word in draw(words))


@given(texts(), texts(), st.data())
def test_what_is_said_to_be_the_same_is_the_same_and_nothing_lies_outside(
    old: str, new: str, data: st.DataObject
) -> None:
    if not old.strip():
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    if old[start].isspace() or old[end - 1].isspace():
        return
    moved = Alignment(old, new).span(start, end)
    assert 0 <= moved.start <= moved.end <= len(new)
    assert moved.gone == (moved.start == moved.end)
    if moved.same:
        assert new[moved.start : moved.end].split() == old[start:end].split()


@given(texts())
def test_a_text_beside_itself_has_every_word_on_its_place(text: str) -> None:
    beside = Alignment(text, text)
    for n, char in enumerate(text):
        if not char.isspace():
            assert beside.span(n, n + 1) == alignment.Moved(n, n + 1, same=True)


def test_a_block_too_large_to_compare_word_by_word_finds_its_way_by_words_that_come_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(3)
    told = [f"woord{rng.randrange(900)}" for _ in range(2_000)]
    old = " ".join(told)
    new = " ".join(word if n % 97 else "anders" for n, word in enumerate(told))
    whole = Alignment(old, new)
    monkeypatch.setattr(alignment, "_MOST_CELLS", 5_000)
    beside = Alignment(old, new)
    starts = [n for n in range(len(old)) if n == 0 or old[n - 1] == " "][:-6]
    same = sum(beside.span(n, n + 30).same for n in starts[::5])
    assert same >= 0.95 * sum(whole.span(n, n + 30).same for n in starts[::5]) > 0
