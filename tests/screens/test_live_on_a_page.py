"""News on the screen of someone who is reading, choosing or typing: nothing jumps, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bare_page import BarePage
from hands import unfold
from sample_notes import code, make_project

from ontmoet_research.coding import Mark, apply_code, apply_codes
from ontmoet_research.group import add_participant
from ontmoet_research.screens import label_cards, read_and_label
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import Project, change, find, read_rows, remove, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LONG = [("tekst", f"Zin {n}: de bus kwam te laat en niemand zei er iets van. " * 4) for n in range(60)]
SELECT = """([piece, from, to]) => {
  const box = document.querySelector(".om-reading"), block = box.querySelector(`[data-piece="${piece}"]`);
  block.scrollIntoView({ block: "center" });
  box.focus({ preventScroll: true });
  getSelection().setBaseAndExtent(block.firstChild, from, block.firstChild, to);
}"""
# Where everything stands that may not jump: the place of a piece on the screen, the selection, the focus.
STANDS = """(piece) => {
  const block = document.querySelector(`[data-piece="${piece}"]`);
  return {
    top: Math.round(block.getBoundingClientRect().top), selected: String(getSelection()),
    focus: document.activeElement.dataset.key ?? "",
  };
}"""
# What is painted: the words under each look, as the browser sees them.
PAINTED = """() => [...CSS.highlights.values()].flatMap((look) => [...look])
  .map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)).sort()"""


@pytest.fixture
def page(fresh_page: Page) -> Page:
    """A page of its own, so that nothing of another screen is painted on it."""
    return fresh_page


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.ontmoet", LONG) as made:
        yield made


@pytest.fixture
def finished(page: Page, project: Project) -> BarePage:
    """Lezen on a long note that this person is done with."""
    shown = BarePage(page, read_and_label(project, source_id="verslag1"))
    page.get_by_role("button", name=say("code_text.finish")).click()
    shown.wait()
    return shown


def noor_labels(project: Project, piece: int, start: int = 0, length: int = 6) -> str:
    fragment = find(project, "fragments", f"verslag1-{piece}")
    at = fragment["start"] + start
    return apply_code(project.as_person("noor"), Mark("verslag1", at, at + length, code(project, "Z3"), "noor"))


def stays(page: Page, piece: str, act: Callable[[], Any]) -> None:
    before = page.evaluate(STANDS, piece)
    act()
    after = page.evaluate(STANDS, piece)
    assert abs(after.pop("top") - before.pop("top")) <= 1, "a browser scrolls by whole pixels"
    assert after == before


def test_labels_of_others_come_in_while_selection_place_and_focus_stay(
    page: Page, project: Project, finished: BarePage
) -> None:
    page.evaluate(SELECT, ["verslag1-30", 0, 6])
    for piece in (2, 29, 30, 55):
        noor_labels(project, piece, start=7)
    stays(page, "verslag1-30", finished.catch_up)
    assert page.locator(".om-coding").count() == 4
    assert words_at(29) in page.evaluate(PAINTED), "what is in sight is painted at once"
    page.get_by_role("button", name="Anders kijken").click()
    finished.wait()
    assert [row["quote"] for row in read_rows(project, "codings", contributor_id="ik")] == ["Zin 30"]


def words_at(number: int) -> str:
    return LONG[number][1][7:13].strip()


def test_what_comes_in_above_does_not_push_away_the_part_of_the_list_that_is_shown(
    page: Page, project: Project, finished: BarePage
) -> None:
    marks = []
    for n in range(4, 60):
        fragment = find(project, "fragments", f"verslag1-{n}")
        for k in range(2):
            at = fragment["start"] + k * 10
            marks.append(Mark("verslag1", at, at + 6, code(project, "Z1"), "noor"))
    apply_codes(project.as_person("noor"), marks)
    finished.catch_up()
    unfold(page, "Geplakte labels")
    page.get_by_role("button", name=say("code_text.later")).click()
    listed = page.locator(".om-coding .om-quote").all_inner_texts()
    item = page.locator(".om-coding").nth(20)
    item.focus()
    for n in range(3):
        noor_labels(project, n)
    finished.catch_up()
    assert page.locator(".om-coding .om-quote").all_inner_texts() == listed
    assert item.evaluate("(node) => node === document.activeElement")


@pytest.mark.parametrize("what", ["another colleague's label", "another label list"])
def test_what_is_being_typed_stays_and_is_stored_afterwards(
    page: Page, project: Project, finished: BarePage, what: str
) -> None:
    page.evaluate(SELECT, ["verslag1-3", 0, 5])
    page.get_by_role("button", name="Anders kijken").click()
    finished.wait()
    unfold(page, say("code_text.note"))
    field = page.locator("textarea").first
    field.click()
    page.keyboard.type("De bus is hier altijd")
    page.keyboard.press("ArrowLeft")
    if what == "another label list":
        write(project.as_person("noor"), [change(find(project, "codes", code(project, "Z1")), label_nl="Zo gezien")])
    else:
        noor_labels(project, 3, start=1)
    finished.catch_up()
    page.keyboard.type("X")
    assert field.input_value() == "De bus is hier altijXd"
    page.get_by_role("heading", name=say("code_text.title")).click()
    finished.wait()
    assert [row["note"] for row in read_rows(project, "codings", contributor_id="ik")] == ["De bus is hier altijXd"]
    assert page.locator(".om-coding").count() == (1 if what == "another label list" else 2), "now it is drawn"
    if what == "another label list":
        assert page.locator(".om-coding").first.text_content().startswith("Zo gezien")


def test_words_that_are_taken_out_go_without_a_jump_and_labels_stand_where_they_stood(
    page: Page, project: Project, finished: BarePage
) -> None:
    noor_labels(project, 31)
    finished.catch_up()
    page.evaluate(SELECT, ["verslag1-30", 4, 40])
    for n in (3, 29):
        write(project.as_person("noor"), [remove(find(project, "fragments", f"verslag1-{n}"))])
    stays(page, "verslag1-30", finished.catch_up)
    assert page.locator("[data-piece='verslag1-29']").count() == 0
    page.wait_for_function("[...CSS.highlights.values()].some((look) => look.size > 0)")
    assert page.evaluate(PAINTED) == ["Zin 31"]


def test_a_card_keeps_its_place_and_the_open_family_when_the_list_changes(page: Page, project: Project) -> None:
    shown = BarePage(page, label_cards(project))
    page.get_by_role("button", name=say("code_cards.next")).click()
    shown.wait()
    page.get_by_role("button", name="praten").click()
    shown.wait()
    page.get_by_role("button", name="Ruimte van de baas").focus()
    write(
        project.as_person("noor"), [change(find(project, "codes", code(project, "P3")), label_nl="Ruimte om te doen")]
    )
    stays(page, "verslag1-1", shown.catch_up)
    assert page.get_by_role("button", name="Ruimte om te doen").evaluate("(node) => node === document.activeElement")
    assert "Stukje 2 van 12" in page.inner_text("main")


def test_a_page_waits_with_news_until_one_stops_typing(page: Page, project: Project) -> None:
    shown = BarePage(page, SetUpSeries(project))
    page.get_by_role("button", name=say("set_up_series.part.group")).click()
    shown.wait()
    page.locator("summary", has_text=say("set_up_series.add_title")).click()
    field = page.get_by_label(say("set_up_series.alias")).first
    field.click()
    page.keyboard.type("Dui")
    series = read_rows(project, "series")[0].object_id
    add_participant(project.as_person("noor"), "Merelvogel", series, ["resident"], adult=True)
    assert "Merelvogel" in shown.catch_up()
    page.keyboard.type("f")
    assert (field.input_value(), "Merelvogel" in page.inner_text("main")) == ("Duif", False)
    page.keyboard.press("Tab")
    shown.wait()
    assert (field.input_value(), "Merelvogel" in page.inner_text("main")) == ("Duif", True)


def test_nothing_goes_to_the_browser_for_what_is_hidden(page: Page, project: Project) -> None:
    shown = BarePage(page, read_and_label(project, source_id="verslag1"))
    theirs = noor_labels(project, 2)
    assert shown.catch_up() == ""
    assert theirs not in shown.sent
    assert page.locator(".om-coding").count() == 0
    page.get_by_role("button", name=say("code_text.finish")).click()
    shown.wait()
    assert page.locator(".om-coding").count() == 1
