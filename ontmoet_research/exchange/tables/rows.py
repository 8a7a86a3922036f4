"""The tables that go out: one row a label on words, and beside it labels, notes and readers. Each column has a meaning.

They are the same in every form, so that a number counted in one is the number in all. Names of columns are English, as
in the rest of the code; people stand in them under the name that goes along.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ontmoet_research.exchange.going.material import GoingNote, Material
from ontmoet_research.exchange.ids import guid_of
from ontmoet_research.text import quote_with_context

__all__ = [
    "CODINGS",
    "LABELS",
    "NOTES",
    "READERS",
    "TABLES",
    "Column",
    "coding_rows",
    "label_rows",
    "note_row",
    "reader_rows",
]


@dataclass(frozen=True)
class Column:
    """A column: its name, its kind (text or number), and what it means."""

    name: str
    kind: str
    meaning: str


def _columns(*told: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*one) for one in told)


CODINGS = _columns(
    ("coding_id", "text", "Number of this label on words; stays the same in a later export"),
    ("note_id", "text", "Note the words stand in"),
    ("note", "text", "Title of the note"),
    ("series", "text", "Series of the meeting, if known"),
    ("meeting", "number", "Number of the meeting, if known"),
    ("date", "text", "Day of the meeting, if known (YYYY-MM-DD)"),
    ("start", "number", "First code point of the words, from 0"),
    ("end", "number", "Code point after the last"),
    ("quote", "text", "The words themselves"),
    ("before", "text", "Up to 32 characters before"),
    ("after", "text", "Up to 32 characters after"),
    ("label_id", "text", "Label"),
    ("label", "text", "The label itself"),
    ("family", "text", "Family of the label"),
    ("list", "text", "List the label is in"),
    ("option", "text", "Choice that goes with the label"),
    ("certainty", "text", "zeker, twijfel or weet_niet"),
    ("round", "text", "zelf (alone) or na_gesprek (after talking)"),
    ("reader", "text", "Who placed it, under the name that goes along"),
    ("side", "text", "Side of the table of that reader"),
    ("remark", "text", "What the reader wrote with it"),
)
LABELS = _columns(
    ("label_id", "text", "Number of the label"),
    ("list", "text", "List it is in"),
    ("code", "text", "Short id within the list"),
    ("label", "text", "The label itself"),
    ("family", "text", "Family"),
    ("meaning", "text", "What it means, in plain words"),
    ("include", "text", "When to use it"),
    ("exclude", "text", "When not to"),
    ("example", "text", "An invented example"),
    ("kind", "text", "Single label, pair, three-way or ladder"),
    ("options", "text", "What can be chosen with it, separated by ;"),
    ("colour", "text", "Colour as #rrggbb"),
)
NOTES = _columns(
    ("note_id", "text", "Number of the note"),
    ("note", "text", "Title"),
    ("series", "text", "Series of the meeting, if known"),
    ("meeting", "number", "Number of the meeting, if known"),
    ("date", "text", "Day of the meeting, if known (YYYY-MM-DD)"),
    ("text", "text", "The words; a row of blocks stands for what may not leave"),
)
READERS = _columns(
    ("reader", "text", "The name that goes along"),
    ("side", "text", "Side of the table"),
)
TABLES = {"codings": CODINGS, "labels": LABELS, "notes": NOTES, "readers": READERS}


def coding_rows(material: Material, note: GoingNote) -> Iterator[list[Any]]:
    """The labels on one note, in the order of ``CODINGS``."""
    own, books = guid_of(note.source_id), {row.object_id: row["title"] for row in material.books}
    meeting = _meeting(note)
    for mark in note.marks:
        label, reader = material.labels[mark.code_id], material.readers[mark.contributor_id]
        words = quote_with_context(note.text, mark.start, mark.end)
        yield [
            *(guid_of(mark.coding_id), own, note.title, *meeting, mark.start, mark.end),
            *(words.quote, words.prefix, words.suffix, guid_of(mark.code_id), label["label_nl"], label["family"]),
            *(books[label["codebook_id"]], mark.option, mark.certainty, mark.round, reader, reader.split(" ")[0]),
            mark.note or None,
        ]


def note_row(note: GoingNote) -> list[Any]:
    """One note, in the order of ``NOTES``."""
    return [guid_of(note.source_id), note.title, *_meeting(note), note.text]


def label_rows(material: Material) -> Iterator[list[Any]]:
    """The labels, in the order of ``LABELS``."""
    books, masked = {row.object_id: row["title"] for row in material.books}, material.leaving.masked
    for row in material.labels.values():
        told = [masked(row[name]) or None for name in ("definition_b1", "include", "exclude", "example")]
        options = ";".join(row["options"]) or None
        head = [guid_of(row.object_id), books[row["codebook_id"]], row["code"], row["label_nl"], row["family"]]
        yield [*head, *told, row["kind"], options, row["colour"]]


def reader_rows(material: Material) -> Iterator[list[Any]]:
    """The readers, in the order of ``READERS``."""
    for name in material.readers.values():
        yield [name, name.split(" ")[0]]


def _meeting(note: GoingNote) -> list[Any]:
    number = note.meeting.get("bijeenkomst")
    return [note.meeting.get("reeks"), int(number) if number else None, note.meeting.get("datum")]
