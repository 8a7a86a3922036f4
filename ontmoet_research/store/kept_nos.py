"""Where a no is kept: when a backup is put back, an older file comes in the place of a project, a merge is taken back.

What a no is: ``nos.py``; where it is written down: ``no_ledger.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from ontmoet_research.model import tables
from ontmoet_research.words import Refused

from .ledger import ledger_path
from .no_ledger import CHUNK, SUFFIX, note, parents_of, read_nos, written_beside
from .nos import No, guarded, kept, no_of, on_top, right, said_no
from .project import Project
from .rows import Row
from .snapshot import as_stored, references, row_of
from .tables import objects, replacements
from .write import insert_rows, on_writer

ORIGIN = "store.kept_no"


def ledgers_near(*places: Path) -> list[Path]:
    """The ledgers of any project in the folders of these files, and beside the folder with copies they are in."""
    folders = {place.absolute().parent for place in places}
    folders |= {folder.parent for folder in folders if folder.name.endswith("_kopieën")}
    return sorted(path for folder in folders if folder.is_dir() for path in folder.glob(f"*{SUFFIX}"))


def standing(project: Project) -> list[No]:
    """The nos as they stand in a project, without a ledger."""
    with project.reading() as connection:
        events, heads = [], []
        for name in guarded():
            current = _current_ids(connection, name)
            rows = [row for row in _all_rows(connection, name) if said_no(row) or row.removed]
            heads += [_as_it_stands(row) for row in rows if row.id in current]
            events += rows
        return [*_written_with(connection, events), *(no for no in heads if no)]


def _as_it_stands(row: Row) -> No:
    if row.removed:
        return No(row.table, row.object_id, row.id, row.at, removed=right(row.table, "gone_is_no"))
    values = dict(row.values) if right(row.table, "an_answer") else said_no(row)
    return No(row.table, row.object_id, row.id, row.at, values)


def _written_with(connection: sa.Connection, events: Sequence[Row]) -> Iterator[No]:
    """What went with a no and still stands so."""
    parents = parents_of(connection, events)
    moments = {(row.author, row.at) for row in events if no_of(row, [parents[p] for p in row.parents if p in parents])}
    for name, table in tables().items() if moments else ():
        current = _current_ids(connection, name)
        days = sorted({at for _, at in moments})
        for start in range(0, len(days), CHUNK):
            chosen = sa.select(table).where(table.c.at.in_(days[start : start + CHUNK]))
            rows = [row_of(name, one) for one in connection.execute(chosen).mappings()]
            mine = [row for row in rows if row.id in current and (row.author, row.at) in moments]
            yield from written_beside(connection, mine, lifted=False)


def keep(project: Project, said: Iterable[No], origin: str = ORIGIN) -> list[No]:
    """Let these nos stand in this project as well; give those that did not yet. Errors: ``Refused``, as for a write."""
    told = [no for no in said if no]
    return on_writer(project, lambda connection: keep_now(project, connection, told, origin)) if told else []


def keep_now(
    project: Project, connection: sa.Connection, said: Iterable[No], origin: str = ORIGIN, *, known: bool = True
) -> list[No]:
    """As :func:`keep`, in a transaction that is under way. With ``known``, a no whose row is here is left alone: what
    was written on top of it was written here."""
    told: list[No] = []
    waiting = [no for no in said if no and no.table in tables() and not (known and _has_row(connection, no))]
    while waiting:  # several nos about one object stand on each other
        first = {no.object_id: no for no in reversed(waiting)}
        waiting = [no for no in waiting if first[no.object_id] is not no]
        made = ((no, _keeping(connection, no)) for no in first.values())
        rows = [(no, row) for no, row in made if row is not None]
        if rows:
            _add_anchors(connection, [row for _, row in rows])
            insert_rows(project, connection, [(row.table, as_stored(row)) for _, row in rows], origin=origin)
            note(project, connection, [row for _, row in rows])
            told += [no for no, _ in rows]
    return told


def at_opening(project: Project) -> list[No]:
    """Let the nos beside a project file stand in it, when an older copy was put in its place; give those."""
    path = ledger_path(project, SUFFIX)
    if project.read_only or not path.is_file():
        return []
    said = [no for no in read_nos([path], project.fact("project_id")) if no]
    with project.reading() as connection:
        unknown = [no for no in said if no.table in tables() and not _has_row(connection, no)]
        needed = [no for no in unknown if _keeping(connection, no) is not None]
    return keep(project, needed)


def in_restored(backup: Project, place: Path | None, source: Path, opened: Callable[[Path], Project]) -> list[No]:
    """Let stand in a backup what was said no to since it was made: by the ledgers near it, and by the project itself
    that stands in ``place``, if it can be opened. Give those."""
    own = backup.fact("project_id")
    near = ledgers_near(source, *([place] if place else []))
    said = read_nos([*near, *([] if place else [ledger_path(backup, SUFFIX)])], own) if own else []
    done = keep(backup, said)
    if place and place.exists() and own:
        try:
            with opened(place) as now:
                said = standing(now) if now.fact("project_id") == own else []
        except Refused:
            said = []  # it can't be opened any more: that is why a backup is put back
        done += keep(backup, said)
    return done


def _keeping(connection: sa.Connection, no: No) -> Row | None:
    heads = heads_of(connection, no.table, [no.object_id]).get(no.object_id, [])
    if not heads:
        if not right(no.table, "an_answer") or not no.values or not _all_there(connection, no):
            return None
        return on_top(no, (), no.values)
    needed = kept(no, heads)
    if needed is None:
        return None
    parents, values, removed = needed
    newest = max(parents, key=lambda row: (row.at, row.id))
    return on_top(newest, parents, {**newest.values, **values}, removed=removed)


def heads_of(connection: sa.Connection, table: str, object_ids: Sequence[str]) -> dict[str, list[Row]]:
    """The current versions of these objects, removals included."""
    own, found = tables()[table], dict[str, list[Row]]()
    replaced = sa.exists().where(replacements.c.replaces_id == own.c.id)
    for start in range(0, len(object_ids), CHUNK):
        some = sa.select(own).where(own.c.object_id.in_(object_ids[start : start + CHUNK]), ~replaced)
        for one in connection.execute(some.order_by(own.c.id)).mappings():
            found.setdefault(one["object_id"], []).append(row_of(table, one))
    return found


def _all_there(connection: sa.Connection, no: No) -> bool:
    """Whether all that an answer must point at is there."""
    for name in references(no.table, required=True):
        kind = connection.scalar(sa.select(objects.c.kind).where(objects.c.id == no.values.get(name)))
        if kind is None or not heads_of(connection, kind, [no.values[name]]):
            return False
    return all(name in tables()[no.table].c for name in no.values)


def _add_anchors(connection: sa.Connection, rows: Iterable[Row]) -> None:
    for row in rows:
        if connection.scalar(sa.select(objects.c.id).where(objects.c.id == row.object_id)) is None:
            connection.execute(sa.insert(objects), {"id": row.object_id, "kind": row.table})


def _has_row(connection: sa.Connection, no: No) -> bool:
    own = tables()[no.table]
    return connection.scalar(sa.select(own.c.id).where(own.c.id == no.row_id)) is not None


def _all_rows(connection: sa.Connection, name: str) -> list[Row]:
    return [row_of(name, one) for one in connection.execute(sa.select(tables()[name])).mappings()]


def _current_ids(connection: sa.Connection, name: str) -> set[str]:
    own = tables()[name]
    replaced = sa.exists().where(replacements.c.replaces_id == own.c.id)
    return set(connection.scalars(sa.select(own.c.id).where(~replaced)))
