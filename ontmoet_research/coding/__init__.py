"""Placing labels on words, alone and together; the list of labels they come from.

A label can lie on any words, over other labels, by several people. Doubt is kept as carefully as certainty. Who has
not read a piece does not see yet what others made of it.

Words: label = code, lijst met labels = codebook, labelen = coding, stukje tekst = fragment, ronde = round,
ik twijfel / weet ik niet = certainty, klaar met een stukje = reading, verbeterde tekst = corrected text,
kijk na = to check, kaartjes sorteren = card sort, stapel = pile.
"""

from .access import own_words
from .batches import Batch, batches_for, given_round, make_batches, make_tandem, pause_batch, resume_batch, tandems_of
from .card_groups import Merge, average_linkage, count_together, propose_groups, strengths
from .card_sort import (
    MAX_CARDS,
    Pile,
    add_pile,
    done_sorters,
    empty_pile,
    finish_sort,
    make_card_sort,
    piles_of,
    put_card,
    read_placed,
    rename_pile,
    set_piles,
    skip_card,
    skipped_by,
    visible_piles,
)
from .card_themes import lay_out, move_card, name_group, read_proposal, theme_of
from .carry_over import CarriedOver, NewPiece, correct_text
from .codebook import BroughtInCodes, bring_in_codebook, read_codebook_file
from .codings import Mark, NoteText, apply_code, apply_codes, change_coding, draft_codings, remove_coding
from .labels_now import LabelsNow
from .list_changes import (
    Affected,
    affected_by,
    agree,
    agree_on_list,
    change_code,
    join_codes,
    note_agreed_in,
    propose_code,
    say_about,
    split_code,
    stop_code,
)
from .memos import change_memo, own_memos, remove_memo, shared_memos, write_memo
from .piece_answers import PieceAnswer, Tick, answer_piece
from .rounds import (
    BATCH_SIZE,
    Place,
    batch_of,
    finish_fragment,
    finish_fragments,
    is_card,
    place_in,
    visible_codings,
)
from .signs import marked_with, say_signs, signs_of
from .tables import read_codes, read_codings, read_readings
from .tandems import end_tandem, list_tandems, not_tried_yet
from .to_check import PieceToCheck, ToCheck, codings_to_check, is_right, move_coding, piece_is_right, pieces_to_check
from .versions import choosable_versions

__all__ = [
    "BATCH_SIZE",
    "MAX_CARDS",
    "Affected",
    "Batch",
    "BroughtInCodes",
    "CarriedOver",
    "LabelsNow",
    "Mark",
    "Merge",
    "NewPiece",
    "NoteText",
    "PieceAnswer",
    "PieceToCheck",
    "Pile",
    "Place",
    "Tick",
    "ToCheck",
    "add_pile",
    "affected_by",
    "agree",
    "agree_on_list",
    "answer_piece",
    "apply_code",
    "apply_codes",
    "average_linkage",
    "batch_of",
    "batches_for",
    "bring_in_codebook",
    "change_code",
    "change_coding",
    "change_memo",
    "choosable_versions",
    "codings_to_check",
    "correct_text",
    "count_together",
    "done_sorters",
    "draft_codings",
    "empty_pile",
    "end_tandem",
    "finish_fragment",
    "finish_fragments",
    "finish_sort",
    "given_round",
    "is_card",
    "is_right",
    "join_codes",
    "lay_out",
    "list_tandems",
    "make_batches",
    "make_card_sort",
    "make_tandem",
    "marked_with",
    "move_card",
    "move_coding",
    "name_group",
    "not_tried_yet",
    "note_agreed_in",
    "own_memos",
    "own_words",
    "pause_batch",
    "piece_is_right",
    "pieces_to_check",
    "piles_of",
    "place_in",
    "propose_code",
    "propose_groups",
    "put_card",
    "read_codebook_file",
    "read_codes",
    "read_codings",
    "read_placed",
    "read_proposal",
    "read_readings",
    "remove_coding",
    "remove_memo",
    "rename_pile",
    "resume_batch",
    "say_about",
    "say_signs",
    "set_piles",
    "shared_memos",
    "signs_of",
    "skip_card",
    "skipped_by",
    "split_code",
    "stop_code",
    "strengths",
    "tandems_of",
    "theme_of",
    "visible_codings",
    "visible_piles",
    "write_memo",
]
