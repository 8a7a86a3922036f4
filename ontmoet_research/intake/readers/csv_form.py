"""Tables as text (.csv): rows of cells, parted by a semicolon (as Excel does in Dutch), a comma or a tab.

As a form that comes back (``read``): one line a row, each line a JSON list, as ``xlsx.py`` gives it. As notes:
``csv_note.py``.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from ontmoet_research.intake.decoding import Decoded, decode
from ontmoet_research.intake.readers import Notice, ReadText, Unreadable
from ontmoet_research.intake.readers.xlsx import MAX_COLUMNS, MAX_ROWS, as_form
from ontmoet_research.text.tables_csv import as_typed

__all__ = ["Table", "all_rows", "read", "read_table"]

_LONGEST_CELL = 5_000_000
_PARTS = ";,\t|"
_JUDGED = 50  # rows that tell what parts the cells


@dataclass(frozen=True)
class Table:
    """Rows of cells, and what a person should know of how they were read."""

    rows: list[list[str]]
    notices: tuple[Notice, ...]


def read(data: bytes) -> ReadText:
    """Rows of a ``.csv`` file, for a form. Errors: ``Unreadable``."""
    table = read_table(data, MAX_ROWS)
    made = as_form(table.rows, "csv")
    return ReadText(made.text, made.encoding, table.notices)


def read_table(data: bytes, max_rows: int) -> Table:
    """The rows that hold words. Errors: as :func:`all_rows`."""
    table = all_rows(data, max_rows)
    return Table([row for row in table.rows if row], table.notices)


def all_rows(data: bytes, max_rows: int) -> Table:
    """All rows, also empty ones, which can part one question from the next; empty cells at the end are left out.

    Errors: ``Unreadable`` when it is no text, or has too many rows or columns.
    """
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"').casefold()
    if told.startswith("sep=") and len(told) == 5:  # a line for Excel
        text, parting = rest, told[4]
    else:
        parting = _parting(text)
    csv.field_size_limit(_LONGEST_CELL)
    rows = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=parting):
            if len(row) > MAX_COLUMNS and any(cell.strip() for cell in row[MAX_COLUMNS:]):
                raise Unreadable("intake.refused.too_heavy")
            cells = [as_typed(cell).strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
            if len(rows) > max_rows:
                raise Unreadable("intake.refused.too_heavy")
    except csv.Error:
        raise Unreadable("intake.refused.damaged") from None
    return Table(rows, tuple(_notices(decoded, text)))


def _parting(text: str) -> str:
    """The sign that gives the same number of cells in most rows, and more than one."""
    best, most = ";", (0, 0)
    for sign in _PARTS:
        try:
            rows = [len(row) for row in islice(csv.reader(StringIO(text[:200_000]), delimiter=sign), _JUDGED)]
        except csv.Error:
            continue
        width, times = max(Counter(n for n in rows if n > 1).items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        if (times, width) > most:
            best, most = sign, (times, width)
    return best


def _notices(decoded: Decoded, text: str) -> list[Notice]:
    found = [] if decoded.certain else [Notice("intake.notice.letters", {"preview": decoded.preview})]
    if text.count('"') % 2:  # a quote that is not closed swallows the rows after it
        found.append(Notice("intake.notice.quotes_odd"))
    return found
