"""A sheet as a spreadsheet: one row a piece (or card), the labels as columns with a list to choose from.

What people wrote goes in as text only: nothing becomes a formula or a link. Each row starts with the code of its piece
and each label's column ends with the short id of the label between brackets, so that rows may change places.
"""

from __future__ import annotations

import io

from ontmoet_research.coding.codings import DIRECTION
from ontmoet_research.text.clean import clean_text
from ontmoet_research.words import say

from .sheets import LABELLING, Label, Sheet

MARK = "x"
ANSWERS = ("none", "doubt", "not_know", "skip")
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_LONGEST_CELL = 32_000  # a cell holds 32,767 characters


def sheet_xlsx(sheet: Sheet) -> bytes:
    """The whole file. Rows: what to do, then the names of the columns, then one row a piece."""
    import xlsxwriter

    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, _SAFE)
    book.set_properties({"title": say(f"paper.{sheet.kind}.title"), "comments": ""})
    page = book.add_worksheet(say("paper.tab"))
    wrap = book.add_format({"text_wrap": True, "valign": "top", "font_size": 14})
    bold = book.add_format({"text_wrap": True, "valign": "top", "font_size": 14, "bold": True})
    page.write_string(0, 0, say("paper.code_line", code=sheet.shown), bold)
    page.write_string(0, 1, say("paper.xlsx_how" if sheet.kind == LABELLING else "paper.xlsx_sort_how"), wrap)
    columns = _columns(sheet)
    for at, (title, _) in enumerate(columns):
        page.write_string(2, at, clean_text(title), bold)
    last = 2
    for piece in sheet.pieces:
        if piece.closed:
            continue
        last += 1
        page.write_string(last, 0, piece.code, wrap)
        heavy = f"{say('paper.heavy_notice')} " if piece.heavy else ""
        page.write_string(last, 1, clean_text(heavy + piece.text)[:_LONGEST_CELL], wrap)
    for at, (_, allowed) in enumerate(columns):
        if allowed and last > 2:
            page.data_validation(3, at, last, at, {"validate": "list", "source": allowed, "ignore_blank": True})
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 60)
    page.set_column(2, len(columns) - 1, 18)
    page.freeze_panes(3, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    book.close()
    return into.getvalue()


def _columns(sheet: Sheet) -> list[tuple[str, list[str]]]:
    """Name of each column and what can be chosen in it (empty: anything)."""
    first: list[tuple[str, list[str]]] = [(say("paper.column.code"), []), (say("paper.column.text"), [])]
    if sheet.kind != LABELLING:
        return [*first, (say("paper.sorteren.pile"), [])]
    labels = [(f"{label.name} [{label.code}]", _allowed(label)) for label in sheet.labels]
    answers = [(say(f"paper.answer.{one}"), [MARK]) for one in ANSWERS]
    return [*first, *labels, *answers, (say("paper.column.note"), [])]


def _allowed(label: Label) -> list[str]:
    """What can be chosen at a label: a mark, or its options as people read them; a direction is typed."""
    if label.direction:
        return []
    made = [MARK, *(clean_text(text) for _, text in label.options if text != DIRECTION)]
    return made if len(",".join(made)) <= 255 else []  # more does not fit in a list of Excel
