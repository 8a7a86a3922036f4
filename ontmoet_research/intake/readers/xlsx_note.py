"""A spreadsheet of what people said (.xlsx): see ``row_notes.py`` for what becomes of the rows.

All sheets that show are read; with more than one, each starts with its name. Sheets, rows and columns that are hidden,
remarks, pictures, and formulas whose outcome was not stored are left out; a notice tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontmoet_research.intake.readers import Notice, ReadText, Unreadable, progress
from ontmoet_research.intake.readers.row_notes import MAX_ROWS, RowNote, as_note, note_of
from ontmoet_research.intake.readers.xlsx import Sheet, Workbook
from ontmoet_research.text import join_words

__all__ = ["HAS_COLUMNS", "read"]

HAS_COLUMNS = True


def read(data: bytes, columns: Sequence[str] = ()) -> ReadText:
    """Text of an ``.xlsx`` file; ``columns``: those that hold what people said. Errors: ``Unreadable``."""
    workbook = Workbook(data)
    sheets = []
    for done, sheet in enumerate(workbook.sheets(MAX_ROWS, hide=True), start=1):
        sheets.append(sheet)
        progress(done, done)
    shown = [sheet for sheet in sheets if sheet.rows and not sheet.hidden]
    whole = RowNote()
    for sheet in shown:
        try:
            made = note_of(sheet.rows, columns, days_from_1904=workbook.days_from_1904)
        except Unreadable:  # a sheet with only a heading; the others still count
            if len(shown) == 1:
                raise
            made = RowNote([])
        whole.lines += [f"# {sheet.name}"] * (len(shown) > 1) + made.lines
        whole.notices += made.notices
        whole.columns, whole.proposed = whole.columns or made.columns, whole.proposed or made.proposed
    whole.notices += [*_left_out(sheets), *_beside(workbook)]
    return as_note(whole, "xlsx")


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
