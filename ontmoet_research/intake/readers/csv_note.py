"""A table of what people said, as text (.csv): see ``row_notes.py`` for what becomes of the rows."""

from __future__ import annotations

from ontmoet_research.intake.readers import ReadText
from ontmoet_research.intake.readers.csv_form import read_table
from ontmoet_research.intake.readers.row_notes import MAX_ROWS, lines_of

__all__ = ["read"]


def read(data: bytes) -> ReadText:
    """Text of a ``.csv`` file. Errors: ``Unreadable``."""
    table = read_table(data, MAX_ROWS)
    lines, notices = lines_of(table.rows)
    return ReadText("\n".join(lines), "csv", (*table.notices, *notices), lines_are_paragraphs=True)
