"""What touches people's rights does not simply come in with a copy: a person here says yes to each, or no.

The rows of the copy come in as always, so that copies stay the same. On top of what may not hold yet stands a row of
the kit that keeps it as it was (``nos.py`` says what). Saying yes puts a row of a person on that; until then, and after
a no, it stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ontmoet_research.model import tables
from ontmoet_research.words import Refused

from . import union
from .current import rows_by_id
from .kept_nos import heads_of
from .no_ledger import note
from .nos import Held, No, guarded, held
from .project import Project
from .rows import Draft, Row
from .snapshot import as_stored, flagged
from .staging import Staging
from .tables import feed, objects, replacements
from .write import insert_rows, write

ORIGIN = "merge.held"
DECLINED = "merge.declined"


@dataclass(frozen=True)
class Before:
    """How guarded things stood before the rows of a copy came in: current versions by table and object.

    ``strangers`` are things that nobody here knew, of which the copy says something: a note, with the check of it.
    """

    heads: Mapping[str, Mapping[str, Sequence[Row]]]
    strangers: frozenset[str]


def heads_before(staging: Staging) -> Before:
    """The current versions of what the copy speaks about, as far as it is guarded; before the rows come in."""
    heads = {name: heads_of(staging.connection, name, _spoken_of(staging, room)) for name, room, _ in _rooms(staging)}
    strangers: set[str] = set()
    for name, room, _ in _rooms(staging):
        for column in flagged(name, "on_words"):
            there = sa.exists().where(objects.c.id == room.c[column])
            known = [sa.exists().where(one.c.object_id == room.c[column]) for one in tables().values()]
            unknown = sa.select(room.c[column]).where(there, *(~one for one in known)).distinct()
            strangers.update(staging.connection.scalars(unknown))
    return Before(heads, frozenset(strangers))


def hold(project: Project, staging: Staging, before: Before, batch: str) -> tuple[Held, ...]:
    """Keep as it was what may not simply come in, in the batch of the merge; give what waits."""
    found: list[Held] = []
    for name, room, _ in _rooms(staging):
        after = heads_of(staging.connection, name, _spoken_of(staging, room))
        for object_id, rows in after.items():
            one = held(before.heads[name].get(object_id, ()), rows)
            found += [one] if one and not _of_a_stranger(one, before.strangers) else []
    there = [one for one in found if not rows_by_id(staging.connection, one.row.table, [one.row.id])]
    if there:
        stored = [(one.row.table, as_stored(one.row)) for one in there]
        insert_rows(project, staging.connection, stored, origin=ORIGIN, batch=batch)
    return tuple(found)


def _of_a_stranger(one: Held, strangers: frozenset[str]) -> bool:
    """Whether it only speaks of something that came with it, so that nothing changes of what was here."""
    new = one.row.removed and not one.came.removed and not one.before
    return new and any(one.came[name] in strangers for name in flagged(one.row.table, "on_words"))


def note_nos(project: Project, staging: Staging, waiting: Sequence[Held]) -> list[No]:
    """Note in the ledger what a merge brought of nos; give it."""
    rows = union.whole_rows(staging, [name for name, _, _ in staging.rooms()])
    return note(project, staging.connection, [*rows, *(one.row for one in waiting)])


def list_held(project: Project) -> list[Held]:
    """What came in with copies and waits for a yes or no, oldest first."""
    with project.reading() as connection:
        told = sa.select(feed.c.table_name, feed.c.row_id).where(feed.c.origin == ORIGIN)
        replaced = sa.exists().where(replacements.c.replaces_id == feed.c.row_id)
        found = []
        for table, row_id in connection.execute(told.where(~replaced).order_by(feed.c.seq)).all():
            for row in rows_by_id(connection, table, [row_id]):
                found += _as_held(row, rows_by_id(connection, table, list(row.parents)))
    return found


def find_held(project: Project, row_id: str) -> Held:
    """What waits under this id. Errors: ``Refused`` when nothing does (any more)."""
    found = [one for one in list_held(project) if one.row.id == row_id]
    if not found:
        raise Refused("store.held.gone")
    return found[0]


def accepted(one: Held) -> Draft:
    """The row that says yes: as the copy brought it. Write it with who said so."""
    if one.came.removed or one.row.removed:
        return Draft(one.row.table, one.row.object_id, one.came.values, (one.row.id,), one.came.removed)
    return Draft(one.row.table, one.row.object_id, {**one.row.values, **one.wanted}, (one.row.id,))


def decline_held(project: Project, row_id: str) -> None:
    """Say no: it stays as it was, and waits no longer. Errors: as :func:`find_held`."""
    row = find_held(project, row_id).row
    write(project, [Draft(row.table, row.object_id, row.values, (row.id,), row.removed)], origin=DECLINED)


def _as_held(row: Row, parents: Sequence[Row]) -> list[Held]:
    came = max(parents, key=lambda one: (one.at, one.id), default=None)
    if came is None:
        return []
    before = {name: value for name, value in row.values.items() if came[name] != value}
    return [Held(row, came, before, {name: came[name] for name in before})]


def _rooms(staging: Staging) -> list[tuple[str, sa.Table, sa.Table]]:
    return [one for one in staging.rooms() if one[0] in guarded()]


def _spoken_of(staging: Staging, room: sa.Table) -> list[str]:
    chosen = sa.select(room.c.object_id).where(room.c.turned_away.is_(None)).distinct()
    return sorted(staging.connection.scalars(chosen))
