"""Small projects for the tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store

PASSPHRASE = "drie groene fietsen in de regen"
KINDS = {"file": "", "encrypted file": PASSPHRASE}  # each test of the store runs on all of them


@pytest.fixture(params=KINDS)
def project(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Project]:
    phrase = KINDS[request.param]
    monkeypatch.setenv("ONTMOET_PASSPHRASE", phrase)  # so that a test can open it again as if it were any project
    with store.create(tmp_path / "p.ontmoet", title="Proef", passphrase=phrase) as made:
        yield made


@pytest.fixture
def noor(project: store.Project) -> store.Project:
    """The project with Noor at work, who is a contributor."""
    person = store.new("contributors", display_name="Noor", side="ervaring")
    store.write(project, [person])
    return project.as_person(person.object_id)
