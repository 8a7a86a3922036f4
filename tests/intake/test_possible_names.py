"""Words in a note that may be someone's name."""

from __future__ import annotations

import pytest

from ontmoet_research.intake.possible_names import possible_names

EXAMPLES = [
    ("Gisteren belde Noor van Dam.", ["Noor van Dam"]),
    ("Zoebida belde. Eluned ook.", []),  # a capital that only opens a sentence says nothing
    ("Noor belde. Fatima ook.", ["Noor", "Fatima"]),  # unless it is a name that comes up often
    ("Zoebida belde. Toen kwam Zoebida langs.", ["Zoebida"]),
    ("Zij is van de Gemeente. De gemeente belde.", []),
    ("Het loket van Gemeente Zandwijk. De gemeente belde.", ["Zandwijk"]),
    ("Op dinsdag in Maart met DigiD.", []),
    ("- Zoebida belde\n- toen kwam Émile", ["Émile"]),
    ("Gespreksleider: welkom\n\nDeelnemer 3: hallo\n\nJoris: dag", ["Joris"]),
    ("Zij zei: “Zoebida komt niet.”", []),
    ("wij zagen Jan-Willem en O'Brien", ["Jan-Willem", "O'Brien"]),
    ("", []),
    ("😀 zei Noor 😀", ["Noor"]),
    ("wilma zei dat fatima kwam", ["wilma", "fatima"]),  # typed on a phone
    ("ik wil een roos en mark het met bas", []),  # names that are words need a capital
    ("Wil je koffie? Wil zei nee.", ["Wil"]),
    ("Roos is er niet. Bloem van een roos. An was er.", ["Roos", "Bloem", "An"]),  # too much rather than too little
    ("mevrouw jansen en mw. El Amrani", ["El Amrani", "jansen"]),
    ("de heer v.d. Berg en meneer die komt", ["v.d. Berg"]),
    ("Volgens A.B. de Groot klopt het.", ["Groot", "A.B. de Groot"]),
    ("mw. Zoebida belde", ["Zoebida"]),  # a point that ends no sentence
    ("in januari was het koud, jan. of feb.", []),
    ("Wilmas fiets en Anna's tuin", ["Anna", "Wilmas"]),
    ("wij zagen Şivan en Łucja en Željko", ["Şivan", "Łucja", "Željko"]),
    ("oom Joop en tante Zus", ["Joop", "Zus"]),
]


@pytest.mark.parametrize(("text", "names"), EXAMPLES, ids=[text[:25] for text, _ in EXAMPLES])
def test_possible_names_are_found_inside_sentences(text: str, names: list[str]) -> None:
    assert possible_names(text) == names


@pytest.mark.parametrize("known", [["Merel"], ["merel"], ["Merel de Boer"]])
def test_aliases_and_places_of_the_group_are_left_out(known: list[str]) -> None:
    assert possible_names("Toen kwam Merel langs.\n\nMerel: dag", known) == []


@pytest.mark.parametrize(
    "words", ["elke week kwam er iemand", "lieve mensen, kom", "een nette jas", "wij spreken frans"]
)
def test_a_common_word_is_no_name_without_a_capital(words: str) -> None:
    assert possible_names(words) == []


@pytest.mark.parametrize("name", ["Elke", "Lieve", "Frans"])
def test_a_name_that_is_also_a_word_is_found_by_its_capital(name: str) -> None:
    assert possible_names(f"Gisteren belde {name}.") == possible_names(f"{name} zei niets.") == [name]
