"""Typing on while the answer is slow, in a real browser: nothing that was typed or put in is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from finishing import opened
from pages import project_with_a_yes, series_named

from ontmoet_research.change import add_wish
from ontmoet_research.group import list_meetings
from ontmoet_research.report.another_voice import read_voices
from ontmoet_research.report.writing import part_text
from ontmoet_research.store import Project
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
WISH = "Als we nu eens samen kookten."
ADDRESS = "http://proef.test/"  # on an empty page a tab remembers nothing


class Slow:
    """Merel in *Samen verslag maken*, in a tab that remembers, with a kit whose answers can be held up."""

    def __init__(self, page: Page, project: Project) -> None:
        page.route(ADDRESS, lambda route: route.fulfill(body="", content_type="text/html"))
        self.page, self.project, self.screen = page, project, opened(project, "Merel")
        self.bare = BarePage(page, self.screen, ADDRESS)
        page.set_default_timeout(15000)
        self.root = page.locator(".ontmoet-root")
        self.field = page.get_by_label(say("write_report.text"))

    def click(self, words: str, *, wait: bool = True) -> None:
        self.root.get_by_role("button", name=words).first.click()
        if wait:
            self.bare.wait()

    def stored(self) -> str:
        row = part_text(self.project, self.screen.series_id, "in_het_kort")
        return str(row["body_md"]) if row else ""


@pytest.fixture
def merel(fresh_page: Page, tmp_path: Path) -> Iterator[Slow]:
    project = project_with_a_yes(tmp_path / "proef.ontmoet")
    series = series_named(project, "Samen in Veldhoek")
    add_wish(project, WISH, list_meetings(project, series)[0].object_id)
    slow = Slow(fresh_page, project)
    yield slow
    fresh_page.unroute(ADDRESS)
    project.close()


def put_in_slowly(merel: Slow) -> None:
    click_put_in_slowly(merel)
    merel.field.press("End")
    merel.field.press_sequentially(" En verder.")


def click_put_in_slowly(merel: Slow) -> None:
    merel.click(say("report.section.in_het_kort"))
    merel.click(say("write_report.show.offers"))
    merel.root.locator("summary", has_text=say("write_report.offer.wens")).first.click()
    merel.field.fill("Zo begon het.")
    merel.bare.hold_answers()
    merel.click(say("write_report.put_in"), wait=False)


def test_what_is_typed_on_while_the_kit_puts_something_in_stays_and_so_does_what_was_put_in(merel: Slow) -> None:
    put_in_slowly(merel)
    merel.bare.let_answers_come()
    assert merel.field.input_value() == "Zo begon het. En verder.", "nobody's typing is disturbed"
    merel.click(say("write_report.show.preview"))
    assert merel.field.input_value().startswith("Zo begon het. En verder.\n\n[wens ‘")
    merel.click(say("write_report.keep"))
    assert merel.stored().startswith("Zo begon het. En verder.\n\n{{wens:")


def test_who_leaves_the_field_before_the_answer_comes_loses_nothing_either(merel: Slow) -> None:
    put_in_slowly(merel)
    merel.click(say("write_report.show.preview"), wait=False)
    merel.bare.let_answers_come()
    assert merel.field.input_value().startswith("Zo begon het. En verder.\n\n[wens ‘")
    merel.click(say("write_report.keep"))
    assert merel.stored().startswith("Zo begon het. En verder.\n\n{{wens:")
    assert merel.page.evaluate("sessionStorage.length") == 0, "what is stored is not kept in the tab"


def test_what_was_put_in_while_another_view_came_is_in_the_tab_as_well(merel: Slow) -> None:
    click_put_in_slowly(merel)
    merel.click(say("write_report.show.preview"), wait=False)
    merel.bare.let_answers_come()
    merel.click(say("write_report.keep"))
    assert merel.page.evaluate("JSON.stringify(sessionStorage)") == "{}"


@pytest.mark.parametrize("leaves", [False, True], ids=["still in the field", "left the field"])
def test_what_is_typed_after_keeping_is_there_when_the_part_is_opened_again(merel: Slow, leaves: bool) -> None:
    merel.click(say("report.section.in_het_kort"))
    merel.field.fill("Zo begon het.")
    merel.bare.hold_answers()
    merel.click(say("write_report.keep"), wait=False)
    merel.field.press("End")
    merel.field.press_sequentially(" En verder.")
    if leaves:
        merel.field.blur()
    merel.bare.let_answers_come()
    assert merel.stored() == "Zo begon het."
    merel.click(say("report.section.in_het_kort"))
    assert merel.field.input_value() == "Zo begon het. En verder."
    merel.click(say("write_report.keep"))
    assert merel.stored() == "Zo begon het. En verder."


def test_another_form_whose_text_the_tab_keeps_loses_nothing_that_was_typed_after_keeping(merel: Slow) -> None:
    merel.click(say("report.section.ander_geluid"))
    merel.root.locator("summary", has_text=say("write_report.voices.new")).first.click()
    body = merel.page.get_by_label(say("write_report.voices.body"))
    body.fill("Ik zag het anders.")
    merel.bare.hold_answers()
    merel.click(say("write_report.voices.add"), wait=False)
    body.press("End")
    body.press_sequentially(" Heel anders.")
    merel.bare.let_answers_come()
    (voice,) = read_voices(merel.project, merel.screen.series_id)
    assert voice["body_md"] == "Ik zag het anders."
    assert "Heel anders." in body.input_value()
