"""Oefenen and Van mij on a plain page in Chromium: small windows, axe, hostile words, and own words by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from pages import HOSTILE, click
from playwright.sync_api import expect
from quick_own import PHRASE, own_home

from ontmoet_research.own import Aware, Kept, Skill, make_own_file
from ontmoet_research.practice import exercises
from ontmoet_research.screens import window
from ontmoet_research.screens.own.of_myself import OfMyself
from ontmoet_research.screens.practising.practise import Practise
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FULL = Kept(
    reflections={"label": HOSTILE},
    awareness=(Aware("2024-03-07", "meer", HOSTILE),),
    skills=(Skill(HOSTILE, "leven", HOSTILE, HOSTILE),),
    days={"2024-03-07": 37},
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_home(tmp_path, monkeypatch)
    monkeypatch.setattr(window, "_kernel", window.Window())  # nobody has anything open


@pytest.mark.parametrize("part", ["", "aware", "skills", "time"])
def test_what_is_of_oneself_fits_a_small_window_and_runs_no_hostile_word(
    new_page: Page, small: Project, part: str
) -> None:
    mine = OfMyself(small, who=read_rows(small, "contributors")[0].object_id)
    if part:
        mine.own.use(make_own_file("van-mij", PHRASE).keep(FULL))
        click(mine, say(f"of_myself.part.{part}"))
    hold_to_the_rules(new_page, lambda: BarePage(new_page, mine))


def test_practising_fits_a_small_window_and_own_words_are_kept_when_the_field_is_left(
    new_page: Page, small: Project
) -> None:
    page = Practise(small)
    click(page, exercises()[0].labels[0].label)
    hold_to_the_rules(new_page, lambda: BarePage(new_page, page))
    for one in exercises():
        if one is not exercises()[0]:
            new_page.get_by_role("button", name=one.labels[0].label).press("Enter")
        new_page.get_by_role(
            "button", name=say("practise.on.last_text" if one is exercises()[-1] else "practise.on.text")
        ).press("Enter")
        new_page.wait_for_function("!window.busy")
    for label in ("new_phrase", "phrase_again"):
        new_page.get_by_label(say(f"own_open.{label}")).fill(PHRASE)
    hidden = new_page.get_by_label(say("own_open.new_phrase"))
    for kind in ("text", "password"):  # what stands behind the dots can be shown, and hidden again
        new_page.get_by_role("button", name=say("page.reveal")).first.press("Enter")
        expect(hidden).to_have_attribute("type", kind)
    expect(hidden).to_have_value(PHRASE)
    new_page.get_by_role("button", name=say("own_open.make")).press("Enter")
    box = new_page.get_by_label(say("reflecting.label"))
    box.press_sequentially("Dit ken ik")
    box.press("Tab")
    expect(new_page.get_by_role("status")).to_contain_text("Bewaard")
    assert page.own.kept_there.reflections == {"label": "Dit ken ik"}
    assert new_page.evaluate("() => { try { return sessionStorage.length; } catch { return 0; } }") == 0
