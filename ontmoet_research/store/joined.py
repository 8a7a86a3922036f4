"""Two people erased different words of one thing, each in an own copy: then a row is made that carries both.

No row descends from both of the rows that had to stay. The row made here does, and has blocks where either has. Its id
and all else are derived, so that every copy that meets the same rows makes the very same row.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from ontmoet_research.model import columns_of
from ontmoet_research.text.blocks import with_blocks_of

from .erasures import alive
from .rows import Row, row_hash
from .snapshot import flagged, row_of, text_columns


def row_for_both(rows: Iterable[Row], keep_ids: Iterable[str]) -> Row | None:
    """The row that carries all these rows that had to stay; None when one of ``rows`` does already, or none is there.

    ``rows`` are all rows of one object, from here and from a copy. Merging calls this before it leaves rows out: a row
    that had to stay elsewhere may not come in by itself (it holds what was erased here), but what it lacks must count.
    """
    here, wanted = list(rows), sorted(set(keep_ids))
    parents = {row.id: row.parents for row in here}
    if alive(parents, wanted):
        return None
    apart: dict[str, Row] = {}
    for keep in wanted:
        under = alive(parents, [keep])
        found = [row for row in here if row.id == keep] or [row for row in here if row.id in under]
        apart |= {row.id: row for row in found[-1:]}
    return carrying_both(list(apart.values()), wanted) if apart else None


def carrying_both(rows: Sequence[Row], keep_ids: Iterable[str]) -> Row:
    """One row for the rows of one object that each had to stay; ``keep_ids`` are the rows it stands for.

    It holds no word that one of them took out. A list keeps what stands in all of them. Where something else differs,
    the row written last decides.
    """
    last_first = sorted(rows, key=lambda row: (row.at, _canonical(row.values)), reverse=True)
    values = {name: _value(name, last_first) for name in columns_of(rows[0].table)}
    parents = sorted(set(keep_ids))
    told: dict[str, Any] = {
        "id": derived_id("carrying both", *parents),
        "object_id": rows[0].object_id,
        "parents": parents,
        "author": "kit",
        "at": last_first[0].at,
        "v": max(row.v for row in rows),
        "removed": all(row.removed for row in rows),
        **with_digests(rows[0].table, values),
    }
    return row_of(rows[0].table, {**told, "hash": row_hash(rows[0].table, told)})


def derived_id(*parts: str) -> str:
    """An id that is the same wherever it is made of the same parts: a UUID of version 8 (RFC 9562)."""
    value = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:16], "big")
    value = value & ~(0xF << 76) | 0x8 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))


def with_digests(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row with every digest computed again: a digest of words that went would still tell of them.

    What a digest of an earlier text was made of is not here, so that one goes.
    """
    digests = {
        name: hashlib.sha256((values[of] or "").encode("utf-8")).hexdigest()
        for name, of in flagged(table, "digest_of").items()
        if values.get(name)
    }
    return {**values, **digests, **dict.fromkeys(flagged(table, "digest_was"))}


def _value(name: str, rows: Sequence[Row]) -> Any:
    value = rows[0][name]
    for other in rows[1:]:
        if isinstance(value, list) and name in flagged(rows[0].table, "refs"):
            value = [one for one in value if one in other[name]]
        elif isinstance(value, list) and name in text_columns(rows[0].table) and len(value) == len(other[name]):
            value = [with_blocks_of(mine, theirs) for mine, theirs in zip(value, other[name], strict=True)]
        elif isinstance(value, str) and other[name] and name in text_columns(rows[0].table):
            value = with_blocks_of(value, other[name])
    return value


def _canonical(values: Any) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
