"""What can be merged into a project: another project, or the rows of a bundle. Read only; nothing in it changes.

A copy gives its rows as a database holds them (``intact.names_of`` says in which order). A copy of an older kit lacks
columns and tables; those are empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol, Self

import sqlalchemy as sa

from ontmoet_research.model import SCHEMA_VERSION, tables
from ontmoet_research.words import Refused

from . import sqlite, sqlite_header
from .keys import Key
from .opening import find_key
from .project import Project
from .tables import erasures, meta, objects

OWN = (objects.name, erasures.name)  # tables of the store itself that travel


class Copy(Protocol):
    """What comes in. ``name`` is what people call it, ``facts`` are those of the project it was made of."""

    name: str
    facts: Mapping[str, str]

    def names(self) -> Sequence[str]:
        """The tables it has rows for, ``objects`` and ``erasures`` among them."""

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table as stored, all columns in the order of the model."""


def check_version(copy: Copy, path: object) -> None:
    """Errors: ``Refused`` when a newer kit made the copy."""
    told = copy.facts.get("schema_version", "")
    if not told.isdecimal() or int(told) > SCHEMA_VERSION:
        raise Refused("store.newer", path=path)


class StoredCopy:
    """The rows of a project at one moment; close it when done. Errors: ``Refused`` when they can't be read."""

    def __init__(self, name: str, connection: AbstractContextManager[sa.Connection]) -> None:
        self.name = name
        self._open = ExitStack()
        with self._told_plainly():
            self._connection = self._open.enter_context(connection)
            there = _columns_of_tables(self._connection)
            self.columns = {name: there[name] for name in (*tables(), *OWN, meta.name) if name in there}
            if meta.name not in self.columns:
                raise Refused("store.no_project", path=name)
            told = self._connection.execute(sa.select(meta.c.key, meta.c.value)).all()
        self.facts: Mapping[str, str] = {row.key: row.value for row in told}

    def names(self) -> Sequence[str]:
        """The tables that are there."""
        return [name for name in (*tables(), *OWN) if name in self.columns]

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, read as they come."""
        with self._told_plainly():
            statement = sa.select(*self.stored_columns(table))
            with self._connection.execution_options(yield_per=2000).execute(statement) as found:
                yield from (tuple(row) for row in found)

    def stored_columns(self, table: str, schema: str | None = None) -> list[sa.ColumnElement[Any]]:
        """All columns of the model as expressions over what is there, untouched by types; what lacks is empty."""
        model = objects.metadata.tables[table]
        there = sa.table(table, *(sa.column(name) for name in sorted(self.columns[table])), schema=schema)
        return [
            there.c[c.name] if c.name in there.c else sa.literal("[]" if c.info.get("list") else None).label(c.name)
            for c in model.columns
        ]

    def close(self) -> None:
        """Let go of the project that was read."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except BaseException as problem:
            self._open.close()
            if isinstance(problem, (sa.exc.DBAPIError, UnicodeDecodeError)):  # the latter: words of a damaged file
                raise Refused("store.merge.unreadable", name=self.name) from problem
            raise


class ProjectFile(StoredCopy):
    """A project file, of this kit or an older one. It is not opened as a project, so that it stays as it is.

    Errors: ``Refused`` when it is not there, is no project, can't be read, or was made by a newer kit.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        sqlite_header.check_there(self.path)
        self.key = find_key(self.path)[1]
        super().__init__(self.path.name, _reading(self.path, self.key))
        with self._told_plainly():
            check_version(self, path)


class OpenProject(StoredCopy):
    """A project that is open already, such as one on a server."""

    def __init__(self, project: Project) -> None:
        self.path = project.path
        super().__init__(str(getattr(project.path, "name", project.path)), project.reading())


def _columns_of_tables(connection: sa.Connection) -> Mapping[str, set[str]]:
    if connection.dialect.name == sqlite.NAME:
        return sqlite.columns_of_tables(connection)
    found = sa.inspect(connection).get_multi_columns()
    return {table: {column["name"] for column in columns} for (_, table), columns in found.items()}


@contextmanager
def _reading(path: Path, key: Key | None) -> Iterator[sa.Connection]:
    engine = sqlite.engine(path, key, "read")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
