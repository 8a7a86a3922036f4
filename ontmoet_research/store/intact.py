"""Whether a row that comes from elsewhere is what it says it is: right by the model, and whole by its hash.

Rows are looked at as a database holds them (lists as canonical JSON text, yes/no as 0/1 or true/false), so that one
function serves a file that is attached, a server and a bundle. It is built per table and made to be quick: merging
looks at every row, and ``row_hash`` on a dictionary took four times as long.

A hash shows damage. It does not show who wrote a row: whoever can write a project can also make a hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from json.encoder import encode_basestring as quoted
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Column, Integer

from ontmoet_research.model import SCHEMA_VERSION, columns_since, tables

DAMAGED = "damaged"
NEWER = "newer"
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z").fullmatch
_TRUTHS = frozenset((0, 1, None))
_SMALLEST, _LARGEST = -(2**31), 2**31 - 1  # what every back-end can keep

WhyNot = Callable[..., str | None]


def names_of(table: str) -> tuple[str, ...]:
    """The columns of a table in the order in which they are stored, and in which :func:`why_not` takes them."""
    return tuple(column.name for column in tables()[table].columns)


def as_stored(table: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """A row with Python values (lists as lists) as a database holds it, in the order of :func:`names_of`.

    A column the row does not have is empty. Errors: ``ValueError`` for a column that the table does not have, or a
    value no JSON has.
    """
    found = tables()[table].columns
    if not row.keys() <= set(found.keys()):
        raise ValueError(f"{table} has no such columns")
    return tuple(_list_text(row.get(c.name, [])) if _is_list(c) else row.get(c.name) for c in found)


@cache
def why_not(table: str) -> WhyNot:
    """A function over the stored values of one row that says why the row can't be taken in; None when it can.

    It answers ``damaged`` when a value does not fit the model or the hash does not fit the values, ``newer`` when a
    newer kit wrote the row.
    """
    columns = list(tables()[table].columns)
    place = {column.name: at for at, column in enumerate(columns)}
    by_version = {v: _Told(table, v) for v in range(1, SCHEMA_VERSION + 1)}
    kinds_seen: dict[tuple[type, ...], bool] = {}
    at_v, at_when, at_hash = place["v"], place["at"], place["hash"]

    def answer(*row: Any) -> str | None:
        kinds = tuple(map(type, row))
        right = kinds_seen.get(kinds)
        if right is None:
            right = kinds_seen[kinds] = all(map(_right_kind, columns, kinds))
        if not right:
            return DAMAGED
        told = by_version.get(row[at_v])
        if told is None:
            return NEWER if row[at_v] > SCHEMA_VERSION else DAMAGED
        if not _AT(row[at_when]) or told.hash(row) != row[at_hash]:
            return DAMAGED
        return None if told.fits(row) else DAMAGED

    return answer


class _Told:
    """What a row of one table, written under one schema version, tells to its hash; and what it may hold.

    Plain loops and one template: this runs for every row of a merge.
    """

    def __init__(self, table: str, version: int) -> None:
        columns = tables()[table].columns
        later = columns_since(table, version)
        hashed = sorted((c.name, at) for at, c in enumerate(columns) if c.name not in {"id", "hash"} | later)
        self.pick = itemgetter(*(at for _, at in hashed))
        self.later = [(at, "[]" if _is_list(c) else None) for at, c in enumerate(columns) if c.name in later]
        self.told_lists = [n for n, (_, at) in enumerate(hashed) if _is_list(columns[at])]
        self.told_truths = [n for n, (_, at) in enumerate(hashed) if _is_truth(columns[at])]
        self.lists = [at for at, c in enumerate(columns) if _is_list(c)]
        self.truths = [at for at, c in enumerate(columns) if _is_truth(c)]
        self.numbers = [at for at, c in enumerate(columns) if isinstance(c.type, Integer)]
        chosen = [(at, frozenset(c.info["choices"])) for at, c in enumerate(columns) if c.info.get("choices")]
        self.choices = [(at, allowed | {None}) for at, allowed in chosen if at not in self.lists]
        self.list_choices = {at: allowed for at, allowed in chosen if at in self.lists}
        told = ",".join(f'"{name}":%s' for name, _ in hashed)
        self.template = f'["{table}",{{{told}}}]'

    def hash(self, row: tuple[Any, ...]) -> str | None:
        """The same as ``row_hash``; None when the words can't be kept by every back-end."""
        values = self.pick(row)
        told = [quoted(value) if type(value) is str else "null" if value is None else str(value) for value in values]
        for n in self.told_lists:
            told[n] = values[n]  # is JSON already
        for n in self.told_truths:
            told[n] = "null" if values[n] is None else "true" if values[n] else "false"
        text = self.template % tuple(told)
        if "\\u0000" in text and self._has_nul(row):
            return None
        try:
            return hashlib.sha256(text.encode("utf-8")).hexdigest()
        except UnicodeEncodeError:  # half a surrogate pair
            return None

    def fits(self, row: tuple[Any, ...]) -> bool:
        """Whether numbers, choices and lists are such as this kit writes them."""
        for at, nothing in self.later:
            if row[at] != nothing:
                return False
        for at in self.numbers:
            if row[at] is not None and not _SMALLEST <= row[at] <= _LARGEST:
                return False
        for at in self.truths:
            if row[at] not in _TRUTHS:
                return False
        for at, allowed in self.choices:
            if row[at] not in allowed:
                return False
        return all(row[at] == "[]" or _is_list_text(row[at], self.list_choices.get(at)) for at in self.lists)

    def _has_nul(self, row: tuple[Any, ...]) -> bool:
        # In the text of a list it stands escaped; an escaped backslash before u0000 is none.
        in_lists = any("\\u0000" in row[at].replace("\\\\", "") for at in self.lists)
        return in_lists or any("\x00" in value for value in row if isinstance(value, str))


def _is_list(column: Column[Any]) -> bool:
    return column.name == "parents" or bool(column.info.get("list"))


def _is_truth(column: Column[Any]) -> bool:
    return isinstance(column.type, Boolean)


def _right_kind(column: Column[Any], kind: type) -> bool:
    if kind is type(None):
        return bool(column.nullable)
    if _is_truth(column):
        return kind in (int, bool)
    return kind is (int if isinstance(column.type, Integer) else str)


def _is_list_text(text: str, allowed: frozenset[str] | None) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    texts = isinstance(found, list) and all(isinstance(item, str) for item in found)
    return texts and _list_text(found) == text and (allowed is None or allowed.issuperset(found))


def _list_text(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list) else value
