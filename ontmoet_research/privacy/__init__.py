"""Who, and what may be done with their words.

Consent per purpose with no as default, names that stay outside, small groups out of sight, and one gate through which
everything passes that leaves the project. Callers hand in tables and get back what may be used. Workspace and release
are two doors: only ``release`` writes files.

Data of this kit are never anonymous, at most under another name: what points at a person is found, a person decides.

Words: toestemming = consent, weghalen = withdraw, schuilnaam = alias, wat naar een mens wijst = identifier,
te klein om te tonen = suppressed, naar buiten = release.
"""

from .checks import check_consents
from .consent import (
    allowing_participants,
    hidden_fragments,
    record_consent,
    withdraw_consent,
    withdrawn_fragments,
    withdrawn_participants,
)
from .names import KINDS, Found, find_identifiers
from .release import fragment_texts, note_made, releasable_quotes, write_out
from .suppression import composition, hidden_note, merge_small_groups, suppress
from .tables import read_consents, read_exports
from .withdrawal import without_withdrawn

__all__ = [
    "KINDS",
    "Found",
    "allowing_participants",
    "check_consents",
    "composition",
    "find_identifiers",
    "fragment_texts",
    "hidden_fragments",
    "hidden_note",
    "merge_small_groups",
    "note_made",
    "read_consents",
    "read_exports",
    "record_consent",
    "releasable_quotes",
    "suppress",
    "withdraw_consent",
    "withdrawn_fragments",
    "withdrawn_participants",
    "without_withdrawn",
    "write_out",
]
