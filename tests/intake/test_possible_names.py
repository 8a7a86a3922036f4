"""Words in a note that may be someone's name."""

from __future__ import annotations

import pytest

from ontmoet_research.intake.possible_names import possible_names

EXAMPLES = [
    ("Gisteren belde Noor van Dam.", ["Noor van Dam"]),
    ("Noor belde. Fatima ook.", []),  # a capital that only opens a sentence says nothing
    ("Fatima belde. Toen kwam Fatima langs.", ["Fatima"]),
    ("Zij is van de Gemeente. De gemeente belde.", []),
    ("Het loket van Gemeente Zandwijk. De gemeente belde.", ["Zandwijk"]),
    ("Op dinsdag in Maart met DigiD.", []),
    ("- Noor belde\n- toen kwam Émile", ["Émile"]),
    ("Gespreksleider: welkom\n\nDeelnemer 3: hallo\n\nJoris: dag", ["Joris"]),
    ("Zij zei: “Noor komt niet.”", []),
    ("wij zagen Jan-Willem en O'Brien", ["Jan-Willem", "O'Brien"]),
    ("", []),
    ("😀 zei Noor 😀", ["Noor"]),
]


@pytest.mark.parametrize(("text", "names"), EXAMPLES, ids=[text[:25] for text, _ in EXAMPLES])
def test_possible_names_are_found_inside_sentences(text: str, names: list[str]) -> None:
    assert possible_names(text) == names


@pytest.mark.parametrize("known", [["Merel"], ["merel"], ["Merel de Boer"]])
def test_aliases_and_places_of_the_group_are_left_out(known: list[str]) -> None:
    assert possible_names("Toen kwam Merel langs.\n\nMerel: dag", known) == []
