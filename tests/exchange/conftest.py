"""Two people with a project each, for bundles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store


@pytest.fixture
def noor(tmp_path: Path) -> Iterator[store.Project]:
    """A small project with Noor at work in it: one list with one label, one session with one wish."""
    person = store.new("contributors", display_name="Noor", side="ervaring")
    book = store.new("codebooks", title="Onze lijst", version="1")
    label = store.new(
        *("codes",), codebook_id=book.object_id, code="L1", label_nl="Niet gehoord", kind="enkel", status="voorstel"
    )
    with store.create(tmp_path / "noor.ontmoet", title="Onze reeks") as made:
        store.write(made, [person, book, label], author=person.object_id)
        yield made.as_person(person.object_id)


@pytest.fixture
def kees(tmp_path: Path) -> Iterator[store.Project]:
    """An empty project of somebody else."""
    with store.create(tmp_path / "kees.ontmoet", title="Reeks van Kees") as made:
        yield made
