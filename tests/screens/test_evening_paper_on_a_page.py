"""Papier voor de avond in a real browser: a sheet is made, and a copy of it is entered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from pages import series_named

from ontmoet_research.group import list_meetings
from ontmoet_research.paper.evening import make_evening
from ontmoet_research.screens.sharing.evening_paper import EveningPaper
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def screen(small: Project) -> EveningPaper:
    kompas = next(row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Kompas")
    made = EveningPaper(small, who=kompas)
    made.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    return made


def test_wishes_go_out_on_paper_and_come_back(fresh_page: Page, screen: EveningPaper, work: Path) -> None:
    bare = BarePage(fresh_page, screen)

    def click(words: str) -> None:
        fresh_page.get_by_role("button", name=words, exact=True).click()
        bare.wait()

    click(say("evening_paper.kind.wensen"))
    click(say("evening_paper.make"))
    assert [file.suffix for file in (work / "uitvoer").iterdir()] == [".pdf"]
    click(say("evening_paper.part.enter"))
    code = read_rows(screen.project, "sheets")[0]["code"]
    fresh_page.get_by_label(say("enter_sheet.code")).fill(code)
    click(say("enter_sheet.find"))
    fresh_page.get_by_label(say("evening_paper.wishes")).fill("samen aten\nsamen zongen")
    click(say("evening_paper.keep"))
    assert len(read_rows(screen.project, "wishes")) == 2


def test_the_page_holds_to_the_rules_of_every_screen(fresh_page: Page, screen: EveningPaper, work: Path) -> None:
    meeting = list_meetings(screen.project, screen.series_id)[0].object_id
    (code,) = make_evening(screen.project, work / "vel.pdf", meeting, ["toestemming"])
    screen.refresh()
    hold_to_the_rules(fresh_page, lambda: BarePage(fresh_page, screen))
    screen.receive({"do": "open_part", "part": "enter"})
    screen.receive({"do": "fill", "name": "enter.code", "value": code})
    screen.receive({"do": "look_up", "in": "enter"})
    hold_to_the_rules(fresh_page, lambda: BarePage(fresh_page, screen))
