"""Rows whose content no longer fits their hash: computed again, on a connection, whatever schema it is of."""

from __future__ import annotations

import sqlalchemy as sa

from ontmoet_research.model import tables

from .rows import row_hash


def broken_rows(connection: sa.Connection) -> list[tuple[str, str]]:
    """These rows, as (table, row id); also in a project of an older schema, which lacks some columns."""
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
