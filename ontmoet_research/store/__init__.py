"""Keeping a project: one file, insert-only, one function that writes.

A change is a new row with parents and a removal is a row too, so undo, history and two versions side by side follow
from one rule and are written once over all tables. Nothing here knows of meetings or labels.

Words: project = project, geschiedenis = history, ongedaan maken = undo, twee versies = heads.
"""

from .current import find, heads, read_rows, read_table, read_values
from .feed import FeedItem, last_seq, since
from .history import history, undo
from .project import Project, create, open_project, place_name
from .rows import Draft, Row, change, new, new_id, remove, row_hash
from .search import notes_with
from .verify import check_rows
from .view import view_hash
from .write import write

__all__ = [
    "Draft",
    "FeedItem",
    "Project",
    "Row",
    "change",
    "check_rows",
    "create",
    "find",
    "heads",
    "history",
    "last_seq",
    "new",
    "new_id",
    "notes_with",
    "open_project",
    "place_name",
    "read_rows",
    "read_table",
    "read_values",
    "remove",
    "row_hash",
    "since",
    "undo",
    "view_hash",
    "write",
]
