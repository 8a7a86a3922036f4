"""People in a table of who was there: in a note, in a spreadsheet, or pasted. Pure; nothing is stored.

A table is a list of people when a heading says who, and another says something of a person (there or not, a side, how
to reach them); a table of what people said, or of who does what by when, is none. How to reach someone and what exactly
they do belongs in the key file, as the name does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ontmoet_research.text import plain

from .people_list import PersonLine, perspective_of

__all__ = ["is_only_people", "people_in_rows", "people_in_text", "with_aliases"]

Rows = Sequence[Sequence[str]]

_ALIAS = {"schuilnaam", "alias", "pseudoniem", "schuilnaam deelnemer", "gekozen naam"}
_FIRST, _LAST = {"voornaam", "roepnaam"}, {"achternaam", "familienaam"}
_NAME = {
    *("naam", "name", "deelnemer", "deelneemster", "deelnemers", "wie", "volledige naam", "echte naam", "persoon"),
    *(
        "naam deelnemer",
        "voor- en achternaam",
        "voornaam en achternaam",
        "namen",
        "bewoner",
        "participant",
        "full name",
    ),
}
_SIDE = {"perspectief", "perspectieven", "rol", "groep", "kant", "hoedanigheid", "achtergrond", "wie ben je", "als"}
_JOB = {"functie", "beroep", "werk", "organisatie", "instelling", "role"}
_CONTACT = {"e-mail", "email", "e-mailadres", "mail", "telefoon", "telefoonnummer", "mobiel", "tel", "06", "contact"}
_AGE = {"18+", "18 of ouder", "18 jaar of ouder", "18 jaar", "ouder dan 18", "meerderjarig"}
_THERE = {
    "aanwezig",
    "aanwezigheid",
    "afgemeld",
    "afwezig",
    "handtekening",
    "paraaf",
    "adres",
    "leeftijd",
    "aan/afwezig",
}
_OF_A_PERSON = _SIDE | _JOB | _CONTACT | _AGE | _THERE | _ALIAS
_OF_A_LIST = _OF_A_PERSON | _NAME | _FIRST | _LAST | {"nr", "nummer", "no", "#", "", "woonplaats", "wijk", "datum"}
_NO_PEOPLE = {
    *("tekst", "uitspraak", "citaat", "antwoord", "reactie", "toelichting", "wat is er gezegd", "gezegd", "bericht"),
    *("actie", "taak", "deadline", "wanneer", "actiehouder", "uiterlijk"),
}
_HEADING_ROWS, _LONGEST = 5, 6
_NO = {"nee", "n", "no", "niet", "onwaar", "false"}
_TITLE = re.compile(r"^(?:dhr|mevr|mw|de heer|mevrouw)\.?\s+", re.IGNORECASE)


def people_in_text(words: str) -> list[PersonLine]:
    """The people of every list of people in a text of which cells of a row stand between tabs, as a reader gives it.

    >>> [one.name for one in people_in_text("Naam\\tAanwezig\\nWilma Bos\\tja")]
    ['Wilma Bos']
    """
    found: dict[str, PersonLine] = {}
    for table in _tables(words):
        for one in people_in_rows(table):
            found.setdefault(plain(one.name or one.alias), one)
    return list(found.values())


def people_in_rows(rows: Rows, *, sure: bool = False) -> list[PersonLine]:
    """The people of one table; none when it is no list of people. ``sure``: someone said it is one.

    Gives per person the alias (empty when no column has it), the name, the perspectives, ``under_18`` when a column
    says so, and ``contact`` and ``exact_role`` for the key file.
    """
    place = next((n for n, row in enumerate(rows[:_HEADING_ROWS]) if _is_heading(row, sure=sure)), None)
    if place is None:
        return []
    heads = [_head(cell) for cell in rows[place]]
    found: dict[str, PersonLine] = {}
    for row in rows[place + 1 :]:
        one = _person(heads, [" ".join(cell.split()) for cell in row])
        if one is not None:
            found.setdefault(plain(one.name or one.alias), one)
    return list(found.values())


def is_only_people(rows: Rows) -> bool:
    """Whether a table is a list of people and nothing else: a column with answers of theirs makes it a note."""
    place = next((n for n, row in enumerate(rows[:_HEADING_ROWS]) if _is_heading(row, sure=False)), None)
    if place is None:
        return False
    filled = {n for row in rows[place + 1 :] for n, cell in enumerate(row) if cell.strip()}
    heads = [_head(cell) for cell in rows[place]]
    return all(n < len(heads) and heads[n] in _OF_A_LIST for n in filled)


def _is_heading(row: Sequence[str], *, sure: bool) -> bool:
    heads = {_head(cell) for cell in row}
    who = heads & (_NAME | _FIRST | _ALIAS)
    told = bool(heads & _OF_A_PERSON - who) or bool(who & _ALIAS and who - _ALIAS)
    return bool(who) and not heads & _NO_PEOPLE and (sure or told)


def _person(heads: Sequence[str], row: Sequence[str]) -> PersonLine | None:
    """Someone of a row; None when the row names nobody, as one with a total does."""
    told = [(head, cell) for head, cell in zip(heads, row, strict=False) if cell.strip("-–. ")]
    alias = next((cell for head, cell in told if head in _ALIAS), "")
    whole = [cell for head, cell in told if head in _NAME][:1]
    parts = [cell for kinds in (_FIRST, _LAST) for head, cell in told if head in kinds]
    name = _TITLE.sub("", " ".join(whole if whole and not _last_only(told) else [*parts, *whole]))
    if not _may_be_someone(name or alias):
        return None
    sides: list[str] = []
    rest: list[str] = []
    for head, cell in told:
        if head in _SIDE | _JOB:
            found = [perspective_of(part) for part in re.split(r"[,;/]|\s+en\s+", cell)]
            sides += [one for one in found if one]
            rest += [cell] if head in _JOB or not all(found) else []
    young = any(plain(cell) in _NO for head, cell in told if head in _AGE)
    contact = ", ".join(cell for head, cell in told if head in _CONTACT)
    return PersonLine(alias, tuple(dict.fromkeys(sides)), (), name, contact, ", ".join(rest), young)


def _last_only(told: Iterable[tuple[str, str]]) -> bool:
    """Whether a column of first names stands beside one that is only called *Naam*: then that is the last name."""
    return any(head in _FIRST for head, _ in told)


def _may_be_someone(words: str) -> bool:
    if not words or len(words.split()) > _LONGEST or plain(words).startswith(("totaal", "aantal")):
        return False
    return any(letter.isalpha() for letter in words)


def _tables(words: str) -> Iterator[list[list[str]]]:
    """Lines with tabs that stand after each other."""
    table: list[list[str]] = []
    for line in [*words.splitlines(), ""]:
        if "\t" in line:
            table.append([cell.strip(" |") for cell in line.split("\t")])
        elif table:
            yield table
            table = []


def _head(cell: str) -> str:
    return plain(" ".join(cell.split())).strip(" :?.*")


def with_aliases(people: Iterable[PersonLine], taken: Iterable[str], proposed: str) -> list[PersonLine]:
    """The same people, each with an alias: who had none gets ``proposed`` and a number that nobody has."""
    known = {plain(one) for one in taken}
    made, number = [], 0
    listed = list(people)
    known |= {plain(one.alias) for one in listed if one.alias}
    for one in listed:
        while not one.alias:
            number += 1
            if plain(f"{proposed} {number}") not in known:
                one = replace(one, alias=f"{proposed} {number}")
        made.append(one)
    return made
