"""Merging another copy of the project into this one: the union of their rows by id, all or nothing.

Same id and same hash: known already. Same id, other hash: refused and told, never overwritten. A row that is damaged,
or that does not belong where it says, is refused and told too. What a person here confirmed as erased does not come
back, and what was erased in the copy comes in as a proposal that a person here can confirm. So does what touches the
rights of people: it comes in, and a row on top keeps it as it was until a person says yes (``held.py``). So merging in
any order, or twice, gives the same project.

A look beforehand (``preview``) is the merge itself, taken back at the end. Taking back a merge later (``undo_merge``)
takes its rows out as if it never happened: they are safe in the copy they came from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ontmoet_research.words import Refused

from . import sqlite, union
from .aside import private_folder
from .erase import clean_pages
from .held import heads_before, hold, note_nos
from .incoming import Copy
from .no_ledger import cancel
from .nos import Held, No
from .project import Project
from .proposals import settle
from .rows import Row, new_id, now
from .staging import Staging
from .tables import feed, meta
from .write import undisturbed

ORIGIN = "merge"
RECORD = "merge "  # what the key of the fact on a merge begins with; its batch follows


@dataclass(frozen=True)
class Merged:
    """What a merge brought, or would bring.

    ``batch`` is the name of the merge in the feed. ``title`` is that of the copy; ``other_project`` is true when it is
    a copy of another project, None when that can't be known (a project of the first kit). ``known`` rows were here
    already, ``erased`` rows stayed away because their words were erased here. ``rows`` holds the whole new rows of the
    tables that were asked for. ``held`` is what waits for a yes of a person (``held.py``).
    """

    batch: str
    title: str
    other_project: bool | None
    known: int = 0
    erased: int = 0
    added: tuple[union.Added, ...] = ()
    refused: tuple[union.RefusedRow, ...] = ()
    proposals: tuple[union.Proposal, ...] = ()
    two_versions: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def count(self) -> int:
        """How many rows came in."""
        return sum(one.new + one.changed + one.removed for one in self.added)


class _Looked(Exception):  # noqa: N818 - carries an answer out of a transaction that is taken back
    def __init__(self, found: Merged) -> None:
        self.found = found


def merge(project: Project, copy: Copy, *, rows_of: Sequence[str] = ()) -> Merged:
    """Merge a copy into this project, in one transaction. The project is copied first, beside itself.

    ``rows_of`` names tables whose new rows are wanted back whole. Errors: ``Refused`` when the copy is this project
    itself, is damaged as a whole, or was made by a newer kit; when there is no room. Then nothing has changed.
    """
    _check_other(project, copy)
    keep_copy(project)
    return undisturbed(project, lambda: _merge(project, copy, rows_of, look=False))


def preview(project: Project, copy: Copy, *, rows_of: Sequence[str] = ()) -> Merged:
    """What :func:`merge` would bring. Nothing changes. Errors: as there."""
    _check_other(project, copy)
    return undisturbed(project, lambda: _merge(project, copy, rows_of, look=True))


def keep_copy(project: Project, why: str = "voor-samenvoegen") -> Path | None:
    """Copy a project file beside itself, in place of the earlier copy of this kind; None for a project on a server.

    Errors: ``Refused`` when there is no room for it.
    """
    if project.backend.NAME != sqlite.NAME:
        return None  # a server keeps its own copies, and all of a merge can be taken back
    path = Path(project.path)
    kept = sqlite.copies_folder(path) / f"{path.stem}-{why}{path.suffix}"
    try:
        private_folder(kept.parent)
        sqlite.copy_to(path, kept, project.key)
    except (OSError, dbapi2.Error) as problem:
        raise Refused("store.merge.no_copy", path=kept.parent) from problem
    return kept


def _check_other(project: Project, copy: Copy) -> None:
    theirs = getattr(copy, "path", None)
    same_file = isinstance(theirs, Path) and isinstance(project.path, Path) and theirs.samefile(project.path)
    if same_file or theirs == project.path:
        raise Refused("store.merge.itself")


def _merge(project: Project, copy: Copy, rows_of: Sequence[str], *, look: bool) -> Merged:
    nos: list[No] = []
    try:
        with project.writing() as connection:
            connection.detach()  # what is attached and temporary goes away with the connection
            merged, left_out = _united(project, connection, copy, rows_of, None if look else nos)
            if look:
                raise _Looked(merged)
            purged = settle(project, connection, left_out)
    except _Looked as looked:
        return looked.found
    except BaseException as problem:
        cancel(project, nos)
        if not isinstance(problem, sa.exc.OperationalError):
            raise
        raise Refused(project.backend.why_not(problem) or "store.busy", path=project.path) from problem
    if purged:
        clean_pages(project)
    return merged


def _united(
    project: Project, connection: sa.Connection, copy: Copy, rows_of: Sequence[str], nos: list[No] | None
) -> tuple[Merged, list[Row]]:
    """What came in, and the rows that stayed away because they hold what was erased here.

    ``nos`` gets what the ledger was told of nos; without it nothing is told.
    """
    staging = Staging(project, connection)
    try:
        staging.fill(copy)
    except sa.exc.DBAPIError as problem:
        raise Refused("store.merge.unreadable", name=copy.name) from problem
    union.add_anchors(staging)
    union.judge(staging)
    refused, erased = union.turned_away(staging)
    before = heads_before(staging)
    brought = _compared(connection, copy, Merged(new_id(), copy.facts.get("title", ""), None, staging.known, erased))
    union.add_rows(staging)
    proposals = union.add_proposals(staging, now())
    project.backend.before_feed(connection)
    after = connection.scalar(sa.select(sa.func.max(feed.c.seq))) or 0
    union.tell_feed(staging, brought.batch, ORIGIN)
    waiting = hold(project, staging, before, brought.batch)
    if nos is not None:
        nos += note_nos(project, staging, waiting)
    merged = replace(
        brought,
        added=union.added(staging),
        refused=refused,
        proposals=proposals,
        two_versions=union.doubled(staging),
        rows=union.whole_rows(staging, rows_of),
        held=waiting,
    )
    _keep_record(connection, project, copy, merged, after)
    return merged, union.erased_rows(staging)


def _compared(connection: sa.Connection, copy: Copy, merged: Merged) -> Merged:
    ours = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "project_id"))
    theirs = copy.facts.get("project_id")
    return replace(merged, other_project=ours != theirs if ours and theirs else None)


def _keep_record(connection: sa.Connection, project: Project, copy: Copy, merged: Merged, after: int) -> None:
    """Remember what is needed to take the merge back; a merge that brought nothing is remembered too."""
    told: dict[str, Any] = {"name": copy.name, "who": project.who, "at": now(), "count": merged.count}
    told["proposals"] = [proposal.erasure_id for proposal in merged.proposals]
    told["after"] = after
    connection.execute(sa.insert(meta).values(key=RECORD + merged.batch, value=json.dumps(told, ensure_ascii=False)))
