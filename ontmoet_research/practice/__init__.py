"""Practising: a series of invented people with real routes, and texts for who begins.

Everything of the practice series goes in the way real material does: notes through the intake, labels through the
codebook, wishes from a spreadsheet. So it is also the first proof that the kit works on this computer. The texts of
notebook 10 stand apart from any project: three readings, two other readers, no right answer and no score.

Words: oefenreeks = practice series, oefentekst = exercise, lezer = reader.
"""

from .answers import UNSURE, Answer, Practised, keep_practised, read_practised
from .compare import Beside, beside
from .exercises import Exercise, Reader, Source, exercises, reading_list
from .reflection import EXPLAIN, OWN_LIFE, REFLECTION
from .series import make_practice_project

__all__ = [
    "EXPLAIN",
    "OWN_LIFE",
    "REFLECTION",
    "UNSURE",
    "Answer",
    "Beside",
    "Exercise",
    "Practised",
    "Reader",
    "Source",
    "beside",
    "exercises",
    "keep_practised",
    "make_practice_project",
    "read_practised",
    "reading_list",
]
