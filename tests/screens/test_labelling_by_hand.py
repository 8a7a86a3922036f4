"""Both screens for labelling by mouse and by keyboard, on a bare page; what is JupyterLab's own has its own file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from hands import WORDS, drag_over, label, root, saved, select_by_keyboard, tab_to
from playwright.sync_api import expect
from sample_notes import make_project, quotes

from ontmoet_research.screens import label_cards, read_and_label
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SCREENS = {"kaartjes": label_cards, "lezen": read_and_label}


@pytest.fixture
def page(fresh_page: Page) -> Page:
    return fresh_page


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.ontmoet") as made:
        yield made


@pytest.fixture
def show(page: Page, project: Project) -> Callable[[str], BarePage]:
    """Show one of the screens to Ilse."""
    return lambda screen: BarePage(page, SCREENS[screen](project, who="ik"))


@pytest.mark.parametrize("screen", SCREENS)
def test_words_behind_an_emoji_are_labelled_with_the_mouse(
    show: Callable[[str], BarePage], page: Page, project: Project, screen: str
) -> None:
    show(screen)
    drag_over(page, WORDS)
    label(page, "Hoofd vol").click()
    saved(page)
    assert quotes(project) == [WORDS]
    assert page.evaluate("String(getSelection())") == WORDS, "the selection stays"
    root(page).get_by_role("button", name=say("screens.undo")).click()
    saved(page, say("screens.undone_of", what="")[:11])
    assert quotes(project) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_words_behind_an_emoji_are_labelled_with_the_keyboard_alone(
    show: Callable[[str], BarePage], page: Page, project: Project, screen: str
) -> None:
    show(screen)
    select_by_keyboard(page, WORDS)
    page.keyboard.press("3")
    saved(page, "Hoofd vol: geplakt")
    assert quotes(project) == [WORDS]
    tab_to(page, label(page, "Anders kijken"))
    page.keyboard.press("Enter")
    saved(page, "Anders kijken: geplakt")
    assert quotes(project) == [WORDS, WORDS]


def test_the_list_in_lezen_tells_who_placed_what_here_and_takes_it_away(
    show: Callable[[str], BarePage], page: Page, project: Project
) -> None:
    show("lezen")
    drag_over(page, WORDS)
    label(page, "Hoofd vol").click()
    saved(page)
    page.mouse.move(0, 0)
    here = root(page).locator(".om-here")
    expect(here).to_have_text("Hier: Hoofd vol (jij)")
    root(page).get_by_role("button", name=say("code_text.doubt")).click()
    expect(here).to_have_text("Hier: Hoofd vol (jij, je twijfelt)")
    root(page).get_by_role("button", name=say("code_text.take_away")).click()
    saved(page, "weggehaald")
    expect(here).to_have_text(say("code_text.here_none"))
    assert quotes(project) == []


def test_all_of_kaartjes_can_be_done_by_keyboard(show: Callable[[str], BarePage], page: Page, project: Project) -> None:
    show("kaartjes")
    root(page).locator(".om-reading").focus()
    for name, key in (("Hoofd vol", "Enter"), (say("code_cards.doubt"), "Space"), (say("code_cards.next"), "Enter")):
        tab_to(page, root(page).get_by_role("button", name=name).first)
        page.keyboard.press(key)
        expect(root(page).get_by_role("status")).to_have_text(re.compile("Bewaard"))
    expect(root(page)).to_contain_text("Stukje 2 van 6")
    expect(root(page).locator(".om-reading")).to_be_focused()
    assert [row["certainty"] for row in read_rows(project, "codings")] == ["twijfel"]
