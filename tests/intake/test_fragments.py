"""A note falls apart into cards, and the cards together are the note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.intake.fragments import LONG_WORDS, PART_WORDS, lines_are_paragraphs, split

NO_ONE = (None, "tekst")
# Each piece of the note ends at ¦ (which is not in the note); then speaker and kind per piece.
EXAMPLES = [
    ("one paragraph", "Een alinea.", [NO_ONE]),
    ("blank line", "Een.\n\n¦Twee.\n", [NO_ONE, NO_ONE]),
    ("white space goes with the piece before", "Een.\n \t\n\n\n¦Twee.\n\n", [NO_ONE, NO_ONE]),
    ("white space at the start goes with the first", "\n\n  Een.\n\n¦Twee.", [NO_ONE, NO_ONE]),
    ("list", "Wensen:\n¦- rust\n¦* koffie\n¦• een brief\n¦1. lezen\n¦2) doen", [NO_ONE] * 6),
    ("heading", "# Dag 1\n¦We waren er.\n\n¦## Verder\n\n¦Klaar.", [(None, "kop"), NO_ONE] * 2),
    ("underlined heading", "Dag 1\n=====\n¦We waren er.", [(None, "kop"), NO_ONE]),
    ("rule between paragraphs", "Een.\n\n---\n\n¦Twee.", [NO_ONE, NO_ONE]),
    ("rule at the start", "-----\nEen.\n\n¦Twee.", [NO_ONE, NO_ONE]),
    ("turns", "Wilma: ja.\n¦Kees: nee.\n\n¦Toen was het stil.", [("Wilma", "tekst"), ("Kees", "tekst"), NO_ONE]),
    ("name alone on its line", "Gespreksleider:\nWelkom.\n\n¦Pauze.", [("Gespreksleider", "tekst"), NO_ONE]),
    ("name alone, then a blank line", "Gespreksleider:\n\nWelkom.", [("Gespreksleider", "tekst")]),
    ("turn in a list", "- Wilma: ja\n¦- niemand", [("Wilma", "tekst"), NO_ONE]),
    ("not a speaker", "Let op: om 14:30\n\n¦klaar", [NO_ONE, NO_ONE]),
    ("flip-over without blank lines", "geen brieven meer\n¦een vast gezicht\n¦eerst koffie", [NO_ONE] * 3),
    ("each paragraph one long line", f"{'woord ' * 40}.\n¦{'woord ' * 20}.\n¦Kort.", [NO_ONE] * 3),
    (
        "lines broken by a program",
        "Dit is een alinea die door een programma op breedte is\n"
        "afgebroken, zodat de zinnen over de regels heen lopen en\n"
        "de laatste korter is.\n\n¦Volgende.",
        [NO_ONE, NO_ONE],
    ),
    ("only white space", " \n\n", [NO_ONE]),
    ("only a rule", "-----\n", [NO_ONE]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "expected"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_a_note_is_cut_where_the_table_says(note: str, expected: list[tuple[str | None, str]]) -> None:
    text = note.replace("¦", "")
    pieces = split(text)
    assert "¦".join(text[p.start : p.end] for p in pieces) == note
    assert [(p.speaker, p.kind) for p in pieces] == expected
    assert [p.order for p in pieces] == list(range(1, len(pieces) + 1))


def test_in_text_from_word_each_line_is_a_paragraph() -> None:
    text = "Een lange regel die net zo lang is als de andere regels.\nEen lange regel die net zo lang is als de rest."
    assert len(split(text, each_line=True)) == 2
    assert len(split(text, each_line=False)) == 1


def test_no_text_gives_no_pieces() -> None:
    assert split("") == []


anything = st.text(st.characters(exclude_categories=()))
note_like = st.lists(
    st.sampled_from(
        ["Wilma: ", "- ", "# ", "\n", "\n\n", " ", "woord ", "Zin. ", "----\n", "1. ", "Kees:\n", "👩‍👧 ", "\u200f",
         "\u00a0\n", "woord " * 450, "Zin is dit. " * 200]
    )
).map("".join)  # fmt: skip


@given(anything | note_like, st.sampled_from([None, True, False]))
def test_the_pieces_together_are_the_text_and_none_is_empty(text: str, each_line: bool | None) -> None:
    pieces = split(text, each_line=each_line)
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert all(text[p.start : p.end].strip() for p in pieces) or not text.strip()
    assert all(p.kind in ("kop", "tekst") for p in pieces)


@given(note_like)
def test_a_piece_starts_with_words_and_white_space_goes_before_it(text: str) -> None:
    for piece in split(text)[1:]:
        assert not text[piece.start : piece.end].startswith("\n")


def test_a_paragraph_of_400_words_stays_whole() -> None:
    assert len(split("Een zin van zes woorden hier. " * 66)) == 1


def test_a_longer_one_is_cut_between_sentences() -> None:
    text = "Wilma: " + "Dit is een zin van acht woorden, toch? " * 100
    pieces = split(text)
    assert len(pieces) > 3
    for piece in pieces:
        assert text[piece.start : piece.end].endswith("? ")
        assert PART_WORDS // 2 <= len(text[piece.start : piece.end].split()) <= LONG_WORDS
        assert piece.speaker == "Wilma"


def test_speech_without_any_stop_is_cut_between_words() -> None:
    text = "en toen " * 600
    pieces = split(text)
    assert all(len(text[p.start : p.end].split()) <= LONG_WORDS for p in pieces)
    assert all(text[p.start : p.end].startswith(("en", "toen")) for p in pieces)


@pytest.mark.parametrize(
    ("note", "answer"),
    [
        ("", False),
        ("één regel", False),
        ("kort\nook kort\nnog korter", True),
        ("- kort\n- ook kort", False),
        (f"{'woord ' * 60}\n{'woord ' * 10}\n{'woord ' * 50}", True),
    ],
)
def test_who_ended_the_lines_is_seen_from_their_length(note: str, answer: bool) -> None:
    assert lines_are_paragraphs(note) is answer
