"""What a project knows of things by their number: there, taken away, or erased; and who wrote them last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from ontmoet_research.model import tables

from .current import rows_by_id
from .project import Project
from .rows import Row
from .tables import feed, objects, replacements

__all__ = ["last_written", "objects_written", "standing"]

AT_ONCE = 900
HERE, REMOVED, ERASED = "here", "removed", "erased"


def standing(project: Project, table: str, object_ids: Iterable[str]) -> dict[str, str]:
    """For each of these that the project knows: ``here``, ``removed`` or ``erased`` (an anchor without any row)."""
    found: dict[str, str] = {}
    own = tables()[table]
    replaced = sa.exists().where(replacements.c.replaces_id == own.c.id)
    with project.reading() as connection:
        for some in _parts(sorted(set(object_ids))):
            known = connection.scalars(sa.select(objects.c.id).where(objects.c.id.in_(some))).all()
            found |= dict.fromkeys(known, ERASED)
            heads = sa.select(own.c.object_id, own.c.removed).where(own.c.object_id.in_(known), ~replaced)
            for key, removed in connection.execute(heads) if known else ():
                found[key] = REMOVED if removed and found.get(key) != HERE else HERE
    return found


def last_written(project: Project, table: str, object_ids: Iterable[str], origin: str) -> dict[str, Row]:
    """The last row of each of these things that was written in a place whose name begins with ``origin``."""
    newest: dict[str, str] = {}
    with project.reading() as connection:
        for some in _parts(sorted(set(object_ids))):
            statement = sa.select(feed.c.object_id, feed.c.row_id).where(
                feed.c.table_name == table, feed.c.object_id.in_(some), feed.c.origin.startswith(origin)
            )
            newest |= {row.object_id: row.row_id for row in connection.execute(statement.order_by(feed.c.seq))}
        rows = [row for some in _parts(list(newest.values())) for row in rows_by_id(connection, table, some)]
    return {row.object_id: row for row in rows}


def objects_written(project: Project, origin: str) -> dict[str, set[str]]:
    """What was written in one place, by table."""
    found: dict[str, set[str]] = {}
    statement = sa.select(feed.c.table_name, feed.c.object_id).where(feed.c.origin == origin)
    with project.reading() as connection:
        for table, key in connection.execute(statement):
            found.setdefault(table, set()).add(key)
    return found


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
