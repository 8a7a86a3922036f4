"""Wat heb je nodig? in a real browser: choices work at once, and a voice only speaks when someone asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from browser import axe
from playwright.sync_api import expect
from sample_notes import EMOJI_TEXT, make_project

from ontmoet_research.group import Look, read_look, read_needs
from ontmoet_research.screens import label_cards, read_and_label, what_you_need
from ontmoet_research.store import Project
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Chromium without a window has no voices, so a voice that writes down what it says takes their place.
VOICE = """window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const synth = window.speechSynthesis;
synth.getVoices = () => VOICES;
synth.speak = (said) => { window.spoken.push(said.text); window.said = said; };
synth.cancel = () => window.spoken.push("(stil)");"""
DUTCH = "[{ lang: 'en-GB', localService: true }, { lang: 'nl-NL', localService: true }]"
ELSEWHERE = "[{ lang: 'en-GB', localService: true }, { lang: 'nl-NL', localService: false }]"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "proef.ontmoet") as made:
        yield made


def with_voices(page: Page, voices: str) -> Page:
    page.add_init_script(VOICE.replace("VOICES", voices))
    page.goto("about:blank")
    return page


def press(page: Page, text: str) -> None:
    page.get_by_role("button", name=text, exact=True).first.click()


def test_large_letters_and_black_on_white_work_at_once_on_this_screen_and_on_the_others(
    fresh_page: Page, project: Project
) -> None:
    bare = BarePage(fresh_page, what_you_need(project))
    root = fresh_page.locator(".ontmoet-root")
    height = root.get_by_role("button").first.bounding_box()
    press(fresh_page, say("what_you_need.text_size.heel_groot"))
    press(fresh_page, say("what_you_need.contrast.hoog"))
    press(fresh_page, say("what_you_need.calm.ja"))
    bare.wait()
    expect(root).to_have_attribute("data-text", "heel_groot")
    larger = root.get_by_role("button").first.bounding_box()
    assert height and larger and larger["height"] > height["height"] * 1.5
    assert root.evaluate("(r) => getComputedStyle(r).backgroundColor") == "rgb(255, 255, 255)"
    assert read_look(project, "ik") == Look("heel_groot", "hoog", calm=True)
    assert label_cards(project).frame["look"] == {"text": "heel_groot", "contrast": "hoog", "calm": "ja"}


def test_what_helps_is_chosen_and_undone_and_own_words_are_kept(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, what_you_need(project))
    press(fresh_page, say("what_you_need.need.pauze"))
    press(fresh_page, say("what_you_need.need.stil"))
    fresh_page.get_by_label(say("what_you_need.in_own_words")).fill("een stoel bij het raam")
    fresh_page.keyboard.press("Tab")
    bare.wait()
    assert read_needs(project, "ik") == (["pauze", "stil"], "een stoel bij het raam")
    press(fresh_page, say("screens.undo"))
    press(fresh_page, say("screens.undo"))
    bare.wait()
    assert read_needs(project, "ik") == (["pauze"], "")


@pytest.mark.parametrize("size", [320, 1000])
def test_the_screen_breaks_no_rule_of_axe_and_fits_also_with_the_largest_letters(
    fresh_page: Page, project: Project, size: int
) -> None:
    page = fresh_page
    page.set_viewport_size({"width": size, "height": 800})
    bare = BarePage(page, what_you_need(project))
    assert axe(page, ".ontmoet-root") == []
    press(page, say("what_you_need.text_size.heel_groot"))
    press(page, say("what_you_need.contrast.hoog"))
    bare.wait()
    assert axe(page, ".ontmoet-root") == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_piece_is_read_aloud_when_asked_and_stops_when_asked(new_page: Page, project: Project) -> None:
    page = with_voices(new_page, DUTCH)
    BarePage(page, label_cards(project))
    expect(page.locator("[data-piece]")).to_have_text(EMOJI_TEXT)
    assert page.evaluate("spoken") == [], "never by itself"
    press(page, say("screens.read_aloud"))
    assert page.evaluate("[spoken.at(-1), said.lang]") == [EMOJI_TEXT, "nl-NL"]
    press(page, say("screens.stop_reading"))
    assert page.evaluate("spoken.at(-1)") == "(stil)"
    press(page, say("screens.read_aloud"))
    page.evaluate("said.onend()")
    expect(page.get_by_role("button", name=say("screens.read_aloud"))).to_be_visible()


def test_the_voice_stops_when_another_piece_comes(new_page: Page, project: Project) -> None:
    page = with_voices(new_page, DUTCH)
    bare = BarePage(page, label_cards(project))
    press(page, say("screens.read_aloud"))
    press(page, say("code_cards.next"))
    bare.wait()
    assert page.evaluate("spoken.at(-1)") == "(stil)"


def test_in_the_whole_note_the_piece_with_the_caret_is_read(new_page: Page, project: Project) -> None:
    page = with_voices(new_page, DUTCH)
    BarePage(page, read_and_label(project))
    page.locator("[data-piece]").nth(2).click()
    press(page, say("screens.read_aloud"))
    assert page.evaluate("spoken.at(-1)").startswith("Teun:")


@pytest.mark.parametrize("voices", ["[]", ELSEWHERE], ids=["no voice", "only a voice of a server"])
def test_without_a_dutch_voice_on_this_computer_there_is_no_button_and_a_sentence_says_so(
    new_page: Page, project: Project, voices: str
) -> None:
    page = with_voices(new_page, voices)
    BarePage(page, what_you_need(project))
    expect(page.get_by_text(say("what_you_need.no_voice"))).to_be_visible()
    expect(page.get_by_role("button", name=say("screens.read_aloud"))).to_have_count(0)


def test_who_wants_no_voice_sees_no_button(new_page: Page, project: Project) -> None:
    page = with_voices(new_page, DUTCH)
    bare = BarePage(page, what_you_need(project))
    press(page, say("what_you_need.read_aloud.nee"))
    bare.wait()
    expect(page.get_by_role("button", name=say("screens.read_aloud"))).to_have_count(0)
    assert label_cards(project).frame["aloud"] is None


def test_a_card_to_sort_can_be_heard_too(new_page: Page, project: Project) -> None:
    from ontmoet_research.coding import make_card_sort
    from ontmoet_research.screens.comparing.sort_cards import SortCards
    from ontmoet_research.store import read_rows

    pieces = [row.object_id for row in read_rows(project, "fragments", source_id="verslag1") if row["kind"] != "kop"]
    make_card_sort(project, "Proef", pieces[:2])
    page = with_voices(new_page, DUTCH)
    bare = BarePage(page, SortCards(project))
    if page.get_by_role("button", name="Proef").count():
        press(page, "Proef")
        bare.wait()
    press(page, say("screens.read_aloud"))
    assert page.evaluate("spoken.at(-1)").startswith("👋🏽 Wilma")
