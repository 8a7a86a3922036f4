"""Dutch names and the words that look like them: each trap with what may be found, and whose it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.privacy import Found, Known, find_identifiers
from ontmoet_research.privacy.name_list import find_owned

PEOPLE = {
    "wilma": ["Wilma van den Berg"],
    "jan": ["Jan El Amrani"],
    "wil": ["Wil Bloem"],
    "anna": ["Anna-Marie de Vries-Bakker"],
    "hans": ["Hans"],
    "an": ["An Smit"],
    "renee": ["Renée Özdemir"],
    "mark": ["Mark Roos"],
    "bas": ["Bas 't Hart"],
    "joz": ["Joz Kok"],
}

# What is a name stands between « and », followed by whose it is.
TRAPS = [
    ("Jan and January", "In januari en in jan. zag ik «Jan|jan»."),
    ("Jan and a day in January", "Op 5 Jan 2024 en 12 jan belde «Jan|jan»."),
    ("Jan without capital, who speaks", "«jan|jan» zei dat het kon, in jan kan het niet"),
    ("a rare short name without capital", "aanwezig: das, «joz|joz» en later zei ik iets tegen «joz|joz»"),
    ("Jan without capital at the start of a line", "«jan|jan»: dat kan"),
    ("JAN in capitals", "«JAN|jan» KWAM OOK"),
    ("An and Anna", "«An|an» en «Anna|anna» kwamen an."),
    ("ANNA in capitals", "«ANNA|anna»!"),
    ("Mark and mark", "ik mark het op: «Mark|mark» kwam, 100 Mark niet"),
    ("Wil and wil", "«Wil|wil» zei dat ik wil. Wil je mee? Wil iemand?"),
    ("Bas and bas", "«Bas|bas» speelt bas"),
    ("Roos and roos", "een roos van «Roos|mark»"),
    ("Bloem and bloem", "een bloem van «Bloem|wil», geen bloem voor mij"),
    ("Bloem opens a sentence: too much rather than too little", "«Bloem|wil» is meel."),
    ("van de Berg spelled in three ways", "«Van de Berg|wilma» en «v.d. Berg|wilma» en «v/d Berg|wilma»"),
    ("van den berg behind mevrouw", "mevrouw «van den berg|wilma» zei"),
    ("de heer v.d. Berg", "de heer «v.d. Berg|wilma» komt"),
    ("a mountain", "boven op de «Berg|wilma» staat"),  # too much rather than too little
    ("mw. El Amrani", "mw. «El Amrani|jan» en meneer «amrani|jan»"),
    ("the s of owning", "«Jans|jan» tuin, «Anna|anna»'s huis, «Hans|hans»' fiets, «Wilmas|wilma» jas"),
    ("initials", "«W. van den Berg|wilma» en «J. El Amrani|jan»"),
    ("an initial after it", "«Wilma B.|wilma», die met de hond"),
    ("with hyphens", "«Anna-Marie|anna» en «De Vries-Bakker|anna» en «AnnaMarie|anna»"),
    ("small names", "«Jantje|jan», «Annaatje|anna» en «Basje|bas» kwamen"),
    ("inside words", "Januari, Janneke, hosanna, Wilmastraat, Marktplein, basis, rozen"),
    ("over a line end", "«Wilma\nvan den Berg|wilma» en «Wilma van den\nBerg|wilma»"),
    ("two people under each other", "«Jan|jan»\n«Wilma|wilma»\n«Jan|jan»"),
    ("emoji around", "😀«Wilma|wilma»😀 👩‍🦰«Jan|jan»"),
    ("without the accents", "«renee ozdemir|renee» en «RENÉE|renee»"),
    ("'t Hart", "«Bas 't Hart|bas» en meneer «'t Hart|bas»"),
    ("without a capital", "«wilma|wilma» zei het"),
]


def marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    plain, spans = "", []
    for number, part in enumerate(text.replace("»", "«").split("«")):
        words, _, owner = part.partition("|") if number % 2 else (part, "", "")
        if number % 2:
            spans.append((len(plain), len(plain) + len(words), owner))
        plain += words
    return plain, spans


@pytest.mark.parametrize("example", [row[1] for row in TRAPS], ids=[row[0] for row in TRAPS])
def test_a_name_is_found_and_a_word_is_not(example: str) -> None:
    text, spans = marked(example)
    found = find_owned(text, PEOPLE)
    assert [(one.start, one.end, "".join(one.owners)) for one in found] == spans


def known(**names: str) -> list[Known]:
    return [Known(owner, name) for owner, name in names.items()]


def test_a_name_that_two_people_share_is_nobodys_in_particular() -> None:
    found = find_identifiers("Jan kwam met Jan Smit.", people=known(one="Jan Smit", two="Jan de Boer"))
    assert [one.owner for one in found] == ["", "one"]


def test_a_last_name_that_is_not_in_the_key_file_makes_it_nobodys() -> None:
    text = "Wilma Pietersen kwam."
    (one,) = find_identifiers(text, ["Wilma Pietersen"], people=known(w="Wilma van den Berg"))
    assert (text[one.start : one.end], one.owner) == ("Wilma Pietersen", "")


def test_contact_and_exact_role_of_the_key_file_are_found() -> None:
    person = Known("p", "Wilma", "06 - 1234 56 78; wilmaopdebank", "regisseur zorg")
    text = "Bel 06.12345678, app wilmaopdebank. De Regisseur Zorg zei niets, een regisseur wel."
    found = find_identifiers(text, people=[person])
    assert [(one.kind, text[one.start : one.end]) for one in found] == [
        ("phone", "06.12345678"),
        ("email", "wilmaopdebank"),
        ("role", "Regisseur Zorg"),
    ]


def test_what_another_finder_saw_joins_in_and_nothing_outside_the_text_does() -> None:
    more = [Found(0, 6, "place"), Found(10, 99, "name"), Found(4, 4, "name")]
    assert find_identifiers("Zwolle is een stad", more=more) == [Found(0, 6, "place")]


def test_the_key_file_never_shows_in_the_print_of_what_was_found() -> None:
    assert "Wilma" not in repr(Known("p", "Wilma", "06-1", "bakker"))


@given(st.text(max_size=60))
def test_names_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_owned(f"{text} Wilma\n{text}", PEOPLE)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)


@pytest.mark.parametrize("sign", ["Jan ", "v.d. ", "A. ", "wilma\n", "van de Berg ", "A.B."])
def test_a_long_odd_text_does_not_take_for_ever(sign: str) -> None:
    assert find_owned(sign * 5_000, PEOPLE) is not None
