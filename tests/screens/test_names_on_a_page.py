"""Names in Chromium: the check of a note, who could be recognised, and the file with names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from pages import HOSTILE, series_named
from playwright.sync_api import expect

from ontmoet_research.privacy import record_consent
from ontmoet_research.privacy.key_file import Person, make_key_file
from ontmoet_research.screens import names_open
from ontmoet_research.screens.keeping.names_apart import NamesApart
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.names_open import put_away, take_into_use
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
    names_open._open().clear()

    def shown(state: str) -> BarePage:
        who = read_rows(small, "contributors")[0].object_id
        project = small if state == "maken" else request.getfixturevalue("opened")
        if state == "openen":
            put_away(project)
        if state in ("maken", "openen", "regel"):
            page: NamesApart | RecordMeeting = NamesApart(project, who=who)
            if state == "regel":
                one = read_rows(project, "participants")[0].object_id
                page.receive({"do": "open_one", "in": "apart", "value": one})
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
    hold_to_the_rules(fresh_page, lambda: show(state))


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
