"""The steps of a merge, each a few statements over whole tables. ``merge.py`` puts them in order.

What can't be taken in is marked in its waiting room with a reason: ``damaged``, ``newer`` (``intact.py``), ``conflict``
(same id, other content), ``misplaced`` (says it is a version of something that it isn't), ``unknown`` (points at
something nobody knows), ``erased`` (was erased here).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ontmoet_research.model import tables
from ontmoet_research.words import Refused

from .current import rows_by_id
from .erasures import alive
from .rows import Row
from .search import index_rows
from .snapshot import row_of
from .staging import Staging
from .tables import erasures, feed, objects, replacements

ERASED = "erased"


@dataclass(frozen=True)
class Added:
    """What came in for one table, by one author: how many ``new`` things, ``changed`` versions and removals."""

    table: str
    author: str
    new: int
    changed: int
    removed: int


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken in, and why."""

    table: str
    row_id: str
    object_id: str
    why: str


@dataclass(frozen=True)
class Proposal:
    """Something that was erased in the copy; ``whole`` is false when only some words had to go."""

    erasure_id: str
    object_id: str
    table: str
    whole: bool
    reason: str
    author: str
    at: str


def add_anchors(staging: Staging) -> None:
    """See that all things the rows speak of and point at have an anchor, as far as the copy knows them."""
    anchors, here = staging.objects, sa.exists().where(objects.c.id == staging.objects.c.id)
    told = sa.select(anchors.c.id, anchors.c.kind).where(anchors.c.kind.in_(tables()), ~here)
    staging.connection.execute(sa.insert(objects).from_select(["id", "kind"], told))
    for name, room, _ in staging.rooms():
        missing = room.c.turned_away.is_(None) & ~sa.exists().where(objects.c.id == room.c.object_id)
        own = sa.select(room.c.object_id, sa.literal(name)).where(missing).distinct()
        staging.connection.execute(sa.insert(objects).from_select(["id", "kind"], own))


def judge(staging: Staging) -> None:
    """Mark what can't be taken in."""
    for name, room, own in staging.rooms():
        here = sa.exists().where(own.c.id == room.c.id)
        elsewhere = sa.exists().where(objects.c.id == room.c.object_id, objects.c.kind != name)
        points = [room.c[c.name] for c in own.columns if c.info.get("ref")]
        lost = [column.is_not(None) & ~sa.exists().where(objects.c.id == column) for column in points]
        _mark(staging, room, here, "conflict")
        _mark(staging, room, elsewhere, "misplaced")
        _mark(staging, room, sa.or_(sa.false(), *lost), "unknown")
    _note_parents(staging)
    for _, room, own in staging.rooms():
        _mark(staging, room, room.c.id.in_(_with_other_parents(staging, room, own)), "misplaced")
        _mark(staging, room, room.c.id.in_(_with_other_parents(staging, room, room.alias())), "misplaced")
    _mark_erased(staging)


def turned_away(staging: Staging) -> tuple[tuple[RefusedRow, ...], int]:
    """What was marked: the refused rows, and how many rows stay away because their words were erased here."""
    refused: list[RefusedRow] = []
    erased = 0
    for name, room, _ in staging.rooms():
        statement = sa.select(room.c.id, room.c.object_id, room.c.turned_away).where(room.c.turned_away.is_not(None))
        for row_id, object_id, why in staging.connection.execute(statement.order_by(room.c.id)):
            erased += why == ERASED
            refused += [RefusedRow(name, row_id, object_id, why)] if why != ERASED else []
    return tuple(refused), erased


def erased_rows(staging: Staging) -> list[Row]:
    """The rows that stay away because their words were erased here, whole; while they are at hand."""
    found = []
    for name, room, own in staging.rooms():
        lists = [c.name for c in own.columns if c.name == "parents" or c.info.get("list")]
        for row in staging.connection.execute(sa.select(room).where(room.c.turned_away == ERASED)).mappings():
            found.append(row_of(name, {**row, **{column: json.loads(row[column] or "[]") for column in lists}}))
    return found


def add_rows(staging: Staging) -> None:
    """Move the rows in, and say which rows they replace.

    Errors: ``Refused`` when something would be left without any version, as rows that replace each other do.
    """
    for name, room, own in staging.rooms():
        columns = [room.c[column.name] for column in own.columns]
        names = [column.name for column in own.columns]
        chosen = sa.select(*columns).where(room.c.turned_away.is_(None))
        staging.connection.execute(sa.insert(own).from_select(names, chosen))
        pairs = sa.select(staging.parents.c.replaces_id, staging.parents.c.row_id)
        taken = sa.exists().where(room.c.id == staging.parents.c.row_id, room.c.turned_away.is_(None))
        there = sa.exists().where(
            replacements.c.replaces_id == staging.parents.c.replaces_id,
            replacements.c.row_id == staging.parents.c.row_id,
        )
        told = sa.insert(replacements).from_select(["replaces_id", "row_id"], pairs.where(taken, ~there))
        staging.connection.execute(told)
        _check_heads(staging, name, room, own)
    index_rows(staging.connection, ((row.table, _as_written(row)) for row in whole_rows(staging, ["sources"])))


