"""Material comes in: read safely, cleaned once, cut into pieces, tied to a meeting and to who spoke.

Nobody prepared the files, so each is read in a throw-away process within limits, and what was not sure or left out is
told. The pieces of a note are together the note, to the character. What points at a person is asked about; a person
decides.

Words: verslag = source, stukje tekst = fragment, binnenhalen = bring in, wie spreekt = speaker, namen weghalen =
pseudonymise, zoeken = search, hele map = folder, raden = guess.

The names below are loaded when asked for. The throw-away process needs only the readers, and the store behind the
rest costs it 1.2 s of its 1.4 s.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .folders import Found, Outcome, Question, Similar, bring_in_all, find_notes, known_meetings, looks_like
    from .fragments import Piece, split
    from .guesses import Guess, MeetingKnown, guess_meeting
    from .notes import (
        BroughtIn,
        attach,
        bring_in,
        cut_again,
        cut_alike,
        draft_note,
        loose_notes,
        names_looked_at,
        replacement_log,
    )
    from .pseudonymise import Replaced, Suggestion, replace, suggest
    from .readers import Notice, ReadText, known_suffixes
    from .reading import Step, read_each, read_file, read_files, read_form, read_typed
    from .search import search_words
    from .sheets import SHEET_SUFFIXES, read_sheets
    from .tables import read_fragments, read_replacements, read_sources

_FILES = {
    "folders": (
        "Found",
        "Outcome",
        "Question",
        "Similar",
        "bring_in_all",
        "find_notes",
        "known_meetings",
        "looks_like",
    ),
    "fragments": ("Piece", "split"),
    "guesses": ("Guess", "MeetingKnown", "guess_meeting"),
    "notes": (
        "BroughtIn",
        "attach",
        "bring_in",
        "cut_again",
        "cut_alike",
        "draft_note",
        "loose_notes",
        "names_looked_at",
        "replacement_log",
    ),
    "pseudonymise": ("Replaced", "Suggestion", "replace", "suggest"),
    "readers": ("Notice", "ReadText", "known_suffixes"),
    "reading": ("Step", "read_each", "read_file", "read_files", "read_form", "read_typed"),
    "search": ("search_words",),
    "tables": ("read_fragments", "read_replacements", "read_sources"),
    "sheets": ("SHEET_SUFFIXES", "read_sheets"),
}

__all__ = [
    "SHEET_SUFFIXES",
    "BroughtIn",
    "Found",
    "Guess",
    "MeetingKnown",
    "Notice",
    "Outcome",
    "Piece",
    "Question",
    "ReadText",
    "Replaced",
    "Similar",
    "Step",
    "Suggestion",
    "attach",
    "bring_in",
    "bring_in_all",
    "cut_again",
    "cut_alike",
    "draft_note",
    "find_notes",
    "guess_meeting",
    "known_meetings",
    "known_suffixes",
    "looks_like",
    "loose_notes",
    "names_looked_at",
    "read_each",
    "read_file",
    "read_files",
    "read_form",
    "read_fragments",
    "read_replacements",
    "read_sheets",
    "read_sources",
    "read_typed",
    "replace",
    "replacement_log",
    "search_words",
    "split",
    "suggest",
]


def __getattr__(name: str) -> Any:
    file = next((file for file, names in _FILES.items() if name in names), None)
    if file is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{file}"), name)
