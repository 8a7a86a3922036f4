"""Keeping a project: one file, insert-only, one function that writes.

A change is a new row with parents and a removal is a row too, so undo, history and two versions side by side follow
from one rule and are written once over all tables. Nothing here knows of meetings or labels.

Words: project = project, geschiedenis = history, ongedaan maken = undo, twee versies = heads.
"""

from .current import find, heads, read_rows, read_table, read_values
from .feed import FeedItem, last_seq, since
from .history import history, undo
from .project import Project, create, open_project
from .rows import Draft, Row, change, new, new_id, remove, row_hash
from .verify import check_rows
from .versions import Versions, join_versions, two_versions, versions_of
from .write import write

__all__ = [
    "Draft",
    "FeedItem",
    "Project",
    "Row",
    "Versions",
    "change",
    "check_rows",
    "create",
    "find",
    "heads",
    "history",
    "join_versions",
    "last_seq",
    "new",
    "new_id",
    "open_project",
    "read_rows",
    "read_table",
    "read_values",
    "remove",
    "row_hash",
    "since",
    "two_versions",
    "undo",
    "versions_of",
    "write",
]
