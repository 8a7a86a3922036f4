"""Two people with one part of the report in real browsers: every word of both is there, and signing holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from finishing import AGREE, BACK, opened, read_all, status, written
from pages import small_project

from ontmoet_research.report.writing import part_text
from ontmoet_research.screens.report.write_report import WriteReport
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PART = say("report.section.wat_we_vragen")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "proef.ontmoet")


class Person:
    """Someone at a browser of their own."""

    def __init__(self, page: Page, screen: WriteReport) -> None:
        self.page, self.screen = page, screen
        self.bare = BarePage(page, screen)

    def click(self, words: str) -> None:
        self.page.locator(".ontmoet-root").get_by_role("button", name=words).first.click()
        self.bare.wait()

    def write(self, words: str) -> None:
        self.page.get_by_label(say("write_report.text")).fill(words)

    def sees(self, words: str) -> bool:
        return words in self.page.locator(".ontmoet-root").inner_text()


@pytest.fixture
def two(fresh_page: Page, project: Project) -> Iterator[tuple[Person, Person]]:
    browser = fresh_page.context.browser
    assert browser
    other = browser.new_page()
    written(project)
    yield Person(fresh_page, opened(project, "Merel")), Person(other, opened(project, "Kompas"))
    other.close()


def text_now(project: Project, series_id: str) -> str:
    row = part_text(project, series_id, "wat_we_vragen")
    assert row
    return str(row["body_md"])


def test_two_people_write_in_one_part_and_nothing_is_lost(two: tuple[Person, Person], project: Project) -> None:
    merel, kompas = two
    series = merel.screen.series_id
    merel.click(PART)
    merel.write("Wij vragen een bankje.\n\nWij vragen rust.")
    merel.click(say("write_report.keep"))
    for person in two:
        person.bare.catch_up()
        person.click(PART)
    merel.bare.catch_up()
    assert merel.sees(say("write_report.here.writes.one", names="Kompas"))
    merel.write("Wij vragen drie bankjes.\n\nWij vragen rust.")
    merel.click(say("write_report.keep"))
    kompas.write("Wij vragen een bankje.\n\nWij vragen rust en tijd.")
    kompas.bare.catch_up()
    kompas.click(say("write_report.keep"))
    assert text_now(project, series) == "Wij vragen drie bankjes.\n\nWij vragen rust en tijd."

    for person in two:
        person.click(PART)
    merel.write("Wij vragen vier bankjes.\n\nWij vragen rust en tijd.")
    merel.click(say("write_report.keep"))
    kompas.write("Wij vragen een bank.\n\nWij vragen rust en tijd.")
    kompas.click(say("write_report.keep"))
    field = kompas.page.get_by_label(say("write_report.text"))
    assert kompas.sees("Wij vragen vier bankjes.") and kompas.sees("Wij vragen een bank.")
    assert "vier bankjes" in field.input_value() and "een bank." in field.input_value()
    kompas.write("Wij vragen vier bankjes en een bank.\n\nWij vragen rust en tijd.")
    kompas.click(say("write_report.keep"))
    assert text_now(project, series).startswith("Wij vragen vier bankjes en een bank.")


def test_one_signs_while_the_other_writes(two: tuple[Person, Person], project: Project) -> None:
    merel, kompas = two
    read_all(merel.screen)
    for person in two:
        person.bare.catch_up()
    merel.click(AGREE)
    merel.click(PART)
    kompas.click(PART)
    kompas.write("Wij vragen iets heel anders.")
    kompas.click(say("write_report.keep"))
    merel.click(say("write_report.agree.answer.akkoord"))
    if merel.page.locator(".ontmoet-root").get_by_role("button", name=say("write_report.agree.keep")).count():
        merel.click(say("write_report.agree.keep"))
    signed = read_rows(project, "sign_offs", section="wat_we_vragen")
    assert signed == [], "nobody agrees with a text that changed while they read it"
    assert status(project) == "concept"


def test_giving_back_and_agreeing_hold_to_the_rules_in_a_small_window(fresh_page: Page, project: Project) -> None:
    merel, _ = written(project)
    read_all(merel)
    for door in (BACK, AGREE):
        screen = opened(project, "Merel")

        def show(screen: WriteReport = screen, door: str = door) -> None:
            person = Person(fresh_page, screen)
            person.click(door)

        hold_to_the_rules(fresh_page, show)
