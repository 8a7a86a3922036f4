"""Making rows: ids, drafts and hashes. Nothing here touches a database."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ontmoet_research.model import SCHEMA_VERSION, columns_of, columns_since

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
    return str(uuid.UUID(int=value))


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
    return {**row, "hash": row_hash(draft.table, row)}


def row_hash(table: str, row: Mapping[str, Any]) -> str:
    """SHA-256 over table name and all columns except ``id`` and ``hash``, as canonical JSON.

    Columns that came after the row's own schema version are left out: an old row keeps its hash in a newer kit.
    """
    left_out = {"id", "hash"} | columns_since(table, row["v"])
    told = {name: value for name, value in row.items() if name not in left_out}
    text = json.dumps([table, told], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def now() -> str:
    """This moment in UTC with milliseconds, as ISO text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def checked(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """All typed columns of a table with these values, as they will be stored; what isn't named is empty.

    Errors: ``ValueError`` for an unknown column or a value the model refuses.
    """
    columns = columns_of(table)
    unknown = sorted(set(values) - set(columns))
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(unknown)}; it has {', '.join(columns)}")
    return {name: _checked_value(f"{table}.{name}", column, values.get(name)) for name, column in columns.items()}


def _checked_value(place: str, column: Any, value: Any) -> Any:
    if column.info.get("list"):
        items = [_storable(str(item)) for item in (value or [])]
        _check_choices(place, column.info.get("choices", ()), items)
        return items
    if value is None or value == "":
        if not column.nullable and value is None:
            raise ValueError(f"{place} can't be empty")
        return None if column.nullable else value
    if isinstance(value, str):
        _check_choices(place, column.info.get("choices", ()), [value])
        return _storable(value)
    if not isinstance(value, bool | int):
        raise ValueError(f"{place} takes text, a whole number or yes/no, not {type(value).__name__}")
    return value


def _check_choices(place: str, choices: Iterable[str], values: Iterable[str]) -> None:
    choices = tuple(choices)
    wrong = [value for value in values if choices and value not in choices]
    if wrong:
        raise ValueError(f"{place} takes one of {', '.join(choices)}; not {', '.join(wrong)}")


def _storable(text: str) -> str:
    # PostgreSQL refuses NUL, and no back-end can keep half a surrogate pair.
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
