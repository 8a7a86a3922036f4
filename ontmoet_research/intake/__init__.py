"""Material comes in: read safely, cleaned once, cut into pieces, tied to a meeting and to who spoke.

Nobody prepared the files, so each is read in a throw-away process within limits, and what was not sure or left out is
told. The pieces of a note are together the note, to the character. What points at a person is asked about; a person
decides.

Words: verslag = source, stukje tekst = fragment, binnenhalen = bring in, wie spreekt = speaker, namen weghalen =
pseudonymise, zoeken = search.

The names below are loaded when asked for. The throw-away process needs only the readers, and the store behind the
rest costs it 1.2 s of its 1.4 s.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .fragments import Piece, split
    from .notes import BroughtIn, attach, bring_in
    from .pseudonymise import Replaced, Suggestion, replace, suggest
    from .readers import Notice, ReadText, known_suffixes
    from .reading import read_file, read_files, read_form, read_typed
    from .search import search_words
    from .sheets import SHEET_SUFFIXES, read_sheets
    from .tables import read_fragments, read_replacements, read_sources

_FILES = {
    "fragments": ("Piece", "split"),
    "notes": ("BroughtIn", "attach", "bring_in"),
    "pseudonymise": ("Replaced", "Suggestion", "replace", "suggest"),
    "readers": ("Notice", "ReadText", "known_suffixes"),
    "reading": ("read_file", "read_files", "read_form", "read_typed"),
    "search": ("search_words",),
    "tables": ("read_fragments", "read_replacements", "read_sources"),
    "sheets": ("SHEET_SUFFIXES", "read_sheets"),
}

__all__ = [
    "SHEET_SUFFIXES",
    "BroughtIn",
    "Notice",
    "Piece",
    "ReadText",
    "Replaced",
    "Suggestion",
    "attach",
    "bring_in",
    "known_suffixes",
    "read_file",
    "read_files",
    "read_form",
    "read_fragments",
    "read_replacements",
    "read_sheets",
    "read_sources",
    "read_typed",
    "replace",
    "search_words",
    "split",
    "suggest",
]


def __getattr__(name: str) -> Any:
    file = next((file for file, names in _FILES.items() if name in names), None)
    if file is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{file}"), name)
