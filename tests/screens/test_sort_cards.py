"""Kaartjes sorteren as tasks: alone with the keyboard, blind first, stop and go on, then together to a theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from pages import HOSTILE, choose, click, every_block, told, type_in
from playwright.sync_api import expect

from ontmoet_research.coding import make_card_sort, piles_of, set_piles
from ontmoet_research.group import add_contributor
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import withdraw_consent
from ontmoet_research.screens.comparing.sort_cards import SortCards
from ontmoet_research.store import Project, change, find, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOTE = "\n\n".join(
    [
        "De brief bleef dicht op tafel liggen.",
        "Wij wachtten een uur aan de balie.",
        f"Wie leest dat nou? {HOSTILE}",
        "De telefoon ging 8 keer over.",
        "Samen koken hielp meer dan een folder.",
        "Buren brachten soep.",
    ]
)
LABELS = ["brieven", "wachten", "brieven", "wachten", "samen", "samen"]


@pytest.fixture
def cards(small: Project) -> list[str]:
    """Six cards in a sort called Kaartjes."""
    source = bring_in(small, read_typed(NOTE), title="Verslag 2").source_id
    rows = sorted(read_rows(small, "fragments", source_id=source), key=lambda row: row["order"])
    made = [row.object_id for row in rows]
    make_card_sort(small, "Kaartjes van bijeenkomst 1", made)
    return made


def screen_of(project: Project, name: str) -> SortCards:
    people = {row["display_name"]: row.object_id for row in read_rows(project, "contributors")}
    return SortCards(project, who=people[name])


def sort_id(project: Project) -> str:
    return read_rows(project, "card_sorts")[-1].object_id


def laid(screen: SortCards, cards: list[str]) -> dict[str, list[int]]:
    own = piles_of(screen.project, screen.sort_id, screen.project.who)
    return {pile.label: [cards.index(card) for card in pile.fragment_ids] for pile in own}


def everyone_sorts(project: Project, cards: list[str], *names: str) -> None:
    piles = [(label, [c for c, other in zip(cards, LABELS, strict=True) if other == label]) for label in set(LABELS)]
    for row in read_rows(project, "contributors"):
        if row["display_name"] in names:
            set_piles(project, sort_id(project), row.object_id, sorted(piles))


def test_cards_are_sorted_one_by_one_and_a_fresh_screen_opens_where_you_were(small: Project, cards: list[str]) -> None:
    own = screen_of(small, "Merel")
    type_in(own, say("sort_cards.new_pile"), "brieven")
    click(own, say("sort_cards.put_on_new"))
    click(own, say("code_cards.skip"))
    click(own, "brieven")
    assert laid(own, cards) == {"brieven": [0, 2]}
    again = screen_of(small, "Merel")
    assert "2 van 6 kaartjes" in told(again)
    assert "De telefoon ging 8 keer over." in told(again)


def test_a_card_can_move_a_pile_gets_another_name_and_undo_takes_it_all_back(small: Project, cards: list[str]) -> None:
    own = screen_of(small, "Merel")
    for label in ("brieven", "wachten"):
        type_in(own, say("sort_cards.new_pile"), label)
        click(own, say("sort_cards.put_on_new"))
    own.receive(
        {"do": "open_one", "in": "sort.alone", "value": piles_of(small, own.sort_id, own.project.who)[0].pile_id}
    )
    type_in(own, say("sort_cards.label"), "post")
    click(own, say("sort_cards.keep_label"))
    click(own, "De brief bleef dicht op tafel liggen.")
    assert say("sort_cards.lies_on", name="post") in told(own)
    click(own, "wachten")
    assert laid(own, cards) == {"post": [], "wachten": [1, 0]}
    for _ in range(4):
        own.receive({"do": "undo"})
    assert laid(own, cards) == {}


def test_others_piles_are_not_on_the_screen_until_you_are_done(small: Project, cards: list[str]) -> None:
    everyone_sorts(small, cards, "Kompas")
    own = screen_of(small, "Merel")
    assert "samen" not in str(own.view)
    click(own, say("sort_cards.finish"))
    assert "Klaar met sorteren: Merel en Kompas." in told(own).replace("Kompas en Merel", "Merel en Kompas")


def test_the_group_sees_a_proposal_moves_a_card_and_names_a_theme(small: Project, cards: list[str]) -> None:
    add_contributor(small, "Tuinman", "praktijk")
    everyone_sorts(small, cards, "Merel", "Kompas", "Tuinman")
    own = screen_of(small, "Merel")
    assert say("sort_cards.group_sterk", number=1) in told(own)
    click(own, say("sort_cards.begin_together"))
    pile = piles_of(small, own.sort_id, None)[0]
    own.receive({"do": "open_one", "in": "sort.table", "value": cards[4]})
    click(own, say("sort_cards.nameless", number=1))
    assert set(find(small, "piles", pile.pile_id)["fragment_ids"]) == {cards[0], cards[2], cards[4]}
    own.receive({"do": "fill", "name": f"sort.table.theme {pile.pile_id}", "value": "Post die pijn doet"})
    own.receive({"do": "name_pile", "in": "sort.table", "pile_id": pile.pile_id})
    theme = read_rows(small, "themes")[-1]
    assert (theme["title"], theme["status"]) == ("Post die pijn doet", "idee")
    assert theme["made_by_sides"] == ["ervaring", "onderzoek", "praktijk"]
    own.receive({"do": "undo"})
    assert read_rows(small, "themes") == []


def test_closed_own_and_heavy_cards(small: Project, cards: list[str]) -> None:
    """Closed ones never show; the own words are no duty; heavy ones are announced."""
    merel = next(row for row in read_rows(small, "contributors") if row["display_name"] == "Merel")
    people = {row["alias"]: row.object_id for row in read_rows(small, "participants")}
    rows = {row.object_id: row for row in read_rows(small, "fragments")}
    write(
        small,
        [
            change(merel, participant_id=people["Merel"]),
            change(rows[cards[0]], participant_id=people["Merel"]),
            change(rows[cards[1]], participant_id=people["Tuinman"]),
            change(rows[cards[2]], heavy=True),
        ],
    )
    withdraw_consent(small, people["Tuinman"], "labelen_door_medeonderzoekers", "2024-05-01")
    own = screen_of(small, "Merel")
    assert say("code_cards.heavy") in told(own)
    assert "0 van 4 kaartjes" in told(own)
    for words in ("Wij wachtten", "De brief bleef", "Wie leest dat nou"):
        assert words not in str(own.view)
    click(own, say("code_cards.uncover"))
    assert "Wie leest dat nou" in told(own)
    click(own, say("sort_cards.own.one"))
    assert "De brief bleef" in told(own)


def test_a_sort_is_made_of_chosen_pieces(small: Project) -> None:
    bring_in(small, read_typed(NOTE), title="Verslag 2")
    own = screen_of(small, "Merel")
    choose(own, say("labelling.note_choice"), "Verslag 2")
    click(own, say("sort_cards.choose_all"))
    click(own, "Buren brachten soep.")
    assert say("sort_cards.chosen.many", n=5) in told(own)
    click(own, say("sort_cards.make"))
    assert "hebben nog geen naam" in own.status["text"]
    type_in(own, say("sort_cards.sort_title"), "Kaartjes 1")
    click(own, say("sort_cards.make"))
    made = read_rows(small, "card_sorts")[-1]
    assert (made["title"], len(made["fragment_ids"])) == ("Kaartjes 1", 5)
    assert any(block["kind"] == "marked" for block in every_block(own))


@pytest.mark.browser
def test_six_cards_are_sorted_with_the_keyboard_alone(small: Project, cards: list[str], fresh_page: Page) -> None:
    own = screen_of(small, "Merel")
    bare = BarePage(fresh_page, own)
    known: list[str] = []
    for label in LABELS:
        if label in known:
            place = fresh_page.locator("fieldset").first.get_by_role("button", name=label)
        else:
            fresh_page.get_by_label(say("sort_cards.new_pile")).focus()
            fresh_page.keyboard.type(label)
            fresh_page.keyboard.press("Tab")
            bare.wait()
            place = fresh_page.get_by_role("button", name=say("sort_cards.put_on_new"))
            known.append(label)
        tab_to(fresh_page, place)
        fresh_page.keyboard.press("Enter")
        bare.wait()
    assert laid(own, cards) == {"brieven": [0, 2], "wachten": [1, 3], "samen": [4, 5]}
    tab_to(fresh_page, fresh_page.get_by_role("button", name=say("sort_cards.finish")))
    fresh_page.keyboard.press("Space")
    bare.wait()
    expect(fresh_page.get_by_text(say("sort_cards.wait"))).to_be_visible()


def tab_to(page: Page, place) -> None:
    """Press Tab until this is in focus; fails when the keyboard can't get there."""
    handle = place.element_handle()
    for _ in range(60):
        if handle.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {place} with Tab")


