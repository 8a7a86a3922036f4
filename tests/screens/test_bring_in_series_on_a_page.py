"""Breng je reeks binnen in the browser: five notes, eleven people, and the number of actions is counted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules

from ontmoet_research.screens.bringing.bring_in_series import BringInSeries
from ontmoet_research.store import Project
from ontmoet_research.words import say

from ..pages import click, type_in
from .test_bring_in_series import MOST, bring_all_in, is_right, project

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
__all__ = ["project"]  # a fixture


class Person:
    """Does what a person does on the page, and counts it."""

    def __init__(self, page: Page, bare: BarePage) -> None:
        self.page, self.bare, self.actions = page, bare, 0

    def click(self, words: str) -> None:
        self.actions += 1
        self.page.locator(".ontmoet-root").get_by_role("button", name=words).last.click()
        self._seen()

    def choose(self, label: str, words: str) -> None:
        self.actions += 1
        self.page.get_by_label(label).select_option(label=words)
        self._seen()

    def type(self, label: str, words: str) -> None:
        self.actions += 1
        box = self.page.get_by_label(label)
        box.fill(words)
        box.blur()
        self._seen()

    def _seen(self) -> None:
        self.bare.wait()
        if folder := os.environ.get("ONTMOET_SCREENSHOTS"):
            self.page.screenshot(path=str(Path(folder) / f"reeks-{self.actions:02d}.png"), full_page=True)


def test_a_group_is_ready_to_label_within_forty_actions(
    fresh_page: Page, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = BringInSeries(project, who=project.who)
    person = Person(fresh_page, BarePage(fresh_page, screen))
    bring_all_in(person, screen)
    with capsys.disabled():
        print(f"\n{person.actions} handelingen in de browser")
    assert person.actions <= MOST
    is_right(project)


def test_the_page_holds_to_the_rules_of_every_screen(fresh_page: Page, project: Project) -> None:
    screen = BringInSeries(project, who=project.who)
    screen.receive({"do": "open_part", "part": "notes"})
    screen.receive({"do": "read_folder", "in": "notes"})
    hold_to_the_rules(fresh_page, lambda: BarePage(fresh_page, screen))
    screen.receive({"do": "open_part", "part": "speakers"})
    hold_to_the_rules(fresh_page, lambda: BarePage(fresh_page, screen))
    screen.receive({"do": "open_part", "part": "people"})
    type_in(screen, say("bring_in_series.people"), "Zon (Wilma Bos), inwoner\nMaan")
    click(screen, say("bring_in_series.age.all"))
    click(screen, say("bring_in_series.right"))  # the real name waits for the file of names
    hold_to_the_rules(fresh_page, lambda: BarePage(fresh_page, screen))
    screen.receive({"do": "open_part", "part": "answers"})
    hold_to_the_rules(fresh_page, lambda: BarePage(fresh_page, screen))
