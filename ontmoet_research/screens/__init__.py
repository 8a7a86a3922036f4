"""What people touch in a notebook: one task per screen, plain Dutch, undo always, stop and go on later.

A screen holds no rule: each button calls a plain function of a room below. Every sentence comes from ``words``. The
functions here each give one screen; those of a notebook without arguments, on the project of that notebook.

Words: Kaartjes = code_cards (one piece at a time), Lezen = code_text (a whole note), pagina = page (made of blocks).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ontmoet_research.store import Project

from .session import here, known_here

if TYPE_CHECKING:
    from .begin.next_step import next_step
    from .begin.start_here import start_here
    from .begin.what_you_need import what_you_need
    from .begin.whats_open import whats_open
    from .bringing.bring_in_series import bring_in_series
    from .changes.see_changes import see_changes
    from .comparing.compare_readings import compare_readings
    from .comparing.sort_cards import sort_cards
    from .following.follow_wishes import follow_wishes
    from .keeping.ask_consent import ask_consent
    from .keeping.erase_for_good import erase_for_good
    from .keeping.going_out import going_out
    from .keeping.keep_until import keep_until
    from .keeping.kept_close import kept_close
    from .keeping.names_apart import names_apart
    from .keeping.other_programs import other_programs
    from .keeping.own_overview import own_overview
    from .keeping.stop_or_remove import stop_or_remove
    from .labelling.code_cards import CodeCards
    from .labelling.code_text import CodeText
    from .labelling.labels_together import labels_together
    from .labelling.our_pairs import our_pairs
    from .labelling.own_notes import own_notes
    from .labelling.tandem_cards import TandemCards
    from .learning.equal_voices import equal_voices
    from .learning.our_questions import our_questions
    from .learning.our_themes import our_themes
    from .learning.see_learning import see_learning
    from .learning.under_label import under_label
    from .meeting.bring_in_notes import bring_in_notes
    from .meeting.record_meeting import record_meeting
    from .own.of_myself import of_myself
    from .practising.practise import practise
    from .quoting.approve_quotes import approve_quotes
    from .report.write_report import write_report
    from .series.set_up_series import set_up_series
    from .sharing.copies import copies
    from .sharing.enter_file import enter_file
    from .sharing.enter_sheet import enter_sheet
    from .sharing.give_out import give_out
    from .sharing.make_sheets import make_sheets
    from .sharing.two_versions import two_versions
    from .shell.shell import menu

_PLACES = {
    "approve_quotes": "quoting.approve_quotes",
    "ask_consent": "keeping.ask_consent",
    "bring_in_notes": "meeting.bring_in_notes",
    "bring_in_series": "bringing.bring_in_series",
    "compare_readings": "comparing.compare_readings",
    "copies": "sharing.copies",
    "enter_file": "sharing.enter_file",
    "enter_sheet": "sharing.enter_sheet",
    "equal_voices": "learning.equal_voices",
    "erase_for_good": "keeping.erase_for_good",
    "follow_wishes": "following.follow_wishes",
    "give_out": "sharing.give_out",
    "going_out": "keeping.going_out",
    "keep_until": "keeping.keep_until",
    "kept_close": "keeping.kept_close",
    "labels_together": "labelling.labels_together",
    "make_sheets": "sharing.make_sheets",
    "names_apart": "keeping.names_apart",
    "next_step": "begin.next_step",
    "of_myself": "own.of_myself",
    "our_pairs": "labelling.our_pairs",
    "our_questions": "learning.our_questions",
    "our_themes": "learning.our_themes",
    "other_programs": "keeping.other_programs",
    "own_notes": "labelling.own_notes",
    "own_overview": "keeping.own_overview",
    "practise": "practising.practise",
    "record_meeting": "meeting.record_meeting",
    "see_changes": "changes.see_changes",
    "see_learning": "learning.see_learning",
    "set_up_series": "series.set_up_series",
    "menu": "shell.shell",
    "sort_cards": "comparing.sort_cards",
    "start_here": "begin.start_here",
    "stop_or_remove": "keeping.stop_or_remove",
    "two_versions": "sharing.two_versions",
    "under_label": "learning.under_label",
    "what_you_need": "begin.what_you_need",
    "whats_open": "begin.whats_open",
    "write_report": "report.write_report",
}
"""Where each screen is made. What it needs is loaded when it is asked for, so that a first screen is there soon."""

__all__ = [
    "approve_quotes",
    "ask_consent",
    "bring_in_notes",
    "bring_in_series",
    "compare_readings",
    "copies",
    "enter_file",
    "enter_sheet",
    "equal_voices",
    "erase_for_good",
    "follow_wishes",
    "give_out",
    "going_out",
    "here",
    "keep_until",
    "kept_close",
    "known_here",
    "label_cards",
    "label_together",
    "labels_together",
    "make_sheets",
    "menu",
    "names_apart",
    "next_step",
    "of_myself",
    "other_programs",
    "our_pairs",
    "our_questions",
    "our_themes",
    "own_notes",
    "own_overview",
    "practise",
    "read_and_label",
    "record_meeting",
    "see_changes",
    "see_learning",
    "set_up_series",
    "sort_cards",
    "start_here",
    "stop_or_remove",
    "two_versions",
    "under_label",
    "what_you_need",
    "whats_open",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{_PLACES[name]}", __name__), name)
    globals()[name] = found
    return found


def label_cards(project: Project, source_id: str | None = None, **options: Any) -> CodeCards:
    """*Kaartjes*: label a note piece by piece.

    ``source_id`` is the note (without it: the first one that is not finished), ``who`` the contributor at work
    (without it the screen asks), ``codebook_id`` the list of labels, ``help_contact`` who helps and how to reach them.

    Errors: ``Refused`` for another option, or when the note is gone.
    """
    from .labelling.code_cards import CodeCards

    return CodeCards(project, source_id=source_id, **options)


def label_together(project: Project, **options: Any) -> TandemCards:
    """*Samen kaartjes lezen*: two people of different sides at one screen.

    ``pair`` holds their two ids, first whoever reads first (without it the screen asks); otherwise what
    :func:`label_cards` takes.
    """
    from .labelling.tandem_cards import TandemCards

    return TandemCards(project, **{name: value for name, value in options.items() if name != "who"})


def read_and_label(project: Project, source_id: str | None = None, **options: Any) -> CodeText:
    """*Lezen*: read a whole note and label its words. Takes what :func:`label_cards` takes."""
    from .labelling.code_text import CodeText

    return CodeText(project, source_id=source_id, **options)
