"""Who, and what may be done with their words.

Consent per purpose with no as default, names that stay outside, small groups out of sight, and one gate through which
everything passes that leaves the project. Callers hand in tables and get back what may be used. Workspace and release
are two doors: only ``release`` writes files.

Data of this kit are never anonymous, at most under another name: what points at a person is found, a person decides.

Words: toestemming = consent, weghalen = withdraw, schuilnaam = alias, wat naar een mens wijst = identifier,
te klein om te tonen = suppressed, naar buiten = release.
"""

from .agreed_dates import agree_date, check_kept, limits_of, read_agreed_dates
from .checks import check_consents
from .consent import (
    allowing_participants,
    hidden_fragments,
    record_consent,
    withdraw_consent,
    withdrawn_fragments,
    withdrawn_participants,
)
from .job_titles import broad_group, exact_titles_in
from .names import KINDS, Found, Known, find_identifiers
from .recognition import lapsed, recognised_sources, record_recognition, unchecked_sources
from .release import fragment_texts, note_made, releasable_quotes, write_out
from .suppression import composition, hidden_note, merge_small_groups, suppress
from .tables import read_consents, read_exports
from .todo import to_do_elsewhere
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
    "Found",
    "Known",
    "Neighbour",
    "Withdrawal",
    "agree_date",
    "allowing_participants",
    "belongings",
    "broad_group",
    "check_consents",
    "check_kept",
    "composition",
    "exact_titles_in",
    "find_identifiers",
    "fragment_texts",
    "hidden_fragments",
    "hidden_note",
    "lapsed",
    "limits_of",
    "merge_small_groups",
    "neighbours",
    "note_made",
    "preview_withdrawal",
    "read_agreed_dates",
    "read_consents",
    "read_exports",
    "recognised_sources",
    "record_consent",
    "record_recognition",
    "releasable_quotes",
    "suppress",
    "take_back_withdrawal",
    "taken_out_quotes",
    "to_do_elsewhere",
    "unchecked_sources",
    "withdraw",
    "withdraw_consent",
    "withdrawn_fragments",
    "withdrawn_participants",
    "without_taken_out_words",
    "without_withdrawn",
    "write_out",
]
