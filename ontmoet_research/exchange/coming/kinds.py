"""What kind of file this is, seen from outside; what stands in it is for the throw-away process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontmoet_research.intake import known_suffixes
from ontmoet_research.intake.readers.html import is_labelled_page
from ontmoet_research.words import Refused

from .choices import Choices
from .sheet import is_sheet

__all__ = ["SUFFIXES", "Kind", "is_of_other_program", "kind_of"]

SUFFIXES = (".qdpx", ".qdc", ".sqlite3", ".qda", ".rqda", ".requal")
LISTS = (".txt",)
MAX_BYTES = 4_000_000_000
PAGES = (".html", ".htm")
_START = 4_000


@dataclass(frozen=True)
class Kind:
    """Which file to read, and with which reader of ``child.READERS``."""

    file: Path
    reader: str

    def options(self, choices: Choices) -> dict[str, Any]:
        """What a person chose, as the reader takes it."""
        return {"reading": choices.reading, "project": choices.project}


def is_of_other_program(path: Path) -> bool:
    """Whether a file may be one to load: by its name, and a page by what is in it."""
    suffix = path.suffix.lower()
    if suffix in PAGES and path.is_file():
        try:
            with path.open("rb") as file:
                return is_labelled_page(file.read(_START))
        except OSError:
            return False
    return suffix in (*SUFFIXES, ".qde") or is_sheet(path)


def kind_of(path: Path, *, labels: bool = False) -> Kind:
    """What to read and how; with ``labels``, lines of text are a list of labels. Errors: ``Refused``
    when it is no file of a program we know, or another verb is for it."""
    try:
        if path.is_dir():
            inside = path / "data.qda"
            if not inside.is_file():
                raise Refused("exchange.load.is_folder", file=path.name)
            path = inside
        if not path.is_file():
            raise Refused("exchange.load.not_found", file=path.name)
        if path.stat().st_size > MAX_BYTES:
            raise Refused("exchange.load.too_heavy", file=path.name)
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        raise Refused("exchange.load.cannot_open", file=path.name) from None
    suffix = path.suffix.lower()
    if start.startswith(b"age-encryption.org") or suffix in (".ontmoet", ".age"):
        raise Refused("exchange.load.is_bundle", file=path.name)
    if labels and suffix in LISTS:
        return Kind(path, "labels")
    if suffix in PAGES and is_labelled_page(start):
        return Kind(path, "page")
    if suffix in known_suffixes():
        raise Refused("exchange.load.is_note", file=path.name)
    if start.startswith(b"SQLite format 3\x00"):
        if _still_open(path):
            raise Refused("exchange.load.still_open", file=path.name)
        return Kind(path, "database")
    if suffix == ".qdc" and not start.startswith(b"PK"):
        return Kind(path, "qdc")
    if start.startswith(b"PK") or suffix in (".qdpx", ".qde"):
        return Kind(path, "box")
    raise Refused("exchange.load.unknown", file=path.name)


def _still_open(path: Path) -> bool:
    """Whether the program that keeps this file has not written all of it into it yet."""
    beside = path.with_name(f"{path.name}-wal")
    return beside.is_file() and beside.stat().st_size > 0
