"""Spreadsheets: rows of cells with the text that shows. What a formula gave when the file was stored counts.

As a form of the kit that comes back (``read``): the first sheet, one line a row, each line a JSON list. As notes
(``xlsx_note.py``): all sheets that show. Nothing is calculated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ontmoet_research.intake.readers import ReadText, Unreadable
from ontmoet_research.intake.readers.docx_package import Package, attribute, local_name

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Sheet", "Workbook", "as_form", "read"]

MAX_ROWS, MAX_COLUMNS = 2_000, 200  # a form has at most 50 pieces and some 15 columns
NOT_EXCEL = "intake.refused.not_excel"


@dataclass
class Sheet:
    """A sheet: ``rows`` of cells from column 1 on, rows without words left out.

    ``hidden_rows`` and ``hidden_columns`` count those with words that don't show; ``unknown`` counts formulas whose
    outcome was not stored, and cells with an error.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    unknown: int = 0


class Workbook:
    """The sheets of a file. Errors: ``Unreadable``."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data, root="workbook", otherwise=NOT_EXCEL)
        shared = self.package.related("sharedStrings")
        self._strings = [_words(item) for item in shared] if shared is not None else []
        self.days_from_1904 = any(
            local_name(part) == "workbookPr" and attribute(part, "date1904") in ("1", "true")
            for part in self.package.main
        )
        self._sheets = [part for part in self.package.main.iter() if local_name(part) == "sheet"]
        if not self._sheets:
            raise Unreadable(NOT_EXCEL)

    def sheets(self, max_rows: int, *, hide: bool) -> Iterator[Sheet]:
        """The sheets in order; with ``hide``, rows and columns that don't show are left out and counted."""
        for told in self._sheets:
            root = self.package.by_id(attribute(told, "id"))
            if root is None:
                raise Unreadable(NOT_EXCEL)
            made = Sheet(attribute(told, "name"), hidden=attribute(told, "state") in ("hidden", "veryHidden"))
            yield self._filled(made, root, max_rows, hide=hide)

    def _filled(self, made: Sheet, root: Any, max_rows: int, *, hide: bool) -> Sheet:
        rows: dict[int, dict[int, str]] = {}
        hidden_rows = {_number(attribute(row, "r")) for row in root.iter() if _is_hidden(row, "row")}
        hidden_columns = [
            (_number(attribute(one, "min")), _number(attribute(one, "max")))
            for one in root.iter()
            if _is_hidden(one, "col")
        ]
        for cell in (part for part in root.iter() if local_name(part) == "c"):
            row, column = _place(attribute(cell, "r"))
            words = _value(cell, self._strings).strip()
            if hide and attribute(cell, "t") == "b":
                words = {"1": "WAAR", "0": "ONWAAR"}.get(words, words)
            made.unknown += not words and _should_say(cell)
            if words:
                if row > max_rows or column > MAX_COLUMNS:
                    raise Unreadable("intake.refused.too_heavy")
                rows.setdefault(row, {})[column] = words
        if hide:
            made.hidden_rows = len(hidden_rows & rows.keys())
            rows = {row: cells for row, cells in rows.items() if row not in hidden_rows}
            gone = {c for cells in rows.values() for c in cells if any(a <= c <= b for a, b in hidden_columns)}
            made.hidden_columns = len(gone)
            rows = {row: {c: w for c, w in cells.items() if c not in gone} for row, cells in rows.items()}
        filled = [cells for _, cells in sorted(rows.items()) if cells]
        made.rows = [[cells.get(column, "") for column in range(1, max(cells) + 1)] for cells in filled]
        return made


def read(data: bytes) -> ReadText:
    """Rows of the first sheet of an ``.xlsx`` file, for a form. Errors: ``Unreadable``."""
    first = next(Workbook(data).sheets(MAX_ROWS, hide=False))
    return as_form(first.rows, "xlsx")


def as_form(rows: list[list[str]], kind: str) -> ReadText:
    """Rows as the readers of forms give them: one line a row, each a JSON list."""
    return ReadText("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), kind)


def _number(told: str) -> int:
    return int(told) if told.isdecimal() and len(told) < 9 else 0


def _is_hidden(part: Any, name: str) -> bool:
    return local_name(part) == name and attribute(part, "hidden") in ("1", "true")


def _should_say(cell: Any) -> bool:
    """Whether a cell without words has something to say: a formula without outcome, or an error."""
    return attribute(cell, "t") == "e" or any(local_name(part) == "f" for part in cell)


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
