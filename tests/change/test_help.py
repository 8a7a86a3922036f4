"""Help that was asked and given, linked to each other (methods 3.17, B36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ontmoet_research.change import (
    assign,
    finish,
    give_help,
    help_asked,
    help_letter,
    offer_help,
    read_assignments,
    read_help_offers,
    read_progress,
    share,
)
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd
    from conftest import Small


@pytest.fixture
def asked(small: Small) -> list[str]:
    """Three answers: two that ask for help, at meetings 6 and 7, and one that does not."""
    task = assign(small.project, small.decision(small.wish()), small.people[0])
    return [
        share(small.project, small.meetings[5], task, {"need": "een tolk.", "from_whom": "de gemeente"}),
        share(small.project, small.meetings[6], task, {"done": "gebeld"}),
        share(small.project, small.meetings[6], task, {"need": "een lijst met nummers"}),
    ]


def listed(small: Small) -> pd.DataFrame:
    return help_asked(read_progress(small.project), read_assignments(small.project), read_help_offers(small.project))


def test_every_need_is_on_the_list_the_last_meeting_first(small: Small, asked: list[str]) -> None:
    rows = listed(small)
    assert rows["need"].tolist() == ["een lijst met nummers", "een tolk."]
    assert rows["from_whom"].tolist() == ["", "de gemeente"]
    assert rows["what"].tolist() == ["op dinsdag bellen"] * 2
    assert rows[["offers", "given"]].to_numpy().tolist() == [[[], 0], [[], 0]]


def test_an_offer_belongs_to_what_was_asked_and_is_given_on_a_day(small: Small, asked: list[str]) -> None:
    offer = offer_help(small.project, asked[0], " ik tolk ", small.people[1])
    offer_help(small.project, asked[0], "van buiten")
    give_help(small.project, offer, "5 juli 2024")
    row = listed(small).set_index("progress_id").loc[asked[0]]
    assert (len(row["offers"]), row["given"]) == (2, 1)
    told = read_help_offers(small.project).set_index("help_offer_id").loc[offer]
    assert (told["text"], told["helper_id"], told["given_on"]) == ("ik tolk", small.people[1], "2024-07-05")


@pytest.mark.parametrize(("which", "text", "sentence"), [(0, " ", "welke hulp"), (1, "ik help", "vroeg niemand")])
def test_help_without_words_or_where_nobody_asked_is_refused(
    small: Small, asked: list[str], which: int, text: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        offer_help(small.project, asked[which], text)
    assert read_help_offers(small.project).empty


@pytest.mark.parametrize("day", ["", "gauw"])
def test_help_is_given_on_a_day_that_can_be_read(small: Small, asked: list[str], day: str) -> None:
    offer = offer_help(small.project, asked[0], "ik tolk")
    with pytest.raises(Refused):
        give_help(small.project, offer, day)
    assert read_help_offers(small.project)["given_on"].isna().all()


def test_the_text_to_mail_asks_for_what_runs_and_has_no_help_yet_and_names_nobody(
    small: Small, asked: list[str]
) -> None:
    assert help_letter(listed(small)).splitlines() == [
        "Hallo. Onze groep zoekt hulp bij deze dingen.",
        "",
        "Wij zijn bezig met: op dinsdag bellen. Daarvoor is nodig: een lijst met nummers.",
        "",
        "Wij zijn bezig met: op dinsdag bellen. Daarvoor is nodig: een tolk.",
        "Wij denken aan hulp van: de gemeente.",
        "",
        "Kun je helpen? Laat het ons weten.",
    ]
    give_help(small.project, offer_help(small.project, asked[2], "hier is hij"), "5 juli 2024")
    assert "lijst met nummers" not in help_letter(listed(small))
    finish(small.project, str(read_assignments(small.project)["assignment_id"].iloc[0]))
    assert "tolk" not in help_letter(listed(small))
    assert "een tolk." in listed(small)["need"].tolist(), "on the list it stays"
