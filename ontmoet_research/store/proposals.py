"""Erasures that came in with a copy: a person here says yes or no. And what merging calls to keep all of it true."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from ontmoet_research.text.blocks import BLOCK, Span, blocked_spans, with_blocks_of
from ontmoet_research.text.same_words import LENGTH, SHORTEST_TEXT
from ontmoet_research.words import Refused

from .closure import Request, by_kit, plan
from .erase import (
    ORIGIN,
    Decision,
    Erased,
    clean_pages,
    confirmed_keeps,
    erased_objects,
    in_transaction,
)
from .erasures import alive
from .joined import row_for_both
from .ledger import Line, ledger_path
from .previews import Preview, told_beforehand
from .project import Project
from .rows import Draft, Row, now
from .snapshot import AROUND, Snapshot, as_stored, flagged, texts_of
from .tables import erasures, meta
from .write import insert_rows, on_writer, write

SHORTEST_WORD = 4


@dataclass(frozen=True)
class Proposal:
    """What someone erased in another copy, at one moment: its ids, and what saying yes would do here."""

    ids: tuple[str, ...]
    reason: str
    author: str
    at: str
    preview: Preview


def list_proposals(project: Project) -> list[Proposal]:
    """Erasures that came in with a copy and wait for a yes or no, oldest first; what was done at once, together."""
    order = (erasures.c.at, erasures.c.author, erasures.c.reason, erasures.c.id)
    with project.reading() as connection:
        found = connection.execute(sa.select(erasures).where(~erasures.c.confirmed).order_by(*order)).mappings().all()
        before = Snapshot.of_project(connection) if found else Snapshot([])
        groups: dict[tuple[str, str, str], list[sa.RowMapping]] = {}
        for one in found:
            groups.setdefault((one["reason"], one["author"], one["at"]), []).append(one)
        requests = [request_of_confirmed(connection, before, group) for group in groups.values()]
    plans = [plan(before, request, by_kit) for request in requests]
    return [
        Proposal(tuple(one["id"] for one in groups[key]), *key, told_beforehand(made))
        for key, made in zip(groups, plans, strict=True)
    ]


def confirm(project: Project, *erasure_ids: str) -> Erased:
    """Say yes to proposals: what was erased in the copy is erased here too, with all that speaks of it here.

    A change someone made here on the words that go, goes with them. Errors: ``Refused`` when there is no such proposal,
    or when the row that has to stay did not come along (bring the copy in again). Then nothing is erased.
    """
    decision = Decision("", project.who, now(), ledger_path(project))

    def asked(connection: sa.Connection, before: Snapshot) -> Request:
        found = _proposals(connection, erasure_ids)
        for one in found:
            parents = {row.id: row.parents for row in before.of.get(one["object_id"], ())}
            if parents and one["keep_id"] and not alive(parents, [one["keep_id"]]):
                raise Refused("erase.keep_missing")
        connection.execute(sa.update(erasures).where(erasures.c.id.in_(erasure_ids)).values(confirmed=True))
        request = request_of_confirmed(connection, before)
        decision.lines.extend(_line(project, one, before, request) for one in found)
        return request

    made = on_writer(project, lambda connection: in_transaction(project, connection, asked, decision))
    return Erased(told_beforehand(made), made.words, clean_pages(project, made.purge) if made.purge else True)


def decline(project: Project, *erasure_ids: str) -> None:
    """Say no to proposals. Nothing is erased here; where blocks came in with the copy, the version before comes back.

    Errors: ``Refused`` when there is no such proposal.
    """

    def forget(connection: sa.Connection) -> list[Draft]:
        found = _proposals(connection, erasure_ids)
        connection.execute(sa.delete(erasures).where(erasures.c.id.in_(erasure_ids)))
        known = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "declined")) or ""
        connection.execute(sa.delete(meta).where(meta.c.key == "declined"))
        told = " ".join(sorted({*known.split(), *erasure_ids}))
        connection.execute(sa.insert(meta), {"key": "declined", "value": told})
        before = Snapshot.of_project(connection)
        return [draft for one in found for draft in _as_before(before, one["keep_id"])]

    write(project, on_writer(project, forget), origin="store.decline")


def settle(project: Project, connection: sa.Connection, left_out: Iterable[Row] = ()) -> bool:
    """Make all confirmed erasures true again after rows came in; merging calls this at the end of its transaction.

    Rows that point to what is gone go too, marks beside blocks get blocks, two erasures of one thing get a row that
    carries both. ``left_out`` are the rows that merging did not let in: while they are at hand, their words are sought
    in what did come in. Proposals that were declined before are dropped. True when rows were purged: call
    ``clean_pages`` after the transaction.
    """
    declined = (connection.scalar(sa.select(meta.c.value).where(meta.c.key == "declined")) or "").split()
    if declined:
        connection.execute(sa.delete(erasures).where(erasures.c.id.in_(declined), ~erasures.c.confirmed))
    last = sa.select(erasures.c.reason).where(erasures.c.confirmed).order_by(erasures.c.at.desc()).limit(1)
    reason = connection.scalar(last)
    if reason is None:
        return False
    aside = list(left_out)
    _add_carrying_both(project, connection, aside)
    decision = Decision(reason, "kit", now(), ledger_path(project))

    def asked(connection: sa.Connection, before: Snapshot) -> Request:
        return replace(request_of_confirmed(connection, before), pointers=False)

    return bool(in_transaction(project, connection, asked, decision, aside).purge)


def _add_carrying_both(project: Project, connection: sa.Connection, left_out: list[Row]) -> None:
    """Where a row that had to stay in the copy may not come in, put in the row that carries it and ours."""
    keeps, proposed = confirmed_keeps(connection), defaultdict(set)
    for object_id, keep_id in connection.execute(
        sa.select(erasures.c.object_id, erasures.c.keep_id).where(
            ~erasures.c.confirmed, erasures.c.keep_id.is_not(None)
        )
    ):
        proposed[object_id].add(keep_id)
    theirs = {row.object_id for row in left_out if row.id in proposed[row.object_id]}
    if theirs & keeps.keys():
        here = Snapshot.of_project(connection)
        found = Snapshot([*left_out, *here.rows.values()])
        both = [row_for_both(found.of[one], keeps[one] | proposed[one]) for one in sorted(theirs & keeps.keys())]
        new = [(row.table, as_stored(row)) for row in both if row and row.id not in here.rows]
        if new:
            insert_rows(project, connection, new, origin=ORIGIN)


def request_of_confirmed(
    connection: sa.Connection, before: Snapshot, proposals: Iterable[sa.RowMapping] = ()
) -> Request:
    """What has to go from these rows by all erasures that are confirmed, and by these proposals if they were."""
    keeps, objects = confirmed_keeps(connection), erased_objects(connection)
    for proposed in proposals:
        if proposed["keep_id"]:
            keeps[proposed["object_id"]] = keeps.get(proposed["object_id"], frozenset()) | {proposed["keep_id"]}
        else:
            objects.add(proposed["object_id"])
    containers = {row[name] for row in before.rows.values() for name in flagged(row.table, "piece_of")}
    spans: dict[str, dict[str, list[Span]]] = {}
    named: set[str] = set()
    for one, keep_ids in keeps.items():
        rows = before.of.get(one, [])
        staying = alive({row.id: row.parents for row in rows}, keep_ids)
        for row in rows:
            kept = [before.rows[keep] for keep in keep_ids if keep in before.rows and keep != row.id]
            if row.id in staying or row.id in keep_ids or not kept:
                continue
            spans[row.id] = _words_between(row, kept)
            if one not in containers:
                named |= set(_short_words(row, spans[row.id]))
    return Request(frozenset(objects), spans, tuple(sorted(named)), keeps)


def _words_between(row: Row, kept: list[Row]) -> dict[str, list[Span]]:
    """Which words of an older row are blocks in the rows that had to stay."""
    told: dict[str, list[Span]] = {}
    for place, text in texts_of(row):
        for later in kept:
            now_there = dict(texts_of(later)).get(place, "")
            if BLOCK in now_there:
                both = with_blocks_of(text, now_there)
                told.setdefault(place, []).extend((a, b) for a, b in blocked_spans(both) if both[a:b] != text[a:b])
    return told


def _short_words(row: Row, places: Mapping[str, list[Span]]) -> Iterator[str]:
    """Words too few to be sought by themselves, that a person must have named when they were erased."""
    around = AROUND if flagged(row.table, "marks") else ()
    texts = dict(texts_of(row))
    for place, spans in places.items():
        for word in (texts[place][a:b].strip() for a, b in spans if place not in around):
            few = len(re.findall(r"\w+", word)) < SHORTEST_TEXT or len(word) < LENGTH
            if few and len(word) >= SHORTEST_WORD:
                yield word


def _proposals(connection: sa.Connection, ids: Iterable[str]) -> list[sa.RowMapping]:
    wanted = set(ids)
    statement = sa.select(erasures).where(erasures.c.id.in_(wanted), ~erasures.c.confirmed)
    found = list(connection.execute(statement).mappings())
    if not found or len(found) != len(wanted):
        raise Refused("erase.no_proposal")
    return found


def _line(project: Project, one: sa.RowMapping, before: Snapshot, request: Request) -> Line:
    rows = before.of.get(one["object_id"], [])
    staying = alive({row.id: row.parents for row in rows}, request.keeps.get(one["object_id"], ()))
    return Line(
        one["id"],
        project=project.fact("project_id") or "",
        object=one["object_id"],
        kind=rows[0].table if rows else "",
        at=one["at"],
        reason=one["reason"],
        keep=one["keep_id"],
        rows={row.id: request.spans.get(row.id, {}) for row in rows if one["keep_id"] and row.id not in staying},
    )


def _as_before(before: Snapshot, keep_id: str | None) -> Iterator[Draft]:
    kept = before.rows.get(keep_id or "")
    older = [before.rows[parent] for parent in kept.parents if parent in before.rows] if kept else []
    if kept and before.is_head(kept) and len(older) == 1:
        yield Draft(kept.table, kept.object_id, older[0].values, (kept.id,), older[0].removed)
