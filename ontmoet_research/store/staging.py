"""A waiting room for rows that come in: temporary tables on the connection of one merge.

Every row gets there with the reason why it can't be taken in, if there is one (``turned_away``). From here rows move
in whole statements. Rows that are known already never stay here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

import sqlalchemy as sa

from ontmoet_research.model import tables

from . import sqlite
from .incoming import OWN, Copy, ProjectFile
from .intact import names_of, why_not
from .project import Project
from .tables import erasures, objects

AWAY = "turned_away"
PARENTS = "parents"


class Staging:
    """The temporary tables of one merge. ``known`` counts the rows that were here already."""

    def __init__(self, project: Project, connection: sa.Connection) -> None:
        self._project = project
        self.connection = connection
        self.known = 0
        self._attaches = project.backend.NAME == sqlite.NAME
        self._rooms: dict[str, sa.Table] = {}
        self.objects, self.erasures, self.parents = (self._make(name) for name in (*OWN, PARENTS))

    def fill(self, copy: Copy) -> None:
        """Let in what is not known yet. Errors: ``DBAPIError`` when the copy is no good as a whole."""
        if self._attaches:
            sqlite.expect_much(self.connection)
        if isinstance(copy, ProjectFile) and self._attaches:
            sqlite.attach(self.connection, copy.path, copy.key)
            counts = sqlite.count_attached(self.connection, copy.names())
            for name, n in counts.items():
                if n:
                    self._fill_attached(copy, name, n)
        else:
            for name in copy.names():
                self._fill_row_by_row(copy, name)
        for name, room in list(self._rooms.items()):
            if self.connection.scalar(sa.select(room.c.id).limit(1)) is None:
                del self._rooms[name]

    def rooms(self) -> Iterator[tuple[str, sa.Table, sa.Table]]:
        """Name, waiting room and table in the project, for each table that something came for."""
        for name, room in self._rooms.items():
            yield name, room, tables()[name]

    def add(self, room: sa.Table, rows: Iterable[tuple[Any, ...]]) -> None:
        """Put rows in a waiting room, as they come."""
        self._project.backend.load(self.connection, room, rows)

    def _make(self, name: str) -> sa.Table:
        made = _room(name)
        self.connection.execute(sa.schema.CreateTable(made))
        if name in tables():
            self._rooms[name] = made
        return made

    def _room_for(self, name: str) -> sa.Table:
        own = {objects.name: self.objects, erasures.name: self.erasures}.get(name)
        return self._make(name) if own is None else own

    def _fill_attached(self, file: ProjectFile, name: str, count: int) -> None:
        """All in one statement, inside the database; a row is only looked at when it is not known."""
        room, own = self._room_for(name), objects.metadata.tables[name]
        theirs = file.stored_columns(name, schema=sqlite.OTHER)
        by_name = {column.name: column for column in theirs}
        same = own.c.id == by_name["id"]
        told = list(theirs)
        if name in tables():
            same &= own.c.hash == by_name["hash"]
            told.append(sqlite.function(self.connection, f"why_not_{name}", len(theirs), why_not(name))(*theirs))
        statement = sa.select(*told).where(~sa.exists().where(same))
        names = [column.name for column in room.columns]
        came = self.connection.execute(sa.insert(room).from_select(names, statement)).rowcount
        self.known += count - came if name in tables() else 0

    def _fill_row_by_row(self, copy: Copy, name: str) -> None:
        rows = copy.rows(name)
        first = next(rows, None)
        if first is None:
            return
        room, own, coming = self._room_for(name), objects.metadata.tables[name], chain([first], rows)
        same = own.c.id == room.c.id
        if name not in tables():
            self.add(room, coming)
            self.connection.execute(sa.delete(room).where(sa.exists().where(same)))
            return
        looked_at = why_not(name)
        self.add(room, (_listed(row, looked_at(*row)) for row in coming))
        known = sa.exists().where(same, own.c.hash == room.c.hash)
        self.known += self.connection.execute(sa.delete(room).where(known)).rowcount


@cache
def _room(name: str) -> sa.Table:
    """The waiting room of a table: its columns, and for a table of the model why a row can't be taken in."""
    known = objects.metadata.tables.get(name)
    columns = ["row_id", "replaces_id"] if known is None else [column.name for column in known.columns]
    if name in tables():
        columns = [*names_of(name), AWAY]
    made = [sa.Column(column, _raw_type(known, column), primary_key=column == "id") for column in columns]
    return sa.Table(f"incoming_{name}", sa.MetaData(), *made, prefixes=["TEMPORARY"])


def _listed(row: tuple[Any, ...], why: str | None) -> tuple[Any, ...]:
    """Of a row that is no good only its ids are kept: its values may be such that no database holds them."""
    return (*row, None) if why is None else (str(row[0]), str(row[1]), *([None] * (len(row) - 2)), why)


def _raw_type(known: sa.Table | None, column: str) -> Any:
    """Lists as the text they are stored as; the rest as it is in the project."""
    if known is None or column not in known.c or column == "parents" or known.c[column].info.get("list"):
        return sa.Text()
    return known.c[column].type
