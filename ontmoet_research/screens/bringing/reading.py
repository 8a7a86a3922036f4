"""Reading the files of a folder once: notes that wait, and lists of people."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ontmoet_research.group.people_list import PersonLine
from ontmoet_research.group.people_table import people_in_rows, people_in_text
from ontmoet_research.intake import ReadText
from ontmoet_research.intake.sheets import SHEET_SUFFIXES, read_sheets
from ontmoet_research.text import plain
from ontmoet_research.words import Refused

from .around import Waiting

__all__ = ["list_in", "people_of"]


def list_in(path: Path, note: ReadText) -> list[PersonLine]:
    """The people of a file that is nothing but a list of people; none for a note."""
    if path.suffix.lower() not in SHEET_SUFFIXES or note.turns:
        return []
    try:
        sheets = read_sheets(path)
    except Refused:
        return []
    found = [people_in_rows(rows) for _, rows in sheets]
    return [one for people in found for one in people] if all(found) else []


def people_of(waiting: Iterable[Waiting], lists: Iterable[PersonLine]) -> list[PersonLine]:
    """Everyone in the lists and in the tables of who was there in the notes, each once; a list goes first."""
    found: dict[str, PersonLine] = {}
    for one in [*lists, *(one for note in waiting for one in people_in_text(note.note.text))]:
        found.setdefault(plain(one.name or one.alias), one)
    return list(found.values())
