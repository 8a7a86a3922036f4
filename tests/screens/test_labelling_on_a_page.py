"""The screens for labelling on a plain page: small windows, large letters, hostile text, and what stays behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bare_page import BarePage
from hands import unfold
from sample_notes import HOSTILE, PIECES, add_note, code, make_project, quotes

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.group import change_look
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.screens import label_cards, read_and_label
from ontmoet_research.store import Project, change, find, new, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WIDE = """() => [...document.querySelectorAll('.ontmoet-root *')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
  .filter((e) => innerWidth > 480 || !e.closest('.om-right .om-families, .om-label-column .om-labels'))  // pushed aside
  .map((e) => e.outerHTML.slice(0, 80))"""
SMALL = """() => [...document.querySelectorAll('.ontmoet-root :is(button, select, input, textarea)')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80))"""
TINY_LETTERS = """() => [...document.querySelectorAll('.ontmoet-root *')]
  .filter((e) => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => e.outerHTML)"""


@pytest.fixture
def page(fresh_page: Page) -> Page:
    """A page of its own for each test, so that windows can be small and nothing is left of another screen."""
    return fresh_page


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.ontmoet") as made:
        yield made


def press(shown: BarePage, name: str) -> None:
    shown.page.get_by_role("button", name=name).first.click()
    shown.wait()


def select(page: Page, words: str) -> None:
    """Select words without a mouse or keys: the page tests here are not about selecting."""
    page.evaluate(
        """(words) => {
          const pieces = [...document.querySelectorAll('[data-piece]')].map((piece) => piece.firstChild);
          const node = pieces.find((text) => text?.data.includes(words)), at = node.data.indexOf(words);
          getSelection().setBaseAndExtent(node, at, node, at + words.length);
        }""",
        words,
    )


@pytest.mark.parametrize(("make", "button"), [(label_cards, "propose_this"), (read_and_label, "propose_selected")])
def test_selected_words_are_proposed_as_a_quote(
    page: Page, project: Project, make: Callable[..., Any], button: str
) -> None:
    series = new("series", title="Samen", format="ontmoetingen")
    person = new("participants", alias="Iris", series_ids=[series.object_id])
    spoken = [change(row, participant_id=person.object_id) for row in read_rows(project, "fragments")]
    asked = {"participant_id": person.object_id, "given": True}
    yes = [new("consents", purpose=purpose, **asked) for purpose in CONSENT_PURPOSES]
    write(project, [series, person, *yes, *spoken])
    shown = BarePage(page, make(project))
    select(page, "brief kwam")
    press(shown, say(f"approve_quotes.{button}"))
    assert [row["text_used"] for row in read_rows(project, "quotes")] == ["brief kwam"]
    assert say("approve_quotes.proposed") in page.locator(".ontmoet-root").inner_text()
    press(shown, say("screens.undo"))
    assert read_rows(project, "quotes") == []


@pytest.mark.parametrize("width", [320, 640, 1024, 1600])
@pytest.mark.parametrize("make", [label_cards, read_and_label])
def test_nothing_runs_off_the_page_and_buttons_stay_large(
    page: Page, project: Project, make: Callable[..., Any], width: int
) -> None:
    """640 pixels is a window of 1280 at 200 %."""
    page.set_viewport_size({"width": width, "height": 800})
    shown = BarePage(page, make(project))
    select(page, "brief kwam")
    press(shown, "praten")
    press(shown, "Groep of mens")
    press(shown, "Elkaar begrijpen")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for problem in (WIDE, SMALL, TINY_LETTERS):
        assert page.evaluate(problem) == []


def test_axe_has_nothing_against_any_state_of_kaartjes(
    page: Page, project: Project, axe: Callable[[str], list[str]]
) -> None:
    shown = BarePage(page, label_cards(project, who="kit"))
    assert axe(".ontmoet-root") == []
    for name in (
        "Ilse",
        say("code_cards.next"),
        say("code_cards.skip"),
        say("code_cards.pause"),
        say("code_cards.go_on"),
    ):
        press(shown, name)
        assert axe(".ontmoet-root") == [], name
    assert say("code_cards.heavy") in page.inner_text("main")
    while page.get_by_role("button", name=say("code_cards.skip")).count():
        press(shown, say("code_cards.skip"))
    assert say("code_cards.done.many", n=6) in page.inner_text("main")
    assert axe(".ontmoet-root") == []


@pytest.mark.parametrize("make", [label_cards, read_and_label])
def test_hostile_text_is_text_wherever_it_stands(page: Page, project: Project, make: Callable[..., Any]) -> None:
    for table, name, where in (
        ("sources", "title", {}),
        ("contributors", "display_name", {}),
        ("codes", "label_nl", {}),
        ("codes", "definition_b1", {}),
        ("codebooks", "title", {}),
    ):
        write(project, [change(row, **{name: HOSTILE}) for row in read_rows(project, table, **where)])
    start = find(project, "sources", "verslag1")["text"].index("Op de flap")
    for who in ("ik", "noor"):
        apply_code(project, Mark("verslag1", start, start + 40, code(project, "Z1"), who, note=HOSTILE))
    shown = BarePage(page, make(project, help_contact=HOSTILE))
    for _ in range(5):
        for button in (say("code_text.finish"), say("code_cards.uncover"), say("code_cards.next")):
            if page.get_by_role("button", name=button).count() and HOSTILE not in page.inner_text(
                ".om-reading, .om-card"
            ):
                press(shown, button)
    told = page.inner_text("main") + page.inner_text(".om-reading")
    assert "<script>window.kwaad = 1</script>" in told
    assert page.evaluate("window.kwaad") is None
    assert page.locator("main :is(script, img)").count() == 0


def test_highlights_of_another_screen_stay_and_our_own_are_cleaned_up(page: Page, project: Project) -> None:
    shown = BarePage(page, read_and_label(project))
    page.evaluate("CSS.highlights.set('van-een-ander', new Highlight())")
    select(page, "brief kwam")
    press(shown, "Anders kijken")
    names = page.evaluate("[...CSS.highlights.keys()]")
    assert "van-een-ander" in names
    assert sum(name.startswith("ontmoet-") for name in names) == 2  # the label's look, and the strong one
    painted = "[...CSS.highlights].filter(([n]) => n.startsWith('ontmoet-')).flatMap(([, h]) => [...h]).map(String)"
    assert len(page.evaluate(painted)) == 1
    page.evaluate("stopScreen()")
    assert page.evaluate("[...CSS.highlights.keys()]") == ["van-een-ander"]


def test_overlapping_labels_of_two_people_are_painted_and_told_apart(page: Page, project: Project) -> None:
    text = find(project, "sources", "verslag1")["text"]
    placed = []
    for who, words, short in (("ik", "Toen de brief kwam", "Z1"), ("noor", "brief kwam, durfde ik", "Z3")):
        start = text.index(words)
        mark = Mark("verslag1", start, start + len(words), code(project, short), who, certainty="twijfel")
        placed.append(apply_code(project, mark))
    shown = BarePage(page, read_and_label(project))
    assert (placed[0] in shown.sent, placed[1] in shown.sent) == (True, False)
    press(shown, say("code_text.finish"))
    place = page.evaluate(
        """() => { const node = document.querySelectorAll('[data-piece]')[1].firstChild, at = node.data.indexOf('kwam');
        const range = new Range(); range.setStart(node, at); range.setEnd(node, at + 4);
        const box = range.getBoundingClientRect(); return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]; }"""
    )
    page.mouse.move(*place)
    page.wait_for_function("document.querySelector('.om-here').textContent.includes('Noor')")
    assert page.inner_text(".om-here") == "Hier: Anders kijken (jij, je twijfelt), Hoofd vol (Noor, twijfelt)"


def test_a_list_item_that_gets_the_focus_shows_its_words_in_the_text(page: Page, project: Project) -> None:
    shown = BarePage(page, read_and_label(project))
    select(page, "brief kwam")
    press(shown, "Anders kijken")
    unfold(page, "Geplakte labels: 1")
    page.locator(".om-coding").focus()
    strong = """[...[...CSS.highlights].find(([name]) => name.endsWith('-strong'))[1]]
        .map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))"""
    assert page.evaluate(strong) == ["brief kwam"]
    page.locator(".om-reading").focus()
    assert page.evaluate(strong) == []


AT_WORDS = """(words) => {
  const pieces = [...document.querySelectorAll('[data-piece]')].map((piece) => piece.firstChild);
  const node = pieces.find((text) => text?.data.includes(words)), at = node.data.indexOf(words);
  const range = new Range();
  range.setStart(node, at);
  range.setEnd(node, at + words.length);
  const [said, box] = [range, document.querySelector('.om-at-words')].map((one) => one?.getBoundingClientRect());
  return box ? [box.top - said.bottom, box.left - said.right, box.right - said.left, box.bottom - innerHeight] : null;
}"""


@pytest.mark.parametrize("letters", ["gewoon", "heel_groot"])
@pytest.mark.parametrize("size", [(1280, 800), (360, 640)])
def test_what_lies_on_words_stands_right_under_them_and_goes_with_escape(
    page: Page, project: Project, size: tuple[int, int], letters: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    change_look(project, "ik", text_size=letters)
    shown = BarePage(page, read_and_label(project, who="ik"))
    select(page, "brief kwam")
    press(shown, "Anders kijken")
    below, after, before, out = page.evaluate(AT_WORDS, "brief kwam")
    assert abs(below) <= 2
    assert after < 0 < before
    assert out <= 0, "it was brought into view"
    press(shown, say("code_text.doubt"))
    assert page.inner_text(".om-at-words b") == "Anders kijken"
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.om-at-words')")
    assert page.evaluate(AT_WORDS, "brief kwam") is None


def test_a_label_in_the_list_leads_to_its_words(page: Page, project: Project) -> None:
    add_note(project, "lang", "dag1", "Lang", [("tekst", f"Stukje {n}. {'woord en ' * 30}") for n in range(60)])
    start = find(project, "sources", "lang")["text"].index("Stukje 50.")
    apply_code(project, Mark("lang", start, start + 10, code(project, "Z1"), "ik"))
    BarePage(page, read_and_label(project, "lang"))
    unfold(page, "Geplakte labels: 1")
    page.locator(".om-coding").click()
    below, *_, out = page.evaluate(AT_WORDS, "Stukje 50.")
    assert abs(below) <= 2
    assert out <= 0
    assert page.evaluate("document.activeElement.dataset.key") == "text"


@pytest.mark.parametrize("size", [(1280, 800), (360, 640)])
def test_a_long_note_runs_on_down_the_page_and_its_labels_stay_in_view(
    page: Page, project: Project, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    add_note(project, "lang", "dag1", "Lang", [("tekst", f"Stukje {n}. {'woord en ' * 30}") for n in range(60)])
    BarePage(page, read_and_label(project, "lang"))
    box = page.locator(".om-reading")
    assert box.evaluate("(node) => node.scrollHeight - node.clientHeight") <= 0, "no box that catches the wheel"
    page.evaluate("document.querySelectorAll('[data-piece]')[30].scrollIntoView()")
    page.mouse.move(size[0] / 3, 60)
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 300)
    page.wait_for_function("(before) => scrollY >= before + 250", arg=before)
    label = page.locator("button.om-label").first.bounding_box()
    assert label is not None
    assert 0 <= label["y"] <= size[1] - label["height"]


def test_the_list_shows_fifty_around_the_caret_and_more_on_demand(page: Page, project: Project) -> None:
    text = find(project, "sources", "verslag1")["text"]
    for start in range(0, 120):
        if text[start : start + 3].strip():
            apply_code(project, Mark("verslag1", start, start + 3, code(project, "Z1"), "ik"))
    total = len(quotes(project))
    shown = BarePage(page, read_and_label(project))
    page.wait_for_function("document.querySelectorAll('.om-coding').length === 50")
    unfold(page, f"Geplakte labels: {total}")
    assert f"1 tot en met 50 van {total}" in page.inner_text(".om-list")
    press(shown, say("code_text.later"))
    assert f"51 tot en met 100 van {total}" in page.inner_text(".om-list")
    select(page, "Verslag van")  # in the heading, where the first labels lie
    page.wait_for_function("document.querySelector('.om-list').textContent.includes('1 tot en met 50')")
    page.wait_for_function("document.querySelectorAll('.om-here-now').length > 0")


def test_the_keyboard_walks_through_a_long_note_and_stays_in_sight(page: Page, project: Project) -> None:
    add_note(project, "lang", "dag1", "Lang", [("tekst", f"Stukje {n}. {'woord en ' * 30}") for n in range(300)])
    BarePage(page, read_and_label(project, "lang"))
    page.wait_for_function("document.querySelectorAll('.om-far').length === 0")
    page.locator(".om-reading").focus()
    for keys, last in ((["PageDown"] * 8, None), (["Control+End"], "Stukje 299"), (["ArrowUp"] * 40, None)):
        for key in keys:
            page.keyboard.press(key)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        words, above, below = page.evaluate(
            """() => { const { focusNode, focusOffset } = getSelection(), range = new Range();
            range.setStart(focusNode, focusOffset);
            const caret = range.getBoundingClientRect();
            const foot = document.querySelector('.om-foot').getBoundingClientRect();
            return [focusNode.data, caret.top, foot.top - caret.bottom]; }"""
        )
        assert min(above, below) >= -40, keys[0]  # where a line wraps, a position is on two lines
        assert last is None or words.startswith(last)


def test_labels_far_out_of_sight_are_painted_when_they_come_near(page: Page, project: Project) -> None:
    add_note(project, "lang", "dag1", "Lang", [("tekst", f"Stukje {n}. {'woord en ' * 30}") for n in range(300)])
    text = find(project, "sources", "lang")["text"]
    for words in ("Stukje 1.", "Stukje 250."):
        start = text.index(words)
        apply_code(project, Mark("lang", start, start + len(words), code(project, "Z1"), "ik"))
    BarePage(page, read_and_label(project, "lang"))
    painted = """() => [...CSS.highlights.values()].flatMap((look) => [...look])
        .map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)).join()"""
    page.wait_for_function(f"({painted})() === 'Stukje 1.'")
    page.wait_for_function("document.querySelectorAll('.om-far').length === 0")
    page.evaluate("document.querySelectorAll('[data-piece]')[250].scrollIntoView()")
    page.wait_for_function(f"({painted})() === 'Stukje 250.'")


@pytest.mark.parametrize("make", [label_cards, read_and_label])
def test_text_that_slips_into_the_note_is_taken_out_again(
    page: Page, project: Project, make: Callable[..., Any]
) -> None:
    shown = BarePage(page, make(project))
    before = page.inner_text(".om-reading")
    page.evaluate(
        """() => { const box = document.querySelector('.om-reading');
        box.querySelectorAll('[data-piece]')[0].firstChild.data = 'anders';
        box.dispatchEvent(new InputEvent('input', { bubbles: true })); }"""
    )
    shown.wait()
    page.wait_for_function("(was) => document.querySelector('.om-reading').innerText === was", arg=before)
    assert PIECES[1][1] in before


def test_a_kernel_that_is_gone_is_told_and_not_a_riddle(new_page: Page, project: Project) -> None:
    page = new_page
    page.clock.install()
    shown = BarePage(page, label_cards(project))
    shown.screen.receive = lambda _content: None
    press(shown, "Anders kijken")
    page.clock.fast_forward(10_000)
    assert page.get_by_role("status").inner_text() == say("screens.no_answer")


def test_a_gesture_that_takes_long_says_so_until_its_answer_is_there(new_page: Page, project: Project) -> None:
    page = new_page
    page.clock.install()
    shown = BarePage(page, label_cards(project))
    answer, heard = shown.screen.receive, list[Any]()
    shown.screen.receive = heard.append
    press(shown, "Anders kijken")
    page.clock.fast_forward(1_000)
    assert page.get_by_role("status").inner_text() == say("page.wait")
    for message in heard:
        answer(message)
    shown.catch_up()
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('Bewaard')")


def test_no_note_ever_shows_the_labels_of_another_in_whatever_order_they_are_opened(
    page: Page, project: Project
) -> None:
    add_note(project, "verslag3", "dag2", "Verslag 3", [("tekst", "Ook dit blijft zonder label.")])
    start = find(project, "sources", "verslag1")["text"].index("durfde")
    apply_code(project, Mark("verslag1", start, start + 6, code(project, "Z1"), "ik"))
    shown = BarePage(page, read_and_label(project))
    for order in permutations(("verslag1", "verslag2", "verslag3")):
        for source_id in order:
            if not page.locator("select[data-do=choose_note]").is_visible():
                unfold(page, say("labelling.other"))
            page.locator("select[data-do=choose_note]").select_option(source_id)
            shown.wait()
            expected = 1 if source_id == "verslag1" else 0
            assert page.locator("[data-coding]").count() == expected, order
            page.wait_for_function(
                "(n) => [...CSS.highlights.values()].flatMap((look) => [...look]).length === n", arg=expected
            )
