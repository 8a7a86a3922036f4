"""What holds now: the rows that no other row replaces.

Two people who changed the same thing at the same time leave two current rows. Both are shown; nothing is lost
silently. Reading 100,000 codings goes through the driver's own tuples: building objects per row is what costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from ontmoet_research.model import columns_of, marked, tables
from ontmoet_research.words import Refused

from .frames import frame_of
from .project import Project
from .rows import Row
from .tables import replacements

if TYPE_CHECKING:
    import pandas as pd

Which = Literal["last", "all"]
_SQL: dict[tuple[str, tuple[str, ...], Which, str], str] = {}
NAMED_AT_ONCE = 1_000  # of more objects, reading the whole table is quicker than naming them


def read_rows(project: Project, table: str, **where: Any) -> list[Row]:
    """Current rows of a table, every version, oldest object first. ``where`` keeps rows with exactly these values."""
    return list(project.read_once((table, *sorted(where.items())), lambda: _read_rows(project, table, where)))


def read_values(project: Project, table: str, names: Sequence[str], **where: Any) -> list[tuple[Any, ...]]:
    """Some columns of the current rows, as plain tuples; much faster than :func:`read_rows` for long tables.

    ``where`` as there; a set of values keeps rows with one of them.
    """
    with project.reading() as connection:
        return list(map(tuple, connection.execute(*_current(table, where, names)).fetchall()))


def read_removed(project: Project, table: str, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Some columns of the objects that were removed (and not erased), as they were last."""
    found = tables()[table]
    replaced = sa.exists().where(replacements.c.replaces_id == found.c.id)
    with project.reading() as connection:
        statement = sa.select(*(found.c[name] for name in names)).where(~replaced, found.c.removed)
        return list(map(tuple, connection.execute(statement).fetchall()))


def heads(project: Project, table: str, object_id: str) -> list[Row]:
    """All current versions of one object, removals included. Empty when the object is unknown."""
    with project.reading() as connection:
        return _as_rows(table, connection.execute(*_current(table, {"object_id": object_id}, removed=True)))


def find(project: Project, table: str, object_id: str) -> Row:
    """The current version of one object; of two versions, the one written last.

    Errors: ``Refused`` when it is unknown or was removed.
    """
    found = [row for row in heads(project, table, object_id) if not row.removed]
    if not found:
        raise Refused("store.gone")
    return max(found, key=lambda row: (row.at, row.id))


def find_many(project: Project, table: str, object_ids: Iterable[str]) -> dict[str, Row]:
    """What :func:`find` gives, for many objects at once and by object; what is unknown or removed is left out."""
    wanted, found = sorted(set(object_ids)), dict[str, Row]()
    statement, named = _current(table, {})[0], tables()[table].c.object_id
    with project.reading() as connection:
        for start in range(0, len(wanted), NAMED_AT_ONCE):
            some = statement.where(named.in_(wanted[start : start + NAMED_AT_ONCE]))
            for row in _as_rows(table, connection.execute(some)):
                known = found.setdefault(row.object_id, row)
                found[row.object_id] = max(known, row, key=lambda each: (each.at, each.id))
    return found


def read_table(
    project: Project, table: str, *, only: Collection[str] | None = None, versions: Which = "last"
) -> pd.DataFrame:
    """What holds now in a table as a DataFrame, one row an object; with ``only``, just the objects with these ids.

    Columns: the object's id under its own name (``coding_id``), the typed columns of the model, then ``row_id``,
    ``author`` and ``at``. Columns that repeat words of notes are left out: those go past the gate
    (``privacy.gate.read_gated``). Lists are Python lists, yes/no is nullable boolean, numbers are nullable integers,
    and a text that is not there is None. Of an object with two versions the one written last counts, as in
    :func:`find`; with ``versions="all"`` each of them has a row, for who handles two. Errors: ``Refused`` for an
    unknown table.
    """
    return _frame(project, table, only, versions, raw=False)


def read_table_raw(
    project: Project, table: str, *, only: Collection[str] | None = None, versions: Which = "last"
) -> pd.DataFrame:
    """As :func:`read_table`, with the words of notes, also those that nobody may read. A house test lists who asks."""
    return _frame(project, table, only, versions, raw=True)


def _frame(project: Project, table: str, only: Collection[str] | None, versions: Which, *, raw: bool) -> pd.DataFrame:
    if table not in tables():
        raise Refused("store.no_table", name=table, names=", ".join(tables()))
    shut = () if raw else marked(table, "of_notes")
    names = [name for name in columns_of(table) if name not in shut]
    if only is not None:
        return _read_table(project, table, names, only, versions)
    # Copy-on-write: nobody who changes this frame changes that of another.
    return project.read_once(
        ("frame", table, versions, len(names)), lambda: _read_table(project, table, names, None, versions)
    ).copy(deep=False)


