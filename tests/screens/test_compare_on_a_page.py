"""Samen vergelijken on a plain page in Chromium, as tasks: by keyboard, on a phone, with hostile words."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from compared import PIECES, compared_project
from pages import HOSTILE
from playwright.sync_api import expect

from ontmoet_research.dialogue import read_talks
from ontmoet_research.screens.comparing.compare_readings import CompareReadings
from ontmoet_research.store import Project, change, find, new, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

PAIR = ["kompas", "merel"]


@pytest.fixture
def project(work: Path) -> Iterator[Project]:
    with compared_project(work / "p.ontmoet") as made:
        yield made


@pytest.fixture
def bare(fresh_page: Page, project: Project) -> BarePage:
    return BarePage(fresh_page, CompareReadings(project, who="kompas"))


def by_name(page: Page, key: str, **values: object) -> Locator:
    return page.get_by_role("button", name=say(f"compare_readings.{key}", **values))


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, as someone without a mouse does."""
    for _ in range(60):
        if wanted.evaluate("(e) => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def picture(page: Page, name: str) -> None:
    """A picture to look at, when somebody asks for it."""
    if folder := os.environ.get("ONTMOET_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def fits(page: Page) -> None:
    """Nothing sticks out of a phone, every control is large enough and says what it does, axe has nothing to say."""
    import browser

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    low = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
    assert page.locator(".ontmoet-root :is(button, select, input, textarea, summary)").evaluate_all(low) == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
        assert browser.axe(page, ".ontmoet-root") == [], scheme


def test_a_tandem_talks_about_a_piece_with_the_keyboard_alone(
    bare: BarePage, fresh_page: Page, project: Project
) -> None:
    page = fresh_page

    def press(button: Locator) -> None:
        tab_to(page, button)
        page.keyboard.press("Enter")
        bare.wait()

    def say_why(words: str) -> None:
        tab_to(page, page.get_by_label(say("compare_readings.why")))
        page.keyboard.type(words)

    press(page.get_by_role("button", name="Merel"))
    press(by_name(page, "begin"))
    expect(page.get_by_text(PIECES[1])).to_be_visible()
    press(by_name(page, "sits_here", name="Merel"))
    expect(page.get_by_role("heading", name=say("compare_readings.you_first", name="Merel"))).to_be_visible()
    say_why("Ik belde zelf ook.")
    press(by_name(page, "and_next"))
    say_why("Ik zag vooral het wachten.")
    press(by_name(page, "and_choose"))
    press(by_name(page, "outcome.beide_blijven_staan"))
    expect(page.get_by_role("status")).to_contain_text(say("compare_readings.came.beide_blijven_staan"))
    talk = read_talks(project, PAIR)["p1"]
    assert talk.outcome == "beide_blijven_staan"
    assert [talk.reason_of(one) for one in ("merel", "kompas")] == ["Ik belde zelf ook.", "Ik zag vooral het wachten."]
    press(page.get_by_role("button", name=say("screens.undo")))
    expect(page.get_by_role("status")).to_contain_text(say("screens.undone_of", what="")[:11])
    assert read_talks(project, PAIR)["p1"].outcome is None


def test_every_step_fits_a_phone_in_light_and_dark(bare: BarePage, fresh_page: Page, project: Project) -> None:
    write(project, [new("tandems", contributor_ids=PAIR, start="2024-03-01")])
    page = fresh_page
    page.set_viewport_size({"width": 320, "height": 800})
    bare.screen.refresh()
    fits(page)
    picture(page, "met_wie")

    def step(key: str, shot: str = "", **values: object) -> None:
        by_name(page, key, **values).first.click()
        bare.wait()
        if shot:
            fits(page)
            picture(page, shot)

    page.get_by_role("button", name="Merel").first.click()
    step("begin", "elders")
    step("sits_here", "beurt", name="Merel")
    page.get_by_label(say("compare_readings.why")).fill("Ik belde zelf.\nEn toen nog eens.")
    step("and_next")
    step("and_choose", "keuze")
    step("outcome.eens_geworden", "eens")
    step("back")
    step("outcome.nieuw_label", "nieuw_label")
    step("back")
    step("outcome.beide_blijven_staan")
    for summary in page.locator("summary").all():
        summary.click()
    fits(page)
    picture(page, "erna")
    step("look")
    for summary in page.locator("summary").all():
        summary.click()
    fits(page)
    picture(page, "overlap")


def test_hostile_words_stay_words(bare: BarePage, fresh_page: Page, project: Project) -> None:
    problems: list[str] = []
    fresh_page.on("pageerror", lambda problem: problems.append(str(problem)))
    fresh_page.on("dialog", lambda dialog: problems.append(dialog.message))
    write(project, [change(find(project, "codes", "wachten"), label_nl=HOSTILE)])
    write(project, [change(find(project, "contributors", "merel"), display_name=HOSTILE)])
    bare.screen.receive({"do": "choose_tandem", "in": "with", "value": "merel"})
    bare.screen.receive({"do": "sits_here", "in": "turns", "person": "merel"})
    fresh_page.get_by_role("button", name=say("screens.undo")).click()
    bare.wait()
    fresh_page.get_by_label(say("compare_readings.why")).fill(HOSTILE)
    by_name(fresh_page, "and_next").click()
    bare.wait()
    expect(fresh_page.locator("blockquote")).to_contain_text("<script>alert(1)</script> $5 en $6 😀")
    assert fresh_page.locator(".ontmoet-root script").count() == 0
    assert problems == []


def test_what_others_read_never_reaches_the_browser_before_all_are_done(fresh_page: Page, project: Project) -> None:
    bare = BarePage(fresh_page, CompareReadings(project, who="sem"))
    for name in ("Merel", "Kompas"):
        fresh_page.get_by_role("button", name=name).click()
        bare.wait()
    by_name(fresh_page, "begin").click()
    bare.wait()
    expect(fresh_page.get_by_text(say("compare_readings.nothing"))).to_be_visible()
    assert [piece for piece in PIECES if piece in bare.sent] == []


def test_an_outcome_comes_in_on_a_second_screen_while_somebody_types(
    bare: BarePage, fresh_page: Page, project: Project
) -> None:
    bare.screen.receive({"do": "choose_tandem", "in": "with", "value": "merel"})
    bare.screen.receive({"do": "sits_here", "in": "turns", "person": "merel"})
    fresh_page.get_by_role("button", name=say("screens.undo")).click()
    bare.wait()
    fresh_page.get_by_label(say("compare_readings.why")).press_sequentially("Ik typ nog")
    other = CompareReadings(project, who="merel")
    other.receive({"do": "choose_tandem", "in": "with", "value": "kompas"})
    other.receive({"do": "come_to", "in": "outcome", "outcome": "beide_blijven_staan"})
    assert read_talks(project, PAIR)["p1"].outcome == "beide_blijven_staan"
    by_name(fresh_page, "and_next").click()
    bare.wait()
    came = say("compare_readings.came_in", came=say("compare_readings.came.beide_blijven_staan"))
    expect(fresh_page.get_by_text(came)).to_be_visible()
    expect(fresh_page.get_by_text("Ik typ nog")).to_be_visible()
    assert [row["reason"] for row in read_rows(project, "positions") if row["reason"]] == ["Ik typ nog"]
    by_name(fresh_page, "next_piece").click()
    bare.wait()
    expect(fresh_page.get_by_text(PIECES[2])).to_be_visible()


def test_the_outcome_of_another_screen_arrives_by_itself_and_the_piece_stays(
    bare: BarePage, fresh_page: Page, project: Project
) -> None:
    bare.screen.receive({"do": "choose_tandem", "in": "with", "value": "merel"})
    bare.catch_up()
    expect(fresh_page.get_by_text(PIECES[1])).to_be_visible()
    other = CompareReadings(project, who="merel")
    other.receive({"do": "choose_tandem", "in": "with", "value": "kompas"})
    other.receive({"do": "come_to", "in": "outcome", "outcome": "beide_blijven_staan"})
    bare.catch_up()
    came = say("compare_readings.came_in", came=say("compare_readings.came.beide_blijven_staan"))
    expect(fresh_page.get_by_text(came)).to_be_visible()
    expect(fresh_page.get_by_text(PIECES[1])).to_be_visible()
    by_name(fresh_page, "next_piece").click()
    bare.wait()
    expect(fresh_page.get_by_text(PIECES[2])).to_be_visible()


def test_typed_words_of_one_speaker_are_not_given_to_the_next(
    bare: BarePage, fresh_page: Page, show: Callable[[], None]
) -> None:
    show()
    box = fresh_page.get_by_label(say("compare_readings.why"))
    box.fill("van Merel")
    by_name(fresh_page, "and_next").click()
    bare.wait()
    expect(box).to_have_value("")


@pytest.fixture
def show(bare: BarePage, fresh_page: Page) -> Callable[[], None]:
    def shown() -> None:
        fresh_page.get_by_role("button", name="Merel").click()
        bare.wait()
        by_name(fresh_page, "begin").click()
        bare.wait()
        by_name(fresh_page, "sits_here", name="Merel").click()
        bare.wait()

    return shown


def test_who_types_before_the_turn_has_passed_writes_nothing_under_the_name_of_the_one_before(
    bare: BarePage, project: Project
) -> None:
    page = bare.page
    for press in (
        page.get_by_role("button", name="Merel"),
        by_name(page, "begin"),
        by_name(page, "sits_here", name="Merel"),
    ):
        press.click()
        bare.wait()
    field = page.get_by_label(say("compare_readings.why"))
    field.fill("Ik belde zelf ook.")
    bare.hold_answers()
    by_name(page, "and_next").click()
    field.click()
    page.keyboard.type("Kompas typt al.")
    assert field.input_value() == "Ik belde zelf ook."
    bare.let_answers_come()
    field.click()
    page.keyboard.type("Ik zag vooral het wachten.")
    by_name(page, "and_choose").click()
    bare.wait()
    talk = read_talks(project, PAIR)["p1"]
    assert [talk.reason_of(one) for one in ("merel", "kompas")] == ["Ik belde zelf ook.", "Ik zag vooral het wachten."]
