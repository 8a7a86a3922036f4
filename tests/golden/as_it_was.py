"""What a golden project held, told so that a later kit can compare: rows, hashes, views and figures.

Run with the kit that made the project, once, at its release (``python tests/golden/as_it_was.py FILE.ontmoet``); what
it prints is kept beside the project. It only calls what every version of the kit has.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ontmoet_research import learning, store
from ontmoet_research.model import tables


def as_it_was(project: store.Project, known: dict[str, Any] | None = None) -> dict[str, Any]:
    """Rows, views and figures of a project; with ``known`` (an earlier answer) only the tables and columns in it."""
    views = {name: list(frame.columns) for name, frame in _views(project, known).items()}
    if known:
        views = {name: [c for c in columns if c in known["columns"][name]] for name, columns in views.items()}
    return {
        "facts": {key: project.fact(key) for key in ("title", "practice", "store_epoch")},
        "columns": views,
        "rows": {name: _rows(project, name) for name in views},
        "views": {
            name: _digest(store.read_table_raw(project, name, versions="all")[columns])
            for name, columns in views.items()
        },
        "figures": _as_known(_figures(project), known["figures"]) if known else _figures(project),
    }


def _views(project: store.Project, known: dict[str, Any] | None) -> dict[str, Any]:
    return {name: _whole(project, name) for name in (known["columns"] if known else tables())}


def _whole(project: store.Project, name: str) -> Any:
    return store.read_table_raw(project, name, versions="all")


def _rows(project: store.Project, name: str) -> dict[str, Any]:
    """How many rows there are, current or not, and a digest over their ids and hashes."""
    with project.reading() as connection:
        table = tables()[name]
        found = connection.execute(sa.select(table.c.id, table.c.hash, table.c.v).order_by(table.c.id)).all()
    return {"n": len(found), "digest": hashlib.sha256(repr([tuple(row) for row in found]).encode()).hexdigest()}


def _digest(frame: Any) -> str:
    text = frame.to_json(orient="split", index=False, force_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _figures(project: store.Project) -> dict[str, Any]:
    told = {}
    for series_id in store.read_table(project, "series")["series_id"]:
        found = learning.read_learning(project, series_id)
        themed = learning.by_theme(found.codings, found.themes, found.theme_links, found.fragments)
        made = {
            "new_or_known": learning.new_or_known(found.codings, found.sessions),
            "certainty": learning.certainty_per_session(found.codings, found.sessions),
            "themes": learning.over_meetings(themed, found.codings, found.sessions),
            "wishes": learning.wishes_per_meeting(found.wishes, found.sessions),
        }
        told[series_id] = {name: json.loads(frame.to_json(orient="records")) for name, frame in made.items()}
    return told


def _as_known(figures: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """The figures with the columns an earlier kit told, so without the meetings of which only ``held`` tells."""
    return {
        series_id: {name: _rows_as_known(rows, known.get(series_id, {}).get(name)) for name, rows in made.items()}
        for series_id, made in figures.items()
    }


def _rows_as_known(rows: list[dict[str, Any]], known: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    if not known:
        return rows
    told = list(known[0])
    if "held" not in told:
        rows = [row for row in rows if row.get("held", True)]
    return [{column: row[column] for column in told if column in row} for row in rows]


if __name__ == "__main__":
    with store.open_project(Path(sys.argv[1])) as opened:
        print(json.dumps(as_it_was(opened), ensure_ascii=False))
