"""The list of labels and who reads what, used in a real browser as a group would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from pages import click
from playwright.sync_api import expect
from sample_notes import make_project

from ontmoet_research.coding import Mark, apply_code, batches_for, finish_fragment, read_codings
from ontmoet_research.screens import give_out, labels_together
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "proef.ontmoet") as made:
        code = next(row.object_id for row in read_rows(made, "codes") if row["code"] == "Z1")
        start = next(row["start"] for row in read_rows(made, "fragments", source_id="verslag1") if row["kind"] != "kop")
        apply_code(made, Mark("verslag1", start, start + 8, code, "noor"))
        yield made


def press(bare: BarePage, text: str) -> None:
    bare.page.get_by_role("button", name=text).first.click()
    bare.wait()


def unfold(bare: BarePage, text: str) -> None:
    bare.page.locator("summary", has_text=text).click()


def code_named(project: Project, label: str) -> dict[str, object]:
    row = next(row for row in read_rows(project, "codes") if row["label_nl"] == label)
    return {"id": row.object_id, **row.values}


def test_a_co_researcher_proposes_a_label_and_the_other_side_agrees(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, labels_together(project))
    press(bare, say("labels_together.new"))
    fresh_page.get_by_label(say("labels_together.label"), exact=False).first.fill("Post op vrijdag")
    fresh_page.get_by_label(say("labels_together.ask.definition_b1")).fill("De brief komt, en niemand is te bereiken.")
    press(bare, say("labels_together.propose"))
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text("Nog 1 andere kant nodig")
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text("De brief komt, en niemand is te bereiken.")
    assert code_named(project, "Post op vrijdag")["status"] == "voorstel"
    other = labels_together(project.as_person("noor"))
    other.receive({"do": "open_one", "in": "list", "value": code_named(project, "Post op vrijdag")["id"]})
    click(other, say("labels_together.agree"))
    assert code_named(project, "Post op vrijdag")["status"] == "afgesproken"
    press(bare, say("labels_together.back"))
    expect(fresh_page.get_by_role("button", name="Post op vrijdag")).to_contain_text("Afgesproken")


def test_what_joining_means_is_shown_before_it_happens_and_can_be_undone(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, labels_together(project))
    press(bare, "Anders kijken")
    unfold(bare, say("labels_together.change"))
    press(bare, say("labels_together.plan.join"))
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text("1 label op 1 stukje, van 1 mens")
    press(bare, "Nooit aan gedacht")
    fresh_page.get_by_label(say("labels_together.joined_name")).fill("Ineens zien")
    press(bare, say("labels_together.do.join"))
    assert read_codings(project)["label_nl"].tolist() == ["Ineens zien"]
    press(bare, say("screens.undo"))
    assert read_codings(project)["label_nl"].tolist() == ["Anders kijken"]


def test_renaming_keeps_the_old_name_in_sight(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, labels_together(project))
    press(bare, "Hoofd vol")
    unfold(bare, say("labels_together.change"))
    press(bare, say("labels_together.plan.rename"))
    fresh_page.get_by_label(say("labels_together.new_name")).fill("Vol hoofd")
    press(bare, say("labels_together.do.rename"))
    unfold(bare, say("labels_together.history"))
    expect(fresh_page.locator("details[open]")).to_contain_text("Hoofd vol")


def test_what_people_say_about_a_label_stands_with_it(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, labels_together(project))
    press(bare, "Hoofd vol")
    fresh_page.get_by_label(say("labels_together.about")).fill("Dit zeg ik zelf nooit zo.")
    press(bare, say("labels_together.keep"))
    expect(fresh_page.locator(".om-list", has_text="Ilse: Dit zeg ik zelf nooit zo.")).to_be_visible()
    expect(fresh_page.get_by_label(say("labels_together.about"))).to_have_value("")


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, labels_together(project))
    press(bare, say("labels_together.new"))
    fresh_page.get_by_label(say("labels_together.label"), exact=False).first.fill("hoofd VOL")
    press(bare, say("labels_together.propose"))
    expect(fresh_page.locator(".om-status")).to_contain_text("staat al op de lijst")
    expect(fresh_page.get_by_label(say("labels_together.label"), exact=False).first).to_have_value("hoofd VOL")


def test_a_note_is_given_out_in_rounds_that_can_rest(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, give_out(project))
    press(bare, "Noor")
    press(bare, "Sem")
    press(bare, "6 stukjes")
    press(bare, say("give_out.make"))
    assert [len(batch.fragment_ids) for batch in batches_for(project, "sem")] == [6]
    for piece in batches_for(project, "sem")[0].fragment_ids:
        finish_fragment(project.as_person("sem"), piece, "geen_label")
    press(bare, say("give_out.pause"))
    assert batches_for(project, "noor")[0].status == "pauze"
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text("Klaar: 1 van 2.")
    press(bare, say("give_out.resume"))
    assert find(project, "batches", batches_for(project, "noor")[0].batch_id)["status"] == "open"


@pytest.mark.parametrize("size", [320, 1000])
def test_no_rule_of_axe_is_broken_and_all_fits(fresh_page: Page, project: Project, size: int) -> None:
    from browser import axe

    fresh_page.set_viewport_size({"width": size, "height": 800})
    bare = BarePage(fresh_page, labels_together(project))
    assert axe(fresh_page, ".ontmoet-root") == []
    press(bare, "Anders kijken")
    unfold(bare, say("labels_together.change"))
    unfold(bare, say("labels_together.better_words"))
    assert axe(fresh_page, ".ontmoet-root") == []
    press(bare, say("labels_together.plan.join"))
    assert axe(fresh_page, ".ontmoet-root") == []
    assert fresh_page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("size", [320, 1000])
def test_giving_out_breaks_no_rule_of_axe(fresh_page: Page, project: Project, size: int) -> None:
    from browser import axe

    fresh_page.set_viewport_size({"width": size, "height": 800})
    bare = BarePage(fresh_page, give_out(project))
    press(bare, "Noor")
    press(bare, say("give_out.make"))
    assert axe(fresh_page, ".ontmoet-root") == []
