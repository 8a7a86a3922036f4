"""Van wens naar verandering in Chromium: every part in a small window, deciding by keyboard, two people at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from pages import HOSTILE, SHOUTED
from playwright.sync_api import expect

from ontmoet_research.change import (
    add_priority,
    add_signal,
    add_wish,
    ask_group,
    assign,
    decide,
    offer_help,
    park,
    pass_on,
    promise,
    share,
)
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.screens.following.follow_wishes import FIRST, MORE, FollowWishes
from ontmoet_research.store import Project, create, new, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OPENED = {
    "wishes": "wishes",
    "assignments": "assignments",
    "share": "assignments",
    "help": "progress",
    "signals": "signals",
    "questions": "think_tank_questions",
    "priorities": "priorities",
}  # what is opened, by part

FORMS = {"wishes": "decisions", "promises": "promises", "signals": "signals"}  # what is put right, by part


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A series of 4 + 1 + 8 meetings with one of everything, in hostile words, and two more wishes to decide on."""
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        series = make_series(made, "gids-2021", "Samen in Veldhoek")
        merel = add_contributor(
            made, "Merel", "ervaring", participant_id=add_participant(made, "Merel", series, ["resident"])
        )
        add_contributor(made, "Kompas", "onderzoek")
        tuinman = add_participant(made, f"Tuinman {SHOUTED}", series, ["volunteer"])
        meetings = [row.object_id for row in list_meetings(made, series)]
        wishes = [add_wish(made, f"Als we nu eens {name} {HOSTILE}", meetings[0]) for name in ("a", "b", "c", "d")]
        park(made, wishes[1], HOSTILE)
        decision = decide(made, wishes[0], meetings[4], HOSTILE, HOSTILE, [tuinman], dissent_note=HOSTILE)
        task = assign(made, decision, tuinman, kind="gesprek", size="klein")
        told = share(made, meetings[5], task, {"done": HOSTILE, "need": HOSTILE, "from_whom": HOSTILE})
        offer_help(made, told, HOSTILE, tuinman)
        pass_on(made, add_signal(made, meetings[0], HOSTILE), HOSTILE)
        ask_group(made, meetings[0], HOSTILE, "gemeente")
        promise(made, series, HOSTILE, HOSTILE, by_whom=HOSTILE, due="5 juli 2024")
        add_priority(made.as_person(merel), series, HOSTILE, HOSTILE)
        write(made, [new("themes", title=HOSTILE, status="gedeeld")])
        yield made


def seen_by(project: Project, name: str) -> FollowWishes:
    who = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)
    return FollowWishes(project, who=who)


def press(bare: BarePage, words: str) -> None:
    bare.page.get_by_role("button", name=words, exact=True).first.click()
    bare.wait()


def open_part(bare: BarePage, part: str) -> None:
    if part in MORE:
        bare.page.locator("summary", has_text=say("follow_wishes.more")).click()
    press(bare, say(f"follow_wishes.part.{part}"))


def test_every_part_fits_a_small_window_breaks_no_rule_and_runs_no_hostile_word(
    fresh_page: Page, project: Project
) -> None:
    import browser

    problems: list[str] = []
    fresh_page.on("pageerror", lambda problem: problems.append(str(problem)))
    fresh_page.on("dialog", lambda dialog: problems.append(dialog.message))
    fresh_page.set_viewport_size({"width": 320, "height": 800})
    screen = seen_by(project, "Merel")
    bare = BarePage(fresh_page, screen)
    for part in (*FIRST, *MORE):
        screen.receive({"do": "open_part", "part": part})
        looks = [{"do": "refresh"}]
        if part in OPENED:
            one = read_rows(project, OPENED[part])[0].object_id
            looks.append({"do": "open_one", "in": part, "value": one})
        if part == "deciding":
            looks += [{"do": "choose", "in": part, "name": "way", "value": way} for way in ("take", "wait", "join")]
        if part == "share":
            looks.append({"do": "choose", "in": part, "name": "step", "value": "learn"})
        if part in FORMS:
            table = FORMS[part]
            one = read_rows(project, table)[0].object_id
            looks.append({"do": "correct", "in": "correcting", "table": table, "one": one})
        for look in looks:
            if look["do"] != "refresh":
                screen.receive(look)
            bare.catch_up()
            fresh_page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            where = (part, look)
            assert fresh_page.evaluate("document.documentElement.scrollWidth") <= 320, where
            low = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
            controls = fresh_page.locator(".ontmoet-root :is(button, select, input, textarea, summary, a)")
            assert controls.evaluate_all(low) == [], where
            assert fresh_page.locator(".ontmoet-root script").count() == 0
            assert browser.axe(fresh_page, ".ontmoet-root") == [], where
            assert screen.status.get("tone") not in ("refused", "trouble"), where
    assert problems == []


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the button or field with these words has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.locator(":is(button, input, textarea, select, summary):focus")  # not the page itself
        named = "(e) => `${e.innerText} ${e.closest('label')?.innerText}`"
        if here.count() and words in here.evaluate(named):
            return
    raise AssertionError(f"the keyboard does not get to {words}")


