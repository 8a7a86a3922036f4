"""Spreadsheets: the first sheet, one line a row, each line a JSON list with the text of its cells.

Only for forms of the kit that come back filled in (a note of a meeting is no spreadsheet). What a formula gave when the
file was stored counts as text; nothing is calculated.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ontmoet_research.intake.readers import ReadText, Unreadable
from ontmoet_research.intake.readers.docx_package import Package, attribute, local_name

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "read"]

MAX_ROWS, MAX_COLUMNS = 2_000, 200  # a form has at most 50 pieces and some 15 columns


def read(data: bytes) -> ReadText:
    """Rows of an ``.xlsx`` file. Errors: ``Unreadable``."""
    package = Package(data, root="workbook", otherwise="intake.refused.not_excel")
    shared = package.related("sharedStrings")
    strings = [_words(item) for item in shared] if shared is not None else []
    sheets = [part for part in package.main.iter() if local_name(part) == "sheet"]
    first = package.by_id(attribute(sheets[0], "id")) if sheets else None
    if first is None:
        raise Unreadable("intake.refused.not_excel")
    rows: dict[int, dict[int, str]] = {}
    for cell in (part for part in first.iter() if local_name(part) == "c"):
        row, column = _place(attribute(cell, "r"))
        words = _value(cell, strings).strip()
        if words:
            if row > MAX_ROWS or column > MAX_COLUMNS:
                raise Unreadable("intake.refused.too_heavy")
            rows.setdefault(row, {})[column] = words
    lines = [[cells.get(column, "") for column in range(1, max(cells) + 1)] for _, cells in sorted(rows.items())]
    return ReadText("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "xlsx")


def _place(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as ``C12``."""
    found = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", reference)
    if not found:
        raise Unreadable("intake.refused.damaged")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _value(cell: Any, strings: list[str]) -> str:
    kind = attribute(cell, "t")
    inside = {local_name(part): part for part in cell}
    if kind == "inlineStr":
        return _words(inside["is"]) if "is" in inside else ""
    value = (inside["v"].text or "") if "v" in inside else ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "e":
        return ""
    return value.removesuffix(".0")


def _words(item: Any) -> str:
    """The words of a text in parts; how it sounds (for Japanese) is no part of it."""
    made = []
    for part in item:
        if local_name(part) == "t":
            made.append(part.text or "")
        elif local_name(part) == "r":
            made.append(_words(part))
    return "".join(made)
