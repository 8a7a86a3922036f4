"""Two people at one screen: experience first, blind until both are done, and both readings stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from playwright.sync_api import expect
from sample_notes import make_project

from ontmoet_research.coding import read_codings, tandems_of
from ontmoet_research.screens import label_together
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "proef.ontmoet") as made:
        yield made


def press(bare: BarePage, text: str) -> None:
    bare.page.get_by_role("button", name=text).first.click()
    bare.wait()


def sit_down(bare: BarePage) -> None:
    """Noor sits down first, but Ilse comes from the side of experience."""
    press(bare, "Noor")
    expect(bare.page.get_by_role("button", name="Noor")).to_have_count(0)
    press(bare, "Ilse")


def test_experience_reads_first_and_the_second_sees_nothing_of_it_until_both_are_done(
    fresh_page: Page, project: Project
) -> None:
    bare = BarePage(fresh_page, label_together(project))
    sit_down(bare)
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text("Eerst jij")
    press(bare, "ik ga lezen")
    press(bare, "Anders kijken")
    press(bare, say("code_cards.next"))
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text("Nu jij")
    bare.sent = ""
    press(bare, "ik ga lezen")
    expect(fresh_page.locator("[data-piece]")).to_be_visible()
    assert fresh_page.locator("[aria-pressed=true]").count() == 1, "only the family; no label of the other"
    assert '"placed": true' not in bare.sent, "nothing of the first reading reaches the browser"
    press(bare, "Nooit aan gedacht")
    press(bare, say("code_cards.next"))
    readings = fresh_page.locator(".om-placed li")
    expect(readings.nth(0)).to_contain_text("Anders kijken")
    expect(readings.nth(1)).to_contain_text("Nooit aan gedacht")
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text(say("tandem_cards.different"))
    codings = read_codings(project)
    assert codings["contributor_id"].tolist() == ["ik", "noor"]
    assert tandems_of(project, "noor") == [("ik", "noor")]


def test_each_undoes_only_what_they_did_themselves_and_a_pair_goes_on_where_it_was(
    fresh_page: Page, project: Project
) -> None:
    bare = BarePage(fresh_page, label_together(project, pair=("ik", "noor")))
    for word in ("ik ga lezen", "Anders kijken", say("code_cards.next"), "ik ga lezen", "Anders kijken"):
        press(bare, word)
    press(bare, say("screens.undo"))
    assert [row["contributor_id"] for row in read_rows(project, "codings")] == ["ik"]
    press(bare, say("code_cards.not_know"))
    expect(fresh_page.locator(".om-placed li").nth(1)).to_contain_text(say("tandem_cards.outcome.weet_niet"))
    press(bare, say("tandem_cards.next_piece"))
    again = label_together(project, pair=("ik", "noor"))
    assert again.index == 1
    assert again.turn == 0


def test_the_pair_is_of_two_sides(project: Project) -> None:
    screen = label_together(project)
    screen.receive({"do": "choose_person", "person": "noor"})
    assert [key for key, _ in screen.view["people"]] == ["ik", "sem"]


@pytest.mark.parametrize("size", [320, 1000])
def test_no_rule_of_axe_is_broken_on_any_of_its_faces(fresh_page: Page, project: Project, size: int) -> None:
    from browser import axe

    fresh_page.set_viewport_size({"width": size, "height": 800})
    bare = BarePage(fresh_page, label_together(project))
    for word in ("Noor", "Ilse", "ik ga lezen", say("code_cards.next"), "ik ga lezen", say("code_cards.next")):
        assert axe(fresh_page, ".ontmoet-root") == [], word
        press(bare, word)
    assert axe(fresh_page, ".ontmoet-root") == []
