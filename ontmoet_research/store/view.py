"""One hash of what a project shows now, to see whether two copies of it say the same."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ontmoet_research.model import tables

from .current import statement_of_current
from .project import Project


def view_hash(project: Project) -> str:
    """SHA-256 over the current rows of all tables, as seen at one moment; the same on every back-end.

    Counted are table, the whole envelope and every typed column, positions included; a column that is empty
    counts as one that is not there, so that a project keeps its hash in a newer kit. Not counted is what nobody sees:
    older versions, removed objects, the numbers of the feed, and the facts of the project itself.
    """
    whole = hashlib.sha256()
    with project.reading() as connection:
        for name in sorted(tables()):
            rows = connection.execute(*statement_of_current(name)).mappings()
            for row in sorted(rows, key=lambda found: (found["object_id"], found["id"])):
                whole.update(_as_bytes([name, {key: row[key] for key in row if row[key] is not None}]))
    return whole.hexdigest()


def _as_bytes(told: list[Any]) -> bytes:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"
