"""Who speaks, and which colons are nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.intake.speakers import find_turns

SPEAKERS = [
    ("Wilma: ik weet het niet.", ["Wilma"]),
    ("Jan de Boer: kom maar.", ["Jan de Boer"]),
    ("Deelnemer 3: nee.", ["Deelnemer 3"]),
    ("- Wilma: in een lijst.", ["Wilma"]),
    ("**Wilma:** vet.", ["Wilma"]),
    ("**Wilma**: vet.", ["Wilma"]),
    ("Wilma (bewoner): ja.", ["Wilma"]),
    ("Gespreksleider – Wat viel op?", ["Gespreksleider"]),
    ("Gespreksleider - Wat viel op?", ["Gespreksleider"]),
    ("De wethouder: dat kan.", ["De wethouder"]),
    ("een bewoner: dat kan niet.", ["een bewoner"]),
    ("GESPREKSLEIDER: welkom.", ["GESPREKSLEIDER"]),
    ("I: hoe ging het?\nR: goed.\nI: waarom?\nR: daarom.", ["I", "R", "I", "R"]),
    ("wilma: ja\nkees: nee\nwilma: toch\nkees: goed", ["wilma", "kees", "wilma", "kees"]),
    ("Wilma – ja.\nKees – nee.\nWilma – toch.", ["Wilma", "Wilma"]),
    ("Gespreksleider:\nWelkom allemaal.", ["Gespreksleider"]),
    ("Zoë: één.", ["Zoë"]),
    ("Anne-Fleur: ja.", ["Anne-Fleur"]),
]
NOBODY = [
    "Let op: om 14:30 stoppen we.",
    "NB: volgende keer in de school.",
    "14:30: pauze",
    "Om 14:30 uur: pauze",
    "Aanwezig: negen mensen.",
    "Actie: bellen.\nActie: mailen.",
    "Vraag 1: wat helpt?\nVraag 2: wat niet?",
    "Tafel 1: drie briefjes",
    "Wat ging goed: de koffie.",
    "# Wilma: een kop",
    "https://voorbeeld.nl",
    "Ze zei: kom maar.",
    "Dit is een zin met een dubbelepunt: zoals deze.",
    "WENSEN PER TAFEL: zie onder",
    "Parkeren:\n- te duur",
    "Koffie – de eerste stap",
    "Woensdag: weer bijeen",
    "Bijvoorbeeld: een brief",
]


@pytest.mark.parametrize(("note", "labels"), SPEAKERS, ids=range(len(SPEAKERS)))
def test_a_speaker_is_found(note: str, labels: list[str]) -> None:
    assert [turn.label for turn in find_turns(note)] == labels


@pytest.mark.parametrize("note", NOBODY, ids=range(len(NOBODY)))
def test_a_colon_after_something_else_is_nobody(note: str) -> None:
    assert find_turns(note) == []


def test_an_alias_of_the_group_is_a_speaker_in_any_form() -> None:
    note = "de zwaluw - ik blijf.\nVraag - wat nu?"
    assert [turn.label for turn in find_turns(note, known=["De Zwaluw"])] == ["de zwaluw"]


def test_a_turn_tells_where_the_line_and_the_words_start() -> None:
    note = "Dag.\n  - **Wilma**:  kom 👋"
    turn = find_turns(note)[0]
    assert note[turn.start :].startswith("  - **Wilma")
    assert note[turn.words_from :] == "kom 👋"


@given(st.text(st.sampled_from("aA:– -*_()1\n.é👋")), st.lists(st.text(), max_size=2))
def test_turns_lie_in_the_text_in_order(text: str, known: list[str]) -> None:
    turns = find_turns(text, known)
    assert [turn.start for turn in turns] == sorted({turn.start for turn in turns})
    for turn in turns:
        assert turn.label in text[turn.start : turn.words_from]
        assert turn.start == 0 or text[turn.start - 1] == "\n"