@pytest.mark.browser
@pytest.mark.parametrize("state", ["make", "sort", "pile", "proposal", "table"])
def test_every_state_fits_a_small_window_breaks_no_rule_and_runs_no_hostile_word(
    small: Project, cards: list[str], fresh_page: Page, state: str, tmp_path: Path
) -> None:
    import browser

    problems: list[str] = []
    fresh_page.on("pageerror", lambda problem: problems.append(str(problem)))
    fresh_page.on("dialog", lambda dialog: problems.append(dialog.message))
    fresh_page.set_viewport_size({"width": 320, "height": 800})
    own = screen_of(small, "Merel")
    if state == "make":
        click(own, say("sort_cards.make_new"))
    if state in ("sort", "pile"):
        type_in(own, say("sort_cards.new_pile"), f"post {HOSTILE}")
        click(own, say("sort_cards.put_on_new"))
    if state == "pile":
        own.receive(
            {"do": "open_one", "in": "sort.alone", "value": piles_of(small, own.sort_id, own.project.who)[0].pile_id}
        )
    if state in ("proposal", "table"):
        everyone_sorts(small, cards, "Merel", "Kompas")
        own.refresh()
    if state == "table":
        click(own, say("sort_cards.begin_together"))
        own.receive({"do": "open_one", "in": "sort.table", "value": cards[0]})
    BarePage(fresh_page, own)
    for summary in fresh_page.locator("summary").all():
        summary.click()
    assert fresh_page.evaluate("document.documentElement.scrollWidth") <= 320
    low = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
    assert fresh_page.locator(".ontmoet-root :is(button, select, input, textarea, summary, a)").evaluate_all(low) == []
    assert problems == []
    fresh_page.screenshot(path=tmp_path / f"{state}.png", full_page=True)
    assert browser.axe(fresh_page, ".ontmoet-root") == []
