"""What is written of a load: collected, written in parts so that it stays light, or only counted when one looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ontmoet_research.record import without_identifiers, write
from ontmoet_research.store import (
    Draft,
    Project,
    Row,
    change,
    find_many,
    history,
    last_written,
    new,
    standing,
)
from ontmoet_research.words import say

__all__ = ["ORIGIN", "Basket"]

ORIGIN = "exchange.load"
MANY = ("codings", "fragments")
AT_ONCE = 20_000  # rows in one write; a load that fits in it is written as a whole


class Basket:
    """Drafts of one load. ``added`` and ``changed`` count by table; ``away`` is what was taken away here before.

    ``origin`` names the load in the history; without it nothing is written. ``log`` is written with the first of them.
    """

    def __init__(self, project: Project, origin: str | None, log: Draft | None = None) -> None:
        self.project, self.origin = project, origin
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.two_versions: Counter[str] = Counter()
        self.away: Counter[str] = Counter()
        self.masked: Counter[str] = Counter()
        """By table, how many numbers and addresses that point at a person were left out of the words."""
        self._left_out = say("exchange.load.left_out")
        self._waiting: list[Draft] = []
        self._taken: dict[str, str] = {}  # numbers of this load, but those of labels on words and of pieces
        self._log = [log] if log else []

    def put(self, drafts: Iterable[Draft]) -> None:
        """Take drafts; those of ``codings`` need what they point at before them."""
        for draft in map(self._shielded, drafts):
            counted = self.added if not draft.parents else self.changed
            counted[draft.table] += 1
            if draft.table not in MANY:
                self._taken[draft.object_id] = draft.table
            if self.origin:
                self._waiting.append(draft)
        if len(self._waiting) >= AT_ONCE:
            self.flush()

    def _shielded(self, draft: Draft) -> Draft:
        values, n = without_identifiers(draft.table, draft.values, self._left_out)
        self.masked[draft.table] += n
        return replace(draft, values=values) if n else draft

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting and self.origin:
            write(self.project, [*self._log, *self._waiting], origin=self.origin)
            self._waiting, self._log = [], []

    def is_taken(self, object_id: str) -> bool:
        """Whether something of this load has this number already."""
        return object_id in self._taken

    def _waiting_codings(self) -> set[str]:
        return {draft.object_id for draft in self._waiting if draft.table in MANY}

    def settle(self, table: str, wanted: dict[str, tuple[dict[str, Any], dict[str, Any]]]) -> set[str]:
        """Make things of one table as they came; give those that stay away as they were taken away here.

        ``wanted``: by object, the columns that the file tells, and what a new one has besides. What is there and
        differs
        becomes a new version; when it was changed here since it came, both versions stand beside each other. What the
        file tells that was here before, is old and changes nothing.
        """
        stands = standing(self.project, table, wanted)
        stands |= {key: "erased" for key in wanted if self.is_taken(key) or key in self._waiting_codings()}
        brought_away = self.taken_back(table, [key for key, how in stands.items() if how == "removed"])
        here = find_many(self.project, table, [key for key, how in stands.items() if how == "here"])
        away = set[str]()
        for key, (as_it_came, besides) in wanted.items():
            told = without_identifiers(table, as_it_came, self._left_out)[0]
            how = stands.get(key)
            if how is None:
                self.put([new(table, key, **{**besides, **told})])
            elif key in brought_away:
                row = brought_away[key]
                self.put([Draft(table, key, {**row.values, **_full(table, key, {**besides, **told})}, (row.id,))])
            elif how != "here":
                away.add(key)
                self.away[table] += 1
            elif any(here[key][name] != value for name, value in told.items()):
                self.put(self.newer(here[key], told))
        return away

    def taken_back(self, table: str, object_ids: Iterable[str]) -> dict[str, Row]:
        """Of things that are gone: those that an undone load took away, so that a new load may bring them back."""
        last = last_written(self.project, table, object_ids, ORIGIN)
        return {key: row for key, row in last.items() if row.removed}

    def newer(self, row: Row, told: dict[str, Any]) -> list[Draft]:
        """What becomes of a row that differs from what the file tells; nothing when the file tells an older state."""
        versions = history(self.project, row.table, row.object_id).to_dict("records")
        if any(all(_same(one[name], value) for name, value in told.items()) for one in versions):
            return []  # it was so here before, so this is an older state
        base = last_written(self.project, row.table, [row.object_id], ORIGIN).get(row.object_id)
        if base is None or base.id == row.id or base.removed:
            return [change(row, **told)]
        self.two_versions[row.table] += 1
        return [change(base, **told)]


def _full(table: str, key: str, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in new(table, key, **values).values.items() if name in values}


def _same(one: Any, other: Any) -> bool:
    return one == other or (one is None and other in ("", None)) or (other is None and one == "")
