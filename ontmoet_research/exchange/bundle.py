"""A bundle: a copy of the workspace for a colleague to take along, work in, and merge back.

What travels is the whole history: every version, and every removal. Without it merging could not tell an edit from the
words it replaced, and what somebody took out here would live on there. Words that were *erased* are nowhere and so
don't travel; the erasures themselves do, without content. What never travels: what people need and how they like their
screens (tables ``needs`` and ``display_settings``), and private notes of others than who makes the bundle.

Because of that history a bundle is not a release: it is locked with age unless somebody says ``plain``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import ontmoet_research
from ontmoet_research.model import SCHEMA_VERSION, tables
from ontmoet_research.privacy.release import write_out
from ontmoet_research.store import OpenProject, Project, age, as_stored, check_version, names_of, now
from ontmoet_research.words import Refused

from .packing import MAX_BYTES, Box, pack

FORMAT = 1
ANCHORS = ("objects", "erasures")
_ERASURE = ("id", "object_id", "keep_id", "reason", "author", "at", "confirmed")


class Bundle:
    """What is in a bundle, to merge: a ``store.Copy``."""

    def __init__(self, box: Box, name: str) -> None:
        self.name = name
        told = ("title", "practice", "project_id", "schema_version", "made_by", "made_at")
        self.facts: Mapping[str, str] = {key: str(box.facts[key]) for key in told if box.facts.get(key) is not None}
        self._box = box

    def names(self) -> Sequence[str]:
        """The tables it has rows for."""
        return [name for name in (*tables(), *ANCHORS) if f"{name}.jsonl" in self._box.members]

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table as stored. A line that is no row gives one without values, which merging refuses."""
        for line in self._box.lines(table):
            if table in ANCHORS:
                yield _own_row(table, line)
            else:
                yield _stored(table, line)


def make_bundle(
    project: Project,
    path: str | Path,
    *,
    passphrase: str | None = None,
    recipients: Sequence[str] = (),
    plain: bool = False,
) -> dict[str, int]:
    """Write a bundle of the project as it is at this moment; give the number of rows by table.

    Locked with a passphrase or for age keys; not at all with ``plain``. The copy is noted in the logbook. Errors:
    ``Refused`` for a passphrase that is too short, a key that is none, or a place that can't be written;
    ``ValueError`` without passphrase or key.
    """
    if not plain and passphrase is None and not recipients:
        raise ValueError("give a passphrase, recipients, or plain")
    counts: dict[str, int] = {}
    with OpenProject(project) as stored:
        facts = {
            **{"format": FORMAT, "schema_version": SCHEMA_VERSION, "kit": ontmoet_research.__version__},
            **{key: stored.facts.get(key) for key in ("project_id", "title", "practice")},
            **{"made_by": project.who, "made_at": now()},
        }
        content = pack(((name, _counted(stored, name, project.who, counts)) for name in stored.names()), facts)
    if not plain:
        content = age.lock(content, passphrase=passphrase, recipients=recipients)
    write_out(project, path, content, "kopie om mee te nemen")
    return {name: n for name, n in counts.items() if n and name not in ANCHORS}


def open_bundle(
    path: str | Path, *, passphrase: str | None = None, identity: str | None = None, content: bytes | None = None
) -> Bundle:
    """A bundle, checked all through; nothing of it is on disk in the clear.

    ``identity`` is the text of an age key file; ``content`` is the file, when it was read already. Errors: ``Refused``
    when it is no bundle, is damaged, too large, made by a newer kit, or when phrase or key don't fit.
    """
    content = read_file(path) if content is None else content
    if age.is_locked(content):
        content = age.unlock(content, passphrase=passphrase, identity=identity)
    box = Box(content)
    if not isinstance(box.facts.get("format"), int) or box.facts["format"] > FORMAT:
        raise Refused("store.newer", path=path)
    bundle = Bundle(box, Path(path).name)
    check_version(bundle, path)  # before its tables: a newer kit may have others
    box.check((*tables(), *ANCHORS))
    return bundle


def read_file(path: str | Path) -> bytes:
    """The bytes of a file that may be a bundle. Errors: ``Refused`` when it is not there, too large or unreadable."""
    place = Path(path)
    if not place.is_file():
        raise Refused("store.not_found", path=path)
    try:
        with place.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise Refused("exchange.unreadable", path=path) from problem
    if len(content) > MAX_BYTES:
        raise Refused("exchange.too_large")
    return content


def _counted(stored: OpenProject, name: str, who: str, counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    for row in _travelling(stored, name, who):
        counts[name] = counts.get(name, 0) + 1
        yield row


def _travelling(stored: OpenProject, name: str, who: str) -> Iterator[dict[str, Any]]:
    """The rows of a table that go along, with Python values."""
    if name in tables() and not _goes(name):
        return
    if name == "objects":
        yield from ({"id": key, "kind": kind} for key, kind in stored.rows(name) if _goes(kind))
    elif name == "erasures":
        kinds = dict(stored.rows("objects"))
        told = (dict(zip(_ERASURE, row, strict=True)) for row in stored.rows(name))
        yield from (row | {"confirmed": bool(row["confirmed"])} for row in told if _goes(kinds[row["object_id"]]))
    else:
        rows = _as_python(name, stored.rows(name))
        yield from _without_private(list(rows), who) if name == "memos" else rows


def _goes(kind: str) -> bool:
    return bool(tables()[kind].info["leaves"])


def _as_python(name: str, rows: Iterator[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    names = names_of(name)
    columns = tables()[name].columns
    lists = [c.name for c in columns if c.name == "parents" or c.info.get("list")]
    truths = [c.name for c in columns if c.type.python_type is bool]
    for stored in rows:
        row = dict(zip(names, stored, strict=True))
        row |= {key: json.loads(row[key]) for key in lists}
        row |= {key: bool(row[key]) for key in truths if row[key] is not None}
        yield row


def _without_private(rows: list[dict[str, Any]], who: str) -> Iterator[dict[str, Any]]:
    """Notes without what is private of others: no private version, and nothing of a note that is private now."""
    replaced = {parent for row in rows for parent in row["parents"]}
    private = [row for row in rows if row["private"] and row["contributor_id"] != who]
    shut = {row["object_id"] for row in private if row["id"] not in replaced}
    hidden = {row["id"] for row in private}
    yield from (row for row in rows if row["object_id"] not in shut and row["id"] not in hidden)


def _stored(table: str, line: Any) -> tuple[Any, ...]:
    try:
        return as_stored(table, line)
    except (ValueError, AttributeError):
        ids = [line.get(name) for name in ("id", "object_id")] if isinstance(line, dict) else ["", ""]
        return (*map(str, ids), *([None] * (len(names_of(table)) - 2)))


def _own_row(table: str, line: Any) -> tuple[Any, ...]:
    names = ("id", "kind") if table == "objects" else _ERASURE
    nullable = {"keep_id"}
    if not isinstance(line, dict) or set(line) != set(names):
        raise Refused("exchange.damaged")
    for name in names:
        kinds = (bool,) if name == "confirmed" else (str, type(None)) if name in nullable else (str,)
        if not isinstance(line[name], kinds) or "\x00" in str(line[name]):
            raise Refused("exchange.damaged")
    return tuple(line[name] for name in names)
