"""Make the golden project of this schema: two objects in every table, one changed, some removed.

    python tests/golden/make_golden.py

Run it when the model grew and the schema was not released yet; after a release a golden project never changes again.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ontmoet_research import store
from ontmoet_research.model import SCHEMA_VERSION, columns_of, tables

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


def main() -> None:
    """Write ``small_v<schema>.ontmoet.gz`` and ``small_v<schema>.json`` beside this script."""
    from as_it_was import as_it_was

    target = HERE / f"small_v{SCHEMA_VERSION}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.ontmoet"
        with store.create(path, title="Klein, met alles erin", practice=True) as project:
            fill(project)
            told = as_it_was(project)
        target.with_suffix(".ontmoet.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    target.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")


def fill(project: store.Project) -> None:
    """Two objects in every table; one has a second version, and in every third table the other is gone."""
    person = store.new("contributors", display_name="Noor", side="ervaring")
    store.write(project, [person])
    me = project.as_person(person.object_id)
    for place, name in enumerate(tables()):
        drafts = [
            store.new(name, **{c: value(column, n, person) for c, column in columns_of(name).items()}) for n in (0, 1)
        ]
        store.write(me, drafts, origin="golden")
        first, second = (store.find(me, name, draft.object_id) for draft in drafts)
        store.write(me, [store.change(first, **second.values)], origin="golden")
        if place % 3 == 0:
            store.write(me, [store.remove(second)], origin="golden")


def value(column: sa.Column[Any], n: int, person: store.Draft) -> Any:
    """Something the column takes; the second object has other words, and accents and emoji in them."""
    choices = column.info.get("choices") or ()
    word = choices[n % len(choices)] if choices else (f"{column.name} één", f"{column.name} 👩‍🦽 twee")[n]
    if column.info.get("ref"):
        return person.object_id
    if column.info.get("list"):
        return [person.object_id] if column.info.get("refs") else [word]
    if column.info.get("date"):
        return f"2026-11-{n + 1:02}"
    return {sa.Boolean: n == 0, sa.Integer: n + 1}.get(type(column.type), word)


if __name__ == "__main__":
    main()
