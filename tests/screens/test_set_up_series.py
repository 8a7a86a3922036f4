"""Reeks en groep, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import click, every_block, series_named, told, type_in

from ontmoet_research.group import list_meetings
from ontmoet_research.screens.series.set_up_series import SetUpSeries, group_list, phase_bar
from ontmoet_research.store import Project, create, read_rows
from ontmoet_research.words import say


@pytest.fixture
def page(small: Project) -> SetUpSeries:
    return SetUpSeries(small)


def findings(page: SetUpSeries) -> list[str]:
    return [item["text"] for block in every_block(page) if block["kind"] == "findings" for item in block["items"]]


def test_the_phase_bar_counts_meetings_held_and_planned(small: Project) -> None:
    assert phase_bar(small, series_named(small, "Samen in Veldhoek")) == [("Samen praten", 1, 2)]


def test_one_person_with_experience_is_something_to_mind(page: SetUpSeries) -> None:
    click(page, say("set_up_series.part.group"))
    assert say("group.one_with_experience") in findings(page)


def test_a_new_participant_is_on_the_list_and_the_finding_goes(page: SetUpSeries, small: Project) -> None:
    click(page, say("set_up_series.part.group"))
    type_in(page, say("set_up_series.alias"), "Pepermunt")
    click(page, "Mens met eigen ervaring")
    click(page, "Inwoner")
    click(page, "Inwoner")
    click(page, say("set_up_series.yes"))
    click(page, say("set_up_series.add"))
    assert page.status["text"].startswith("Pepermunt doet mee.")
    assert "Pepermunt: mens met eigen ervaring" in group_list(small, page.series_id)
    assert say("group.one_with_experience") not in findings(page)
    page.receive({"do": "undo"})
    assert "Pepermunt" not in " ".join(group_list(small, page.series_id))


@pytest.mark.parametrize("missing", ["alias", "perspective", "adult"])
def test_nobody_comes_on_the_list_half(page: SetUpSeries, small: Project, missing: str) -> None:
    click(page, say("set_up_series.part.group"))
    if missing != "alias":
        type_in(page, say("set_up_series.alias"), "Zebra")
    if missing != "perspective":
        click(page, "Inwoner")
    if missing != "adult":
        click(page, say("set_up_series.yes"))
    click(page, say("set_up_series.add"))
    assert page.status["tone"] == "refused"
    assert len(read_rows(small, "participants")) == 2


def test_a_template_shows_its_phases_before_anything_is_made(page: SetUpSeries, small: Project) -> None:
    click(page, say("set_up_series.part.new"))
    click(page, "Gids 2021: 4 + 1 + 8")
    bar = next(block for block in every_block(page) if block["kind"] == "phases")
    assert [item["dots"] for item in bar["items"]] == ["○○○○", "○", "○○○○○○○○"]
    assert len(read_rows(small, "series")) == 2


def test_a_series_is_made_from_a_template_and_opened(page: SetUpSeries, small: Project) -> None:
    click(page, say("set_up_series.part.new"))
    click(page, "Gids 2021: 4 + 1 + 8")
    click(page, say("set_up_series.make"))
    assert page.status["tone"] == "refused"
    type_in(page, say("set_up_series.title_of"), "Buurthuis")
    click(page, say("set_up_series.make"))
    assert page.series() == "Buurthuis"
    assert len(list_meetings(small, page.series_id)) == 13
    assert say("set_up_series.phases") in told(page)


def test_an_empty_project_starts_with_making_a_series(work: Path) -> None:
    with create(work / "leeg.ontmoet", title="Leeg") as empty:
        page = SetUpSeries(empty)
        assert say("set_up_series.which_template") in told(page)
        click(page, "Twee workshops")
        type_in(page, say("set_up_series.title_of"), "De eerste")
        click(page, say("set_up_series.make"))
        assert page.series() == "De eerste"


def test_a_withdrawn_participant_is_not_on_the_list(small: Project) -> None:
    from ontmoet_research.store import change, write

    gone = next(row for row in read_rows(small, "participants") if row["alias"] == "Tuinman")
    write(small, [change(gone, status="ingetrokken")])
    assert "Tuinman" not in " ".join(group_list(small, series_named(small, "Samen in Veldhoek")))
