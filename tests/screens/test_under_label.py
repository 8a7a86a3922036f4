"""Alles onder een label, without a browser and in one: read, sort, compare, to a theme, as a quote, take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from pages import choose, click, every_block, list_named, told, type_in
from playwright.sync_api import expect

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.learning import make_theme
from ontmoet_research.screens.learning.under_label import UnderLabelPage
from ontmoet_research.store import Project, change, find, new, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE, CAME = "Merel: de telefoon ging niet over.", "Tuinman: wij kwamen toch."


@pytest.fixture
def labelled(small: Project) -> Project:
    """Bellen lies on the words of Merel, Komen on those of Tuinman and, with doubt, of Merel."""
    book = read_rows(small, "codebooks")[0].object_id
    row = new("codes", codebook_id=book, code="B2", label_nl="Komen", family="komen", order=2, kind="enkel")
    write(small, [row])
    source = read_rows(small, "sources")[0]
    merel = next(one.object_id for one in read_rows(small, "contributors") if one["display_name"] == "Merel")
    at = source["text"].index("wij kwamen")
    apply_code(small, Mark(source.object_id, at, at + 10, row.object_id, merel))
    apply_code(small, Mark(source.object_id, 7, 20, row.object_id, merel, certainty="twijfel"))
    make_theme(small, read_rows(small, "series")[0].object_id, "Bereikbaar zijn")
    return small


@pytest.fixture
def own(labelled: Project) -> UnderLabelPage:
    page = UnderLabelPage(labelled)
    click(page, "Merel")
    page.receive({"do": "choose_series", "value": read_rows(labelled, "series")[0].object_id})
    return page


def shown(page: UnderLabelPage) -> list[str]:
    return [words for words in (PHONE, CAME) if words in told(page).replace("\u2068", "").replace("\u2069", "")]


def test_a_label_shows_all_its_pieces_with_place_speaker_and_who_placed_what(own: UnderLabelPage) -> None:
    assert shown(own) == [] and say("under_label.choose_first") in told(own)
    choose(own, say("under_label.which"), "Komen")
    assert shown(own) == [PHONE, CAME]
    assert "Bijeenkomst 1 (7 maart 2024), Tuinman" in told(own) and "Komen: Merel" in told(own)
    assert "2 stukjes tekst gevonden." in told(own)


def test_words_are_found_in_any_form_and_stand_between_marks(own: UnderLabelPage) -> None:
    type_in(own, say("under_label.words"), "komen")
    click(own, say("under_label.look"))
    assert "«kwamen»" in told(own) and shown(own) == []


def test_closer_choices_narrow_what_is_shown(own: UnderLabelPage) -> None:
    choose(own, say("under_label.which"), "Komen")
    choose(own, say("under_label.doubt"), say("under_label.doubt_ja"))
    assert shown(own) == [PHONE]
    choose(own, say("under_label.doubt"), say("under_label.all"))
    choose(own, say("under_label.without"), "Bellen")
    assert shown(own) == [CAME]


def test_the_order_follows_what_was_chosen(own: UnderLabelPage) -> None:
    choose(own, say("under_label.which"), "Komen")
    choose(own, say("under_label.sorted"), say("under_label.sort.label"))
    texts = told(own)
    assert texts.index("telefoon") < texts.index("kwamen")  # Bellen; Komen comes before Komen
    choose(own, say("under_label.sorted"), say("under_label.sort.length"))
    assert told(own).index("telefoon") < told(own).index("kwamen")


def test_two_labels_stand_beside_each_other_with_what_they_share(own: UnderLabelPage) -> None:
    choose(own, say("under_label.which"), "Komen")
    choose(own, say("under_label.beside"), "Bellen")
    (sides,) = [block for block in every_block(own) if block["kind"] == "versions"]
    assert [len(side["rows"]) for side in sides["items"]] == [2, 1]
    assert "1 stukje staat onder allebei." in told(own)


def test_a_piece_goes_to_a_theme_and_becomes_a_quote_and_can_be_taken_back(own: UnderLabelPage, small: Project) -> None:
    choose(own, say("under_label.which"), "Bellen")
    click(own, say("under_label.open", n=1))
    click(own, "Bereikbaar zijn")
    (link,) = read_rows(small, "theme_links")
    assert link["relation"] == "past"
    own.receive({"do": "undo"})
    assert read_rows(small, "theme_links") == []
    click(own, say("approve_quotes.propose"))
    (quote,) = read_rows(small, "quotes")
    assert quote["text_used"] == PHONE and quote["state"] == "gevraagd"


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_what_was_found_goes_along_without_what_is_besloten(own: UnderLabelPage, small: Project, form: str) -> None:
    came = next(row for row in read_rows(small, "fragments") if row["order"] == 2)
    write(small, [change(find(small, "fragments", came.object_id), visibility="besloten")])
    choose(own, say("under_label.which"), "Komen")
    click(own, say(f"under_label.form_{form}"))
    (file,) = Path("uitvoer").glob(f"*.{form}")
    words = _words(file)
    assert "telefoon" in words and "kwamen" not in words
    assert file.name in own.status["text"]


def _words(file: Path) -> str:
    if file.suffix == ".csv":
        return file.read_text(encoding="utf-8-sig")
    if file.suffix == ".xlsx":
        from openpyxl import load_workbook

        return str([[cell.value for cell in row] for row in load_workbook(file).active.rows])
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


@pytest.mark.browser
def test_on_a_small_window_it_fits_and_axe_has_nothing_against_it(fresh_page: Page, own: UnderLabelPage) -> None:
    choose(own, say("under_label.which"), "Komen")
    choose(own, say("under_label.beside"), "Bellen")
    hold_to_the_rules(fresh_page, lambda: BarePage(fresh_page, own))
    assert list_named(own, say("under_label.beside"))["value"]


@pytest.mark.browser
def test_by_keyboard_one_reads_a_label_and_opens_a_piece(fresh_page: Page, own: UnderLabelPage) -> None:
    bare = BarePage(fresh_page, own)
    fresh_page.locator("select[data-with*='\"label\"']").focus()
    fresh_page.keyboard.type("Komen")
    bare.wait()
    expect(fresh_page.locator(".ontmoet-root")).to_contain_text("wij kwamen toch")
    fresh_page.get_by_role("button", name=say("under_label.open", n=2)).focus()
    fresh_page.keyboard.press("Enter")
    bare.wait()
    expect(fresh_page.get_by_role("button", name="Bereikbaar zijn")).to_be_visible()
