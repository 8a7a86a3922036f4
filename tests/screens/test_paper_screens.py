"""Op papier and Vel invoeren as tasks: print, read the code from the PDF, type it in, compare with the screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage
from gate_open import look_at_notes
from openpyxl import load_workbook
from pages import HOSTILE, choose, click, every_block, told, type_in
from pdf_text import pdf_pages
from playwright.sync_api import expect

from ontmoet_research.coding import PieceAnswer, Tick, answer_piece, make_card_sort, piles_of
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.screens.sharing.enter_file import EnterFile
from ontmoet_research.screens.sharing.enter_sheet import EnterSheet
from ontmoet_research.screens.sharing.make_sheets import MakeSheets
from ontmoet_research.store import Project, new, read_rows, write
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOTE = f"De brief bleef dicht.\n\nWij wachtten een uur. {HOSTILE}\n\nBuren brachten soep."


@pytest.fixture
def noted(small: Project) -> Project:
    """The small project with a note of three pieces, and a pair and a direction in the list."""
    bring_in(small, read_typed(NOTE), title="Verslag 0")
    book = read_rows(small, "codebooks")[0].object_id
    told_of = {"codebook_id": book, "family": "bellen"}
    pair = new(
        "codes", **told_of, code="B2", label_nl="Kort of lang", order=2, kind="paar", options=["links=kort", "rechts"]
    )
    who = new("codes", **told_of, code="B3", label_nl="Wie helpt", order=3, kind="enkel", options=["van_naar"])
    write(small, [pair, who])
    look_at_notes(small, read_rows(small, "contributors")[0].object_id)  # a sheet of nobody may reach a student
    return small


def who_is(project: Project, name: str) -> str:
    return next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)


def print_sheet(project: Project, work: Path, *choices: tuple[str, str]) -> tuple[str, list[str]]:
    """Make a PDF with the screen; give the code as it stands on the paper, and the pages."""
    own = MakeSheets(project, who=who_is(project, "Kompas"))
    for label, value in choices:
        choose(own, label, value)
    click(own, say("make_sheets.as.pdf"))
    assert own.status["tone"] == "saved", own.status
    pages = pdf_pages(max((work / "uitvoer").glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns).read_bytes())
    return re.findall(r"Vel (\S{3}-\S{3})", pages[0])[0], pages


def test_cards_to_cut_out_come_as_a_pdf_with_all_labels_on_one_page(noted: Project, work: Path) -> None:
    own = MakeSheets(noted, who=who_is(noted, "Kompas"))
    choose(own, say("labelling.note_choice"), "Verslag 0")
    click(own, say("make_sheets.as.kaartjes"))
    assert own.status["tone"] == "saved", own.status
    pages = pdf_pages(next((work / "uitvoer").glob("*.pdf")).read_bytes())
    assert say("paper.kaartjes.groups") in pages[1]
    assert say("paper.kaartjes.labels") in pages[2]
    assert read_rows(noted, "sheets")[-1]["form"] == "kaartjes"


def test_what_is_printed_is_typed_in_and_becomes_labels_of_who_filled_it_in(noted: Project, work: Path) -> None:
    code, pages = print_sheet(noted, work, (say("labelling.note_choice"), "Verslag 0"))
    assert len(pages) == 4
    own = EnterSheet(noted, who=who_is(noted, "Kompas"))
    type_in(own, say("enter_sheet.code"), code.lower())
    click(own, say("enter_sheet.find"))
    click(own, "Merel")
    click(own, "Bellen")
    click(own, "Kort of lang")
    click(own, "Links: kort")
    click(own, say("paper.answer.doubt"))
    choices_of_doubt = say("enter_sheet.doubt_about")
    assert choices_of_doubt in told(own)
    type_in(own, say("paper.note"), "mooi gezegd")
    click(own, say("code_cards.next"))
    click(own, say("paper.answer.skip"))
    click(own, say("code_cards.next"))
    click(own, say("enter_sheet.pass_by"))
    assert say("enter_sheet.all_done") in told(own)
    merel = who_is(noted, "Merel")
    rows = read_rows(noted, "codings", contributor_id=merel)[1:]  # the first was there before
    assert [(row["option"], row["certainty"], row["note"]) for row in rows] == [
        (None, "twijfel", None),
        ("links", "twijfel", "mooi gezegd"),
    ]
    assert [row["outcome"] for row in read_rows(noted, "readings", contributor_id=merel)] == [
        "gelabeld",
        "overgeslagen",
    ]


def test_a_sheet_that_was_entered_says_so_shows_what_is_known_and_undo_takes_back(noted: Project, work: Path) -> None:
    code, _ = print_sheet(
        noted, work, (say("labelling.note_choice"), "Verslag 0"), (say("make_sheets.reader"), "Merel")
    )
    before = len(read_rows(noted, "codings"))
    own = EnterSheet(noted, who=who_is(noted, "Kompas"))
    for _ in range(2):
        type_in(own, say("enter_sheet.code"), code)
        click(own, say("enter_sheet.find"))
        if len(read_rows(noted, "codings")) == before:
            click(own, "Bellen")
        click(own, say("code_cards.next"))
        click(own, say("enter_sheet.other"))
    assert len(read_rows(noted, "codings")) == before + 1
    type_in(own, say("enter_sheet.code"), code)
    click(own, say("enter_sheet.find"))
    assert "Dit vel is al ingevoerd op" in told(own)
    own.receive({"do": "undo"})  # the second time wrote nothing; this takes back the first
    own.receive({"do": "undo"})
    assert len(read_rows(noted, "codings")) == before


@pytest.mark.parametrize("typed", ["", "K7B-Q4X", "K7B-Q4D", "<script>"])
def test_a_wrong_code_gets_a_clear_answer(noted: Project, typed: str) -> None:
    own = EnterSheet(noted, who=who_is(noted, "Kompas"))
    type_in(own, say("enter_sheet.code"), typed)
    click(own, say("enter_sheet.find"))
    assert "Er is niets veranderd." in own.status["text"]
    assert own.status["tone"] == "refused"


def test_piles_and_talks_are_typed_in_too(noted: Project, work: Path) -> None:
    cards = [row.object_id for row in read_rows(noted, "fragments")][-3:]
    sort = make_card_sort(noted, "Kaartjes", cards)
    maker = MakeSheets(noted, who=who_is(noted, "Kompas"))
    click(maker, say("paper.sorteren.title"))
    click(maker, say("make_sheets.as.pdf"))
    own = EnterSheet(noted, who=who_is(noted, "Kompas"))
    type_in(own, say("enter_sheet.code"), read_rows(noted, "sheets")[-1]["code"])
    click(own, say("enter_sheet.find"))
    click(own, "Merel")
    type_in(own, say("paper.sorteren.pile_name", number=1), "post")
    for number, pile in ((1, "1"), (2, "2"), (3, "1")):
        type_in(own, say("enter_sheet.card", number=number), pile)
    click(own, say("enter_sheet.keep_piles"))
    piles = piles_of(noted, sort, who_is(noted, "Merel"))
    assert [(pile.label, len(pile.fragment_ids)) for pile in piles] == [("post", 2), ("", 1)]


@pytest.mark.browser
@pytest.mark.parametrize("state", ["made", "label", "sort", "file", "talk"])
def test_every_state_fits_a_small_window_breaks_no_rule_and_runs_no_hostile_word(
    noted: Project, work: Path, fresh_page: Page, state: str, tmp_path: Path
) -> None:
    import browser

    problems: list[str] = []
    fresh_page.on("pageerror", lambda problem: problems.append(str(problem)))
    fresh_page.on("dialog", lambda dialog: problems.append(dialog.message))
    fresh_page.set_viewport_size({"width": 320, "height": 800})
    kompas = who_is(noted, "Kompas")
    if state == "sort":
        make_card_sort(noted, "Kaartjes", [row.object_id for row in read_rows(noted, "fragments")][-3:])
    own: EnterSheet | MakeSheets | EnterFile = MakeSheets(noted, who=kompas)
    if state in ("made", "label"):
        choose(own, say("labelling.note_choice"), "Verslag 0")
        click(own, say("make_sheets.as.pdf"))
    if state == "sort":
        click(own, say("paper.sorteren.title"))
        click(own, say("make_sheets.as.pdf"))
    if state in ("label", "sort"):
        own = EnterSheet(noted, who=kompas)
    if state in ("label", "sort"):
        type_in(own, say("enter_sheet.code"), read_rows(noted, "sheets")[-1]["code"])
        click(own, say("enter_sheet.find"))
        click(own, "Merel")
    if state == "label":
        for label in ("Bellen", "Kort of lang", "Wie helpt", say("paper.answer.doubt")):
            click(own, label)
    if state == "file":
        choose(own, say("labelling.note_choice"), "Verslag 0")
        choose(own, say("make_sheets.reader"), "Merel")
        click(own, say("make_sheets.as.xlsx"))
        own = EnterFile(noted, who=kompas)
        click(own, say("enter_file.look"))
    if state == "talk":
        own, _ = talked_about(noted)
    BarePage(fresh_page, own)
    assert fresh_page.evaluate("document.documentElement.scrollWidth") <= 320
    low = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
    assert fresh_page.locator(".ontmoet-root :is(button, select, input, textarea, summary, a)").evaluate_all(low) == []
    assert problems == []
    fresh_page.screenshot(path=tmp_path / f"{state}.png", full_page=True)
    assert browser.axe(fresh_page, ".ontmoet-root") == []


@pytest.mark.browser
def test_a_sheet_is_entered_with_the_mouse_in_a_real_browser(noted: Project, work: Path, fresh_page: Page) -> None:
    code, _ = print_sheet(noted, work, (say("labelling.note_choice"), "Verslag 0"))
    bare = BarePage(fresh_page, EnterSheet(noted, who=who_is(noted, "Kompas")))
    fresh_page.get_by_label(say("enter_sheet.code")).fill(code)
    for name in (say("enter_sheet.find"), "Merel", "Wie helpt"):
        fresh_page.get_by_role("button", name=name).first.click()
        bare.wait()
    fresh_page.get_by_label("Van wie? (Wie helpt)").select_option(label="inwoner")
    bare.wait()
    fresh_page.get_by_role("button", name=say("code_cards.next")).click()
    bare.wait()
    expect(fresh_page.get_by_text(say("enter_sheet.progress", number=2, total=3))).to_be_visible()
    assert read_rows(noted, "codings")[-1]["option"] == "resident>weet_niet"


def test_a_file_that_came_back_is_looked_at_first_and_then_stored(noted: Project, work: Path) -> None:
    maker = MakeSheets(noted, who=who_is(noted, "Kompas"))
    choose(maker, say("labelling.note_choice"), "Verslag 0")
    click(maker, say("make_sheets.as.xlsx"))
    (place,) = (work / "uitvoer").glob("*.xlsx")
    book = load_workbook(place)
    book.worksheets[0].cell(4, 3).value = "x"
    book.worksheets[0].cell(5, 3).value = "misschien"
    book.save(place)
    own = EnterFile(noted, who=who_is(noted, "Kompas"))
    click(own, say("enter_file.look"))
    click(own, "Merel")
    assert say("paper.returned.fresh.one") in told(own)
    assert "misschien" in told(own)
    assert len(read_rows(noted, "codings")) == 1
    click(own, say("enter_file.keep"))
    assert len(read_rows(noted, "codings", contributor_id=who_is(noted, "Merel"))) == 2
    own.receive({"do": "undo"})
    assert len(read_rows(noted, "codings")) == 1


def test_without_a_file_the_screen_says_where_to_put_it(noted: Project, work: Path) -> None:
    own = EnterFile(noted, who=who_is(noted, "Kompas"))
    assert say("enter_file.none", folder=isolated(str(work / "uitvoer"))) in told(own)
    (work / "brief.docx").write_bytes(b"geen word")
    click(own, say("enter_file.look_again"))
    click(own, say("enter_file.look"))
    assert "is geen Word-bestand" in own.status["text"]


def talked_about(noted: Project) -> tuple[EnterSheet, list[str]]:
    """Two people who read a note differently, and a sheet with their differences, opened to be entered."""
    merel, kompas = who_is(noted, "Merel"), who_is(noted, "Kompas")
    source = next(row.object_id for row in read_rows(noted, "sources") if row["title"] == "Verslag 0")
    pieces = [row.object_id for row in read_rows(noted, "fragments", source_id=source)]
    codes = [row.object_id for row in read_rows(noted, "codes")]
    for person, code in ((merel, codes[0]), (kompas, codes[2])):
        for piece in pieces:
            answer_piece(noted, PieceAnswer(piece, person, (Tick(code),)), among=codes)
    maker = MakeSheets(noted, who=kompas)
    click(maker, say("paper.verschillen.title"))
    click(maker, say("make_sheets.as.pdf"))
    assert maker.status["tone"] == "saved", maker.status
    own = EnterSheet(noted, who=kompas)
    type_in(own, say("enter_sheet.code"), read_rows(noted, "sheets")[-1]["code"])
    click(own, say("enter_sheet.find"))
    return own, pieces


def test_what_came_of_a_talk_on_paper_is_typed_in(noted: Project, work: Path) -> None:
    own, _ = talked_about(noted)
    type_in(own, say("enter_sheet.why", name="Merel"), "Ik wachtte zelf.")
    click(own, say("paper.outcome.beide_blijven_staan"))
    click(own, say("code_cards.next"))
    (difference,) = read_rows(noted, "differences")
    assert difference["outcome"] == "beide_blijven_staan"
    assert [row["reason"] for row in read_rows(noted, "positions")] == ["Ik wachtte zelf.", None]
    click(own, say("code_cards.next"))
    assert "staat niet wat eruit kwam" in own.status["text"]
    click(own, say("enter_sheet.back"))
    assert any(block.get("value") == "Ik wachtte zelf." for block in every_block(own))
    own.receive({"do": "undo"})
    assert read_rows(noted, "differences") == []


def test_who_types_a_sheet_in_does_not_see_what_was_done_on_the_screen(noted: Project, work: Path) -> None:
    merel = who_is(noted, "Merel")
    first = (say("labelling.note_choice"), "Verslag 0")
    code, _ = print_sheet(noted, work, first, (say("make_sheets.reader"), "Merel"))
    piece = read_rows(noted, "sheets")[-1]["fragment_ids"][0]
    bellen = next(row.object_id for row in read_rows(noted, "codes") if row["label_nl"] == "Bellen")
    answer_piece(noted, PieceAnswer(piece, merel, (Tick(bellen),)), among=[bellen])
    own = EnterSheet(noted, who=who_is(noted, "Kompas"))
    type_in(own, say("enter_sheet.code"), code)
    click(own, say("enter_sheet.find"))
    assert [block for block in every_block(own) if block.get("on") is True] == []
    click(own, say("paper.answer.doubt"))
    click(own, say("code_cards.next"))
    click(own, say("enter_sheet.back"))
    assert {block["text"] for block in every_block(own) if block.get("on") is True} >= {"Bellen"}
    assert len(read_rows(noted, "codings", fragment_id=piece)) == 1
