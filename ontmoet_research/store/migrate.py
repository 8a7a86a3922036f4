"""Carrying a project of an older kit over to this one; forward only, all or nothing.

Each schema version has its up-casters: small functions that fill what the new version wants to know. What is only added
(a table, a column) needs none, because it follows from the model. Rows stay as they are, with their ``v`` and their
hash: ``row_hash`` leaves out the columns that came after a row was written.

All of it is one transaction, on every back-end: who is stopped halfway has the old project, whole. Before that, a
project file is copied beside itself (``daily.py``), so that there is a way back.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable

import sqlalchemy as sa

from ontmoet_research.model import SCHEMA_VERSION, columns_since, metadata, tables
from ontmoet_research.words import Refused

from .broken import broken_rows, columns_present
from .tables import meta

UpCaster = Callable[[sa.Connection], None]

# Who keeps something that follows from the rows, such as an index of words, adds the function that builds it anew.
REBUILD: list[UpCaster] = []

_steps: dict[int, list[UpCaster]] = defaultdict(list)


def from_version(version: int) -> Callable[[UpCaster], UpCaster]:
    """Mark a function that carries a project over from this schema version to the next; tables are complete then."""

    def add(step: UpCaster) -> UpCaster:
        _steps[version].append(step)
        return step

    return add


@from_version(1)
def _give_project_id(connection: sa.Connection) -> None:
    """A name for the project, the same in all its copies; two copies of one old project get the same."""
    epoch = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "store_epoch")) or ""
    made = uuid.uuid5(uuid.NAMESPACE_OID, f"ontmoet project {epoch}")
    connection.execute(sa.insert(meta).values(key="project_id", value=str(made)))


def schema_version(connection: sa.Connection) -> int:
    """The schema version of a project; 0 when it doesn't say so. Errors: ``DBAPIError`` when it is no project."""
    told = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "schema_version")) or ""
    return int(told) if told.isdecimal() else 0


def carry_over(connection: sa.Connection) -> None:
    """Carry a project over to the schema of this kit, in the writing transaction that is under way.

    Does nothing when it has that schema. Errors: ``Refused`` when the rows are not all there as they were afterwards;
    the caller takes the transaction back then.
    """
    version = schema_version(connection)
    if version >= SCHEMA_VERSION:
        return
    counted, broken = _count_rows(connection), broken_rows(connection)
    _add_what_is_missing(connection)
    for step in (step for number in range(version, SCHEMA_VERSION) for step in _steps[number]):
        step(connection)
    for build in REBUILD:
        build(connection)
    _tell_version(connection)
    after = _count_rows(connection)
    if any(after[name] != n for name, n in counted.items()) or set(broken_rows(connection)) - set(broken):
        raise Refused("store.not_carried_over")


def _tell_version(connection: sa.Connection) -> None:
    connection.execute(sa.update(meta).where(meta.c.key == "schema_version").values(value=str(SCHEMA_VERSION)))


def _count_rows(connection: sa.Connection) -> dict[str, int]:
    present = columns_present(connection)
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(found)) or 0
        for name, found in metadata.tables.items()
        if name in present and found is not meta
    }


def _add_what_is_missing(connection: sa.Connection) -> None:
    """Tables, columns and indexes that the model knows and this project doesn't have yet."""
    present = columns_present(connection)
    metadata.create_all(connection)
    for name, found in metadata.tables.items():
        for column in found.columns:
            if name in present and column.name not in present[name]:
                connection.exec_driver_sql(_adding(connection, found, column))
        for index in found.indexes:
            index.create(connection, checkfirst=True)


def _adding(connection: sa.Connection, found: sa.Table, column: sa.Column[object]) -> str:
    """The statement that adds a column of the model to a table that has rows already."""
    if found.name in tables() and column.name not in columns_since(found.name, 1):
        raise ValueError(f"{found.name}.{column.name} came later, so the model must say since when")
    told = str(sa.schema.CreateColumn(column).compile(dialect=connection.dialect))
    default = "" if column.nullable else " DEFAULT '[]'"  # only a list can't be empty and come later: an empty list
    points = "".join(f" REFERENCES {key.column.table.name} ({key.column.name})" for key in column.foreign_keys)
    return f"ALTER TABLE {found.name} ADD COLUMN {told}{default}{points}"