def test_a_group_decides_by_keyboard_with_large_letters_and_hears_what_is_lacking(
    fresh_page: Page, project: Project
) -> None:
    bare = BarePage(fresh_page, seen_by(project, "Merel"))
    height = "(node) => node.getBoundingClientRect().height"
    title = fresh_page.locator(".ontmoet-root h2")
    small = title.evaluate(height)
    fresh_page.locator(".ontmoet-root").focus()

    def go(words: str, typed: str | None = None) -> None:
        tab_to(fresh_page, words)
        if typed is None:
            fresh_page.keyboard.press("Enter")
        else:
            fresh_page.keyboard.type(typed)
        bare.wait()

    go(say("follow_wishes.part.deciding"))
    go(say("follow_wishes.large"))
    assert title.evaluate(height) > 1.3 * small
    go(say("follow_wishes.way.take"))
    go(say("follow_wishes.what_do"), "bellen")
    go(say("follow_wishes.take_up"))
    expect(fresh_page.get_by_role("status")).to_contain_text(say("record.needs.decisions.how"))
    go(say("follow_wishes.how"), "samen oefenen")
    go(say("follow_wishes.take_up"))
    expect(fresh_page.get_by_role("status")).to_contain_text(say("record.needs.decisions.who"))
    expect(fresh_page.get_by_label(say("follow_wishes.how"))).to_have_value("samen oefenen")
    go("Merel")
    expect(fresh_page.get_by_role("button", name="Merel")).to_have_attribute("aria-pressed", "true")
    go(say("follow_wishes.take_up"))
    expect(fresh_page.get_by_role("status")).to_contain_text(say("follow_wishes.taken_up"))
    expect(fresh_page.locator("h3").first).to_contain_text("Als we nu eens d")  # the next wish comes by itself
    assert [row["how"] for row in read_rows(project, "decisions")][-1] == "samen oefenen"
    go(say("screens.undo"))
    expect(fresh_page.locator("h3").first).to_contain_text("Als we nu eens c")


def test_two_people_who_answer_at_once_both_stay_and_see_each_other(fresh_page: Page, project: Project) -> None:
    """Merel types in the browser while Kompas stores an answer about the same assignment."""
    bare = BarePage(fresh_page, seen_by(project, "Merel"))
    task = read_rows(project, "assignments")[0].object_id
    open_part(bare, "share")
    fresh_page.get_by_label(say("follow_wishes.about_which")).select_option(task)
    bare.wait()
    box = fresh_page.get_by_label(say("follow_wishes.question.B36.1"))
    box.press_sequentially("Wij gingen")
    meeting = next(row for row in read_rows(project, "sessions") if row["number"] == 6).object_id
    kompas = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == "Kompas")
    share(project.as_person(kompas), meeting, task, {"done": "Ik belde."})
    bare.catch_up()
    box.press_sequentially(" samen.")
    expect(box).to_have_value("Wij gingen samen.")
    press(bare, say("follow_wishes.keep_shared"))
    fresh_page.locator("summary", has_text=say("follow_wishes.already_shared")).click()
    for words in ("Ik belde.", "Wij gingen samen."):
        expect(fresh_page.locator("details[open]").first).to_contain_text(words)
    expect(box).to_have_value("")
    assert len(read_rows(project, "progress")) == 3
