"""A .csv file with answers of a room, as rows; written like a spreadsheet with one sheet (``sheets_xlsx.py``)."""

from __future__ import annotations

import json

from ontmoet_research.intake.readers import ReadText, Unreadable
from ontmoet_research.intake.readers.csv_form import all_rows
from ontmoet_research.intake.readers.sheets_xlsx import MAX_ROWS

__all__ = ["read"]

MAX_CELL = 100_000  # characters; a quote that is never closed swallows the rest of the file


def read(data: bytes) -> ReadText:
    """Rows of a ``.csv`` file, whatever stands between its cells. Errors: ``Unreadable``."""
    table = all_rows(data, MAX_ROWS)
    if any(len(cell) > MAX_CELL for row in table.rows for cell in row):
        raise Unreadable("intake.refused.damaged")
    if not any(table.rows):
        return ReadText("", "csv")
    told = [json.dumps(row, ensure_ascii=False) for row in table.rows]
    return ReadText("\n".join([json.dumps({"sheet": ""}), *told]), "csv", table.notices)
