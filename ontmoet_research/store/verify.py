"""Proof that what is stored is what was written: every row's hash, computed again."""

from __future__ import annotations

from .broken import broken_rows
from .project import Project


def check_rows(project: Project) -> list[tuple[str, str]]:
    """Rows whose content no longer fits their hash, as (table, row id). Empty when all is well."""
    with project.reading() as connection:
        return broken_rows(connection)
