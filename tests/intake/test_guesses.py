"""The meeting a note tells of is guessed with a reason, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from ontmoet_research.intake.guesses import MeetingKnown, find_dates, guess_meeting

KNOWN = [
    MeetingKnown("een", 1, date(2024, 8, 27)),
    MeetingKnown("twee", 2, date(2024, 9, 3)),
    MeetingKnown("drie", 3, date(2024, 9, 10)),
    MeetingKnown("ander", 1, date(2025, 9, 3)),
    MeetingKnown("los", 4, None),
]
GUESSED = [
    ("verslag 3 sept 2024.docx", "", "twee"),
    ("2024-09-03.txt", "", "twee"),
    ("20240910_notities.odt", "", "drie"),
    ("flap 10-9-24.md", "", "drie"),
    ("10_9_2024.md", "", "drie"),
    ("Bijeenkomst 3.pdf", "", "drie"),
    ("3e_bijeenkomst.pdf", "", "drie"),
    ("verslag derde bijeenkomst.pdf", "", "drie"),
    ("bijeenkomst_4.txt", "", "los"),
    ("verslag.docx", "Verslag\nDatum: 10 september 2024\nVolgende keer: 17 september 2024", "drie"),
    ("verslag.docx", "# 3 september 2024\nWe waren met 9.", "twee"),
    ("verslag.docx", "Verslag van de tweede ontmoeting", "twee"),
    ("bijeenkomst 1.docx", "Dinsdag 27 augustus 2024", "een"),
    ("3 sept bijeenkomst 2.txt", "", "twee"),
    ("verslag 3 sept 2024.docx", "uitgewerkt op 12 september 2024", "twee"),  # a day of no meeting says nothing
    # no guess
    ("verslag.docx", "", None),
    ("3 sept.txt", "", None),  # in two years
    ("bijeenkomst 1.docx", "", None),  # in two series
    ("verslag 3 sept 2024.docx", "Bijeenkomst 3", None),  # they say something else
    ("verslag.docx", "Van 3 september 2024 tot 10 september 2024", None),
    ("1 januari 2020.docx", "", None),
    ("scan0003.pdf", "", None),
    ("IMG_20240931.pdf", "", None),  # no such day
    ("notitie 12.txt", "Tafel 3 zei: 2 dingen", None),
]


@pytest.mark.parametrize(("name", "text", "session_id"), GUESSED, ids=[f"{row[0]} {row[1][:20]}" for row in GUESSED])
def test_the_meeting_is_guessed_by_name_and_first_lines(name: str, text: str, session_id: str | None) -> None:
    guess = guess_meeting(name, text, KNOWN)
    assert guess.session_id == session_id
    assert bool(guess.reasons) == (session_id is not None)


def test_each_clue_is_told_as_a_reason() -> None:
    guess = guess_meeting("bijeenkomst 2.docx", "Dinsdag 3 september 2024\nWe waren met 9.", KNOWN)
    assert guess.reasons == (
        "In de naam van het bestand staat bijeenkomst 2.",
        "In de eerste regels staat 3 september 2024.",
    )


def test_the_day_of_no_meeting_is_given_too() -> None:
    assert guess_meeting("1 januari 2020.docx", "", KNOWN).dates == (date(2020, 1, 1),)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("3 maart", [(None, 3, 3)]),
        ("12 mrt. 2023", [(2023, 3, 12)]),
        ("1 jan '25", [(2025, 1, 1)]),
        ("13-13-2024", []),
        ("kamer 12, 5 meisjes", []),
        ("06-12345678", []),
        ("3.9.2024 en 3/9/2024", [(2024, 9, 3)] * 2),
    ],
)
def test_days_are_read_as_people_type_them(words: str, days: list[tuple[int | None, int, int]]) -> None:
    assert find_dates(words) == days
