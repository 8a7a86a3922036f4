"""Making rows: ids, drafts and hashes. Nothing here touches a database."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from json.encoder import encode_basestring as _quoted
from typing import Any

from ontmoet_research.model import SCHEMA_VERSION, columns_of, columns_since

_other_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_last_id = 0
_id_lock = threading.Lock()


@dataclass(frozen=True)
class Row:
    """One row as stored: envelope and typed ``values``. ``row["name"]`` gives a value."""

    table: str
    id: str
    object_id: str
    parents: tuple[str, ...]
    author: str
    at: str
    v: int
    removed: bool
    hash: str
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True)
class Draft:
    """A row that is not written yet. Made by :func:`new`, :func:`change` or :func:`remove`. Read as a :class:`Row`."""

    table: str
    object_id: str
    values: Mapping[str, Any]
    parents: tuple[str, ...] = ()
    removed: bool = False
    author: str | None = None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def new_id() -> str:
    """A new UUIDv7 (RFC 9562): sorts by time, and always after the one before it in this process."""
    global _last_id
    with _id_lock:
        value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
        value = value & ~(0xF << 76) | 0x7 << 76  # version 7
        value = value & ~(0x3 << 62) | 0x2 << 62  # RFC variant
        _last_id = value = max(value, _last_id + 1)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def new(table: str, /, object_id: str | None = None, author: str | None = None, **values: Any) -> Draft:
    """A first version of a new object in ``table``. Columns not named are empty.

    ``author`` is for rows that are brought in for several people at once; otherwise the writer decides.
    Errors: ``KeyError`` for an unknown table, ``ValueError`` for an unknown column or a value the model refuses.
    """
    return Draft(table, object_id or new_id(), checked(table, values), author=author)


def change(row: Row, /, *others: Row, **values: Any) -> Draft:
    """A new version of what ``row`` speaks about. With ``others``, it joins several versions into one."""
    parents = tuple(sorted({row.id, *(other.id for other in others)}))
    return Draft(row.table, row.object_id, checked(row.table, {**row.values, **values}), parents)


def remove(row: Row, /, *others: Row) -> Draft:
    """A row that says the object is gone. Its words stay in the history."""
    parents = tuple(sorted({row.id, *(other.id for other in others)}))
    return Draft(row.table, row.object_id, row.values, parents, removed=True)


def finished(draft: Draft, author: str, at: str) -> dict[str, Any]:
    """The draft as a whole row: envelope, typed columns and hash."""
    row: dict[str, Any] = {
        "id": new_id(),
        "object_id": draft.object_id,
        "parents": list(draft.parents),
        "author": author,
        "at": at,
        "v": SCHEMA_VERSION,
        "removed": draft.removed,
        **draft.values,
    }
    row["hash"] = row_hash(draft.table, row)
    return row


def row_hash(table: str, row: Mapping[str, Any]) -> str:
    """SHA-256 over table name and all columns except ``id`` and ``hash``, as canonical JSON.

    Columns that came after the row's own schema version are left out: an old row keeps its hash in a newer kit.
    """
    names, form = _form(table, tuple(row), row["v"])
    told = form % tuple(
        [_quoted(value) if type(value) is str else _json(value) for value in map(row.__getitem__, names)]
    )
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


@cache
def _form(table: str, names: tuple[str, ...], version: int) -> tuple[list[str], str]:
    """The columns that count, and the JSON of a row with a place for the value of each: made once for many rows."""
    counted = sorted(set(names) - columns_since(table, version) - {"id", "hash"})
    columns = ",".join(f"{_quoted(name)}:%s" for name in counted)
    return counted, f"[{_quoted(table)},{{{columns}}}]"


def _json(value: Any) -> str:
    if value is None:
        return "null"
    return str(value) if type(value) is int else _other_json(value)


def now() -> str:
    """This moment in UTC with milliseconds, as ISO text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def checked(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """All typed columns of a table with these values, as they will be stored; what isn't named is empty.

    Errors: ``ValueError`` for an unknown column or a value the model refuses.
    """
    asked = _asked(table)
    told: dict[str, Any] = {**asked.empty, **{name: [] for name in asked.lists}}
    for name, value in values.items():
        rule = asked.rules.get(name)
        if rule is None:
            unknown = ", ".join(sorted(set(values) - set(asked.rules)))
            raise ValueError(f"{table} has no column {unknown}; it has {', '.join(asked.rules)}")
        if rule.is_plain and type(value) is str and value.isascii() and "\x00" not in value:
            told[name] = value or rule.when_empty  # nearly every value that is stored
        elif value is not None:
            told[name] = rule.checked(value)
    for name in asked.never_empty:
        if told[name] is None:
            raise ValueError(f"{table}.{name} can't be empty")
    return told


class _Rule:
    """What the model asks of the values of one column. ``is_plain``: any text will do."""

    __slots__ = ("choices", "is_list", "is_plain", "place", "when_empty")

    def __init__(self, place: str, column: Any) -> None:
        self.place, self.when_empty = place, None if column.nullable else ""
        self.is_list, self.choices = bool(column.info.get("list")), tuple(column.info.get("choices", ()))
        self.is_plain = not self.is_list and not self.choices

    def checked(self, value: Any) -> Any:
        """The value as it will be stored. Errors: ``ValueError``."""
        if self.is_list:
            return self._chosen([_storable(str(item)) for item in value or ()])
        if isinstance(value, str):
            return self._chosen([_storable(value)])[0] if value else self.when_empty
        if not isinstance(value, bool | int):
            raise ValueError(f"{self.place} takes text, a whole number or yes/no, not {type(value).__name__}")
        return value

    def _chosen(self, values: list[str]) -> list[str]:
        wrong = [value for value in values if value not in self.choices] if self.choices else []
        if wrong:
            raise ValueError(f"{self.place} takes one of {', '.join(self.choices)}; not {', '.join(wrong)}")
        return values


@dataclass(frozen=True)
class _Asked:
    """What the model asks of a table; made once, as it is asked for every row that is written."""

    rules: Mapping[str, _Rule]
    empty: Mapping[str, None]
    lists: tuple[str, ...]
    never_empty: tuple[str, ...]


@cache
def _asked(table: str) -> _Asked:
    rules = {name: _Rule(f"{table}.{name}", column) for name, column in columns_of(table).items()}
    lists = tuple(name for name, rule in rules.items() if rule.is_list)
    never_empty = tuple(name for name, rule in rules.items() if rule.when_empty is not None and not rule.is_list)
    return _Asked(rules, dict.fromkeys(rules), lists, never_empty)


def _storable(text: str) -> str:
    # PostgreSQL refuses NUL, and no back-end can keep half a surrogate pair.
    told = text.replace("\x00", "")
    return told if told.isascii() else told.encode("utf-8", "replace").decode("utf-8")
