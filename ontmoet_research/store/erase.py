"""Erase words and things for good: look first, then purge, with proof. Knows no meeting and no label.

What an erasure does is worked out by ``closure.py``. Purging is one transaction: rows, what they replaced, the feed and
the search index lose them, rows without the words take their place, and ``erasures`` and the ledger remember it. Then
free pages and the log of the database are cleaned, and the copies beside the project likewise.

An erasure that came in with a copy is a proposal (``proposals.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ontmoet_research.model import metadata, tables
from ontmoet_research.text.blocks import Span
from ontmoet_research.text.same_words import SameWords
from ontmoet_research.words import Refused

from .closure import Plan, Request, by_kit, by_person, plan
from .ledger import Line, again_id, append, ledger_path, read_ledger, request_again
from .previews import Preview, told_beforehand
from .project import Project
from .rows import Row, new_id, now
from .search import forget
from .snapshot import Snapshot, as_stored, references, texts_of
from .tables import erasures, feed, meta, objects, replacements
from .write import insert_rows, on_writer

ORIGIN = "store.erase"
SHORTEST_NAMED = 3
_CHUNK = 500


@dataclass(frozen=True)
class Words:
    """Some words of an object that have to go: code points ``start`` up to and without ``end`` of a column."""

    object_id: str
    column: str
    start: int
    end: int


@dataclass(frozen=True)
class Erased:
    """What was erased. ``words`` are for the search afterwards and are never stored; ``clean``: free pages too."""

    preview: Preview
    words: SameWords = field(repr=False)
    clean: bool = True


@dataclass(frozen=True)
class Decision:
    """Why, by whom and when, and the ledger to write it in.

    ``now``: whether a person erases here and now; otherwise an erasure is done again. ``ids``: names for the erasures,
    by object; ``lines``: what the ledger must hold besides.
    """

    reason: str
    author: str
    at: str
    ledger: Path | None
    now: bool = False
    ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def preview_erasure(
    project: Project,
    object_ids: Iterable[str] = (),
    *,
    spans: Iterable[Words] = (),
    named: Iterable[str] = (),
    elsewhere: bool = True,
) -> Preview:
    """What :func:`erase` would do, without changing anything. Errors: as there."""
    asked = _asker(list(object_ids), list(spans), list(named), elsewhere)
    with project.reading() as connection:
        before = Snapshot.of_project(connection)
        made = plan(before, asked(connection, before), by_person(project.who))
    return told_beforehand(made)


def erase(
    project: Project,
    object_ids: Iterable[str] = (),
    *,
    reason: str,
    spans: Iterable[Words] = (),
    named: Iterable[str] = (),
    elsewhere: bool = True,
) -> Erased:
    """Erase objects as a whole, and words out of what stays. This can't be undone.

    ``spans`` are words of an object that stays; ``named`` are words to take out wherever they stand. ``elsewhere``:
    whether the words of what goes are also sought in all other texts. ``reason`` is kept, without any content.

    Errors: ``Refused`` without a reason, when the reason holds the words itself, when there is nothing like this, when
    a word is too short to seek, or when the project can't be written. Then nothing is erased.
    """
    if not reason.strip():
        raise Refused("erase.needs_reason")
    asked = _asker(list(object_ids), list(spans), list(named), elsewhere)
    return run(project, asked, Decision(reason.strip(), project.who, now(), ledger_path(project), now=True))


def apply_ledger(project: Project, lines: Sequence[Line] | None = None) -> Erased:
    """Do all erasures of the ledger again, such as after a backup was put back. Does nothing where all is done already.

    ``lines`` are those of the ledger beside the project; given for a copy elsewhere, which gets no ledger of its own.
    Proposals among them count as confirmed.
    """
    path = ledger_path(project)
    told = read_ledger(path, project.fact("project_id")) if lines is None else lines
    if not told:
        return Erased(Preview(), SameWords([]))
    ids: dict[str, list[str]] = {}
    for line in told:
        ids.setdefault(line.object, []).append(again_id(line.id))
    decision = Decision(told[-1].reason, "kit", told[-1].at, path if lines is None else None, ids=ids)

    def asked(connection: sa.Connection, before: Snapshot) -> Request:
        known = set(connection.scalars(sa.select(erasures.c.id).where(erasures.c.confirmed)))
        for line in told:
            if line.id not in known and (line.keep is None or line.keep in before.rows):
                _add_erasure(connection, line, decision.author)
        return request_again(before, told, confirmed_keeps(connection), known)

    return run(project, asked, decision)


def resting_on(project: Project, object_ids: Iterable[str]) -> set[str]:
    """These objects and all that makes no sense without them, by id."""
    found, todo = set[str](), set(object_ids)
    with project.reading() as connection:
        while todo:
            found |= todo
            todo = _pointing_at(connection, sorted(todo)) - found
    return found


def _pointing_at(connection: sa.Connection, wanted: Sequence[str]) -> set[str]:
    """The objects that must point to one of these now; over the indexes, so what it costs is what is found."""
    found = set[str]()
    for name, table in tables().items():
        replaced = sa.exists().where(replacements.c.replaces_id == table.c.id)
        for column in references(name, required=True):
            for start in range(0, len(wanted), _CHUNK):
                here = table.c[column].in_(wanted[start : start + _CHUNK])
                found.update(connection.scalars(sa.select(table.c.object_id).where(here, ~replaced)))
    return found


def clean_pages(project: Project, rows: Iterable[Row] = ()) -> bool:
    """Clean what the database itself keeps of rows that are gone; False when someone is in the way.

    ``rows`` are those that went, as far as known: without them every table is cleaned.
    """
    names = {row.table for row in rows} | {table.name for table in (feed, replacements, erasures, meta)}
    return project.backend.clean_pages(project.engine, sorted(names) if rows else list(metadata.tables))


Asked = Callable[[sa.Connection, Snapshot], Request]


def run(project: Project, asked: Asked, decision: Decision) -> Erased:
    """Work out and carry out one erasure on the writer's thread, then clean up. Only the store calls this."""
    made = on_writer(project, lambda connection: in_transaction(project, connection, asked, decision))
    return Erased(told_beforehand(made), made.words, clean_pages(project, made.purge) if made.purge else True)


