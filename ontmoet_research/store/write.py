"""The one function that writes.

A write is all or nothing and can't be cut in two: it runs on the project's own writer thread, which Ctrl-C and
"interrupt kernel" never reach, inside one transaction (on SQLite ``BEGIN IMMEDIATE``); who waits for it is only
interrupted when it is done. Order within it: anchors, rows, replacements, and the feed last, so that whoever follows
the feed never misses or doubles a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, TypeVar

import sqlalchemy as sa

from ontmoet_research.model import JsonList, tables
from ontmoet_research.words import Refused

from .no_ledger import cancel, note
from .nos import No, guarded
from .places import need_room
from .project import Project
from .rows import Draft, finished, new_id, now
from .search import index_rows
from .snapshot import row_of
from .tables import feed, objects, replacements
from .undisturbed import Undisturbed

MANY = 100  # rows; from here on a statement is made for them
LONG_WRITE = 1_000  # rows; before such a write we look whether there is room for it
BYTES_OF_ROW = 4_000  # with its indexes, in the file and in the journal

Answer = TypeVar("Answer")


def write(
    project: Project,
    drafts: Iterable[Draft],
    *,
    origin: str = "",
    author: str | None = None,
    undoes: str | None = None,
) -> list[str]:
    """Write these drafts in one transaction; give the new row ids, in order.

    ``origin`` names where it was done (a screen, the intake), ``author`` is the person at work unless given,
    ``undoes`` is the batch it takes back.

    Errors: ``Refused`` when the disk is full, or too full for a long write, or when the project is only read or can't
    be written or reached. Then nothing is written; only when contact with a server broke at the very end may the whole
    of it be there.
    """
    if project.read_only:
        raise Refused("store.read_only", path=project.path)
    at = now()
    rows = [(draft, finished(draft, draft.author or author or project.who, at)) for draft in drafts]
    if not rows:
        return []
    if project.file and len(rows) >= LONG_WRITE:
        need_room(project.file.path, len(rows) * BYTES_OF_ROW)
    nos: list[No] = []
    try:
        on_writer(project, lambda connection: _insert(project, connection, rows, origin, undoes, nos))
    except BaseException:
        cancel(project, nos)
        raise
    return [row["id"] for _, row in rows]


def on_writer(project: Project, work: Callable[[sa.Connection], Answer]) -> Answer:
    """Do ``work`` in one writing transaction on the writer's thread and give what it gives. Only for the store.

    Errors: ``Refused`` when the disk is full or the project can't be written. Then nothing is written.
    """
    return undisturbed(project, lambda: _in_transaction(project, work))


def undisturbed(project: Project, work: Callable[[], Answer]) -> Answer:
    """Do ``work`` on the writer's thread; whoever waits for it is only interrupted when it is done."""
    project.let_go()
    with Undisturbed():
        return project.writer.submit(work).result()


def _in_transaction(project: Project, work: Callable[[sa.Connection], Answer]) -> Answer:
    with project.writing() as connection:
        return work(connection)


def _insert(
    project: Project,
    connection: sa.Connection,
    rows: list[tuple[Draft, dict[str, Any]]],
    origin: str,
    undoes: str | None,
    nos: list[No],
) -> None:
    _insert_anchors(connection, [draft for draft, _ in rows])
    insert_rows(project, connection, [(draft.table, row) for draft, row in rows], origin=origin, undoes=undoes)
    if undoes is not None or any(draft.table in guarded() for draft, _ in rows):
        # A no, and what was written with it, has one author; all of one write has one moment.
        of = {row["author"] for draft, row in rows if undoes is not None or draft.table in guarded()}
        whole = [row_of(draft.table, row) for draft, row in rows if row["author"] in of]
        nos.extend(note(project, connection, whole, undoes=undoes is not None))


def _insert_anchors(connection: sa.Connection, drafts: list[Draft]) -> None:
    # Only a first version, or a row that comes back from elsewhere, can need an anchor; a change never does.
    first = {draft.object_id: draft.table for draft in drafts if not draft.parents}
    if first:
        _insert_all(connection, objects, [{"id": key, "kind": kind} for key, kind in first.items()])


def insert_rows(
    project: Project,
    connection: sa.Connection,
    rows: list[tuple[str, dict[str, Any]]],
    *,
    origin: str,
    undoes: str | None = None,
    batch: str | None = None,
) -> str:
    """Put whole rows, as (table, row), in a transaction that is under way; their anchors must be there.

    Gives the batch under which the feed tells of them, a new one unless given. Only the store calls this; everyone else
    calls :func:`write`.
    """
    by_table: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for table, row in rows:
        by_table[table].append(row)
    for table, found in by_table.items():
        _insert_all(connection, tables()[table], found)
    index_rows(connection, rows)
    replaced = [{"replaces_id": parent, "row_id": row["id"]} for _, row in rows for parent in row["parents"]]
    if replaced:
        _insert_all(connection, replacements, replaced)
    batch = batch or new_id()
    told = [
        {
            "batch": batch,
            "undoes": undoes,
            "origin": origin,
            "author": row["author"],
            "table_name": table,
            "row_id": row["id"],
            "object_id": row["object_id"],
        }
        for table, row in rows
    ]
    project.backend.before_feed(connection)
    _insert_all(connection, feed, told)
    return batch


def _insert_all(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Put rows, all with the same columns, in a table.

    Of many rows SQLAlchemy's own work for each took as long as storing them; then its statement goes to the driver as
    it is, with values as the driver takes them.
    """
    if len(rows) < MANY:
        connection.execute(sa.insert(table), rows)
        return
    names = list(rows[0])
    made = sa.insert(table).inline().compile(dialect=connection.dialect, column_keys=names)
    kinds = [(name, table.c[name].type) for name in names]
    as_text = [(name, kind.process_bind_param) for name, kind in kinds if isinstance(kind, JsonList)]
    stored = [{**row, **{name: text(row[name], connection.dialect) for name, text in as_text}} for row in rows]
    in_order = made.positiontup
    values: list[Any] = stored if in_order is None else list(map(itemgetter(*in_order), stored))
    connection.exec_driver_sql(str(made), values)
