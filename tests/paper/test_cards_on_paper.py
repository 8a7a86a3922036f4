"""Cards to cut out: two to four on a page, with one page of all labels, entered as any sheet."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from pdf_text import pdf_pages

from ontmoet_research.paper import Ticked, all_labels, enter_piece, find_sheet, make_label_sheet
from ontmoet_research.paper.sheet_codes import shown_code
from ontmoet_research.paper.to_pdf import sheet_pdf
from ontmoet_research.store import find, new, read_rows, write
from ontmoet_research.words import Refused, say


@pytest.fixture
def many(desk: SimpleNamespace) -> list[str]:
    """The list with a second group of eight labels."""
    book = read_rows(desk.project, "codebooks")[0].object_id
    told = {"codebook_id": book, "family": "doen", "kind": "enkel"}
    write(desk.project, [new("codes", **told, code=f"D{n}", label_nl=f"Doen {n}", order=10 + n) for n in range(1, 9)])
    return all_labels(desk.project)


def test_two_to_four_cards_stand_on_a_page_and_all_labels_on_one(desk: SimpleNamespace, many: list[str]) -> None:
    code = make_label_sheet(desk.project, desk.pieces, many, form="kaartjes", reader=desk.teun)
    _, labels, *cards = pdf_pages(sheet_pdf(desk.project, find_sheet(desk.project, code)[0]))
    assert [page.count(say("paper.kaartjes.labels")) for page in cards] == [4, 2]
    for number in range(1, len(desk.pieces) + 1):
        assert sum(shown_code(code, number) in page for page in cards) == 1
    for name in ("Post", "Wachten", "Links: kort / Rechts: lang", *(f"Doen {n}" for n in range(1, 9))):
        assert name in labels, name
    assert re.search("De brief bleef dicht", cards[0])


def test_a_card_is_entered_with_labels_of_more_than_one_group(desk: SimpleNamespace, many: list[str]) -> None:
    code = make_label_sheet(desk.project, desk.pieces, many, form="kaartjes", reader=desk.teun)
    sheet, number = find_sheet(desk.project, shown_code(code, 1))
    assert number == 1
    enter_piece(desk.project, sheet, 1, desk.teun, Ticked({many[0]: None, many[-1]: None}))
    placed = {row["code_id"] for row in read_rows(desk.project, "codings")}
    assert placed == {many[0], many[-1]}
    assert find(desk.project, "sheets", sheet.sheet_id)["entered_on"]


def test_a_page_for_each_piece_still_has_at_most_seven_labels(desk: SimpleNamespace, many: list[str]) -> None:
    with pytest.raises(Refused):
        make_label_sheet(desk.project, desk.pieces, many)