def _read_table(
    project: Project, table: str, names: Sequence[str], only: Collection[str] | None, versions: Which
) -> pd.DataFrame:
    found = tables()[table]
    chosen = ["object_id", *names, "id", "author", "at"]
    named = only is not None and len(only) <= NAMED_AT_ONCE
    with project.reading() as connection:
        if named:
            sql = _text(_frame_statement(table, tuple(chosen), versions, tuple(sorted(only or ()))), connection.dialect)
        else:
            sql = _whole_table(table, tuple(chosen), versions, connection.dialect)
        rows = connection.exec_driver_sql(sql).cursor.fetchall()
    frame = frame_of(rows, {name: found.c[name] for name in chosen})
    if only is not None and not named:
        frame = frame[frame["object_id"].isin(list(only))].reset_index(drop=True)
    return frame.rename(columns={"object_id": found.info["id_name"], "id": "row_id"})


def _whole_table(table: str, names: tuple[str, ...], versions: Which, dialect: sa.Dialect) -> str:
    """The SQL of a whole table, written once: writing it takes longer than reading a small table."""
    shape = (table, names, versions, dialect.name)
    if shape not in _SQL:
        _SQL[shape] = _text(_frame_statement(table, names, versions, None), dialect)
    return _SQL[shape]


def _frame_statement(
    table: str, names: tuple[str, ...], versions: Which, only: tuple[str, ...] | None
) -> sa.Select[Any]:
    found = tables()[table]
    statement, _ = _current(table, {}, names)
    if versions == "last":
        statement = statement.where(~_written_later(found))
    return statement if only is None else statement.where(found.c.object_id.in_(only))


def _text(statement: sa.Select[Any], dialect: sa.Dialect) -> str:
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _written_later(found: sa.Table) -> sa.Exists:
    """Whether another version of the same object was written later, and holds too."""
    other, gone = found.alias("other"), replacements.alias("gone")
    return sa.exists().where(
        other.c.object_id == found.c.object_id,
        other.c.id != found.c.id,
        other.c.removed.is_(sa.false()),
        sa.tuple_(other.c["at"], other.c.id) > sa.tuple_(found.c["at"], found.c.id),
        ~sa.exists().where(gone.c.replaces_id == other.c.id),
    )


def _read_rows(project: Project, table: str, where: Mapping[str, Any]) -> list[Row]:
    with project.reading() as connection:
        return _as_rows(table, connection.execute(*_current(table, where)))


def statement_of_current(table: str) -> tuple[sa.Select[Any], dict[str, Any]]:
    """The statement that gives all current rows of a table, and its parameters."""
    return _current(table, {})


def rows_by_id(connection: sa.Connection, table: str, ids: Sequence[str]) -> list[Row]:
    """These very rows, current or not, in no order."""
    found = tables()[table]
    return _as_rows(table, connection.execute(sa.select(found).where(found.c.id.in_(ids))))


def _as_rows(table: str, found: Iterable[Sequence[Any]]) -> list[Row]:
    # The envelope comes first in every table, in this order; building from tuples halves the time of a long read.
    names = list(columns_of(table))
    return [
        Row(table, id_, object_id, tuple(parents), author, at, v, removed, hash_, dict(zip(names, values, strict=True)))
        for id_, object_id, parents, author, at, v, removed, hash_, *values in found
    ]


def _current(
    table: str, where: Mapping[str, Any], names: Sequence[str] = (), *, removed: bool = False
) -> tuple[sa.Select[Any], dict[str, Any]]:
    """The statement for current rows and its parameters; ``names`` are the columns, all without it."""
    given = {name: sorted(value) if isinstance(value, Set) else value for name, value in where.items()}
    empty = tuple(name for name, value in given.items() if value is None)
    several = tuple(name for name, value in given.items() if isinstance(value, list))
    given = {name: value for name, value in given.items() if value is not None}
    one = tuple(name for name in given if name not in several)
    return _statement(table, tuple(names), one, empty, removed, several), given


@cache
def _statement(
    table: str,
    names: tuple[str, ...],
    given: tuple[str, ...],
    empty: tuple[str, ...],
    removed: bool,
    several: tuple[str, ...] = (),
) -> sa.Select[Any]:
    # Made once for each shape: building it anew took longer than SQLite needs to answer.
    found = tables()[table]
    replaced = sa.exists().where(replacements.c.replaces_id == found.c.id)
    statement = sa.select(*(found.c[name] for name in names)) if names else sa.select(found)
    statement = statement.where(~replaced, *(found.c[name] == sa.bindparam(name) for name in given))
    statement = statement.where(*(found.c[name].is_(None) for name in empty))
    statement = statement.where(*(found.c[name].in_(sa.bindparam(name, expanding=True)) for name in several))
    if not removed:
        statement = statement.where(found.c.removed.is_(sa.false()))
    return statement.order_by(found.c.object_id, found.c.id)
