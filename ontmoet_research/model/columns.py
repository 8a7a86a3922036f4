"""How a table is declared: one shared envelope, typed columns that carry their own meaning.

Every table of a project is made with :func:`table`. The envelope is the same everywhere:

========== =====================================================================
id         this row; a UUIDv7 made by the client
object_id  what the row speaks about; stays the same over all its versions
parents    ids of the rows this one replaces (none for a first version)
author     contributor who wrote it, or ``kit`` for the program itself
at         when, UTC with milliseconds; for sorting only
v          schema version of the row
removed    true when this row says that the object is gone
hash       SHA-256 over everything above and the typed columns, except id
========== =====================================================================

Lists are stored as JSON text, dates as ISO text, so that every back-end holds the same bytes.

A column that came later says in which schema version (``since``). A row written before that has no such column and its
hash doesn't know of it, so that old rows stay as they were when a project is carried over to a newer kit.

What erasing must know of a column stands with it too, so that ``store`` can erase without knowing the tables:

============== =================================================================================================
``piece_of``   on a reference: ``start`` and ``end`` are a piece of this text column of that object, said by someone
``marks``      on a reference: ``start`` and ``end`` point at words there; ``quote``, ``prefix``, ``suffix`` repeat them
``on_words``   on a reference: the row speaks of the words as they stood, and falls when these change
``digest_of``  on a text: the SHA-256 of another column
``digest_was`` on a text: the SHA-256 of what another column once was; it goes as soon as words of that column go
``said``       on a text: words that someone said; they are sought everywhere, also when the row goes with another
``reopens``    on a text: the value it gets back when words of the row, or what it rests on, are erased
============== =================================================================================================

What a copy, a backup or an undo may not change by itself stands here as well (``store/nos.py``):

============== =================================================================================================
``no``         on a column: the values that are a no or a stop, weakest first; ``ANY`` is any value at all, ``FEWER``
               (on a list) that something was taken off it. Such a value never gives way to another through a file
``proposed``   on a column: what comes in with a copy is a proposal; with values, only those
============== =================================================================================================

and on a table: ``an_answer`` (each row is someone's answer, and a no is kept even where the row is unknown),
``gone_is_no`` (taking a row out is a no), ``append_only`` (a copy changes and takes out nothing).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData()
ANY, FEWER = ("any",), ("fewer",)
ENVELOPE = ("id", "object_id", "parents", "author", "at", "v", "removed", "hash")


class JsonList(TypeDecorator[list[str]]):
    """A list of texts, stored as canonical JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:  # noqa: ARG002 - SQLAlchemy's signature
        # Most lists are empty, and parsing those took half the time of reading a long note.
        return None if value is None else [] if value == "[]" else json.loads(value)


def table(name: str, id_name: str, meaning: str, *columns: Column[Any], **rights: bool) -> Table:
    """Declare a table on the shared envelope. ``id_name`` is what ``object_id`` is called in DataFrames.

    ``rights``: see the top of this file.
    """
    envelope: list[Column[Any]] = [
        Column("id", Text, primary_key=True),
        Column("object_id", Text, ForeignKey("objects.id"), nullable=False, index=True),
        Column("parents", JsonList, nullable=False),
        Column("author", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("v", Integer, nullable=False),
        Column("removed", Boolean, nullable=False),
        Column("hash", Text, nullable=False),
    ]
    return Table(name, metadata, *envelope, *columns, comment=meaning, info={"id_name": id_name, **rights})


def text(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    choices: Sequence[str] = (),
    since: int = 1,
    **marks: Any,
) -> Column[str]:
    """A text; with ``choices``, only those values. ``marks``: see the top of this file."""
    info = {"choices": tuple(choices), "since": since, **marks}
    return Column(name, Text, nullable=not required, comment=meaning, info=info)


def texts(name: str, meaning: str, *, choices: Sequence[str] = (), since: int = 1, **marks: Any) -> Column[list[str]]:
    """A list of texts (never null; empty when nothing is known)."""
    info = {"choices": tuple(choices), "list": True, "since": since, **marks}
    return Column(name, JsonList, nullable=False, comment=meaning, info=info)


def number(name: str, meaning: str, *, required: bool = False, since: int = 1, **marks: Any) -> Column[int]:
    """A whole number."""
    return Column(name, Integer, nullable=not required, comment=meaning, info={"since": since, **marks})


def yes_no(name: str, meaning: str, *, required: bool = False, since: int = 1, **marks: Any) -> Column[bool]:
    """Yes, no, or (unless required) unknown."""
    return Column(name, Boolean, nullable=not required, comment=meaning, info={"since": since, **marks})


def date(name: str, meaning: str, *, required: bool = False, since: int = 1, **marks: Any) -> Column[str]:
    """A date as ISO text, ``2025-01-31``."""
    return Column(name, Text, nullable=not required, comment=meaning, info={"date": True, "since": since, **marks})


def ref(name: str, meaning: str, *, required: bool = False, since: int = 1, **marks: Any) -> Column[str]:
    """The ``object_id`` of another object. Points to the anchor table, so erasing stays possible.

    ``marks``: see the top of this file.
    """
    return Column(
        name,
        Text,
        ForeignKey("objects.id"),
        nullable=not required,
        index=True,
        comment=meaning,
        info={"ref": True, "since": since, **marks},
    )


def refs(name: str, meaning: str, *, since: int = 1) -> Column[list[str]]:
    """A list of ``object_id`` values."""
    return Column(name, JsonList, nullable=False, comment=meaning, info={"list": True, "refs": True, "since": since})
