"""Readers: one file per format, each from bytes to text. To let a new format in, add a file and a row below.

A reader runs in a throw-away process (``reading.py`` starts it): it gets bytes, never a path, and may fall
over without harm. It never guesses silently: what it left out or was not sure of goes along as a notice.

Public: ``ReadText``, ``Notice``, ``Unreadable``, ``READERS``, ``FORM_READERS``, ``read_bytes``, ``known_suffixes``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module

from ontmoet_research.words import say

__all__ = ["FORM_READERS", "READERS", "Notice", "ReadText", "Unreadable", "known_suffixes", "read_bytes"]

# Suffix -> module in this folder with ``read(data: bytes) -> ReadText``. Imported when needed: each brings
# its own libraries.
READERS = {".txt": "txt", ".md": "md", ".docx": "docx"}
# The same for forms of the kit that come back filled in.
FORM_READERS = {".docx": "docx", ".xlsx": "xlsx"}
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
class ReadText:
    """What a reader made of a file.

    ``text``: cleaned by ``reading``. ``encoding``: how the letters were stored; "docx" for a Word file.
    ``lines_are_paragraphs``: True when each line is a paragraph, None when that can't be known from the format.
    ``file_name``: filled in by who opened the file; a reader does not know it.
    """

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()
    lines_are_paragraphs: bool | None = None
    file_name: str = ""


class Unreadable(Exception):  # noqa: N818 - an answer to a person in the making, not an error of the program
    """A reader can't read this file; ``key`` is the sentence. The caller adds the name of the file."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def known_suffixes() -> list[str]:
    """The suffixes that can be read, as people type them, such as ``.docx``."""
    return list(READERS)


def read_bytes(suffix: str, data: bytes) -> ReadText:
    """Read ``data`` with the reader for ``suffix`` (one of ``READERS`` or ``FORM_READERS``), in this process.

    Errors: ``Unreadable``; for damaged files also whatever the libraries raise, so use ``reading.read_file``.
    """
    read = import_module(f"{__name__}.{(READERS | FORM_READERS | SHEET_READERS)[suffix]}").read
    result: ReadText = read(data)
    return result
