"""Klopt dit? in a new project, through the screen only: from a note to a quote that is ready for the municipality."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import choose, click, project_with_a_yes, told, type_in

from ontmoet_research.screens.quoting.approve_quotes import ApproveQuotes
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_with_a_yes(tmp_path / "proef.ontmoet")


def opened(project: Project) -> ApproveQuotes:
    page = ApproveQuotes(project)
    if page.series() is None:
        click(page, "Samen in Veldhoek")
    return page


def proposed(project: Project, words: str = "") -> ApproveQuotes:
    page = opened(project)
    click(page, say("approve_quotes.part.choose"))
    click(page, "Merel: de telefoon ging niet over.")
    type_in(page, say("approve_quotes.words"), words)
    click(page, say("approve_quotes.propose"))
    return page


def test_words_go_from_a_note_to_a_quote_that_is_ready_for_the_readers_someone_chose(project: Project) -> None:
    page = proposed(project, "de telefoon ging niet over.")
    click(page, say("approve_quotes.part.ask"))
    click(page, "de telefoon ging niet over.")
    click(page, say("approve_quotes.answer.akkoord"))
    click(page, say("report.readers.gemeente"))
    click(page, say("approve_quotes.named.alias"))
    click(page, say("approve_quotes.keep_answer"))
    click(page, say("approve_quotes.part.ready"))
    choose(page, say("approve_quotes.which_readers"), say("report.readers.gemeente"))
    assert "1 citaat klaar" in told(page) and "de telefoon ging niet over." in told(page)
    choose(page, say("approve_quotes.which_readers"), say("report.readers.openbaar"))
    assert "nog geen citaat klaar" in told(page) and say("privacy.refused.other_audience") in told(page)


def test_a_yes_for_nobody_is_refused_and_what_was_chosen_stays(project: Project) -> None:
    page = proposed(project)
    click(page, say("approve_quotes.part.ask"))
    click(page, "Merel: de telefoon ging niet over.")
    click(page, say("approve_quotes.answer.akkoord"))
    click(page, say("approve_quotes.keep_answer"))
    assert page.status["tone"] == "refused" and "voor iemand" in page.status["text"]
    assert read_rows(project, "quotes")[0]["state"] == "gevraagd"


def test_a_no_is_kept_and_can_be_taken_back(project: Project) -> None:
    page = proposed(project)
    click(page, say("approve_quotes.part.ask"))
    click(page, "Merel: de telefoon ging niet over.")
    click(page, say("approve_quotes.answer.nee"))
    click(page, say("approve_quotes.keep_answer"))
    assert read_rows(project, "quotes")[0]["state"] == "nee"
    page.receive({"do": "undo"})
    assert read_rows(project, "quotes")[0]["state"] == "gevraagd"


def test_a_proposal_can_be_withdrawn_and_asking_can_be_noted(project: Project) -> None:
    page = proposed(project)
    click(page, say("approve_quotes.part.ask"))
    click(page, "Merel: de telefoon ging niet over.")
    click(page, say("approve_quotes.was_asked"))
    assert read_rows(project, "quotes")[0]["asked_on"]
    click(page, say("approve_quotes.drop"))
    assert not read_rows(project, "quotes")


@pytest.mark.browser
@pytest.mark.parametrize("size", [360, 1000])
def test_in_a_browser_the_card_is_read_and_answered(fresh_page: Page, project: Project, size: int) -> None:
    from bare_page import BarePage
    from browser import axe

    proposed(project, "de telefoon ging niet over.")
    fresh_page.set_viewport_size({"width": size, "height": 800})
    bare = BarePage(fresh_page, opened(project))
    fresh_page.get_by_role("button", name="de telefoon ging niet over.").click()
    bare.wait()
    fresh_page.get_by_role("button", name=say("approve_quotes.answer.akkoord_met_wijziging")).click()
    bare.wait()
    assert axe(fresh_page, ".ontmoet-root") == []
    assert fresh_page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    fresh_page.get_by_label(say("approve_quotes.own_words")).fill("De telefoon bleef gewoon stil.")
    fresh_page.get_by_role("button", name=say("report.readers.groep")).click()
    bare.wait()
    fresh_page.get_by_role("button", name=say("approve_quotes.keep_answer")).click()
    bare.wait()
    [row] = read_rows(project, "quotes")
    assert (row["state"], row["text_used"]) == ("akkoord_met_wijziging", "De telefoon bleef gewoon stil.")
