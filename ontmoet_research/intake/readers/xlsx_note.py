"""A spreadsheet of what people said (.xlsx): see ``row_notes.py`` for what becomes of the rows.

All sheets that show are read; with more than one, each starts with its name. Sheets, rows and columns that are hidden,
remarks, pictures, and formulas whose outcome was not stored are left out; a notice tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ontmoet_research.intake.readers import Notice, ReadText, Unreadable, progress
from ontmoet_research.intake.readers.row_notes import MAX_ROWS, lines_of
from ontmoet_research.intake.readers.xlsx import Sheet, Workbook
from ontmoet_research.text import join_words

__all__ = ["read"]


def read(data: bytes) -> ReadText:
    """Text of an ``.xlsx`` file. Errors: ``Unreadable``."""
    workbook = Workbook(data)
    sheets = []
    for done, sheet in enumerate(workbook.sheets(MAX_ROWS, hide=True), start=1):
        sheets.append(sheet)
        progress(done, done)
    shown = [sheet for sheet in sheets if sheet.rows and not sheet.hidden]
    lines: list[str] = []
    notices: list[Notice] = []
    for sheet in shown:
        if len(shown) > 1:
            lines.append(f"# {sheet.name}")
        try:
            made, told = lines_of(sheet.rows, days_from_1904=workbook.days_from_1904)
        except Unreadable:  # a sheet with only a heading; the others still count
            if len(shown) == 1:
                raise
            continue
        lines += made
        notices += told
    notices += [*_left_out(sheets), *_beside(workbook)]
    return ReadText("\n".join(lines), "xlsx", tuple(notices), lines_are_paragraphs=True)


def _left_out(sheets: list[Sheet]) -> Iterator[Notice]:
    hidden = [f"“{sheet.name}”" for sheet in sheets if sheet.hidden and sheet.rows]
    if hidden:
        yield Notice("intake.notice.hidden_sheets", {"sheets": join_words(hidden)})
    shown = [sheet for sheet in sheets if not sheet.hidden]
    for what in ("hidden_rows", "hidden_columns", "unknown"):
        if count := sum(getattr(sheet, what) for sheet in shown):
            yield Notice(f"intake.notice.{what}", {"n": str(count)})


def _beside(workbook: Workbook) -> Iterator[Notice]:
    package = workbook.package
    remarks = len(package.names("xl/comments")) + len(package.names("xl/threadedComments"))
    if remarks:
        yield Notice("intake.notice.sheet_remarks")
    if images := len(package.names("xl/media/")):
        yield Notice("intake.notice.images", {"n": str(images)})
