"""Zo leren we samen, without a browser."""

from __future__ import annotations

from typing import Any

import pytest
from pages import choose, click, every_block, told

from ontmoet_research.screens.learning.see_learning import SeeLearning
from ontmoet_research.store import Project
from ontmoet_research.words import say


@pytest.fixture
def page(small: Project) -> SeeLearning:
    return SeeLearning(small)


def chart(page: SeeLearning) -> dict[str, Any]:
    (found,) = [block for block in every_block(page) if block["kind"] == "chart"]
    return found


def test_one_figure_with_its_sentence_and_table_is_shown(page: SeeLearning) -> None:
    found = chart(page)
    assert found["title"] == say("learning.new_or_known.title")
    assert found["image"].startswith("data:image/png;base64,")
    assert "1 label" in found["sentence"]
    assert len(found["table"]["rows"]) >= 1


@pytest.mark.parametrize("figure", ["themes", "wishes", "reach", "travels", "ladder", "levels", "both_ways"])
def test_a_button_shows_another_figure_and_says_so(page: SeeLearning, figure: str) -> None:
    before = chart(page)["image"]
    click(page, say(f"see_learning.show.{figure}"))
    assert chart(page)["title"] == say(f"learning.{figure}.title")
    assert chart(page)["image"] != before
    assert chart(page)["title"] in page.status["text"]


def test_small_groups_show_only_in_the_figure_of_who_learns_and_only_after_a_yes(page: SeeLearning) -> None:
    assert say("equal_voices.agreed") not in told(page)
    click(page, say("see_learning.show.reach"))
    assert "inwoner" not in told(page)
    click(page, say("equal_voices.agreed"))
    assert say("equal_voices.hide_small") in told(page)
    choose(page, say("page.which_series"), "Kenniscafé Veldhoek")
    assert say("equal_voices.hide_small") not in told(page)
    click(page, say("see_learning.show.reach"))
    assert say("equal_voices.agreed") in told(page)  # another group has to say yes itself


def test_another_series_has_its_own_figure(page: SeeLearning) -> None:
    before = chart(page)["sentence"]
    choose(page, say("page.which_series"), "Kenniscafé Veldhoek")
    assert chart(page)["sentence"] == say("learning.new_or_known.nothing") != before


def test_a_figure_is_drawn_once_as_long_as_nothing_changed(page: SeeLearning) -> None:
    click(page, say("see_learning.show.wishes"))
    click(page, say("see_learning.show.new_or_known"))
    click(page, say("see_learning.show.wishes"))
    assert len(page.parts["figures"].drawings) == 2


def test_a_new_label_is_in_the_figure_at_once(page: SeeLearning, small: Project) -> None:
    from ontmoet_research.coding import remove_coding
    from ontmoet_research.store import read_rows

    remove_coding(small, read_rows(small, "codings")[0].object_id)
    page.refresh()
    assert chart(page)["sentence"] == say("learning.new_or_known.nothing")


def test_2_series_stand_beside_each_other_with_what_differs_and_without_small_groups(
    page: SeeLearning, small: Project
) -> None:
    choose(page, say("see_learning.beside"), "Kenniscaf\u00e9 Veldhoek")
    [both] = [
        one for one in every_block(page) if one["kind"] == "chart" and one["title"] == say("learning.across.title")
    ]
    assert both["sentence"] == say("learning.across.too_few", k=5)  # 2 people
    assert both["table"]["rows"] == []
    assert {say("group.methods_differ"), say("learning.across.other_lists")} <= set(both["notes"])
    choose(page, say("see_learning.beside"), say("labelling.choose"))
    assert say("learning.across.title") not in told(page)


def test_a_bar_opens_its_pieces_and_each_piece_tells_in_which_numbers_it_counts(page: SeeLearning) -> None:
    (bar,) = chart(page)["buttons"]
    assert bar["text"] == "Bijeenkomst 1, labels die toen nieuw waren: 1 stukje tekst"
    page.receive({"do": bar["do"], **bar["sends"]})
    assert "Merel: de telefoon ging niet over." in told(page)
    counts = f"{say('learning.themes.title')} bellen, Bijeenkomst 1: 1 stukje tekst"
    assert counts in told(page).replace("\u2068", "").replace("\u2069", "")
    assert bar["text"] in page.status["text"]
    click(page, say("behind.close"))
    assert "Merel: de telefoon ging niet over." not in told(page)


def test_the_list_under_a_figure_opens_the_same_and_all_at_once(page: SeeLearning) -> None:
    click(page, say("see_learning.show.themes"))
    choose(page, say("behind.which"), "Alles in dit plaatje: 1 stukje tekst")
    assert "Merel: de telefoon ging niet over." in told(page)
    click(page, say("see_learning.show.wishes"))
    assert say("behind.none.wishes") in told(page)


def test_the_numbers_of_a_figure_go_along_as_a_file_that_is_noted(page: SeeLearning, small: Project) -> None:
    from pathlib import Path

    from ontmoet_research.store import read_rows

    click(page, say("charts.take"))
    (file,) = Path("uitvoer").glob("nieuw-of-bekend_*.csv")
    assert file.name in page.status["text"]
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("Bijeenkomst,") and len(rows) == len(chart(page)["table"]["rows"]) + 1
    assert any(file.name in (row["reason"] or "") for row in read_rows(small, "log_events"))


def test_all_series_stand_together_and_one_of_too_few_people_is_only_named(page: SeeLearning) -> None:
    choose(page, say("see_learning.beside"), say("see_learning.all_series"))
    (made,) = [
        one for one in every_block(page) if one["kind"] == "chart" and one["title"] == say("learning.many.title")
    ]
    assert made["sentence"] == say("learning.many.nothing")
    assert any("Samen in Veldhoek" in note and "te weinig mensen" in note for note in made["notes"])