def confirmed_keeps(connection: sa.Connection) -> dict[str, frozenset[str]]:
    """Per object that was erased in part: the rows that have to stay."""
    statement = sa.select(erasures.c.object_id, erasures.c.keep_id).where(
        erasures.c.confirmed, erasures.c.keep_id != ""
    )
    found: dict[str, set[str]] = {}
    for object_id, keep_id in connection.execute(statement):
        found.setdefault(object_id, set()).add(keep_id)
    return {one: frozenset(keeps) for one, keeps in found.items()}


def erased_objects(connection: sa.Connection) -> set[str]:
    """Objects that were erased as a whole."""
    statement = sa.select(erasures.c.object_id).where(erasures.c.confirmed, erasures.c.keep_id.is_(None))
    return set(connection.scalars(statement))


def in_transaction(
    project: Project, connection: sa.Connection, asked: Asked, decision: Decision, left_out: Iterable[Row] = ()
) -> Plan:
    """Work out an erasure and carry it out in a transaction that is under way; all of it is remembered.

    ``left_out`` are rows that are not in the project, such as those a copy brought and that may not come in: their
    words are sought too.
    """
    aside = {row.id: row for row in left_out}
    before = Snapshot([*aside.values(), *Snapshot.of_project(connection).rows.values()])
    made = plan(before, asked(connection, before), by_person(decision.author) if decision.now else by_kit)
    made.purge = [row for row in made.purge if row.id not in aside]
    if decision.now and made.words.spans(decision.reason):
        raise Refused("erase.reason_holds_words")
    if made:
        _remember_undo(connection)
        _delete(connection, made.purge)
        forget(connection, [row.id for row in made.purge])
        if made.new:
            insert_rows(project, connection, [(row.table, as_stored(row)) for row in made.new], origin=ORIGIN)
        connection.execute(sa.update(meta).where(meta.c.key == "store_epoch").values(value=new_id()))
    told = _lines(made, decision, project.fact("project_id") or "", erased_objects(connection))
    for line in told:
        _add_erasure(connection, line, decision.author)
    if decision.ledger and (decision.lines or told):
        try:
            append(decision.ledger, [*decision.lines, *told])
        except OSError as problem:
            raise Refused("erase.no_ledger", path=decision.ledger) from problem
    return made


def _asker(object_ids: list[str], spans: list[Words], named: list[str], elsewhere: bool) -> Asked:
    if any(len(word.strip()) < SHORTEST_NAMED for word in named):
        raise Refused("erase.short_word", n=SHORTEST_NAMED)

    def asked(connection: sa.Connection, before: Snapshot) -> Request:
        unknown = [one for one in [*object_ids, *(words.object_id for words in spans)] if one not in before.of]
        if unknown or not (object_ids or spans or named):
            raise Refused("erase.unknown")
        found: dict[str, dict[str, list[Span]]] = {}
        for words in spans:
            for row in before.heads(words.object_id):
                if words.column not in dict(texts_of(row)):
                    raise Refused("erase.unknown")
                found.setdefault(row.id, {}).setdefault(words.column, []).append((words.start, words.end))
        return Request(frozenset(object_ids), found, tuple(named), confirmed_keeps(connection), elsewhere)

    return asked


def _lines(made: Plan, decision: Decision, project_id: str, already: set[str]) -> list[Line]:
    """What is to be remembered: each object that goes or stays in part, once."""

    def line(own: str, one: str, kind: str, keep: str | None = None, rows: Mapping[str, Any] | None = None) -> Line:
        return Line(own, project_id, one, kind, decision.at, decision.reason, keep, rows or {})

    lines = [line(new_id(), one, made.gone[one]) for one in sorted(made.gone.keys() - already)]
    for one, row in made.kept.items():
        rows = {old.id: made.places.get(old.id, {}) for old in made.before.of[one]}
        ids = decision.ids.get(one) or [new_id()]
        lines += [line(own, one, row.table, row.id, rows) for own in ids]
    return lines


def _remember_undo(connection: sa.Connection) -> None:
    last = connection.scalar(sa.select(sa.func.max(feed.c.seq))) or 0
    connection.execute(sa.delete(meta).where(meta.c.key == "erased_up_to"))
    connection.execute(sa.insert(meta), {"key": "erased_up_to", "value": str(last)})


def _delete(connection: sa.Connection, rows: list[Row]) -> None:
    for name, table in tables().items():
        for ids in _chunks([row.id for row in rows if row.table == name]):
            connection.execute(sa.delete(table).where(table.c.id.in_(ids)))
    for ids in _chunks([row.id for row in rows]):
        connection.execute(sa.delete(replacements).where(replacements.c.row_id.in_(ids)))
        connection.execute(sa.delete(feed).where(feed.c.row_id.in_(ids)))


def _add_erasure(connection: sa.Connection, line: Line, author: str) -> None:
    if connection.scalar(sa.select(objects.c.id).where(objects.c.id == line.object)) is None:
        connection.execute(sa.insert(objects), {"id": line.object, "kind": line.kind})
    connection.execute(sa.delete(erasures).where(erasures.c.id == line.id))
    row = {"id": line.id, "object_id": line.object, "keep_id": line.keep, "reason": line.reason}
    connection.execute(sa.insert(erasures), {**row, "author": author, "at": line.at, "confirmed": True})


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
