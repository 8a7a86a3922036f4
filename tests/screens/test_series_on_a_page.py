"""Reeks en groep in Chromium: every part by clicking and by keyboard, with all that can be open on it, at 320 px."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from pages import HOSTILE, series_named
from playwright.sync_api import expect

from ontmoet_research.group import (
    add_event,
    add_organisation,
    agree_on,
    change_meeting,
    change_participant,
    change_series,
    list_meetings,
    look_again,
    read_start_list,
    record_needs,
    record_research_changed,
    record_role,
    record_start_item,
    set_parent,
)
from ontmoet_research.screens.series.page import PARTS
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import Project, new, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def word(key: str) -> str:
    return say(f"set_up_series.{key}")


@pytest.fixture
def full(small: Project) -> Project:
    """The small project with something, and hostile words, in every part."""
    series_id = series_named(small, "Samen in Veldhoek")
    set_parent(small, series_id, series_named(small, "Kenniscafé Veldhoek"))
    first, second = list_meetings(small, series_id)
    change_meeting(small, second.object_id, "4 april 2030")
    record_research_changed(small, first.object_id, HOSTILE)
    add_event(small, HOSTILE, "8 maart 2024", series_id, "keerpunt", ["resident"])
    look_again(small, agree_on(small, series_id, HOSTILE, "1 februari 2020"), "We luisteren.", "1 maart 2020")
    change_series(small, series_id, min_participants=8, size_reason=HOSTILE)
    made = add_organisation(small, HOSTILE, sector="sport", inside=False)
    agree_on(small, series_id, HOSTILE, "1 maart 2020", "2 maart 2020")
    record_start_item(small, series_id, "geld", "nvt", HOSTILE)
    record_role(small, series_id, "labelen", "ervaring", planned="partner", actual="niet")
    for person, need in zip(read_rows(small, "participants"), ("stil", "tolk"), strict=True):
        record_needs(small, person.object_id, [need], HOSTILE)
        change_participant(small, person.object_id, organisation_id=made, roles=[HOSTILE])
    write(small, [new("promises", series_id=series_id, what=HOSTILE, to_whom=HOSTILE, by_whom="Kompas")])
    return small


@pytest.fixture
def show(fresh_page: Page, full: Project) -> Callable[[int], Locator]:
    def shown(width: int) -> Locator:
        own = SetUpSeries(full)
        own.receive({"do": "choose_series", "value": series_named(full, "Samen in Veldhoek")})
        fresh_page.set_viewport_size({"width": width, "height": 900})
        BarePage(fresh_page, own)
        return fresh_page.locator(".ontmoet-root")

    return shown


# What to choose in a part so that everything that can be changed there is on the screen.
CHOICES = {
    "series": [
        ("which_phase", "Samen praten"),
        ("which_meeting", "Bijeenkomst 2 (4 april 2030)"),
        ("new_kind", "Voorbespreking"),
    ],
    "group": [("which_person", "Merel"), ("which_worker", "Kompas")],
    "agreements": [("which_meeting", "Bijeenkomst 1 (7 maart 2024)")],
    "needs": [("which_person", "Tuinman")],
    "research": [("which_stage", "labelen"), ("which_side", "Mensen met ervaring")],
    "handover": [("who_hands_over", "Kompas")],
}


def test_every_part_opens_fits_320_pixels_breaks_no_rule_and_runs_no_hostile_word(
    show: Callable[[int], Locator], fresh_page: Page
) -> None:
    import browser

    problems: list[str] = []
    fresh_page.on("pageerror", lambda problem: problems.append(str(problem)))
    fresh_page.on("dialog", lambda dialog: problems.append(dialog.message))
    root = show(320)
    low = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
    for part in PARTS:
        root.get_by_role("button", name=word(f"part.{part}")).first.click()
        expect(root.locator('button[aria-pressed="true"]').first).to_contain_text(word(f"part.{part}"))
        for summary in root.locator("summary").all():
            summary.evaluate("(one) => { one.parentElement.open = true; }")  # also of a fold within a fold
        for label, choice in CHOICES.get(part, []):
            root.get_by_label(word(label)).first.select_option(label=choice)
            expect(root.get_by_label(word(label)).first.locator("option:checked")).to_have_text(choice)
        assert fresh_page.evaluate("document.documentElement.scrollWidth") <= 320, part
        assert root.locator(":is(button, select, input, textarea, summary, a)").evaluate_all(low) == [], part
        expect(root.get_by_role("status")).not_to_contain_text(say("screens.trouble"))
        assert browser.axe(fresh_page, ".ontmoet-root") == [], part
    assert root.locator("script").count() == 0
    assert problems == []


def test_a_line_of_the_start_list_is_settled_without_a_mouse(
    show: Callable[[int], Locator], fresh_page: Page, full: Project
) -> None:
    root = show(760)

    def tab_to(wanted: Locator) -> None:
        for _ in range(40):
            fresh_page.keyboard.press("Tab")
            if wanted.evaluate("(e) => e === document.activeElement"):
                return
        raise AssertionError("the keyboard does not get there")

    tab_to(root.get_by_role("button", name=word("part.start")))
    fresh_page.keyboard.press("Enter")
    tab_to(root.get_by_role("button", name=word("start.ruimte")))
    fresh_page.keyboard.press("Space")
    tab_to(root.get_by_label(word("start_note")))
    fresh_page.keyboard.type("Het buurthuis.")
    tab_to(root.get_by_role("button", name=word("start_state.klaar")))
    fresh_page.keyboard.press("Enter")
    expect(root.get_by_role("status")).to_contain_text("Bewaard om ")
    series_id = series_named(full, "Samen in Veldhoek")
    assert read_start_list(full, series_id)["ruimte"] == ("klaar", "Het buurthuis.")
    ring = "(e) => getComputedStyle(e).outlineStyle !== 'none'"
    assert root.get_by_role("button", name=word("start_state.klaar")).evaluate(ring)
    tab_to(root.get_by_role("button", name=say("screens.undo")))
    fresh_page.keyboard.press("Enter")
    expect(root.get_by_role("status")).to_contain_text(say("screens.undone_of", what="")[:11])
    assert read_start_list(full, series_id)["ruimte"][0] == "nog_niet"
