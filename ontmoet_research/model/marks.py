"""What follows from the marks of the columns (``columns.py``), for who keeps, tells, archives or erases rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Table

from .columns import ENVELOPE, metadata

ANYTHING = "*"


@cache
def tables() -> Mapping[str, Table]:
    """All tables on the envelope, by name, in the order of the model pages."""
    return {name: found for name, found in metadata.tables.items() if "id_name" in found.info}


@cache
def columns_of(table: str) -> Mapping[str, Column[object]]:
    """The typed columns of a table, without the envelope. Errors: ``KeyError`` for an unknown table."""
    return {c.name: c for c in tables()[table].columns if c.name not in ENVELOPE}


@cache
def marked(table: str, mark: str) -> Mapping[str, Any]:
    """The columns of a table that say something with this mark, and what they say.

    >>> list(marked("help_offers", "mend"))
    ['helper_id', 'text', 'given_on']
    """
    return {name: column.info[mark] for name, column in columns_of(table).items() if column.info.get(mark)}


@cache
def points_at(table: str, column: str) -> tuple[str, ...]:
    """The tables that a reference may point at; empty for what is no reference.

    Errors: ``ValueError`` for a reference that is not named after a table and doesn't say ``to``.

    >>> points_at("wishes", "session_id"), points_at("assignments", "theme_ids"), points_at("wishes", "merged_into")
    (('sessions',), ('themes',), ('wishes',))
    """
    info = columns_of(table)[column].info
    if not (info.get("ref") or info.get("refs")):
        return ()
    if told := info.get("to"):
        return tuple(tables()) if told == ANYTHING else (told,) if isinstance(told, str) else tuple(told)
    named = column.removesuffix("s") if info.get("refs") else column
    found = tuple(name for name, other in tables().items() if other.info["id_name"] == named)
    if not found:
        raise ValueError(f"{table}.{column} must say what it points at (to=)")
    return found


@cache
def hanging_on(table: str) -> tuple[tuple[str, str], ...]:
    """Table and column of what must be gone before an object of this table can be taken out.

    >>> hanging_on("progress")
    (('help_offers', 'progress_id'),)
    """
    return tuple(
        (other, column) for other in tables() for column in marked(other, "hangs") if table in points_at(other, column)
    )


@cache
def name_of(table: str) -> str | None:
    """The column that says what an object is called: the marked one, or its first required text; None without one.

    >>> name_of("codes"), name_of("wishes"), name_of("attendance")
    ('label_nl', 'text', None)
    """
    words = marked(table, "own_words")
    first = (name for name in words if columns_of(table)[name].info["needed"])
    return next(iter(marked(table, "names")), None) or next(first, None)
