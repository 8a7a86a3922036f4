"""Names in Chromium: the check of a note, who could be recognised, and the file with names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from pages import HOSTILE, series_named
from playwright.sync_api import expect

from ontmoet_research.privacy import record_consent
from ontmoet_research.privacy.key_file import Person, make_key_file
from ontmoet_research.screens import names_open
from ontmoet_research.screens.names_apart import NamesApart
from ontmoet_research.screens.names_open import put_away, take_into_use
from ontmoet_research.screens.record_meeting import RecordMeeting
from ontmoet_research.store import Project, read_rows
from ontmoet_research.store.recovery import new_identity
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NOTE = f"Anna Kwibus: ik zag Annas zus in de Dorpsstraat 12. {HOSTILE}\n\nAnna belde Bea op 06-12345678."
STATES = ("maken", "openen", "regel", "namen", "herkent")


@pytest.fixture
def opened(small: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    place = tmp_path_factory.mktemp("apart") / "namen.age"
    made = make_key_file(small, place, [new_identity()[1], new_identity()[1]])
    merel = next(row.object_id for row in read_rows(small, "participants") if row["alias"] == "Merel")
    take_into_use(small, made.with_person(Person(merel, "Anna Kwibus", HOSTILE, HOSTILE)))
    record_consent(small, merel, "meedoen", True, asked_by=read_rows(small, "contributors")[0].object_id)
    return small


@pytest.fixture
def show(fresh_page: Page, small: Project, request: pytest.FixtureRequest) -> Callable[[str], BarePage]:
    names_open._open.clear()

    def shown(state: str) -> BarePage:
        who = read_rows(small, "contributors")[0].object_id
        project = small if state == "maken" else request.getfixturevalue("opened")
        if state == "openen":
            put_away(project)
        if state in ("maken", "openen", "regel"):
            page: NamesApart | RecordMeeting = NamesApart(project, who=who)
            if state == "regel":
                page.receive({"do": "choose_line", "value": read_rows(project, "participants")[0].object_id})
        else:
            page = RecordMeeting(project, who=who)
            page.receive({"do": "choose_series", "value": series_named(project, "Samen in Veldhoek")})
            page.receive({"do": "fill", "name": "notes", "value": NOTE})
            page.receive({"do": "look_for_names"})
            if state == "herkent":
                page.receive({"do": "keep_notes"})
        fresh_page.goto("about:blank")
        return BarePage(fresh_page, page)

    return shown


@pytest.mark.parametrize("state", STATES)
def test_names_fit_a_small_window_break_no_rule_and_run_no_hostile_word(
    show: Callable[[str], BarePage], fresh_page: Page, state: str
) -> None:
    import browser

    problems: list[str] = []
    fresh_page.on("pageerror", lambda problem: problems.append(str(problem)))
    fresh_page.on("dialog", lambda dialog: problems.append(dialog.message))
    fresh_page.set_viewport_size({"width": 320, "height": 800})
    show(state)
    for summary in fresh_page.locator("summary").all():
        summary.click()
    if folder := os.environ.get("ONTMOET_SHOTS"):
        fresh_page.screenshot(path=str(Path(folder) / f"{state}-320.png"), full_page=True)
        fresh_page.set_viewport_size({"width": 900, "height": 800})
        fresh_page.screenshot(path=str(Path(folder) / f"{state}-900.png"), full_page=True)
        fresh_page.set_viewport_size({"width": 320, "height": 800})
    assert fresh_page.evaluate("document.documentElement.scrollWidth") <= 320
    low = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
    assert fresh_page.locator(".ontmoet-root :is(button, select, input, textarea, summary, a)").evaluate_all(low) == []
    assert fresh_page.locator(".ontmoet-root script").count() == 0
    assert problems == []
    if browser.axe_path().exists():
        assert browser.axe(fresh_page, ".ontmoet-root") == []


def test_names_go_by_keyboard_and_the_note_waits_for_one_more_look(
    show: Callable[[str], BarePage], fresh_page: Page
) -> None:
    bare = show("namen")
    alias = fresh_page.get_by_role("button", name="Zet Merel neer voor Anna Kwibus, 3 keer")
    alias.focus()
    fresh_page.keyboard.press("Enter")
    bare.wait()
    expect(alias).to_have_attribute("aria-pressed", "true")
    fresh_page.get_by_role("button", name=say("record_meeting.keep")).press("Enter")
    bare.wait()
    expect(fresh_page.get_by_role("heading", name=say("names_part.who_recognises"))).to_be_visible()
    expect(fresh_page.locator(".om-marked")).to_contain_text("Merel: ik zag Merels zus in de [straat].")
    fresh_page.get_by_role("button", name=say("names_part.outcome.niemand")).press("Enter")
    bare.wait()
    assert [row["outcome"] for row in read_rows(bare.screen.project, "recognition_checks")] == ["niemand"]
    expect(fresh_page.get_by_role("status")).to_contain_text("Bewaard")


def test_a_passphrase_shows_as_dots_and_never_comes_back_from_python(
    show: Callable[[str], BarePage], fresh_page: Page
) -> None:
    bare = show("maken")
    box = fresh_page.get_by_label(say("names_apart.phrase_one"))
    expect(box).to_have_attribute("type", "password")
    box.fill("vier gele fietsen zingen")
    box.press("Tab")
    bare.wait()
    expect(box).to_have_value("vier gele fietsen zingen")  # what was typed stays in its own field
    assert "fietsen" not in bare.sent
    fresh_page.get_by_role("button", name=say("names_apart.make")).click()  # the second one is still missing
    bare.wait()
    expect(fresh_page.get_by_role("status")).to_contain_text("Er is niets gemaakt")
    expect(fresh_page.get_by_label(say("names_apart.phrase_one"))).to_have_value("")
    assert "fietsen" not in bare.sent
