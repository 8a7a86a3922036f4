"""People in the files of a series: a file that is only a list of them, and the tables of who was there in notes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ontmoet_research.group.people_list import PersonLine
from ontmoet_research.group.people_table import is_only_people, people_in_rows, people_in_text
from ontmoet_research.text import plain
from ontmoet_research.words import Refused

from .readers import ReadText
from .sheets import SHEET_SUFFIXES, read_sheets

__all__ = ["list_in", "people_of"]


def list_in(path: Path) -> list[PersonLine]:
    """The people of a file that is nothing but a list of people; none for a note."""
    if path.suffix.lower() not in SHEET_SUFFIXES:
        return []
    try:
        sheets = [rows for _, rows in read_sheets(path) if any(rows)]
    except Refused:
        return []
    found = [people_in_rows(rows) if is_only_people(rows) else [] for rows in sheets]
    return [one for people in found for one in people] if all(found) else []


def people_of(notes: Iterable[ReadText], lists: Iterable[PersonLine]) -> list[PersonLine]:
    """Everyone in the lists and in the tables of who was there in the notes, each once; a list goes first."""
    found: dict[str, PersonLine] = {}
    for one in [*lists, *(one for note in notes for one in people_in_text(note.text))]:
        found.setdefault(plain(one.name or one.alias), one)
    return list(found.values())
