"""Proof that what is stored is what was written: every row's hash, computed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ontmoet_research.model import tables

from .rows import row_hash

if TYPE_CHECKING:
    from .project import Project


def check_rows(project: Project) -> list[tuple[str, str]]:
    """Rows whose content no longer fits their hash, as (table, row id). Empty when all is well."""
    with project.reading() as connection:
        return broken_rows(connection)


def broken_rows(connection: sa.Connection) -> list[tuple[str, str]]:
    """As :func:`check_rows`, for the store itself; also in a project of an older schema, which lacks some columns."""
    present = columns_present(connection)
    broken = []
    for name, found in tables().items():
        there = [column for column in found.columns if column.name in present.get(name, ())]
        missing = {column.name: None for column in found.columns if column.name not in present.get(name, ())}
        for row in connection.execute(sa.select(*there)).mappings() if there else ():
            if row_hash(name, {**missing, **row}) != row["hash"]:
                broken.append((name, row["id"]))
    return broken


def columns_present(connection: sa.Connection) -> dict[str, set[str]]:
    """The tables that are really there, each with its columns."""
    seen = sa.inspect(connection)
    return {name: {column["name"] for column in seen.get_columns(name)} for name in seen.get_table_names()}
