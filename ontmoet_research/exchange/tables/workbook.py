"""A workbook for Excel or LibreOffice: a sheet for each table, with a frozen header and filters, and nothing that
runs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import IO, Any

import xlsxwriter

from ontmoet_research.exchange.going.material import Material
from ontmoet_research.words import Refused

from .rows import CODINGS, LABELS, NOTES, READERS, TABLES, Column, coding_rows, label_rows, note_row, reader_rows

__all__ = ["write_workbook"]

MAX_ROWS, MAX_CELL = 1_048_575, 32_767
WIDE = {"quote": 60, "text": 80, "label": 30, "meaning": 50, "note": 24}
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(material: Material, file: IO[bytes]) -> None:
    """Write it. Errors: ``Refused`` for more labels on words than a sheet can hold."""
    with xlsxwriter.Workbook(file, {**PLAIN, "constant_memory": True, "in_memory": False}) as book:
        # Without a moment of its own, so that the same project gives the same bytes.
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        notes = []
        sheet = _Sheet(material, book, "codings", CODINGS, bold)
        for note in material.notes():
            notes.append(note_row(note))
            sheet.add(coding_rows(material, note))
        sheet.close()
        for name, columns, rows in (
            ("labels", LABELS, label_rows(material)),
            ("notes", NOTES, iter(notes)),
            ("readers", READERS, reader_rows(material)),
        ):
            sheet = _Sheet(material, book, name, columns, bold)
            sheet.add(rows)
            sheet.close()
        material.counts["codes"] = len(material.labels)
        columns = (Column("table", "text", ""), Column("column", "text", ""), Column("meaning", "text", ""))
        told = _Sheet(material, book, "columns", columns, bold)
        told.add([table, one.name, one.meaning] for table, ones in TABLES.items() for one in ones)
        told.close()


class _Sheet:
    def __init__(self, material: Material, book: Any, name: str, columns: tuple[Column, ...], bold: Any) -> None:
        self._material, self._columns, self._row = material, columns, 0
        self._sheet = book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for n, column in enumerate(columns):
            self._sheet.set_column(n, n, WIDE.get(column.name, 14))
            self._sheet.write_string(0, n, column.name, bold)

    def add(self, rows: Iterable[list[Any]]) -> None:
        """Write rows. Errors: ``Refused`` when they no longer fit."""
        for row in rows:
            self._row += 1
            if self._row > MAX_ROWS:
                raise Refused("exchange.export.too_many_rows")
            for n, value in enumerate(row):
                if isinstance(value, int):
                    self._sheet.write_number(self._row, n, value)
                elif value is not None:
                    self._material.left_out["cut_cells"] += len(value) > MAX_CELL
                    self._sheet.write_string(self._row, n, value[:MAX_CELL])

    def close(self) -> None:
        """Filters on what was written."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)
