"""Paper as an equal route: sheets out, and what people filled in back.

What can be done on a screen can be done on paper, in a Word file or in a spreadsheet: labelling, sorting cards, talking
about differences. A sheet has a short code that notices a typing error; what comes back leaves the same rows as the
screen, once, also when it is put in twice. Files leave only through the gate of the privacy room.

Words: vel = sheet, invullen = fill in, invoeren = enter, nummer van het vel = code.
"""

from .entry import (
    ANSWERS,
    Talk,
    Ticked,
    enter_piece,
    enter_piles,
    enter_talk,
    known_piles,
    known_talk,
    known_ticks,
)
from .files import FORMS, check_form, write_sheet
from .readings import may_be_shown, read_differently, reading_of
from .returned import Returned, place_returned, read_returned
from .sheets import (
    Label,
    PieceOn,
    Sheet,
    all_labels,
    find_sheet,
    first_family,
    make_difference_sheet,
    make_label_sheet,
    make_sort_sheet,
    next_pieces,
)

__all__ = [
    "ANSWERS",
    "FORMS",
    "Label",
    "PieceOn",
    "Returned",
    "Sheet",
    "Talk",
    "Ticked",
    "all_labels",
    "check_form",
    "enter_piece",
    "enter_piles",
    "enter_talk",
    "find_sheet",
    "first_family",
    "known_piles",
    "known_talk",
    "known_ticks",
    "make_difference_sheet",
    "make_label_sheet",
    "make_sort_sheet",
    "may_be_shown",
    "next_pieces",
    "place_returned",
    "read_differently",
    "read_returned",
    "reading_of",
    "write_sheet",
]
