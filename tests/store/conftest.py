"""Small projects for the tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    with store.create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def noor(project: store.Project) -> store.Project:
    """The project with Noor at work, who is a contributor."""
    person = store.new("contributors", display_name="Noor", side="ervaring")
    store.write(project, [person])
    return project.as_person(person.object_id)
