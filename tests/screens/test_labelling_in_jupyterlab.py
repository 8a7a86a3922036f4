"""Both screens for labelling in a real JupyterLab, used as a person would: by mouse, by keyboard, after a crash."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sample_notes import make_project, quotes

from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from browser import Lab, Notebook
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SCREENS = {"kaartjes": "label_cards", "lezen": "read_and_label"}
KEYS = (
    "x",
    "d",
    "d",
    "b",
    "a",
    "c",
    "v",
    "z",
    "y",
    "m",
    "r",
    "i",
    "i",
    "0",
    "0",
    "j",
    "k",
    "Delete",
    "Control+x",
    "Control+v",
)
WORDS = "brief kwam"  # an emoji of four units stands before it
SELECT = """([box, words]) => {
  const node = [...box.querySelectorAll('[data-piece]')].map((p) => p.firstChild).find((n) => n?.data.includes(words));
  const range = new Range(), at = node.data.indexOf(words);
  range.setStart(node, at); range.setEnd(node, at + words.length);
  const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
  return [first.left + 1, (first.top + first.bottom) / 2, last.right - 1, (last.top + last.bottom) / 2];
}"""


@pytest.fixture
def project(lab: Lab, request: pytest.FixtureRequest) -> Iterator[Project]:
    path = lab.folder / f"{abs(hash(request.node.name))}.ontmoet"
    with make_project(path) as made:
        yield made


@pytest.fixture
def show(lab: Lab, page: Page, project: Project) -> Callable[[str], Notebook]:
    """Open one of the screens in JupyterLab."""

    def opened(screen: str) -> Notebook:
        cell = f"""
            from ontmoet_research.screens import {SCREENS[screen]}
            from ontmoet_research.store import open_project
            {SCREENS[screen]}(open_project({str(project.path)!r}, who="ik"))"""
        lines = "\n".join(line.strip() for line in cell.strip().splitlines())
        notebook = lab.run(page, f"{Path(project.path).stem}.ipynb", ["'boven'", lines, "'onder'"])
        expect(root(page)).to_be_visible()
        return notebook

    return opened


def root(page: Page) -> Locator:
    return page.locator(".ontmoet-root")


def label(page: Page, text: str) -> Locator:
    return root(page).locator("button.om-label", has_text=text)


def saved(page: Page, text: str = "Bewaard om ") -> None:
    expect(root(page).get_by_role("status")).to_contain_text(text)


def drag_over(page: Page, words: str) -> None:
    """Select words with the mouse."""
    box = root(page).locator(".om-reading")
    box.hover()  # waits until nothing moves any more
    x, y, to_x, to_y = page.evaluate(SELECT, [box.element_handle(), words])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=5)
    page.mouse.up()
    page.wait_for_function("(words) => String(getSelection()) === words", arg=words)


def focused(found: Locator) -> bool:
    return bool(found.evaluate("(node) => node === document.activeElement"))


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(40):
        if focused(wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError("no way to get there with Tab")


def select_by_keyboard(page: Page, words: str) -> None:
    """Tab into the text and select words with the arrow keys."""
    box = root(page).locator(".om-reading")
    root(page).focus()
    tab_to(page, box)
    before = box.evaluate("(box, words) => box.innerText.replace(/\\n+/g, '\\n').split(words)[0]", words)
    page.keyboard.press("Control+Home")
    for _ in range(len(before) - 1):  # a hand with a skin tone is two signs and one step for the caret
        page.keyboard.press("ArrowRight")
    for _ in words:
        page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("String(getSelection())") == words


@pytest.mark.parametrize("screen", SCREENS)
def test_words_behind_an_emoji_are_labelled_with_the_mouse(
    show: Callable[[str], Notebook], page: Page, project: Project, screen: str
) -> None:
    show(screen)
    drag_over(page, WORDS)
    label(page, "Hoofd vol").click()
    saved(page)
    assert quotes(project) == [WORDS]
    assert page.evaluate("String(getSelection())") == WORDS, "the selection stays"
    root(page).get_by_role("button", name=say("screens.undo")).click()
    saved(page, say("screens.undone"))
    assert quotes(project) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_words_behind_an_emoji_are_labelled_with_the_keyboard_alone(
    show: Callable[[str], Notebook], page: Page, project: Project, screen: str
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
    show: Callable[[str], Notebook], page: Page, project: Project
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


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_on_our_screen_harms_a_cell_or_the_text(
    show: Callable[[str], Notebook], page: Page, screen: str
) -> None:
    notebook = show(screen)
    before, text = notebook.sources(), root(page).locator(".om-reading").inner_text()
    for focus in (".om-reading", "button.om-label", "select", "click on the paper"):
        if focus.startswith("click"):
            root(page).locator("h2").click()
        else:
            root(page).locator(focus).first.focus()
        for key in KEYS:
            page.keyboard.press(key)
        assert notebook.sources() == before, focus
        assert page.locator(".jp-Dialog").count() == 0, focus
        assert root(page).locator(".om-reading").inner_text() == text, focus


@pytest.mark.parametrize("screen", SCREENS)
def test_a_killed_kernel_costs_at_most_the_current_click(
    show: Callable[[str], Notebook], page: Page, project: Project, screen: str
) -> None:
    notebook = show(screen)
    if screen == "kaartjes":
        root(page).get_by_role("button", name=say("code_cards.next")).click()
        expect(root(page)).to_contain_text("Stukje 2 van 6")
    else:
        drag_over(page, "vrijdag")
    label(page, "Anders kijken").click()
    saved(page, "Anders kijken: geplakt")
    kept = quotes(project)
    notebook.kill_kernel()
    assert quotes(project) == kept
    assert len(kept) == 1
    notebook.run_all()
    if screen == "kaartjes":
        expect(root(page)).to_contain_text("Je was bij stukje 2 van 6")
    placed = root(page).locator(".om-placed li" if screen == "kaartjes" else ".om-coding")
    expect(placed).to_have_count(1)
    if screen == "lezen":
        drag_over(page, "brieven")
    label(page, "Hoofd vol").click()
    expect(placed).to_have_count(2)
    assert len(quotes(project)) == 2


@pytest.mark.parametrize("screen", ["lezen", pytest.param("kaartjes", marks=pytest.mark.slow)])  # bare page: each time
def test_axe_has_nothing_against_the_screen_light_or_dark(
    show: Callable[[str], Notebook], page: Page, axe: Callable[[str], list[str]], screen: str
) -> None:
    show(screen)
    root(page).get_by_role("button", name="praten").click()
    expect(label(page, "Groep of mens")).to_be_visible()
    if screen == "lezen":
        drag_over(page, WORDS)
    for text in ("Groep of mens", "Elkaar begrijpen"):
        label(page, text).click()
        saved(page, text)
    for theme, light in (("JupyterLab Light", "true"), ("JupyterLab Dark", "false")):
        page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        assert axe(".ontmoet-root") == [], theme


def test_all_of_kaartjes_can_be_done_by_keyboard(show: Callable[[str], Notebook], page: Page, project: Project) -> None:
    show("kaartjes")
    root(page).locator(".om-reading").focus()
    for name, key in (("Hoofd vol", "Enter"), (say("code_cards.doubt"), "Space"), (say("code_cards.next"), "Enter")):
        tab_to(page, root(page).get_by_role("button", name=name).first)
        page.keyboard.press(key)
        expect(root(page).get_by_role("status")).to_have_text(re.compile("Bewaard"))
    expect(root(page)).to_contain_text("Stukje 2 van 6")
    expect(root(page).locator(".om-reading")).to_be_focused()
    assert [row["certainty"] for row in read_rows(project, "codings")] == ["twijfel"]
