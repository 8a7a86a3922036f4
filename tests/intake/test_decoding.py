"""Letters come in as they were typed, or with a question, or not at all."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import Unreadable

DUTCH = [
    "Wilma zei dat één vaste begeleider helpt. Ze heeft geen cent meer over.",
    "Het gaat om “vertrouwen”, zei ze – en dat kost tijd… De brief van € 40 kwam twee keer.",
    "Coördinatie. Ideeën. Reünie. Financiële hulp.",
    "Ik kan niet meer. ‘Wat nu’, dacht ik.",
    "café",
    "De foto’s van vóór de verhuizing.",
    "Zij zei: ‘Één vast gezicht, geen zeven.’ Dat is precies wat we zoeken • punt twee",
]
CERTAIN = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]
GUESSED = ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", CERTAIN)
@pytest.mark.parametrize("text", DUTCH, ids=range(len(DUTCH)))
def test_a_mark_or_utf8_is_certain(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.certain) == (text, True)


@pytest.mark.parametrize("encoding", GUESSED)
@pytest.mark.parametrize("text", DUTCH, ids=range(len(DUTCH)))
def test_old_letters_are_read_right_but_asked_about(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, encoding, False)
    assert decoded.preview


def test_the_preview_is_the_first_line_with_a_special_letter() -> None:
    note = "Verslag\n\nWe waren met negen.\nZe wil één vast gezicht.\nNog één regel."
    assert decode(note.encode("cp1252")).preview == "Ze wil één vast gezicht."


def test_a_long_line_is_shown_around_its_special_letter() -> None:
    preview = decode(("woord " * 500 + "één" + " woord" * 500).encode("cp1252")).preview
    assert "één" in preview
    assert len(preview) <= 80


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("これは日本語のテキストです。", "shift_jis"), ("Это письмо из города.", "koi8-r"), ("één café, ideeën", "cp850")],
)
def test_letters_stored_in_an_unknown_way_are_refused(text: str, encoding: str) -> None:
    with pytest.raises(Unreadable, match=r"letters_unknown|no_text_file"):
        decode(text.encode(encoding))


def test_utf8_with_one_broken_letter_is_not_taken_for_an_old_encoding() -> None:
    with pytest.raises(Unreadable, match="letters_unknown"):
        decode("één idee, één café, ideeën".encode().replace(b"\xc3\xabn", b"\xc3n"))


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7 tekst", b"PK\x03\x04 tekst", b"{\\rtf1 tekst}", b"\xff\xd8\xff\xe0",
     bytes(range(256)), b"tekst\x00tekst", b"\x01\x02\x03"],
    ids=["png", "pdf", "zip", "rtf", "jpg", "all bytes", "one zero", "controls"],
)  # fmt: skip
def test_what_is_no_text_is_told_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="no_text_file"):
        decode(data)


def test_a_mark_with_half_a_letter_behind_it_is_refused() -> None:
    with pytest.raises(Unreadable, match="letters_unknown"):
        decode(b"\xff\xfea\x00b")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_always_comes_back_the_same(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


@given(st.binary())
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Unreadable:
        return
    assert isinstance(decoded.text, str)


def test_random_bytes_are_refused() -> None:
    with pytest.raises(Unreadable):
        decode(os.urandom(20_000))
