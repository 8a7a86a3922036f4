"""Every table, column and meaning of a project.

The tables are declarations; the store and the rooms read them. All stand on one envelope (``columns.py``), so that
history, undo, merging and erasing are written once for all. ``tables()`` lists them, ``describe()`` explains them.

Words: reeks = series, bijeenkomst = session, verslag = source, stukje tekst = fragment, label = code,
labelen = coding, lijst met labels = codebook, wens = wish, opdracht = assignment, verandering = change.
"""

from __future__ import annotations

from functools import cache

from . import account, change, group, material, people
from .columns import ENVELOPE, JsonList, metadata
from .marks import columns_of, hanging_on, marked, name_of, points_at, tables
from .shipped import shipped

SCHEMA_VERSION = 4

__all__ = [
    "ENVELOPE",
    "SCHEMA_VERSION",
    "JsonList",
    "account",
    "change",
    "columns_of",
    "columns_since",
    "describe",
    "group",
    "hanging_on",
    "marked",
    "material",
    "metadata",
    "name_of",
    "people",
    "points_at",
    "shipped",
    "tables",
]


@cache
def columns_since(table: str, version: int) -> frozenset[str]:
    """The columns of a table that came after this schema version.

    >>> sorted(columns_since("codes", 1)), sorted(columns_since("codes", 2))
    (['agreed_in_id', 'replaced_by_id', 'signs'], ['agreed_in_id', 'signs'])
    """
    return frozenset(name for name, column in columns_of(table).items() if column.info.get("since", 1) > version)


def describe() -> str:
    """The whole model as plain text: each table, each column, its meaning.

    >>> print(describe().splitlines()[0])
    series: A series of meetings in one place (reeks)
    """
    lines = []
    for name, found in tables().items():
        lines.append(f"{name}: {found.comment}")
        lines += [f"    {c.name}: {c.comment}" for c in columns_of(name).values()]
    return "\n".join(lines)
