"""Wat verandert er? in real Chromium: small windows, axe, hostile words, the keyboard; and once in JupyterLab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from bare_page import BarePage, hold_to_the_rules
from browser import PATIENCE
from pages import HOSTILE, click, series_named, small_project
from playwright.sync_api import expect

from ontmoet_research.change import add_initiative, add_ripple, add_spread, add_story, record_change, record_indicator
from ontmoet_research.cli.notebooks import shipped_notebooks
from ontmoet_research.screens.changes.see_changes import SeeChanges
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from browser import Lab
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# What to click before looking, by state; each has hostile words in it.
STATES: dict[str, list[str]] = {
    "kaarten": [],
    "kaart": ["@card"],
    "vraag nog eens": [say("see_changes.part.ask")],
    "overzicht": [say("see_changes.part.overview")],
    "wam": [say("see_changes.part.overview"), say("see_changes.show.wam")],
    "waarde": [say("see_changes.part.overview"), say("see_changes.show.value")],
    "verhalen": [say("see_changes.part.stories")],
    "verhaal": [say("see_changes.part.stories"), "@story"],
    "kringen": [say("see_changes.part.ripples")],
    "kaart aanpassen": ["@form"],
    "wat er al is": [say("see_changes.part.around")],
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The small project with hostile words wherever people type; made once, the tests that share it only read."""
    with small_project(tmp_path_factory.mktemp("vijandig") / "veldhoek.ontmoet") as project:
        series = series_named(project, "Samen in Veldhoek")
        person = read_rows(project, "participants")[0].object_id
        one = record_change(
            project,
            HOSTILE,
            actor=HOSTILE,
            since="2024-01-05",
            series_id=series,
            evidence=[HOSTILE],
            levels=["instelling"],
            stage="doen",
            wam=["welkom"],
            value_layers=["immediate"],
            place=HOSTILE,
            region_effect=HOSTILE,
        )
        record_indicator(project, one, HOSTILE, "1", "2", HOSTILE)
        add_story(project, series, HOSTILE, HOSTILE, teller_id=person, before=HOSTILE)
        first = add_ripple(project, series, HOSTILE, "activiteit")
        add_ripple(project, series, f"{HOSTILE} {HOSTILE}", "effect", [first], direction="slechter")
        add_initiative(project, HOSTILE, gap_note=HOSTILE)
        add_spread(project, series, HOSTILE, to_whom=HOSTILE)
        yield project


@pytest.fixture
def show(fresh_page: Page, hostile: Project) -> Callable[[str], BarePage]:
    def shown(state: str) -> BarePage:
        own = SeeChanges(hostile, who=read_rows(hostile, "contributors")[0].object_id)
        own.receive({"do": "choose_series", "value": series_named(hostile, "Samen in Veldhoek")})
        for text in STATES[state]:
            if text == "@card":
                own.receive({"do": "open_one", "in": "cards", "value": read_rows(hostile, "changes")[0].object_id})
            elif text == "@form":
                card = read_rows(hostile, "changes")[0].object_id
                own.receive({"do": "correct", "in": "correcting", "table": "changes", "one": card})
            elif text == "@story":
                own.receive({"do": "open_one", "in": "stories", "value": read_rows(hostile, "stories")[0].object_id})
            else:
                click(own, text)
        assert own.status.get("tone") not in ("trouble", "refused")
        return BarePage(fresh_page, own)

    return shown


@pytest.mark.parametrize("state", STATES)
def test_a_part_fits_a_small_window_breaks_no_rule_and_runs_no_hostile_word(
    show: Callable[[str], BarePage], fresh_page: Page, state: str
) -> None:
    hold_to_the_rules(fresh_page, lambda: show(state))
    if state != "vraag nog eens":
        root = fresh_page.locator(".ontmoet-root")
        typed = root.locator("input, textarea").evaluate_all("(fields) => fields.map((one) => one.value).join()")
        assert "<script>alert(1)</script>" in root.inner_text() + typed


def test_a_card_is_opened_and_a_step_is_chosen_by_keyboard_alone(fresh_page: Page, work: Path) -> None:
    with small_project(work / "toetsen.ontmoet") as project:
        series = series_named(project, "Samen in Veldhoek")
        record_change(project, "De brief komt op dinsdag.", series_id=series)
        own = SeeChanges(project, who=read_rows(project, "contributors")[0].object_id)
        own.receive({"do": "choose_series", "value": series})
        bare = BarePage(fresh_page, own)
        for name in ("De brief komt op dinsdag.", say("see_changes.fold_where"), say("effect.stage.doen")):
            _tab_to(fresh_page, name)
            fresh_page.keyboard.press("Enter")
            bare.wait()
        expect(fresh_page.get_by_role("status")).to_contain_text("Bewaard om ")
        assert read_rows(project, "changes")[0]["stage"] == "doen"
        assert fresh_page.locator("details[open]").count() == 1, "the part that was open stays open"
        assert fresh_page.evaluate("document.activeElement.closest('.ontmoet-root') !== null")


def _tab_to(page: Page, words: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(words) => document.activeElement.textContent.includes(words)", words):
            return
    raise AssertionError(f"the keyboard does not get to {words}")


def test_notebook_07_opens_a_card_in_jupyterlab_light_and_dark(
    lab: Lab, page: Page, small: Project, tmp_path: Path, axe: Callable[[str], list[str]]
) -> None:
    series = series_named(small, "Samen in Veldhoek")
    record_change(small, "De brief komt op dinsdag.", actor="een gemeente", series_id=series)
    set_up = f"import os\nos.environ['ONTMOET_PROJECT'] = {str(small.path)!r}\n"
    set_up += f"os.environ['JUPYTER_DATA_DIR'] = {str(tmp_path / 'jupyter')!r}"
    shipped = nbformat.read(shipped_notebooks() / "07_opbrengsten_en_verhalen.ipynb", as_version=4)
    lab.run(page, f"{tmp_path.name}.ipynb", [set_up, *(c.source for c in shipped.cells if c.cell_type == "code")])
    root = page.locator(".ontmoet-root").first
    expect(root).to_be_visible(timeout=PATIENCE)
    root.get_by_role("button", name="Merel").click()
    root.get_by_role("button", name="Samen in Veldhoek").click()
    root.get_by_role("button", name="De brief komt op dinsdag.").click()
    expect(root).to_contain_text(say("see_changes.signal_still"))
    expect(root).to_contain_text(f"{say('effect.card.who')}: een gemeente")
    for theme, light in (("light", "true"), ("dark", "false")):  # JupyterLab follows the computer (overrides.json)
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        assert axe(".ontmoet-root") == [], theme
