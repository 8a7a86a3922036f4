"""Carrying a whole project from one back-end to another: every row, old versions and the order of the feed included."""

from __future__ import annotations

import sqlalchemy as sa

from ontmoet_research.model import metadata

from .search import build_index

CHUNK = 2_000


def copy_all(source: sa.Connection, target: sa.Connection) -> None:
    """Copy all that ``source`` holds to empty tables, in the transaction that is under way there.

    The index over notes is made anew. Errors: ``DBAPIError`` when it can't be read or written.
    """
    reading = source.execution_options(yield_per=CHUNK)
    for table in metadata.sorted_tables:
        for rows in reading.execute(sa.select(table)).mappings().partitions():
            target.execute(sa.insert(table), [dict(row) for row in rows])
    build_index(target)
