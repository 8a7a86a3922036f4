"""What points at a person, and what only looks like it. All values are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.privacy import KINDS, find_identifiers
from ontmoet_research.text.identifiers import is_bsn, is_iban
from ontmoet_research.words import all_sentences

NAMES = ["Wilma Jansen", "Eric de Vries", "Renée", "Jan-Willem", "Wil", "Thijs van den Berg"]

# What is found is between « and ».
FOUND = [
    ("email", "Mail naar «w.jansen+buurt@voorbeeld.nl».", "plain"),
    ("email", "(«anna@mail.voorbeeld.org»)", "brackets"),
    ("url", "Zie «https://voorbeeld.nl/p?a=1».", "with protocol"),
    ("url", "Kijk op «www.voorbeeld.nl», daar staat het.", "www"),
    ("url", "Staat op «mijnbuurt.nl/hulp».", "bare"),
    ("iban", "Rekening «NL02 ABNA 0123 4567 89» graag.", "spaces"),
    ("iban", "«NL02ABNA0123456789»", "compact"),
    ("iban", "«nl02abna0123456789»", "small letters"),
    ("iban", "«NL02 ABNA 0123 4567 89» IS VAN HEM", "capitals after it"),
    ("phone", "Bel «06-12345678».", "mobile"),
    ("phone", "Bel «06 12 34 56 78» even", "in pairs"),
    ("phone", "«+31 6 1234 5678»", "international"),
    ("phone", "«0031612345678»", "with zeros"),
    ("phone", "«+31 (0)26 123 45 67»", "with the zero in brackets"),
    ("phone", "«026-1234567» of", "fixed"),
    ("phone", "«(026) 123 45 67»", "area code in brackets"),
    ("phone", "«+32 470 12 34 56»", "foreign"),
    ("bsn", "nummer «123456782» klopt", "nine digits"),
    ("bsn", "«123.456.782»", "points"),
    ("bsn", "«1234 56 782»", "spaces"),
    ("number", "nummer «123456789» niet", "fails the eleven test"),
    ("number", "«000000000»", "zeros"),
    ("postcode", "op «6851 AB» in", "space"),
    ("postcode", "«6851AB»", "compact"),
    ("postcode", "«6851ab»", "small letters"),
    ("postcode", "Hij woont op «2023 AB».", "could be a year, but is not said as one"),
    ("birth_date", "geboren op «5 juli 1967» in", "words"),
    ("birth_date", "Geboren: «05-07-1967»", "digits"),
    ("birth_date", "geb. «5/7/67»", "short"),
    ("birth_date", "geboortedatum «5 mei 1980»", "label"),
    ("birth_date", "geboren in «1967»", "year"),
    ("birth_date", "zij is op «4 mei 1967» geboren", "word after"),
    ("street", "aan de «Dorpsstraat 12» woont", "one word"),
    ("street", "«Burgemeester Janssenlaan 14a»", "two words and a letter"),
    ("street", "«Laan van Nieuwland 5»", "laan van"),
    ("street", "in de «lindeweg 8-2»", "small letters, addition"),
    ("name", "Toen zei «Wilma»: kom.", "first name"),
    ("name", "mevrouw «Jansen» zei", "last name"),
    ("name", "«Wilma Jansen» zei", "whole name"),
    ("name", "«wilma» zei", "small letters"),
    ("name", "«WILMA» zei", "capitals"),
    ("name", "«Willma» zei", "double letter"),
    ("name", "«Wilma»'s fiets", "possessive"),
    ("name", "«Wilmas» fiets", "possessive without sign"),
    ("name", "«Erick» zei", "other spelling"),
    ("name", "«Renee» zei", "without accent"),
    ("name", "«JanWillem» zei", "in one word"),
    ("name", "«Jan Willem» zei", "in two words"),
    ("name", "«Tijs van den Berg» zei", "with words between"),
    ("name", "«W. Jansen» zei", "initial"),
    ("name", "«Wil» zei dat ik wil", "short name with a capital only"),
]  # fmt: skip

NEAR_MISSES = [
    "Op 4 mei waren we met 9.",
    "Op 5 juli 2023 om 14:30 uur.",
    "Van 05-07-2023 14:30 tot 16:00.",
    "In 2023 AB en CD genoemd.",
    "In 2024 EU-geld gevraagd.",
    "Het is 1500mm breed en 2000 km ver.",
    "Hij werkt bij de SA: 1234 SA bestaat niet.",
    "Onderweg 3 uur gereden, over de snelweg 2.",
    "Het kost € 1.234.567,89.",
    "Bel 112 of 14 026.",
    "Er kwamen 12345678 brieven.",
    "NL03 ABNA 0123 4567 8X",
    "Ik wil met de bus, zei de vrouw.",
    "Het ging goed.Nu verder.",
    "Zij werd geboren in het dorp.",
    "@wilma is geen adres? a@b ook niet",
    "",
]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    before, inside, after = text.replace("»", "«").split("«")
    return before + inside + after, [(len(before), len(before) + len(inside))]


@pytest.mark.parametrize(("kind", "example"), [row[:2] for row in FOUND], ids=[f"{row[0]}: {row[2]}" for row in FOUND])
def test_what_points_at_a_person_is_found_to_the_letter(kind: str, example: str) -> None:
    text, spans = marked(example)
    found = find_identifiers(text, NAMES)
    assert [(one.kind, one.start, one.end) for one in found] == [(kind, *span) for span in spans]


@pytest.mark.parametrize("text", NEAR_MISSES, ids=range(len(NEAR_MISSES)))
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert find_identifiers(text, ["Wil", "Bas"]) == []


def test_an_organisation_is_found_as_a_whole_only() -> None:
    found = find_identifiers("De Groene Poort hielp; de poort was groen.", organisations=["Groene Poort"])
    assert [(one.kind, one.start, one.end) for one in found] == [("organisation", 3, 15)]


def test_two_that_overlap_become_one_so_that_nothing_is_left_standing() -> None:
    text = "Ze woont Wilma Jansenstraat 3."
    assert [(f.kind, text[f.start : f.end]) for f in find_identifiers(text, NAMES)] == [
        ("street", "Wilma Jansenstraat 3")
    ]


def test_every_kind_has_a_word_in_brackets() -> None:
    sentences = all_sentences()
    for kind in KINDS:
        word = sentences[f"privacy.replacement.{kind}"]
        assert word.startswith("[")
        assert word.endswith("]")


@given(st.integers(1, 999_999_999))
def test_a_bsn_with_one_digit_changed_fails_the_test(number: int) -> None:
    digits = f"{number:09}"
    changed = digits[:4] + str((int(digits[4]) + 1) % 10) + digits[5:]
    assert not (is_bsn(digits) and is_bsn(changed))


@given(st.from_regex("[0-9]{10}", fullmatch=True))
def test_an_iban_made_by_the_rule_passes_and_with_other_check_digits_fails(account: str) -> None:
    body = int("".join(str(int(sign, 36)) for sign in f"ABNA{account}NL00"))
    check = 98 - body % 97
    assert is_iban(f"NL{check:02}ABNA{account}")
    assert not is_iban(f"NL{(check + 1) % 100:02}ABNA{account}")


pieces = st.sampled_from(
    ["06-12345678", "123456782", "NL02ABNA0123456789", "6851 AB", "Wilma", "Dorpsstraat 12", "a@b.nl", "www.b.nl", " ",
     "geboren op 5 juli 1967", "\n", ".", "é", "👋", "\u200f"]
)  # fmt: skip


@given(st.lists(pieces | st.text(max_size=8)).map("".join))
def test_what_is_found_lies_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_identifiers(text, NAMES)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize("sign", ["a", "A", "1", "-", ".", "A.", "0 ", "A1 ", "a@", "A b "])
def test_a_long_odd_text_does_not_take_for_ever(sign: str) -> None:
    assert find_identifiers(sign * 20_000, NAMES) is not None  # a pattern that explodes would never come back
