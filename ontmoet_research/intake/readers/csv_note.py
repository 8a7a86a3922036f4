"""A table of what people said, as text (.csv): see ``row_notes.py`` for what becomes of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ontmoet_research.intake.readers import ReadText
from ontmoet_research.intake.readers.csv_form import read_table
from ontmoet_research.intake.readers.row_notes import MAX_ROWS, as_note, note_of

__all__ = ["HAS_COLUMNS", "read"]

HAS_COLUMNS = True


def read(data: bytes, columns: Sequence[str] = ()) -> ReadText:
    """Text of a ``.csv`` file; ``columns``: those that hold what people said. Errors: ``Unreadable``."""
    table = read_table(data, MAX_ROWS)
    made = as_note(note_of(table.rows, columns), "csv")
    return replace(made, notices=(*table.notices, *made.notices))
