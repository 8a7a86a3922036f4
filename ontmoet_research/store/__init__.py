"""Keeping a project: one file, insert-only, one function that writes.

A change is a new row with parents and a removal is a row too, so undo, history and two versions side by side follow
from one rule and are written once over all tables. Nothing here knows of meetings or labels.

Words: project = project, geschiedenis = history, ongedaan maken = undo, twee versies = heads.
"""

from .current import find, heads, read_rows, read_table, read_values
from .feed import FeedItem, Follower, Mark, News, everything_since, last_mark, last_seq, news_since, since
from .history import history, undo
from .project import Project, create, open_project, place_name
from .rows import Draft, Row, change, new, new_id, remove, row_hash
from .search import notes_with
from .verify import check_rows
from .write import write

__all__ = [
    "Draft",
    "FeedItem",
    "Follower",
    "Mark",
    "News",
    "Project",
    "Row",
    "change",
    "check_rows",
    "create",
    "everything_since",
    "find",
    "heads",
    "history",
    "last_mark",
    "last_seq",
    "new",
    "new_id",
    "news_since",
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
    "write",
]
