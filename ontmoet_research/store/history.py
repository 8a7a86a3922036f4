"""What happened, and taking it back. Written once, over all tables.

Undo writes: it adds rows that bring back what was there before. So an undo stays in the history too, and a colleague
who follows the feed sees it like any other change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ontmoet_research.model import ENVELOPE, tables
from ontmoet_research.words import Refused

from .current import heads, rows_by_id
from .project import Project
from .rows import Draft, Row
from .tables import feed
from .write import write

if TYPE_CHECKING:
    import pandas as pd


def history(project: Project, table: str, object_id: str) -> pd.DataFrame:
    """Every version of one object, oldest first.

    Columns: ``row_id``, ``parents`` (list), ``author``, ``at`` (UTC), ``removed``, then the typed columns.
    """
    import pandas as pd

    found = tables()[table]
    statement = sa.select(found).where(found.c.object_id == object_id).order_by(found.c.id)
    with project.reading() as connection:
        rows = list(connection.execute(statement).mappings())
    names = [c.name for c in found.columns if c.name not in ENVELOPE]
    frame = pd.DataFrame(rows, columns=["id", "parents", "author", "at", "removed", *names])
    return frame.rename(columns={"id": "row_id"})


def undo(project: Project, *, origin: str, author: str | None = None) -> list[Row]:
    """Take back the last thing this person did in ``origin``; give the rows that were taken back.

    Called again, it goes one step further back. Errors: ``Refused`` when there is nothing to take back, or when
    someone changed the same thing since, or when something was erased for good since (then nothing happens).
    """
    author = author or project.who
    batch = _last_batch(project, origin, author)
    if batch is None:
        raise Refused("store.nothing_to_undo")
    return undo_batch(project, batch, origin=origin, author=author)


def undo_batch(project: Project, batch: str, *, origin: str, author: str | None = None) -> list[Row]:
    """Take back one write, by its batch (:func:`batches`). Errors: as :func:`undo`."""
    if _before_an_erasure(project, batch):
        raise Refused("store.erased_since")
    rows = _rows_of(project, batch)
    drafts = [draft for row in rows for draft in _inverse(project, row)]
    write(project, drafts, origin=origin, author=author or project.who, undoes=batch)
    return rows


def batches(project: Project, origin: str) -> list[str]:
    """The writes in ``origin`` that were not taken back, by anyone; the newest first."""
    taken_back = sa.select(feed.c.undoes).where(feed.c.undoes.is_not(None))
    statement = sa.select(feed.c.batch).where(feed.c.origin == origin, feed.c.undoes.is_(None))
    statement = statement.where(feed.c.batch.not_in(taken_back)).group_by(feed.c.batch)
    with project.reading() as connection:
        return list(connection.scalars(statement.order_by(sa.func.max(feed.c.seq).desc())))


def _last_batch(project: Project, origin: str, author: str) -> str | None:
    taken_back = sa.select(feed.c.undoes).where(feed.c.undoes.is_not(None))
    statement = (
        sa.select(feed.c.batch)
        .where(feed.c.origin == origin, feed.c.author == author, feed.c.undoes.is_(None))
        .where(feed.c.batch.not_in(taken_back))
        .order_by(feed.c.seq.desc())
        .limit(1)
    )
    with project.reading() as connection:
        return connection.scalar(statement)


def _before_an_erasure(project: Project, batch: str) -> bool:
    """Erasing takes rows out of what people did; half a step back would be another step than they meant."""
    with project.reading() as connection:
        last = connection.scalar(sa.select(sa.func.max(feed.c.seq)).where(feed.c.batch == batch))
    return int(last or 0) <= int(project.fact("erased_up_to") or 0)


def _rows_of(project: Project, batch: str) -> list[Row]:
    statement = sa.select(feed.c.table_name, feed.c.row_id).where(feed.c.batch == batch).order_by(feed.c.seq)
    with project.reading() as connection:
        places = connection.execute(statement).all()
        return [_row(connection, table, row_id) for table, row_id in places]


def _row(connection: sa.Connection, table: str, row_id: str) -> Row:
    found = rows_by_id(connection, table, [row_id])
    if not found:
        raise Refused("store.erased_since")
    return found[0]


def _inverse(project: Project, row: Row) -> list[Draft]:
    current = heads(project, row.table, row.object_id)
    # Steps that were themselves taken back leave a newer row with the same content; that is no change.
    if len(current) != 1 or (current[0].values, current[0].removed) != (row.values, row.removed):
        raise Refused("store.changed_since")
    if not row.parents:
        return [Draft(row.table, row.object_id, row.values, (current[0].id,), removed=True)]
    # A row that joined several versions has several parents: taking it back brings all of them back.
    with project.reading() as connection:
        before = [_row(connection, row.table, parent) for parent in row.parents]
    return [Draft(row.table, row.object_id, was.values, (current[0].id,), removed=was.removed) for was in before]
