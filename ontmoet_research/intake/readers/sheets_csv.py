"""A .csv file with answers of a room, as rows; written like a spreadsheet with one sheet (``sheets_xlsx.py``)."""

from __future__ import annotations

import csv
import io
import json

from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import ReadText, Unreadable
from ontmoet_research.intake.readers.sheets_xlsx import MAX_COLUMNS, MAX_ROWS

__all__ = ["read"]

SEPARATORS = ";\t,"
MAX_CELL = 100_000  # characters; a quote that is never closed would swallow the rest of the file


def read(data: bytes) -> ReadText:
    """Rows of a ``.csv`` file, whatever stands between its cells. Errors: ``Unreadable``."""
    text = decode(data).text
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    named = first[4:5] if first.lower().startswith("sep=") else ""
    if named:
        text = text.split("\n", 1)[-1]
    csv.field_size_limit(MAX_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=named or _separator(lines)))
    except csv.Error:
        raise Unreadable("intake.refused.damaged") from None
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise Unreadable("intake.refused.too_heavy")
    stripped = [[cell.strip() for cell in row] for row in rows]
    if not any(map(any, stripped)):
        return ReadText("", "csv")
    told = [json.dumps(row, ensure_ascii=False) for row in stripped]
    return ReadText("\n".join([json.dumps({"sheet": ""}), *told]), "csv")


def _separator(lines: list[str]) -> str:
    """The sign that stands most often in the first filled line; a file with one column has none."""
    first = next((line for line in lines if line.strip()), "")
    return max(SEPARATORS, key=lambda sign: (first.count(sign), -SEPARATORS.index(sign)))
