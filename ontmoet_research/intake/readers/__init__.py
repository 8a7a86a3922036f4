"""Readers: one file per format, each from bytes to text. To let a new format in, add a file and a row below.

A reader runs in a throw-away process (``reading.py`` starts it): it gets bytes, never a path, and may fall
over without harm. It never guesses silently: what it left out or was not sure of goes along as a notice.

A reader gives the whole text, or a notice that says what was left out and where, or refuses. Nothing else: half a note
that looks whole is worse than none.

Public: ``ReadText``, ``SaidTurn``, ``Notice``, ``Unreadable``, ``READERS``, ``FORM_READERS``, ``read_bytes``,
``with_turns``, ``with_edges``, ``known_suffixes``, ``tell_progress_to``, ``progress``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module

from ontmoet_research.words import say

__all__ = [
    "FORM_READERS",
    "READERS",
    "SHEET_READERS",
    "Notice",
    "ReadText",
    "SaidTurn",
    "Unreadable",
    "known_suffixes",
    "progress",
    "read_bytes",
    "tell_progress_to",
    "with_edges",
    "with_turns",
]

# Suffix -> module in this folder with ``read(data: bytes) -> ReadText``. Imported when needed: each brings
# its own libraries.
READERS = {
    ".txt": "txt",
    ".md": "md",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".html": "html",
    ".htm": "html",
    ".vtt": "vtt",
    ".srt": "srt",
    ".csv": "csv_note",
    ".xlsx": "xlsx_note",
}
# The same for forms of the kit that come back filled in; of tables, each line is a JSON list with the cells of a row.
FORM_READERS = {".docx": "docx", ".xlsx": "xlsx", ".csv": "csv_form"}
SHEET_READERS = {"sheets.xlsx": "sheets_xlsx", "sheets.csv": "sheets_csv"}  # answers of a room, as rows


@dataclass(frozen=True)
class Notice:
    """Something a person should know about a text that was read: a key of ``nl.toml`` and its values."""

    key: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The notice in Dutch. It can hold words of the text (a preview): show it, never log it."""
        return say(self.key, **self.values)


@dataclass(frozen=True)
class SaidTurn:
    """What one person says, as the file tells it, so that nobody guesses it again.

    ``line``: the line of the text where it begins, from 0. ``label``: the speaker as written, "" when the file tells
    that something is said and not by whom. ``said_at``: the time the file gives, as HH:MM:SS, or "". ``lasts``: the
    lines after it are of the same speaker, up to the next turn or a heading.
    """

    line: int
    label: str
    said_at: str = ""
    lasts: bool = False


@dataclass(frozen=True)
class ReadText:
    """What a reader made of a file.

    ``text``: cleaned by ``reading``. ``encoding``: how the letters were stored; "docx" or "pdf" for such a file.
    ``lines_are_paragraphs``: True when each line is a paragraph, None when that can't be known from the format.
    ``file_name``: filled in by who opened the file; a reader does not know it. ``came_as``: SHA-256 of the cleaned text
    as it came, filled in there too; it stays when names are taken out of ``text``. ``turns``: who speaks where, in
    order, when the file tells; then nothing of it is guessed. ``columns``: headings of a table of which a person must
    say which hold what people said; ``proposed`` are the places (from 1) of those that most likely do.
    ``uncut``: the text with the headers and footers of its pages, when some were left out (:func:`with_edges`).
    """

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()
    lines_are_paragraphs: bool | None = None
    file_name: str = ""
    came_as: str = field(default="", compare=False)
    turns: tuple[SaidTurn, ...] = ()
    columns: tuple[str, ...] = ()
    proposed: tuple[int, ...] = ()
    uncut: str = field(default="", compare=False)


class Unreadable(Exception):  # noqa: N818 - an answer to a person in the making, not an error of the program
    """A reader can't read this file; ``key`` is the sentence. The caller adds the name of the file."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def known_suffixes() -> list[str]:
    """The suffixes that can be read, as people type them, such as ``.docx``."""
    return list(READERS)


def read_bytes(suffix: str, data: bytes, *, form: bool = False, columns: Sequence[str] = ()) -> ReadText:
    """Read ``data`` with the reader for ``suffix``, in this process; with ``form``, as a form that came back.

    ``columns``: the headings, or numbers from 1, of the columns of a table that hold what people said.

    Errors: ``Unreadable``; for damaged files also whatever the libraries raise, so use ``reading.read_file``.
    """
    found = import_module(f"{__name__}.{((FORM_READERS if form else READERS) | SHEET_READERS)[suffix]}")
    told: ReadText = found.read(data, columns) if columns and hasattr(found, "HAS_COLUMNS") else found.read(data)
    return told if form or suffix in SHEET_READERS else with_turns(told)


def with_turns(told: ReadText) -> ReadText:
    """A text with who speaks where: as its reader marked it, or by its shape (``shapes.py``)."""
    return import_module(f"{__name__}.shapes").with_turns(told)  # type: ignore[no-any-return]  # loaded when needed


def with_edges(told: ReadText) -> ReadText:
    """The same text with the headers and footers that were left out; as it is when none were."""
    if not told.uncut:
        return told
    notices = tuple(notice for notice in told.notices if notice.key != "intake.notice.pdf_edges")
    return with_turns(replace(told, text=told.uncut, uncut="", turns=(), notices=notices))


def _nobody(done: int, total: int) -> None:
    """Nobody wants to know."""


_listener: Callable[[int, int], None] = _nobody


def tell_progress_to(listener: Callable[[int, int], None]) -> None:
    """From now on, call ``listener(done, total)`` while a long file is read."""
    global _listener
    _listener = listener


def progress(done: int, total: int) -> None:
    """A reader says how far it is, in parts of its own choice (pages of a PDF, paragraphs of a Word file)."""
    _listener(done, total)