def add_proposals(staging: Staging, at: str) -> tuple[Proposal, ...]:
    """Keep what was erased in the copy as proposals, until a person here says yes."""
    coming = staging.erasures
    sound = [coming.c[c.name].is_not(None) for c in erasures.columns if not c.nullable]
    anchored = sa.exists().where(objects.c.id == coming.c.object_id)
    known = sa.exists().where(erasures.c.id == coming.c.id)
    names = [c.name for c in erasures.columns]
    columns = [sa.false() if name == "confirmed" else coming.c[name] for name in names]
    statement = sa.select(coming, objects.c.kind).join(objects, objects.c.id == coming.c.object_id)
    statement = statement.where(*sound, ~known).order_by(coming.c.id)
    found = [
        Proposal(row.id, row.object_id, row.kind, row.keep_id is None, row.reason, row.author, row.at or at)
        for row in staging.connection.execute(statement)
    ]
    chosen = sa.select(*columns).where(*sound, anchored, ~known)
    staging.connection.execute(sa.insert(erasures).from_select(names, chosen))
    return tuple(found)


def tell_feed(staging: Staging, batch: str, origin: str) -> None:
    """Number the new rows, so that whoever follows the project sees them. Last of all."""
    for name, room, _ in staging.rooms():
        told = {
            "batch": sa.literal(batch),
            "origin": sa.literal(origin),
            "author": room.c.author,
            "table_name": sa.literal(name),
            "row_id": room.c.id,
            "object_id": room.c.object_id,
        }
        chosen = sa.select(*told.values()).where(room.c.turned_away.is_(None)).order_by(room.c.id)
        staging.connection.execute(sa.insert(feed).from_select(list(told), chosen))


def added(staging: Staging) -> tuple[Added, ...]:
    """What came in, counted by table and author."""
    found = []
    for name, room, _ in staging.rooms():
        gone = room.c.removed.is_(sa.true())
        first, later = room.c.parents == "[]", room.c.parents != "[]"
        kinds = [sa.and_(~gone, first), sa.and_(~gone, later), gone]
        counts = [sa.func.sum(sa.case((kind, 1), else_=0)) for kind in kinds]
        statement = sa.select(room.c.author, *counts).where(room.c.turned_away.is_(None)).group_by(room.c.author)
        for author, *numbers in staging.connection.execute(statement.order_by(room.c.author)):
            found.append(Added(name, author, *map(int, numbers)))
    return tuple(found)


def doubled(staging: Staging) -> tuple[tuple[str, str], ...]:
    """The things that have two versions now and of which one came with the copy, as (table, object_id)."""
    found: list[tuple[str, str]] = []
    for name, room, own in staging.rooms():
        # Only a row that replaces one can stand beside another that does.
        came = sa.select(room.c.object_id).where(room.c.turned_away.is_(None), room.c.parents != "[]")
        statement = sa.select(own.c.object_id).where(own.c.object_id.in_(came), ~_replaced(own))
        statement = statement.group_by(own.c.object_id)
        # Two removals are two versions of nothing; see ``versions.py``.
        stays = sa.func.sum(sa.case((own.c.removed, 0), else_=1)) > 0
        statement = statement.having(sa.func.count() > 1, stays).order_by(own.c.object_id)
        found += [(name, object_id) for object_id in staging.connection.scalars(statement)]
    return tuple(found)


def whole_rows(staging: Staging, names: Sequence[str]) -> tuple[Row, ...]:
    """The new rows of these tables, whole."""
    found: list[Row] = []
    for name, room, _ in staging.rooms():
        if name in names:
            ids = sa.select(room.c.id).where(room.c.turned_away.is_(None)).order_by(room.c.id)
            for some in _in_parts(list(staging.connection.scalars(ids))):
                found += rows_by_id(staging.connection, name, some)
    return tuple(found)


def _as_written(row: Row) -> dict[str, Any]:
    return {**row.values, "id": row.id, "object_id": row.object_id, "removed": row.removed}


def _mark(staging: Staging, room: sa.Table, where: sa.ColumnElement[bool], why: str) -> None:
    staging.connection.execute(sa.update(room).where(room.c.turned_away.is_(None), where).values(turned_away=why))


