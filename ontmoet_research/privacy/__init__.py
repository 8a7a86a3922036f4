"""Who, and what may be done with their words.

Consent per purpose with no as default, names that stay outside, small groups out of sight, and one gate through which
everything passes that leaves the project. Callers hand in tables and get back what may be used. Workspace and release
are two doors: only ``release`` writes files.

Data of this kit are never anonymous, at most under another name: what points at a person is found, a person decides.

Words: toestemming = consent, weghalen = withdraw, schuilnaam = alias, wat naar een mens wijst = identifier,
te klein om te tonen = suppressed, naar buiten = release.
"""

from .access import everything_of, person_called, write_access
from .agreed_dates import agree_date, check_kept, limits_of, read_agreed_dates
from .case_talk import mark_case, release_case, released_cases
from .checks import check_agreements, check_cases, check_consents, read_privacy_findings
from .consent import (
    allowing_participants,
    record_consent,
    withdraw_consent,
    withdrawn_fragments,
    withdrawn_participants,
)
from .gate import (
    THE_GROUP,
    Gate,
    Reader,
    closed,
    closed_pieces,
    label_purpose,
    may_read,
    read_workspace,
    without_agreement,
)
from .heavy import heavy_pieces, mark_heavy
from .job_titles import broad_group, exact_titles_in, told_broadly
from .looked_over import PieceNow, notes_to_look_over, pieces_to_look_over, say_sensitive, words_of
from .names import KINDS, Found, Known, find_identifiers
from .officials import (
    add_official,
    change_official,
    check_officials,
    official_lines,
    read_offices,
    read_official_lines,
    remove_official,
    say_who,
    take_back_who,
)
from .opened_again import Closed, list_closed, look_again, open_piece
from .publishing import Counted, at_meetings, k_of, releasable_table, release_table, view_table, who_is_there
from .quote_rules import QuoteRules, bent_rule_pieces, organisation_words, read_quote_rules
from .recognition import lapsed, recognised_sources, record_recognition, unchecked_sources
from .register import Released, check_releases, marks_of, read_release_findings, read_releases, taking_part
from .release import fragment_texts, note_made, releasable_quotes, write_out
from .retention import Kept, check_agreed, read_retention, reminders, retention_list
from .speaking import (
    SpokenLabel,
    SpokenPiece,
    Voice,
    labels_in,
    pieces_of,
    say_who_spoke,
    taken_out_before,
    unknown_labels,
)
from .stories import releasable_stories
from .student_agreements import keep_agreement, why_shut
from .suppression import GivesAwayError, composition, hidden_note, merge_small_groups, suppress
from .tables import people_and_answers, read_consents, read_exports, who_withdrew
from .todo import to_do_elsewhere
from .who_may import contributor_called, looks_after, may_handle, must_handle, must_look_after, who_to_ask
from .withdrawal import taken_out_quotes, without_taken_out_words, without_withdrawn
from .withdrawing import (
    SCOPES,
    Neighbour,
    Withdrawal,
    belongings,
    neighbours,
    preview_withdrawal,
    take_back_withdrawal,
    withdraw,
)

__all__ = [
    "KINDS",
    "SCOPES",
    "THE_GROUP",
    "Closed",
    "Counted",
    "Found",
    "Gate",
    "GivesAwayError",
    "Kept",
    "Known",
    "Neighbour",
    "PieceNow",
    "QuoteRules",
    "Reader",
    "Released",
    "SpokenLabel",
    "SpokenPiece",
    "Voice",
    "Withdrawal",
    "add_official",
    "agree_date",
    "allowing_participants",
    "at_meetings",
    "belongings",
    "bent_rule_pieces",
    "broad_group",
    "change_official",
    "check_agreed",
    "check_agreements",
    "check_cases",
    "check_consents",
    "check_kept",
    "check_officials",
    "check_releases",
    "closed",
    "closed_pieces",
    "composition",
    "contributor_called",
    "everything_of",
    "exact_titles_in",
    "find_identifiers",
    "fragment_texts",
    "heavy_pieces",
    "hidden_note",
    "k_of",
    "keep_agreement",
    "label_purpose",
    "labels_in",
    "lapsed",
    "limits_of",
    "list_closed",
    "look_again",
    "looks_after",
    "mark_case",
    "mark_heavy",
    "marks_of",
    "may_handle",
    "may_read",
    "merge_small_groups",
    "must_handle",
    "must_look_after",
    "neighbours",
    "note_made",
    "notes_to_look_over",
    "official_lines",
    "open_piece",
    "organisation_words",
    "people_and_answers",
    "person_called",
    "pieces_of",
    "pieces_to_look_over",
    "preview_withdrawal",
    "read_agreed_dates",
    "read_consents",
    "read_exports",
    "read_offices",
    "read_official_lines",
    "read_privacy_findings",
    "read_quote_rules",
    "read_release_findings",
    "read_releases",
    "read_retention",
    "read_workspace",
    "recognised_sources",
    "record_consent",
    "record_recognition",
    "releasable_quotes",
    "releasable_stories",
    "releasable_table",
    "release_case",
    "release_table",
    "released_cases",
    "reminders",
    "remove_official",
    "retention_list",
    "say_sensitive",
    "say_who",
    "say_who_spoke",
    "suppress",
    "take_back_who",
    "take_back_withdrawal",
    "taken_out_before",
    "taken_out_quotes",
    "taking_part",
    "to_do_elsewhere",
    "told_broadly",
    "unchecked_sources",
    "unknown_labels",
    "view_table",
    "who_is_there",
    "who_to_ask",
    "who_withdrew",
    "why_shut",
    "withdraw",
    "withdraw_consent",
    "withdrawn_fragments",
    "withdrawn_participants",
    "without_agreement",
    "without_taken_out_words",
    "without_withdrawn",
    "words_of",
    "write_access",
    "write_out",
]
