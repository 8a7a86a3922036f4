"""Keeping a project: one file, insert-only, one function that writes.

A change is a new row with parents and a removal is a row too, so undo, history and two versions side by side follow
from one rule and are written once over all tables. Nothing here knows of meetings or labels.

Words: project = project, geschiedenis = history, ongedaan maken = undo, twee versies = heads, wissen = erase.
"""

from .byte_search import Proof, search_everywhere, search_files
from .copies import Copies, clean_copies, erase_in_backup
from .current import Which, find, find_many, heads, read_removed, read_rows, read_table, read_table_raw, read_values
from .entering import open_project
from .erase import Erased, Words, apply_ledger, clean_pages, erase, preview_erasure, resting_on
from .feed import FeedItem, Follower, Mark, News, everything_since, last_mark, last_seq, news_since, since
from .frames import last_told, looked_up, rows_of, with_none
from .held import accepted, decline_held, find_held, list_held
from .history import batches, history, undo, undo_batch
from .incoming import Copy, OpenProject, ProjectFile, check_version
from .intact import as_stored, names_of
from .known import last_written, objects_written, standing
from .ledger import ledger_path
from .merge import Merged, merge, preview
from .moves import end_of, read_moves, replay
from .nos import Held, No
from .once import once_a_moment
from .previews import Preview
from .project import Project, create, place_name
from .proposals import Proposal, confirm, decline, list_proposals, settle
from .rows import Draft, Row, change, new, new_id, now, remove, row_hash
from .search import notes_with
from .snapshot import text_columns as free_text_columns
from .unmerge import merges, undo_merge
from .verify import check_rows
from .versions import Versions, join_versions, two_versions, versions_of
from .view import view_hash
from .write import write

__all__ = [
    "Copies",
    "Copy",
    "Draft",
    "Erased",
    "FeedItem",
    "Follower",
    "Held",
    "Mark",
    "Merged",
    "News",
    "No",
    "OpenProject",
    "Preview",
    "Project",
    "ProjectFile",
    "Proof",
    "Proposal",
    "Row",
    "Versions",
    "Which",
    "Words",
    "accepted",
    "apply_ledger",
    "as_stored",
    "batches",
    "change",
    "check_rows",
    "check_version",
    "clean_copies",
    "clean_pages",
    "confirm",
    "create",
    "decline",
    "decline_held",
    "end_of",
    "erase",
    "erase_in_backup",
    "everything_since",
    "find",
    "find_held",
    "find_many",
    "free_text_columns",
    "heads",
    "history",
    "join_versions",
    "last_mark",
    "last_seq",
    "last_told",
    "last_written",
    "ledger_path",
    "list_held",
    "list_proposals",
    "looked_up",
    "merge",
    "merges",
    "names_of",
    "new",
    "new_id",
    "news_since",
    "notes_with",
    "now",
    "objects_written",
    "once_a_moment",
    "open_project",
    "place_name",
    "preview",
    "preview_erasure",
    "read_moves",
    "read_removed",
    "read_rows",
    "read_table",
    "read_table_raw",
    "read_values",
    "remove",
    "replay",
    "resting_on",
    "row_hash",
    "rows_of",
    "search_everywhere",
    "search_files",
    "settle",
    "since",
    "standing",
    "two_versions",
    "undo",
    "undo_batch",
    "undo_merge",
    "versions_of",
    "view_hash",
    "with_none",
    "write",
]
