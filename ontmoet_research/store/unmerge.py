"""Taking back a merge as if it never happened: its rows go, since they are safe in the copy they came from.

What people said no to in the copy stays, as rows of its own (``kept_nos.py``). A removal row would travel: a colleague
who merged this project later would see own labels removed. So the rows are taken out themselves, and the same copy can
be merged again. That is only done while nobody built on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from ontmoet_research.model import columns_of, tables
from ontmoet_research.words import Refused

from .kept_nos import keep_now
from .merge import ORIGIN, RECORD, keep_copy
from .no_ledger import told_by
from .nos import No
from .project import Project
from .rows import Row, new_id
from .search import forget
from .snapshot import row_of
from .tables import erasures, feed, meta, replacements
from .write import undisturbed


@dataclass(frozen=True)
class Earlier:
    """A merge that was done: the name of the copy, who merged it, when (UTC), and how many rows came in.

    ``proposals`` are the ids of the erasures that came as proposals; ``after`` is the last number of the feed before
    the merge told it. ``kept`` is what people said no to in the copy: that stays, also when the merge was taken back.
    """

    batch: str
    name: str
    who: str
    at: str
    count: int
    proposals: list[str]
    after: int
    kept: tuple[No, ...] = ()


def merges(project: Project) -> list[Earlier]:
    """The merges of this project that were not taken back, oldest first."""
    with project.reading() as connection:
        return _merges(connection)


def undo_merge(project: Project) -> Earlier:
    """Take back the last merge; give what it was. Called again, it takes back the one before.

    Errors: ``Refused`` when there is none, when somebody built on what came in, or when something was erased by it.
    Then nothing happens.
    """
    keep_copy(project, "voor-terugzetten")
    return undisturbed(project, lambda: _undo(project))


def _undo(project: Project) -> Earlier:
    with project.writing() as connection:
        done = _merges(connection)
        if not done:
            raise Refused("store.merge.none")
        last = done[-1]
        _check_proposals(connection, last)
        names = list(connection.scalars(sa.select(feed.c.table_name).where(feed.c.batch == last.batch).distinct()))
        _check_not_built_on(connection, last)
        nos = told_by(connection, _rows_of(connection, last.batch, names))
        for name in names:
            rows = sa.select(feed.c.row_id).where(feed.c.batch == last.batch, feed.c.table_name == name)
            connection.execute(sa.delete(replacements).where(replacements.c.row_id.in_(rows)))
            forget(connection, connection.scalars(rows).all() if name == "sources" else [])
            connection.execute(sa.delete(tables()[name]).where(tables()[name].c.id.in_(rows)))
        connection.execute(sa.delete(erasures).where(erasures.c.id.in_(last.proposals)))
        connection.execute(sa.delete(feed).where(feed.c.batch == last.batch))
        connection.execute(sa.delete(meta).where(meta.c.key == RECORD + last.batch))
        connection.execute(sa.update(meta).where(meta.c.key == "store_epoch").values(value=new_id()))
        kept = keep_now(project, connection, nos)
    return replace(last, kept=tuple(kept))


def _rows_of(connection: sa.Connection, batch: str, names: Sequence[str]) -> list[Row]:
    """The rows that came with the copy; not those that kept things as they were."""
    found: list[Row] = []
    for name in names:
        own = sa.exists().where(feed.c.batch == batch, feed.c.origin == ORIGIN, feed.c.row_id == tables()[name].c.id)
        found += [row_of(name, one) for one in connection.execute(sa.select(tables()[name]).where(own)).mappings()]
    return found


def _merges(connection: sa.Connection) -> list[Earlier]:
    found = connection.execute(sa.select(meta.c.key, meta.c.value).where(meta.c.key.like(f"{RECORD}%"))).all()
    told = [Earlier(key.removeprefix(RECORD), **json.loads(value)) for key, value in found]
    return sorted(told, key=lambda one: (one.after, one.batch))  # clocks differ, numbers in the feed don't


def _check_proposals(connection: sa.Connection, last: Earlier) -> None:
    confirmed = sa.select(erasures.c.id).where(erasures.c.id.in_(last.proposals), erasures.c.confirmed.is_(sa.true()))
    erased_up_to = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "erased_up_to"))
    if connection.scalar(confirmed.limit(1)) is not None or int(erased_up_to or 0) > last.after:
        raise Refused("store.merge.erased_since")


def _check_not_built_on(connection: sa.Connection, last: Earlier) -> None:
    """Nothing written after the merge replaces one of its rows, or points at something that only came with it."""
    end = connection.scalar(sa.select(sa.func.max(feed.c.seq)).where(feed.c.batch == last.batch)) or last.after
    later = feed.alias()
    ours = sa.select(feed.c.row_id).where(feed.c.batch == last.batch)
    on_top = sa.select(replacements.c.row_id).join(later, later.c.row_id == replacements.c.row_id)
    on_top = on_top.where(later.c.seq > end, replacements.c.replaces_id.in_(ours))
    if connection.scalar(on_top.limit(1)) is not None:
        raise Refused("store.merge.built_on")
    pointed_at = set(_pointed_at_since(connection, end))
    for name in tables():
        if pointed_at & set(_only_here(connection, name, last.batch)):
            raise Refused("store.merge.built_on")


def _pointed_at_since(connection: sa.Connection, end: int) -> Iterator[str]:
    """What rows written after number ``end`` point at."""
    for name, found in tables().items():
        since = sa.select(feed.c.row_id).where(feed.c.table_name == name, feed.c.seq > end)
        for column, declared in columns_of(name).items():
            if declared.info.get("ref"):
                chosen = sa.select(found.c[column]).where(found.c.id.in_(since), found.c[column].is_not(None))
                yield from connection.scalars(chosen.distinct())
            elif declared.info.get("refs"):
                for listed in connection.scalars(sa.select(found.c[column]).where(found.c.id.in_(since))):
                    yield from listed


def _only_here(connection: sa.Connection, name: str, batch: str) -> Iterator[str]:
    """The things in a table of which every row came with this merge."""
    ours = sa.select(feed.c.object_id).where(feed.c.batch == batch, feed.c.table_name == name)
    rows = sa.select(feed.c.row_id).where(feed.c.batch == batch, feed.c.table_name == name)
    found = tables()[name]
    others = sa.select(found.c.object_id).where(found.c.id.not_in(rows))
    yield from connection.scalars(ours.where(feed.c.object_id.not_in(others)).distinct())
