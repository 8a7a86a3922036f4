"""Two versions of one thing: two people changed it without seeing each other's change. A person chooses.

Both versions stay until someone joined them. Joining writes one row that names every version the person saw as its
parent; a version nobody showed them is no parent and so stays in sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ontmoet_research.model import columns_of, tables
from ontmoet_research.words import Refused

from .current import heads
from .project import Project
from .rows import Draft, Row, checked
from .tables import replacements
from .write import write


@dataclass(frozen=True)
class Versions:
    """One object that has several versions at once.

    ``rows`` are the versions, the one written first before the others; each tells ``author``, ``at`` (UTC), whether it
    says the object is ``removed``, and its values. ``differs`` names the columns that are not the same in all of them,
    in the order of the model; ``removal_differs`` is true when one says it is gone and another does not.
    """

    table: str
    object_id: str
    rows: tuple[Row, ...]
    differs: tuple[str, ...]
    removal_differs: bool

    def values_of(self, column: str) -> tuple[Any, ...]:
        """What each version says in this column, in the order of ``rows``."""
        return tuple(row[column] for row in self.rows)


def two_versions(project: Project, table: str | None = None) -> list[Versions]:
    """Everything that has two or more versions, in all tables or in one; the thing made first comes first.

    What is gone in all its versions is left out: nothing of it is on screen. The list is not filtered by who may see
    what (labels of others before one's own are done, private notes); the room that shows it does that.
    """
    chosen = [table] if table else list(tables())
    with project.reading() as connection:
        places = [(name, key) for name in chosen for key in connection.scalars(_doubled(name))]
    return [found for name, key in places if (found := versions_of(project, name, key)) is not None]


def versions_of(project: Project, table: str, object_id: str) -> Versions | None:
    """The versions of one object; None when there is only one, or when all of them say it is gone."""
    rows = tuple(sorted(heads(project, table, object_id), key=lambda row: (row.at, row.id)))
    if len(rows) < 2 or all(row.removed for row in rows):
        return None
    differs = tuple(name for name in columns_of(table) if any(row[name] != rows[0][name] for row in rows))
    return Versions(table, object_id, rows, differs, any(row.removed != rows[0].removed for row in rows))


def join_versions(
    project: Project, seen: Versions, values: Mapping[str, Any], *, removed: bool = False, origin: str = "versions"
) -> str:
    """Write the one version a person chose; give its row id.

    ``seen`` is what the person looked at. ``values`` holds, for each column that differs, what the person chose: one
    of the versions or words of their own; other columns stay unless they are named too. ``removed`` says that the
    object is gone. ``undo`` of the same ``origin`` brings all versions back.

    Errors: ``Refused`` when a version came or went since it was shown (then nothing is written); ``ValueError`` when a
    column that differs was not chosen, or for a value the model refuses.
    """
    missing = [name for name in seen.differs if name not in values]
    if missing and not removed:
        raise ValueError(f"someone has to choose {', '.join(missing)}")
    now = {row.id for row in heads(project, seen.table, seen.object_id)}
    if now != {row.id for row in seen.rows}:
        raise Refused("store.versions.changed")
    # Only what was seen is named as a parent: a version that comes in at this very moment is not replaced.
    parents = tuple(sorted(row.id for row in seen.rows))
    chosen = checked(seen.table, {**seen.rows[-1].values, **values})
    return write(project, [Draft(seen.table, seen.object_id, chosen, parents, removed=removed)], origin=origin)[0]


def _doubled(table: str) -> sa.Select[Any]:
    found = tables()[table]
    replaced = sa.exists().where(replacements.c.replaces_id == found.c.id)
    statement = sa.select(found.c.object_id).where(~replaced).group_by(found.c.object_id)
    return statement.having(sa.func.count() > 1).order_by(found.c.object_id)
