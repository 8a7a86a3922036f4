"""In every screen that steps, what comes next is in view and has the focus, in a window that is lower than the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from pages import click, type_in

from ontmoet_research.paper.sheets import make_label_sheet
from ontmoet_research.practice import exercises
from ontmoet_research.screens.labelling.code_cards import CodeCards
from ontmoet_research.screens.practising.practise import Practise
from ontmoet_research.screens.sharing.enter_sheet import EnterSheet
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from ontmoet_research.screens.base import Screen

pytestmark = pytest.mark.browser
IN_VIEW = """(words) => [...document.querySelectorAll(".ontmoet-root *")].some((node) =>
    node.childElementCount === 0 && node.textContent.includes(words)
    && node.getBoundingClientRect().top >= -1 && node.getBoundingClientRect().top < innerHeight - 40)"""


def practising(project: Project) -> tuple[Screen, str, str]:
    screen = Practise(project)
    click(screen, exercises()[0].labels[0].label)
    return screen, say("practise.on.text"), exercises()[1].text[:40]


def entering(project: Project) -> tuple[Screen, str, str]:
    pieces = [row.object_id for row in read_rows(project, "fragments")]
    merel = read_rows(project, "contributors")[0].object_id
    code = make_label_sheet(project, pieces, [read_rows(project, "codes")[0].object_id], reader=merel)
    screen = EnterSheet(project, who=merel)
    type_in(screen, say("enter_sheet.code"), code)
    click(screen, say("enter_sheet.find"))
    click(screen, "Bellen")
    return screen, say("code_cards.next"), "wij kwamen toch"


def cards(project: Project) -> tuple[Screen, str, str]:
    screen = CodeCards(project, who=read_rows(project, "contributors")[0].object_id)
    return screen, say("code_cards.next"), "wij kwamen toch"


@pytest.mark.parametrize("made", [practising, entering, cards])
@pytest.mark.parametrize("size", [(1280, 600), (360, 640)])
def test_after_a_step_the_next_text_is_in_view_and_the_focus_is_there(
    small: Project, fresh_page: Page, made: Callable[[Project], tuple[Screen, str, str]], size: tuple[int, int]
) -> None:
    screen, step, following = made(small)
    fresh_page.set_viewport_size({"width": size[0], "height": size[1]})
    shown = BarePage(fresh_page, screen)
    button = fresh_page.get_by_role("button", name=step)
    button.scroll_into_view_if_needed()
    button.click()
    shown.wait()
    assert fresh_page.evaluate(IN_VIEW, following)
    at = fresh_page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert -1 <= at < size[1]
    assert fresh_page.evaluate("!['BUTTON', 'BODY'].includes(document.activeElement.tagName)")
