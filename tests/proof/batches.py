"""Batches that tell what they should hold, and the one checker that all proofs of the store end with.

A batch is several rows in several tables, written by one ``store.write``: new objects, and newer versions of what the
same writer made before. Its ``origin`` says how many rows it has. So from the project alone can be seen whether a batch
is whole, and from what a writer reported (the ids that ``store.write`` gave back) whether anything is lost.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ontmoet_research import store
from ontmoet_research.model import tables
from ontmoet_research.store.tables import feed, objects, replacements


@dataclass
class Writer:
    """Someone who writes one batch after the other."""

    project: store.Project
    name: str
    chance: random.Random
    done: int = 0
    mine: dict[str, store.Row] = field(default_factory=dict)  # organisations this writer made, by object

    def write(self) -> list[str]:
        """Write one batch; give the ids of its rows once ``store.write`` has promised that they are kept."""
        self.done += 1
        words = f"{self.name}.{self.done} " + "woorden " * self.chance.randrange(1, 60)
        first = store.new("organisations", label=words)
        person = store.new("contributors", display_name=self.name, side="ervaring")
        drafts = [first, person, store.new("organisations", label=f"{words}, tweede")]
        drafts += [
            store.new("wishes", text=f"{words} {n}", session_id=first.object_id, status="open")
            for n in range(self.chance.randrange(4))
        ]
        changed = list(self.mine.values())[-2:] if self.done % 2 else []
        drafts += [store.change(row, label=f"{words}, veranderd") for row in changed]
        ids = store.write(self.project, drafts, origin=f"{self.name}.{self.done}/{len(drafts)}", author=first.object_id)
        for draft, row_id in zip(drafts, ids, strict=True):
            if draft.table == "organisations":
                self.mine[draft.object_id] = _as_row(draft, row_id)
        self.mine = dict(list(self.mine.items())[-8:])
        return ids


def _as_row(draft: store.Draft, row_id: str) -> store.Row:
    # What a change needs of the row before it: its id and its values.
    return store.Row(draft.table, row_id, draft.object_id, draft.parents, "", "", 0, False, "", draft.values)


def faults(project: store.Project, promised: Iterable[str]) -> list[str]:
    """What is wrong with this project, given the ids of rows that were promised to be kept. Empty when all is well.

    Looks at: the file itself, each row's hash, foreign keys, half batches, the feed (each row once), the anchors, the
    replacements, and the promised rows. Batches not made by :class:`Writer` (without a size in their origin) only count
    for the other points.
    """
    with project.reading() as connection:
        wrong = _file_faults(project, connection)
        kept = _rows(connection)
        told = connection.execute(sa.select(feed).order_by(feed.c.seq)).mappings().all()
        anchors = dict(connection.execute(sa.select(objects.c.id, objects.c.kind)).all())
        replaced = Counter(tuple(pair) for pair in connection.execute(sa.select(replacements)))
    wrong += [f"row {row} in {table} does not fit its hash" for table, row in store.check_rows(project)]
    lost = set(promised) - {row_id for _, row_id in kept}
    wrong += [f"promised and lost: {row_id}" for row_id in sorted(lost)]
    wrong += _batch_faults(told)
    wrong += _feed_faults(told, kept)
    wrong += [f"no anchor for {row}" for row, (object_id, _) in kept.items() if anchors.get(object_id) != row[0]]
    due = Counter((parent, row[1]) for row, (_, parents) in kept.items() for parent in parents)
    wrong += [f"replacement wrong: {pair}" for pair in (due - replaced) + (replaced - due)]
    there = {row_id for _, row_id in kept}
    wrong += [f"a parent that is not there: {pair}" for pair in due if pair[0] not in there]
    return wrong


def _file_faults(project: store.Project, connection: sa.Connection) -> list[str]:
    if project.backend.NAME != "sqlite":
        return []
    answer = [str(found[0]) for found in connection.exec_driver_sql("PRAGMA integrity_check")]
    wrong = [f"integrity_check: {line}" for line in answer if line != "ok"]
    return wrong + [f"foreign key: {tuple(found)}" for found in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def _rows(connection: sa.Connection) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """All rows there are, current or not: (table, row id) to (object id, parents)."""
    return {
        (name, row_id): (object_id, parents)
        for name, table in tables().items()
        for row_id, object_id, parents in connection.execute(sa.select(table.c.id, table.c.object_id, table.c.parents))
    }


def _batch_faults(told: Iterable[Any]) -> list[str]:
    sizes: dict[tuple[str, str], int] = defaultdict(int)
    for item in told:
        sizes[item["batch"], item["origin"]] += 1
    return [
        f"half batch: {n} rows of {origin}"
        for (_, origin), n in sizes.items()
        if "/" in origin and n != int(origin.split("/")[1])
    ]


def _feed_faults(told: Iterable[Any], kept: Iterable[tuple[str, str]]) -> list[str]:
    seen = Counter((item["table_name"], item["row_id"]) for item in told)
    due = Counter(list(kept))
    return [f"not or twice in the feed: {row}" for row in (due - seen) + (seen - due)]
