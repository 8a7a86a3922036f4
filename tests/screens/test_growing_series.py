"""A part is added to a running series, and what holds for all its meetings is said once, on *Reeks en groep*."""

from __future__ import annotations

import pytest
from pages import choose, click, list_named, series_named, told, type_in

from ontmoet_research.change import add_wish, read_wishes
from ontmoet_research.group import list_meetings, make_series
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.words import say, say_count

HERE = "Samen in Veldhoek"


@pytest.fixture
def page(small: Project) -> SetUpSeries:
    kompas = next(row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Kompas")
    made = SetUpSeries(small, who=kompas)
    made.receive({"do": "choose_series", "value": series_named(small, HERE)})
    return made


def test_a_follow_up_is_added_and_the_wishes_come_along(page: SetUpSeries, small: Project) -> None:
    series = series_named(small, HERE)
    before = list_meetings(small, series)
    add_wish(small, "Als we nu eens belden", before[0].object_id)
    page.refresh()
    assert say_count("set_up_series.wishes_come_along", 1) in told(page)
    click(page, say("set_up_series.grow"))
    assert page.status["tone"] == "refused", "what the part is for was not chosen"
    click(page, say("set_up_series.phase.action_learning"))
    type_in(page, say("set_up_series.count"), "6")
    click(page, say("set_up_series.grow"))
    assert page.status["tone"] == "saved"
    assert [row["number"] for row in list_meetings(small, series)] == list(range(1, len(before) + 7))
    assert list(read_wishes(small)["series_id"]) == [series]
    page.receive({"do": "undo"})
    assert len(list_meetings(small, series)) == len(before)


def test_who_leads_is_said_once_and_at_one_meeting_otherwise(page: SetUpSeries, small: Project) -> None:
    first, second = list_meetings(small, series_named(small, HERE))[:2]
    click(page, "Kompas")
    choose(page, say("set_up_series.contact"), "Merel")
    assert len(find(small, "sessions", second.object_id)["facilitator_ids"]) == 1
    assert find(small, "sessions", second.object_id)["accessibility_contact"] == "Merel"
    label = next(words for key, words in list_named(page, say("set_up_series.which_meeting"))["options"]
                 if key == first.object_id)  # fmt: skip
    choose(page, say("set_up_series.which_meeting"), label)
    page.receive({"do": "choose", "value": "Tuinman", "name": "contact.accessibility_contact",
                  "in": "series.meetings.contact"})  # fmt: skip
    assert find(small, "sessions", first.object_id)["accessibility_contact"] == "Tuinman"
    page.refresh()
    assert say("set_up_series.once_apart", meetings=label) in told(page)


def test_a_series_without_a_day_is_not_called_arranged(small: Project) -> None:
    empty = make_series(small, "gids-2021", "Nieuw in Veldhoek")
    page = SetUpSeries(small, who=read_rows(small, "contributors")[0].object_id)
    page.receive({"do": "choose_series", "value": empty})
    assert say("set_up_series.nothing_yet") in told(page)
    assert say("set_up_series.all_arranged") not in told(page)
