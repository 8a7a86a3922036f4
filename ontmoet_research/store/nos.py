"""What is a no, and whether something that comes through a file would undo it. Pure rules over rows.

The model says which values of a column are a no or a stop, and what comes in only as a proposal (``model/columns.py``).
Rule: a copy, a backup or an undo brings a no or a stop; never a yes or a back in place of a later no. Of two current
versions the strictest value counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ontmoet_research.model import SCHEMA_VERSION, tables
from ontmoet_research.model.columns import ANY, FEWER

from .joined import derived_id
from .rows import Row, row_hash
from .snapshot import flagged


@dataclass(frozen=True)
class No:
    """What stands as a no for one object since one row; without ``values`` and ``removed`` the no was lifted by a yes.

    ``values``: column -> value (of an answer all columns, so that it can be kept where the row is unknown).
    """

    table: str
    object_id: str
    row_id: str
    at: str
    values: Mapping[str, Any] = field(default_factory=dict)
    removed: bool = False

    def __bool__(self) -> bool:
        return self.removed or bool(self.values)


@dataclass(frozen=True)
class Held:
    """Something a copy brings that waits for a person: ``before`` -> ``wanted``, by column; both empty for a whole row.

    ``row`` keeps things as they were, on top of what came; ``came`` is what the copy brought.
    """

    row: Row
    came: Row
    before: Mapping[str, Any]
    wanted: Mapping[str, Any]

    @property
    def lifts(self) -> bool:
        """Whether saying yes lifts a no: then the person must have been asked anew."""
        marks = flagged(self.row.table, "no")
        whole = self.row.removed and right(self.row.table, "gone_is_no")
        return whole or any(name in marks for name in self.before)


def right(table: str, name: str) -> bool:
    """Whether a table has this right (see the top of ``model/columns.py``)."""
    return bool(tables()[table].info.get(name))


@cache
def guarded() -> tuple[str, ...]:
    """The tables of which something does not simply come in with a copy."""
    marks = ("no", "proposed")
    rights = ("an_answer", "gone_is_no", "append_only")
    return tuple(
        name for name in tables() if any(flagged(name, one) for one in marks) or any(right(name, one) for one in rights)
    )


def said_no(row: Row) -> dict[str, Any]:
    """The values of a row that are a no by themselves."""
    marks = flagged(row.table, "no")
    return {name: row[name] for name, told in marks.items() if told != FEWER and _weight(told, row[name])}


def no_of(row: Row, parents: Sequence[Row]) -> No | None:
    """What a new row says of a no, beside the rows it replaces: a no, a no that was lifted, or nothing."""
    now, before = said_no(row), strictest(parents)
    now |= {
        name: row[name]
        for name, told in flagged(row.table, "no").items()
        if told == FEWER and any(set(old[name]) - set(row[name]) for old in parents)
    }
    told = No(row.table, row.object_id, row.id, row.at, now)
    if row.removed:
        return replace(told, values={}, removed=right(row.table, "gone_is_no")) if parents else None
    answer = right(row.table, "an_answer")
    back = any(old.removed for old in parents)
    if not parents and not answer:
        return None  # a copy from before does not know it
    if parents and now == before and not back:
        return None
    return replace(told, values=dict(row.values)) if answer and now else told


def beside(row: Row, parents: Sequence[Row]) -> No | None:
    """What else was written with a no and goes with it: something taken out, a text that must be read again."""
    if row.removed and parents:
        return No(row.table, row.object_id, row.id, row.at, removed=True)
    again = {name: value for name, value in flagged(row.table, "reopens").items() if row[name] == value}
    if not again or not parents or all(old[name] == value for old in parents for name, value in again.items()):
        return None
    rests = {name: row[name] for name in flagged(row.table, "refs")}
    return No(row.table, row.object_id, row.id, row.at, {**again, **rests})


def strictest(rows: Iterable[Row]) -> dict[str, Any]:
    """The nos of several versions together."""
    found: dict[str, Any] = {}
    for row in rows:
        for name, value in said_no(row).items() if not row.removed else ():
            told = flagged(row.table, "no")[name]
            if name not in found or _weight(told, found[name]) < _weight(told, value):
                found[name] = value
    return found


def kept(no: No, heads: Sequence[Row]) -> tuple[tuple[Row, ...], dict[str, Any], bool] | None:
    """What keeps this no where these versions stand: on top of which, which values, and whether it goes as a whole.

    None when nothing is needed.
    """
    live = tuple(row for row in heads if not row.removed)
    if not live:
        return (tuple(heads), dict(no.values), False) if heads and no.values and right(no.table, "an_answer") else None
    if no.removed:
        return live, {}, True
    values = {}
    for name, value in no.values.items():
        weak = [row for row in live if weaker(no.table, name, value, row[name])]
        if len(weak) == len(live) or (weak and not flagged(no.table, "no").get(name)):
            values[name] = _joined(no.table, name, value, [row[name] for row in live])
    return (live, values, False) if values else None


def weaker(table: str, name: str, before: Any, after: Any) -> bool:
    """Whether a column that was ``before`` would give way by ``after``."""
    told = flagged(table, "no").get(name)
    if told == FEWER:
        return bool(before) and bool(set(after) - set(before))
    if told:
        return _weight(told, after) < _weight(told, before)
    if name in flagged(table, "refs"):
        return bool(set(before) - set(after))
    return bool(name in flagged(table, "reopens") and before != after)


def held(before: Sequence[Row], after: Sequence[Row]) -> Held | None:
    """What of one object may not simply come in: ``before`` and ``after`` are its current versions, without and with.

    The row that keeps it as it was goes on top of what came; where an own version still stands, that stays beside it.
    """
    table = after[0].table
    was, live = [row for row in before if not row.removed], [row for row in after if not row.removed]
    known = {row.id for row in before}
    came = max((row for row in after if row.id not in known), key=lambda row: (row.at, row.id), default=None)
    if came is None:
        return None
    if before and not was:
        return _row_of(came, after, {}, removed=True) if live and right(table, "gone_is_no") else None
    whole = right(table, "append_only") and was
    if not live:
        if whole or (strictest(was) and not right(table, "gone_is_no")):
            return _row_of(came, after, dict(max(was, key=lambda row: row.at).values), removed=False)
        return None
    new = [row for row in live if row.id not in known]
    values = dict(_given_way(table, was, live)) | dict(_proposed(table, was, new))
    if whole and any(dict(row.values) != dict(was[0].values) for row in new):
        values = dict(was[0].values)
    if any(value is _AWAY for value in values.values()):
        return _row_of(came, new, {}, removed=True)
    return _row_of(came, new, values, removed=False) if values else None


_AWAY = object()  # a new row whose value may not come in and has nothing to fall back on: all of it waits


def _given_way(table: str, was: Sequence[Row], live: Sequence[Row]) -> Iterable[tuple[str, Any]]:
    stood = strictest(was)
    for name, told in flagged(table, "no").items():
        if told == FEWER and was:
            common = set.intersection(*(set(row[name]) for row in was))
            if all(weaker(table, name, sorted(common), row[name]) for row in live):
                yield name, [one for one in live[0][name] if one in common]
        elif name in stood and all(weaker(table, name, stood[name], row[name]) for row in live):
            yield name, stood[name]


def _proposed(table: str, was: Sequence[Row], new: Sequence[Row]) -> Iterable[tuple[str, Any]]:
    for name, told in flagged(table, "proposed").items():
        coming = [row[name] for row in new if was or told is not True]
        changed = [one for one in coming if one not in [row[name] for row in was]]
        if any(told is True or one in told for one in changed):
            fallback = flagged(table, "reopens").get(name, _AWAY)
            yield name, max(was, key=lambda row: row.at)[name] if was else fallback


def _row_of(came: Row, parents: Sequence[Row], values: Mapping[str, Any], *, removed: bool) -> Held:
    made = on_top(came, parents, {**came.values, **values}, removed=removed)
    before = {name: value for name, value in values.items() if came[name] != value} if not came.removed else {}
    return Held(made, came, before, {name: came[name] for name in before})


def on_top(base: Row | No, parents: Sequence[Row], values: Mapping[str, Any], *, removed: bool = False) -> Row:
    """A row of the kit on top of these; the same wherever it is made of the same."""
    ids = sorted(row.id for row in parents)
    told: dict[str, Any] = {
        "object_id": base.object_id,
        "parents": ids,
        "author": "kit",
        "at": max([base.at, *(row.at for row in parents)]),
        "v": SCHEMA_VERSION,
        "removed": removed,
        **values,
    }
    digest = row_hash(base.table, told)
    return Row(
        base.table,
        derived_id("no", digest),
        base.object_id,
        tuple(ids),
        "kit",
        told["at"],
        told["v"],
        removed,
        digest,
        dict(values),
    )


def _joined(table: str, name: str, value: Any, now: Sequence[Any]) -> Any:
    if flagged(table, "no").get(name) == FEWER:
        return [one for one in now[0] if one in value]
    return list(dict.fromkeys([*now[0], *value])) if name in flagged(table, "refs") else value


def _weight(told: Sequence[Any], value: Any) -> int:
    if told == ANY:
        return int(value is not None)
    return told.index(value) + 1 if value is not None and value in told else 0
