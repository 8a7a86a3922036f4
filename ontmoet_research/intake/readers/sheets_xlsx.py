"""Spreadsheets with answers of a room, such as a poll gives: all sheets, empty rows kept.

Each sheet starts with a line that holds a JSON object with its name; each line after it is a JSON list with the text of
the cells of one row. What a formula gave when the file was stored counts as text; nothing is calculated.
"""

from __future__ import annotations

import json
from typing import Any

from ontmoet_research.intake.readers import ReadText, Unreadable
from ontmoet_research.intake.readers.docx_package import Package, attribute, local_name
from ontmoet_research.intake.readers.xlsx import _place, _value, _words

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "MAX_SHEETS", "read"]

MAX_SHEETS, MAX_ROWS, MAX_COLUMNS = 100, 5_000, 500  # a hall of a thousand people and forty questions fits


def read(data: bytes) -> ReadText:
    """Rows of all sheets of an ``.xlsx`` file. Errors: ``Unreadable``."""
    package = Package(data, root="workbook", otherwise="intake.refused.not_excel")
    shared = package.related("sharedStrings")
    strings = [_words(item) for item in shared] if shared is not None else []
    sheets = [part for part in package.main.iter() if local_name(part) == "sheet"]
    if not sheets:
        raise Unreadable("intake.refused.not_excel")
    if len(sheets) > MAX_SHEETS:
        raise Unreadable("intake.refused.too_heavy")
    lines: list[str] = []
    for sheet in sheets:
        found = package.by_id(attribute(sheet, "id"))
        if found is not None and local_name(found) == "worksheet":  # one that is only a chart has no rows
            lines.append(json.dumps({"sheet": attribute(sheet, "name")}, ensure_ascii=False))
            lines += [json.dumps(row, ensure_ascii=False) for row in _rows(found, strings)]
    return ReadText("\n".join(lines), "xlsx")


def _rows(sheet: Any, strings: list[str]) -> list[list[str]]:
    cells: dict[int, dict[int, str]] = {}
    for cell in (part for part in sheet.iter() if local_name(part) == "c"):
        words = _value(cell, strings).strip()
        if words:
            row, column = _place(attribute(cell, "r"))
            if row > MAX_ROWS or column > MAX_COLUMNS:
                raise Unreadable("intake.refused.too_heavy")
            cells.setdefault(row, {})[column] = words
    last = max(cells, default=0)
    filled = (cells.get(row, {}) for row in range(1, last + 1))
    return [[row.get(column, "") for column in range(1, max(row, default=0) + 1)] for row in filled]
