"""What people touch in a notebook: one task per screen, plain Dutch, undo always, stop and go on later.

A screen holds no rule: each button calls a plain function of a room below. Every sentence comes from ``words``. The
functions here each give one screen; those of a notebook without arguments, on the project of that notebook.

Words: Kaartjes = code_cards (one piece at a time), Lezen = code_text (a whole note), pagina = page (made of blocks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontmoet_research.store import Project

from .app import app_page
from .ask_consent import ask_consent
from .bring_in_notes import bring_in_notes
from .compare_readings import compare_readings
from .copies import copies
from .enter_file import enter_file
from .enter_sheet import enter_sheet
from .equal_voices import equal_voices
from .erase_for_good import erase_for_good
from .follow_wishes import follow_wishes
from .give_out import give_out
from .going_out import going_out
from .keep_until import keep_until
from .kept_close import kept_close
from .labels_together import labels_together
from .make_sheets import make_sheets
from .names_apart import names_apart
from .next_step import next_step
from .own_overview import own_overview
from .record_meeting import record_meeting
from .see_changes import see_changes
from .see_learning import see_learning
from .session import here, known_here
from .set_up_series import set_up_series
from .sort_cards import sort_cards
from .start_here import start_here
from .stop_or_remove import stop_or_remove
from .two_versions import two_versions
from .what_you_need import what_you_need
from .write_report import write_report

if TYPE_CHECKING:
    from .code_cards import CodeCards
    from .code_text import CodeText
    from .tandem_cards import TandemCards

__all__ = [
    "app_page",
    "ask_consent",
    "bring_in_notes",
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
    "names_apart",
    "next_step",
    "own_overview",
    "read_and_label",
    "record_meeting",
    "see_changes",
    "see_learning",
    "set_up_series",
    "sort_cards",
    "start_here",
    "stop_or_remove",
    "two_versions",
    "what_you_need",
    "write_report",
]


def label_cards(project: Project, source_id: str | None = None, **options: Any) -> CodeCards:
    """*Kaartjes*: label a note piece by piece.

    ``source_id`` is the note (without it: the first one that is not finished), ``who`` the contributor at work
    (without it the screen asks), ``codebook_id`` the list of labels, ``help_contact`` who helps and how to reach them.

    Errors: ``Refused`` for another option, or when the note is gone.
    """
    from .code_cards import CodeCards

    return CodeCards(project, source_id=source_id, **options)


def label_together(project: Project, **options: Any) -> TandemCards:
    """*Samen kaartjes lezen*: two people of different sides at one screen.

    ``pair`` holds their two ids, first whoever reads first (without it the screen asks); otherwise what
    :func:`label_cards` takes.
    """
    from .tandem_cards import TandemCards

    return TandemCards(project, **{name: value for name, value in options.items() if name != "who"})


def read_and_label(project: Project, source_id: str | None = None, **options: Any) -> CodeText:
    """*Lezen*: read a whole note and label its words. Takes what :func:`label_cards` takes."""
    from .code_text import CodeText

    return CodeText(project, source_id=source_id, **options)
