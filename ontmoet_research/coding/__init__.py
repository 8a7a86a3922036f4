"""Placing labels on words, alone and together; the list of labels they come from.

A label can lie on any words, over other labels, by several people. Doubt is kept as carefully as certainty. Who has
not read a piece does not see yet what others made of it.

Words: label = code, lijst met labels = codebook, labelen = coding, stukje tekst = fragment, ronde = round,
ik twijfel / weet ik niet = certainty, klaar met een stukje = reading.
"""

from .batches import Batch, batches_for, make_batches, make_tandem, own_words, pause_batch, resume_batch, tandems_of
from .codebook import BroughtInCodes, bring_in_codebook, read_codebook_file
from .codings import Mark, apply_code, apply_codes, change_coding, draft_codings, remove_coding
from .list_changes import (
    Affected,
    affected_by,
    agree,
    agree_on_list,
    change_code,
    join_codes,
    joined_into,
    propose_code,
    say_about,
    split_code,
    stop_code,
)
from .proposals import proposed_label
from .rounds import BATCH_SIZE, Place, batch_of, finish_fragment, finish_fragments, place_in, visible_codings
from .tables import read_codes, read_codings, read_readings
from .versions import choosable_versions

__all__ = [
    "BATCH_SIZE",
    "Affected",
    "Batch",
    "BroughtInCodes",
    "Mark",
    "Place",
    "affected_by",
    "agree",
    "agree_on_list",
    "apply_code",
    "apply_codes",
    "batch_of",
    "batches_for",
    "bring_in_codebook",
    "change_code",
    "change_coding",
    "choosable_versions",
    "draft_codings",
    "finish_fragment",
    "finish_fragments",
    "join_codes",
    "joined_into",
    "make_batches",
    "make_tandem",
    "own_words",
    "pause_batch",
    "place_in",
    "propose_code",
    "proposed_label",
    "read_codebook_file",
    "read_codes",
    "read_codings",
    "read_readings",
    "remove_coding",
    "resume_batch",
    "say_about",
    "split_code",
    "stop_code",
    "tandems_of",
    "visible_codings",
]
