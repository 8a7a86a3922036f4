"""Following what is written: every row gets a number, in the order it became visible.

A reader remembers the last number it saw and asks for what came after. When ``store_epoch`` changes (after erasing
or restoring) it starts again from the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from .project import Project
from .tables import feed


@dataclass(frozen=True)
class FeedItem:
    """One row that was written: its number, batch, where it was done, by whom, and which row."""

    seq: int
    batch: str
    undoes: str | None
    origin: str
    author: str
    table_name: str
    row_id: str
    object_id: str


def since(project: Project, seq: int, *, limit: int = 10_000) -> list[FeedItem]:
    """What was written after number ``seq``, in order, at most ``limit`` items."""
    statement = sa.select(feed).where(feed.c.seq > seq).order_by(feed.c.seq).limit(limit)
    with project.reading() as connection:
        return [FeedItem(**row) for row in connection.execute(statement).mappings()]


def last_seq(project: Project) -> int:
    """The highest number given out so far; 0 for an empty project."""
    with project.reading() as connection:
        return connection.scalar(sa.select(sa.func.max(feed.c.seq))) or 0
