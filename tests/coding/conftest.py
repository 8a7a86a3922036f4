"""A project with one note, two readers and the labels of the first starter codebook."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ontmoet_research import store
from ontmoet_research.coding import bring_in_codebook
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.model import shipped

TEXT = (
    "👩‍🦽 Wilma: ik durfde de brief niet open te maken.\n\nTeun: bij ons gaat dat $5 kosten.\n\nDaarna bleef het stil."
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """``project`` (Noor at work), ``noor``, ``kees``, ``source``, ``pieces``, ``text``, ``codes`` by short id."""
    with store.create(tmp_path / "p.ontmoet", title="Proef") as project:
        people = [store.new("contributors", display_name=name, side="ervaring") for name in ("Noor", "Kees")]
        store.write(project, people)
        for name in ("codeboek_A", "codeboek_B"):
            bring_in_codebook(project, shipped("codeboeken", f"{name}.csv"))
        noor, kees = (person.object_id for person in people)
        source = bring_in(project, read_typed(TEXT)).source_id
        rows = sorted(store.read_rows(project, "fragments", source_id=source), key=lambda row: row["order"])
        yield SimpleNamespace(
            project=project.as_person(noor),
            noor=noor,
            kees=kees,
            source=source,
            pieces=[row.object_id for row in rows],
            text=store.find(project, "sources", source)["text"],
            codes={row["code"]: row.object_id for row in store.read_rows(project, "codes")},
        )
