"""Keeping a project: one file, insert-only, one function that writes.

A change is a new row with parents and a removal is a row too, so undo, history and two versions side by side follow
from one rule and are written once over all tables. Nothing here knows of meetings or labels.

Words: project = project, geschiedenis = history, ongedaan maken = undo, twee versies = heads, wissen = erase.
"""

from .byte_search import Proof, search_everywhere, search_files
from .copies import Copies, clean_copies
from .current import find, heads, read_removed, read_rows, read_table, read_values
from .erase import Erased, Words, apply_ledger, clean_pages, erase, preview_erasure, resting_on
from .feed import FeedItem, last_seq, since
from .history import history, undo
from .ledger import ledger_path
from .previews import Preview
from .project import Project, create, open_project
from .proposals import Proposal, confirm, decline, list_proposals, settle
from .rows import Draft, Row, change, new, new_id, remove, row_hash
from .snapshot import text_columns as free_text_columns
from .verify import check_rows
from .write import write

__all__ = [
    "Copies",
    "Draft",
    "Erased",
    "FeedItem",
    "Preview",
    "Project",
    "Proof",
    "Proposal",
    "Row",
    "Words",
    "apply_ledger",
    "change",
    "check_rows",
    "clean_copies",
    "clean_pages",
    "confirm",
    "create",
    "decline",
    "erase",
    "find",
    "free_text_columns",
    "heads",
    "history",
    "last_seq",
    "ledger_path",
    "list_proposals",
    "new",
    "new_id",
    "open_project",
    "preview_erasure",
    "read_removed",
    "read_rows",
    "read_table",
    "read_values",
    "remove",
    "resting_on",
    "row_hash",
    "search_everywhere",
    "search_files",
    "settle",
    "since",
    "undo",
    "write",
]
