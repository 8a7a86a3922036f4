"""People in a table of who was there: who is found, and who is not taken for somebody."""

from __future__ import annotations

import pytest

from ontmoet_research.group.people_list import PersonLine, read_people, tell_people
from ontmoet_research.group.people_table import is_only_people, people_in_rows, people_in_text, with_aliases

ATTENDANCE = """\
Verslag van de eerste avond

Naam\tOrganisatie\tTelefoon\tAanwezig
Wilma van den Berg\t-\t06-12345678\tja
Mevr. Truus Bos\tinwoner\t\tja
Jan de Vries\tambtenaar gemeente Veldhoek\t\tafgemeld
Totaal\t3\t\t

Naam\tAntwoord
Piet\tDe brief komt op vrijdag.

Actie\tWie\tWanneer
Bellen\tTruus\tvrijdag
"""


def test_who_was_there_is_found_in_a_note_and_who_speaks_or_does_something_is_not() -> None:
    found = people_in_text(ATTENDANCE)
    assert [one.name for one in found] == ["Wilma van den Berg", "Truus Bos", "Jan de Vries"]
    assert [one.perspectives for one in found] == [(), ("resident",), ("policy",)]
    assert (found[0].contact, found[2].exact_role) == ("06-12345678", "ambtenaar gemeente Veldhoek")


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([["Voornaam", "Achternaam", "E-mail"], ["Wilma", "Bos", "w@voorbeeld.nl"]], ["Wilma Bos"]),
        ([["Voornaam", "Naam", "Tel."], ["Wilma", "Bos", "06"]], ["Wilma Bos"]),
        ([["Deelnemerslijst"], ["Schuilnaam", "Naam"], ["Zon", "Wilma Bos"]], ["Wilma Bos"]),
        ([["Naam", "Uitspraak"], ["Wilma", "Ja hoor."]], []),
        ([["Naam"], ["Wilma"]], []),
        ([["Dag", "Prijs"], ["maandag", "3"]], []),
        ([], []),
    ],
)
def test_a_table_is_a_list_of_people_when_its_headings_say_so(rows: list[list[str]], names: list[str]) -> None:
    assert [one.name for one in people_in_rows(rows)] == names


def test_answers_of_people_are_a_note_and_no_list_of_people() -> None:
    heads = ["Naam", "E-mail"]
    assert is_only_people([heads, ["Wilma", "w@voorbeeld.nl"]])
    assert not is_only_people([[*heads, "Wat neem je mee?"], ["Wilma", "w@voorbeeld.nl", "Dat je mag vragen."]])
    assert is_only_people([[*heads, "Wat neem je mee?"], ["Wilma", "w@voorbeeld.nl", ""]])


def test_a_column_for_18_says_who_is_too_young() -> None:
    found = people_in_rows([["Naam", "18+"], ["Wilma", "ja"], ["Joris", "nee"], ["Cor", ""]])
    assert [one.under_18 for one in found] == [False, True, False]


def test_who_has_no_alias_gets_a_number_that_nobody_has() -> None:
    people = [PersonLine("", name="Wilma"), PersonLine("Zon", name="Truus"), PersonLine("", name="Piet")]
    assert [one.alias for one in with_aliases(people, ["deelnemer 1"], "Deelnemer")] == [
        "Deelnemer 2",
        "Zon",
        "Deelnemer 3",
    ]


def test_a_list_is_told_as_it_is_read_and_no_name_is_lost_over_a_comma() -> None:
    people = [PersonLine("Zon", ("resident", "volunteer"), name="Vries, Jan de"), PersonLine("Maan")]
    back = read_people(tell_people(people))
    assert [(one.alias, one.perspectives, one.name) for one in back] == [
        ("Zon", ("resident", "volunteer"), "Vries, Jan de"),
        ("Maan", (), ""),
    ]
    assert read_people("Ster (docent)")[0].perspectives == ("teacher",)


def test_a_real_name_is_in_no_print_of_a_line() -> None:
    assert "Wilma" not in repr(PersonLine("Zon", name="Wilma", contact="06-12345678"))