def _replaced(own: sa.Table) -> sa.ColumnElement[bool]:
    return sa.exists().where(replacements.c.replaces_id == own.c.id)


def _note_parents(staging: Staging) -> None:
    for _, room, _ in staging.rooms():
        statement = sa.select(room.c.id, room.c.parents).where(room.c.turned_away.is_(None), room.c.parents != "[]")
        found = staging.connection.execute(statement).all()
        staging.add(staging.parents, ((row, parent) for row, told in found for parent in sorted(set(json.loads(told)))))


def _with_other_parents(staging: Staging, room: sa.Table, parents: sa.FromClause) -> sa.Select[Any]:
    """Rows that say they replace a version of something else; that version would be out of sight by it."""
    child = room.alias()
    statement = sa.select(child.c.id).join(staging.parents, staging.parents.c.row_id == child.c.id)
    statement = statement.join(parents, parents.c.id == staging.parents.c.replaces_id)
    return statement.where(parents.c.object_id != child.c.object_id)


def _mark_erased(staging: Staging) -> None:
    """Keep away what was erased here: rows of it that may not stay, and rows that make no sense without it."""
    gone = sa.select(erasures.c.object_id, erasures.c.keep_id).where(erasures.c.confirmed.is_(sa.true()))
    keeps: dict[str, list[str | None]] = defaultdict(list)
    for object_id, keep_id in staging.connection.execute(gone):
        keeps[object_id].append(keep_id)
    for _, room, own in staging.rooms() if keeps else ():
        _mark_ids(staging, room, room.c.id, _dead_rows(staging, room, own, keeps))
    lost = [object_id for object_id, keep_ids in keeps.items() if None in keep_ids]
    while lost:
        lost = [key for _, room, own in staging.rooms() for key in _lost_with(staging, room, own, lost)]


def _dead_rows(staging: Staging, room: sa.Table, own: sa.Table, keeps: Mapping[str, list[str | None]]) -> list[str]:
    """Incoming rows of erased things that may not stay, seen over the rows of both."""
    parents: dict[str, dict[str, list[str]]] = defaultdict(dict)
    came: dict[str, set[str]] = defaultdict(set)
    erased = sa.select(erasures.c.object_id).where(erasures.c.confirmed.is_(sa.true()))
    coming = sa.select(room.c.object_id, room.c.id, room.c.parents).where(room.c.turned_away.is_(None))
    for object_id, row_id, told in staging.connection.execute(coming.where(room.c.object_id.in_(erased))):
        parents[object_id][row_id] = json.loads(told)
        came[object_id].add(row_id)
    for some in _in_parts(list(came)):
        known = sa.select(own.c.object_id, own.c.id, own.c.parents).where(own.c.object_id.in_(some))
        for object_id, row_id, told in staging.connection.execute(known):
            parents[object_id][row_id] = told
    return [row for key, rows in came.items() for row in rows - alive(parents[key], keeps[key])]


def _lost_with(staging: Staging, room: sa.Table, own: sa.Table, lost: list[str]) -> list[str]:
    """Keep away rows that must point to one of these; give the things of which nothing is left by it."""
    points = [room.c[c.name] for c in own.columns if c.info.get("ref") and not c.nullable]
    touched: set[str] = set()
    for some in _in_parts(lost) if points else ():
        on_lost = sa.or_(*(column.in_(some) for column in points)) & room.c.turned_away.is_(None)
        touched.update(staging.connection.scalars(sa.select(room.c.object_id).where(on_lost)))
        _mark(staging, room, on_lost, ERASED)
    left: set[str] = set()
    for some in _in_parts(list(touched)):
        coming = sa.select(room.c.object_id).where(room.c.object_id.in_(some), room.c.turned_away.is_(None))
        left.update(staging.connection.scalars(coming))
        left.update(staging.connection.scalars(sa.select(own.c.object_id).where(own.c.object_id.in_(some))))
    return sorted(touched - left)


def _mark_ids(staging: Staging, room: sa.Table, column: sa.Column[Any], ids: list[str]) -> None:
    for some in _in_parts(ids):
        _mark(staging, room, column.in_(some), ERASED)


def _in_parts(ids: list[str], size: int = 500) -> Iterator[list[str]]:
    yield from (ids[at : at + size] for at in range(0, len(ids), size))


def _check_heads(staging: Staging, name: str, room: sa.Table, own: sa.Table) -> None:
    head = sa.select(own.c.id).where(own.c.object_id == room.c.object_id, ~_replaced(own)).exists()
    lost = sa.select(room.c.object_id).where(room.c.turned_away.is_(None), room.c.parents != "[]", ~head).limit(1)
    if staging.connection.scalar(lost) is not None:
        raise Refused("store.merge.circle", name=name)
