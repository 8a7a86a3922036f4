"""Proof that what is stored is what was written: every row's hash, computed again."""

from __future__ import annotations

import sqlalchemy as sa

from ontmoet_research.model import tables

from .project import Project
from .rows import row_hash


def check_rows(project: Project) -> list[tuple[str, str]]:
    """Rows whose content no longer fits their hash, as (table, row id). Empty when all is well."""
    broken = []
    with project.reading() as connection:
        for name, found in tables().items():
            for row in connection.execute(sa.select(found)).mappings():
                if row_hash(name, dict(row)) != row["hash"]:
                    broken.append((name, row["id"]))
    return broken
