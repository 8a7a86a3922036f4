"""Which things that stand in two versions the person at work may see and decide on.

What someone placed, read or wrote down as their own is theirs: only they choose between two versions of it, and nobody
else sees it here (so blind first holds here too). What is closed to someone stays closed. A part of the report that one
side locked is for that side. Students decide on what is their own.
"""

from __future__ import annotations

from typing import Any

from ontmoet_research.model import columns_of
from ontmoet_research.store import Project, Versions, read_rows, read_values, two_versions

from .access import STUDENT, closed_to

OWNER = ("contributor_id", "person_id")  # columns that say whose thing it is


def choosable_versions(project: Project) -> list[Versions]:
    """What stands in two versions and may be chosen on by the person at work; the thing made first comes first."""
    found = two_versions(project)
    if not found:
        return []
    me = next((row for row in read_rows(project, "contributors") if row.object_id == project.who), None)
    closed = closed_to(project)
    sources = {source for key, source in read_values(project, "fragments", ["object_id", "source_id"]) if key in closed}
    return [one for one in found if _may_see(one, closed | sources) and _is_for(one, project.who, me)]


def _may_see(versions: Versions, closed: set[str]) -> bool:
    return not closed & {versions.object_id, *(key for row in versions.rows for key in _points_to(versions.table, row))}


def _points_to(table: str, row: Any) -> list[str]:
    keys: list[str] = []
    for name, column in columns_of(table).items():
        if column.info.get("ref") and row[name]:
            keys.append(row[name])
        elif column.info.get("refs"):
            keys += row[name]
    return keys


def _is_for(versions: Versions, who: str, me: Any) -> bool:
    columns = columns_of(versions.table)
    owners = [row[name] for row in versions.rows for name in OWNER if name in columns]
    if owners:
        return set(owners) == {who}
    if me is None or me["role"] == STUDENT:
        return False
    locked = {row["locked_side"] for row in versions.rows if "locked_side" in columns and row["locked_side"]}
    return locked <= {me["side"]}
