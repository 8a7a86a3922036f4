"""From a circle to its words in real Chromium, by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from playwright.sync_api import expect

from ontmoet_research.screens.learning.see_learning import SeeLearning
from ontmoet_research.store import Project
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
WORDS = "Merel: de telefoon ging niet over."


@pytest.fixture
def shown(page: Page, small: Project) -> BarePage:
    page.set_viewport_size({"width": 1100, "height": 900})
    screen = SeeLearning(small)
    screen.receive({"do": "show", "figure": "themes", "in": "figures"})
    return BarePage(page, screen)


def test_a_click_on_a_circle_opens_its_pieces(shown: BarePage) -> None:
    page = shown.page
    image = page.get_by_role("img").bounding_box()
    place = page.locator(".om-place")
    box = place.bounding_box()
    assert image and box
    assert image["x"] <= box["x"] and box["x"] + box["width"] <= image["x"] + image["width"]
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shown.wait()
    expect(page.locator(".ontmoet-root")).to_contain_text(WORDS)


def test_the_keyboard_gets_to_a_circle_and_opens_it_and_to_where_a_piece_counts(shown: BarePage) -> None:
    page = shown.page
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('om-place')"):
            break
    page.keyboard.press("Enter")
    shown.wait()
    expect(page.locator(".ontmoet-root")).to_contain_text(WORDS)
    fold = page.get_by_text(say("behind.counts_in", n=1))
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{say('learning.new_or_known.title')} Bijeenkomst 1", exact=False).first).to_be_visible()
