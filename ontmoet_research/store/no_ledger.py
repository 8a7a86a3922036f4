"""A no is written down beside the project too, so that no copy of before it undoes it (rules: ``nos.py``).

``buurt.ontmoet`` -> ``buurt.nee.jsonl``; for a database in the person's own folder of the kit. One line for each no,
stop or closing, and for each yes that came after it here: ids and answers, never words. The line is there before the
row is, so a crash leaves a no too many at most. What was written together with a no (texts that must be read again,
words taken out) is in it too. How it is used: ``kept_nos.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ontmoet_research.words import Refused

from .current import rows_by_id
from .ledger import add_lines, ledger_path
from .nos import No, beside, guarded, no_of
from .project import Project
from .rows import Row
from .tables import meta

SUFFIX = ".nee.jsonl"
CHUNK = 500  # ids in one question


def told_by(connection: sa.Connection, rows: Sequence[Row], *, undoes: bool = False) -> list[No]:
    """What these new rows say of a no. Those of one author and moment were written together.

    ``undoes``: whether they take back something; then what comes back is told as well.
    """
    found: list[No] = []
    moments: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        moments.setdefault((row.author, row.at), []).append(row)
    for together in moments.values():
        own = [row for row in together if row.table in guarded()]
        if not own and not undoes:
            continue
        parents = parents_of(connection, own)
        said = [no for row in own if (no := no_of(row, [parents[p] for p in row.parents if p in parents])) is not None]
        if any(said) or undoes:
            named = {no.object_id for no in said if no}
            others = [row for row in together if row.object_id not in named]
            said += written_beside(connection, others, lifted=undoes)
        found += said
    return found


def written_beside(connection: sa.Connection, rows: Sequence[Row], *, lifted: bool) -> Iterator[No]:
    """What went with a no, of rows that were written with it; with ``lifted``, what came back instead."""
    parents = parents_of(connection, rows)
    for row in rows:
        before = [parents[one] for one in row.parents if one in parents]
        if (no := None if lifted else beside(row, before)) is not None:
            yield no
        elif lifted and not row.removed and any(one.removed for one in before):
            yield No(row.table, row.object_id, row.id, row.at)


def note(project: Project, connection: sa.Connection, rows: Sequence[Row], *, undoes: bool = False) -> list[No]:
    """Write in the ledger what these new rows say of a no; give it. Errors: ``Refused`` when that can't be done."""
    said = told_by(connection, rows, undoes=undoes)
    if said:
        own = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "project_id")) or ""
        _add(project, [{"project": own, **asdict(no)} for no in said])
    return said


def cancel(project: Project, said: Iterable[No]) -> None:
    """These were not written after all."""
    lines = [{"not_written": no.row_id} for no in said]
    if lines:
        _add(project, lines)


def _add(project: Project, lines: Iterable[Mapping[str, Any]]) -> None:
    path = ledger_path(project, SUFFIX)
    try:
        add_lines(path, lines)
    except OSError as problem:
        raise Refused("store.nos.no_ledger", path=path) from problem


def read_nos(paths: Iterable[Path], project_id: str | None) -> list[No]:
    """What ledgers tell of this project, the last word on each object. A line cut off by a crash is passed over."""
    last: dict[str, No] = {}
    for path in filter(Path.is_file, paths):
        for object_id, told in _last_words(path, project_id).items():
            last[object_id] = max(last.get(object_id, told), told, key=lambda no: no.at)
    return list(last.values())


def _last_words(path: Path, project_id: str | None) -> dict[str, No]:
    lines = [one for text in path.read_text(encoding="utf-8", errors="replace").splitlines() if (one := _line(text))]
    void = {one.get("not_written") for one in lines}
    ours = [one for one in lines if one.get("project") == project_id and one.get("row_id") not in void]
    names = [each.name for each in fields(No)]
    return {one["object_id"]: No(**{name: one[name] for name in names if name in one}) for one in ours}


def parents_of(connection: sa.Connection, rows: Iterable[Row]) -> dict[str, Row]:
    """The rows that these rows replace, by id."""
    wanted: dict[str, set[str]] = {}
    for row in rows:
        wanted.setdefault(row.table, set()).update(row.parents)
    found: dict[str, Row] = {}
    for name, ids in wanted.items():
        listed = sorted(ids)
        for start in range(0, len(listed), CHUNK):
            found |= {row.id: row for row in rows_by_id(connection, name, listed[start : start + CHUNK])}
    return found


def _line(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    whole = isinstance(told, dict) and ("not_written" in told or {"row_id", "object_id", "table", "at"} <= told.keys())
    return told if whole else None
