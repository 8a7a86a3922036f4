"""A SQLite file that a program for labelling left behind: which program, and then its own reader.

The file is read into memory of the throw-away process and never written; nothing in it can run, as only plain tables
are asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import IO, Any

from ontmoet_research.exchange.foreign import Part
from ontmoet_research.intake.readers import Unreadable

__all__ = ["Tables", "read_bytes", "read_database"]

MAX_BYTES = 1_000_000_000
Emit = Callable[[Part], None]


class Tables:
    """The tables of a database, read by name. What a table or column lacks is empty."""

    def __init__(self, data: bytes) -> None:
        # A file that was left in write-ahead mode can't be opened in memory; its header says so in two bytes.
        whole = data[:18] + b"\x01\x01" + data[20:] if data[18:20] == b"\x02\x02" else data
        self._connection = sqlite3.connect(":memory:")
        self._connection.text_factory = _decoded
        try:
            self._connection.deserialize(whole)
            self._connection.execute("PRAGMA query_only = ON")
            self._connection.execute("PRAGMA trusted_schema = OFF")
            told = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        except sqlite3.Error:
            raise Unreadable("intake.refused.damaged") from None
        self.names = {str(name) for (name,) in told}

    def rows(self, table: str, *columns: str, order: str = "") -> Iterator[tuple[Any, ...]]:
        """These columns of all rows of a table, by ``order``. A column that is not there is None."""
        if table not in self.names:
            return
        try:
            own = {str(row[1]) for row in self._connection.execute(f"PRAGMA table_info({_quoted(table)})")}
            chosen = ", ".join(_quoted(one) if one in own else "NULL" for one in columns)
            by = f" ORDER BY {', '.join(_quoted(one) for one in order.split() if one in own)}" if order else ""
            by = "" if by.endswith("BY ") else by
            yield from self._connection.execute(f"SELECT {chosen} FROM {_quoted(table)}{by}")  # noqa: S608 - quoted names
        except sqlite3.Error:
            raise Unreadable("intake.refused.damaged") from None


def _decoded(told: bytes) -> str:
    """Words as UTF-8, or as an older Windows wrote them into a file that says it is UTF-8."""
    try:
        return told.decode("utf-8")
    except UnicodeDecodeError:
        return told.decode("cp1252", "replace")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def read_database(
    file: IO[bytes],
    emit: Emit,
    reading: str | None = None,  # noqa: ARG001 - these programs tell how they count
    project: str | None = None,
) -> None:
    """Hand over the parts of a project in a SQLite file. Errors: ``Unreadable`` when no program we know made it."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable("intake.refused.too_heavy")
    read_bytes(data, emit, project)


def read_bytes(data: bytes, emit: Emit, project: str | None) -> None:
    """As :func:`read_database`, of bytes that were read already."""
    tables = Tables(data)
    if {"replacements", "feed", "codings"} <= tables.names:
        raise Unreadable("exchange.load.is_bundle")
    if {"highlights", "highlight_tags", "documents", "tags"} <= tables.names:
        from .taguette import read_taguette

        read_taguette(tables, emit, project)
    elif {"code_text", "code_name", "source"} <= tables.names:
        from .qualcoder import read_qualcoder

        read_qualcoder(tables, emit)
    elif {"freecode", "coding", "source"} <= tables.names:
        from .rqda import read_rqda

        read_rqda(tables, emit)
    elif {"segments", "documents", "codes"} <= tables.names:
        from .requal import read_requal

        read_requal(tables, emit, project)
    else:
        raise Unreadable("exchange.load.unknown")
