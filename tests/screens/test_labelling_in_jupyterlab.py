"""Both screens for labelling in a real JupyterLab, used as a person would: by mouse, by keyboard, after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hands import WORDS, drag_over, label, root, saved, unfold
from playwright.sync_api import expect
from sample_notes import make_project, quotes

from ontmoet_research.store import Project
from ontmoet_research.words import say

if TYPE_CHECKING:
    from browser import Lab, Notebook
    from playwright.sync_api import Page

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


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_on_our_screen_harms_a_cell_or_the_text(
    show: Callable[[str], Notebook], page: Page, screen: str
) -> None:
    notebook = show(screen)
    unfold(page, say("labelling.other"))
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
    for theme, light in (("light", "true"), ("dark", "false")):  # JupyterLab follows the computer (overrides.json)
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        assert axe(".ontmoet-root") == [], theme
