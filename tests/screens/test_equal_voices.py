"""Gelijk meedoen?, without a browser."""

from __future__ import annotations

import pytest
from pages import choose, click, every_block, list_named, series_named, told, type_in, typed

from ontmoet_research.screens.learning.equal_voices import EqualVoices
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say


@pytest.fixture
def page(small: Project) -> EqualVoices:
    made = EqualVoices(small)
    click(made, "Merel")
    return made


def sentence(page: EqualVoices) -> str:
    (found,) = [block for block in every_block(page) if block["kind"] == "chart"]
    return str(found["sentence"])


def test_bars_of_few_people_stay_hidden_until_the_group_says_yes_and_a_person_is_never_shown(page: EqualVoices) -> None:
    assert say("voices.about.praten") in sentence(page)  # among what can't be seen
    click(page, say("equal_voices.agreed"))
    assert "de anderen" not in sentence(page)  # 1 person with experience and 1 other: still nothing
    click(page, say("equal_voices.hide_small"))
    assert say("equal_voices.hide_small") not in told(page)


def test_who_is_heard_is_the_other_figure(page: EqualVoices) -> None:
    click(page, say("equal_voices.show.speaking"))
    assert say("voices.speaking.too_few", k=5) in sentence(page)
    assert len(page.parts["voices"].drawings) == 2


def test_who_places_the_labels_is_told_per_side_and_not_of_one_person(page: EqualVoices) -> None:
    click(page, say("equal_voices.show.coding"))
    assert sentence(page) == say("voices.coding.nothing", k=5)
    click(page, say("equal_voices.agreed"))
    assert sentence(page) == say("voices.coding.nothing", k=2)  # 1 person labelled


def test_a_side_says_how_it_is_and_takes_it_back(page: EqualVoices, small: Project) -> None:
    click(page, say("voices.about.kiezen"))
    type_in(page, say("equal_voices.words"), "Wij kiezen mee.")
    click(page, say("equal_voices.keep"))
    assert (
        page.status["tone"] == "refused" and typed(page, say("equal_voices.words")) == "Wij kiezen mee."
    )  # of which series?
    choose(page, say("equal_voices.words_of"), "Kenniscaf\u00e9 Veldhoek")
    click(page, say("equal_voices.keep"))
    (note,) = read_rows(small, "equality_notes")
    assert note["series_id"] == series_named(small, "Kenniscaf\u00e9 Veldhoek")
    assert (note["side"], note["about"], note["text"]) == ("ervaring", "kiezen", "Wij kiezen mee.")
    assert any("Wij kiezen mee." in item for block in every_block(page) for item in block.get("items", []))
    page.receive({"do": "undo"})
    assert read_rows(small, "equality_notes") == []


def test_one_series_can_be_looked_at_alone(page: EqualVoices) -> None:
    choose(page, say("page.which_series"), "Kenniscaf\u00e9 Veldhoek")
    assert list_named(page, say("page.which_series"))["value"] != "alle"
    assert all(block.get("label") != say("equal_voices.words_of") for block in every_block(page))
