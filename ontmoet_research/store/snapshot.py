"""All rows of a project at one moment, in memory, and what the model says about their columns.

Erasing looks at every row of every table. Reading them once and looking in memory keeps that simple and whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from ontmoet_research.model import columns_of, tables
from ontmoet_research.text.blocks import Span, blocked

from .rows import Row

Places = Mapping[str, list[Span]]  # place in a row ("text", or "answers/2" in a list) -> spans

AROUND = ("prefix", "quote", "suffix")  # what a row that marks words repeats of them
_TITLES = ("title", "label_nl", "label", "alias", "display_name")


class Snapshot:
    """Every row, by its id and by its object."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = {row.id: row for row in rows}
        self.of: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            self.of[row.object_id].append(row)
        self._replaced = {parent for row in self.rows.values() for parent in row.parents}

    @classmethod
    def of_project(cls, connection: sa.Connection) -> Snapshot:
        """Read all tables in this transaction."""
        return cls(
            row_of(name, found)
            for name, table in tables().items()
            for found in connection.execute(sa.select(table)).mappings()
        )

    def but(self, ids: Iterable[str]) -> Snapshot:
        """The same without these rows."""
        left_out = set(ids)
        return Snapshot(row for row in self.rows.values() if row.id not in left_out)

    def heads(self, object_id: str) -> list[Row]:
        """The current versions of an object, removals included, oldest first."""
        return sorted((row for row in self.of.get(object_id, []) if self.is_head(row)), key=lambda row: row.id)

    def all_heads(self) -> Iterator[Row]:
        """The current versions of all objects."""
        return filter(self.is_head, self.rows.values())

    def is_head(self, row: Row) -> bool:
        """Whether no other row replaces this one."""
        return row.id not in self._replaced


def row_of(table: str, found: Mapping[Any, Any]) -> Row:
    """A row of the database, or one that is about to be inserted, as a :class:`Row`."""
    own = {name: found[name] for name in columns_of(table)}
    envelope = {name: found[name] for name in ("id", "object_id", "author", "at", "v", "removed", "hash")}
    return Row(table, **envelope, parents=tuple(found["parents"]), values=own)


def as_stored(row: Row) -> dict[str, Any]:
    """The way back: a row as the columns of its table."""
    told = {name: getattr(row, name) for name in ("id", "object_id", "author", "at", "v", "removed", "hash")}
    return {**told, "parents": list(row.parents), **row.values}


@cache
def text_columns(table: str) -> tuple[str, ...]:
    """The columns in which people write freely: no choice, date, reference or digest."""
    shut = ("choices", "date", "ref", "refs", "digest_of", "digest_was")
    written = {n: c for n, c in columns_of(table).items() if isinstance(c.type, sa.Text | sa.types.TypeDecorator)}
    return tuple(name for name, column in written.items() if not any(column.info.get(flag) for flag in shut))


@cache
def flagged(table: str, flag: str) -> dict[str, Any]:
    """The columns of a table with this mark in the model, and what it says (see ``model/columns.py``)."""
    return {name: c.info[flag] for name, c in columns_of(table).items() if c.info.get(flag)}


@cache
def references(table: str, *, required: bool) -> tuple[str, ...]:
    """The columns that point to one object, either those that must or those that may."""
    return tuple(n for n, c in columns_of(table).items() if c.info.get("ref") and c.nullable is not required)


def texts_of(row: Row) -> Iterator[tuple[str, str]]:
    """Each text in a row with its place."""
    for name in text_columns(row.table):
        value = row[name]
        if isinstance(value, list):
            yield from ((f"{name}/{n}", item) for n, item in enumerate(value))
        elif value:
            yield name, value


def with_blocks(values: Mapping[str, Any], places: Places) -> dict[str, Any]:
    """The values of a row with blocks at these places; a place that is not there is passed over."""
    told = dict(values)
    for place, spans in places.items():
        name, _, item = place.partition("/")
        if item and int(item) < len(told.get(name) or []):
            told[name] = [blocked(t, spans) if n == int(item) else t for n, t in enumerate(told[name])]
        elif not item and told.get(name):
            told[name] = blocked(told[name], spans)
    return told


def title_of(row: Row) -> str:
    """What an object is called on screen; empty when it has no name."""
    return next((row[name] for name in _TITLES if row.values.get(name)), "")
