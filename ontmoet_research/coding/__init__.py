"""Placing labels on words, alone and together; the list of labels they come from.

A label can lie on any words, over other labels, by several people. Doubt is kept as carefully as certainty. Who has
not read a piece does not see yet what others made of it.

Words: label = code, lijst met labels = codebook, labelen = coding, stukje tekst = fragment, ronde = round,
ik twijfel / weet ik niet = certainty, klaar met een stukje = reading.
"""

from .codebook import BroughtInCodes, bring_in_codebook, read_codebook_file
from .codings import Mark, apply_code, apply_codes, change_coding, draft_codings, remove_coding
from .proposals import proposed_label
from .rounds import BATCH_SIZE, Place, batch_of, finish_fragment, finish_fragments, place_in, visible_codings
from .tables import read_codes, read_codings, read_readings

__all__ = [
    "BATCH_SIZE",
    "BroughtInCodes",
    "Mark",
    "Place",
    "apply_code",
    "apply_codes",
    "batch_of",
    "bring_in_codebook",
    "change_coding",
    "draft_codings",
    "finish_fragment",
    "finish_fragments",
    "place_in",
    "proposed_label",
    "read_codebook_file",
    "read_codes",
    "read_codings",
    "read_readings",
    "remove_coding",
    "visible_codings",
]
