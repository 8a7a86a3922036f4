"""Small projects for the tests of the store. Every test that asks for one runs on each kind of project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store

PASSPHRASE = "drie groene fietsen in de regen"
KINDS = ["sqlite", "encrypted", "postgresql"]


ROWS_ONLY = ("test_proposals", "test_history", "test_versions", "test_view", "test_moves", "test_merge")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of what is only about rows, a project with a passphrase runs with ``-m slow``: its rows are those of any file."""
    for item in items:
        told = getattr(item, "callspec", None)
        if item.path.stem in ROWS_ONLY and told is not None and told.params.get("place") == "encrypted":
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the kit keeps what is not of a project file: never in the folder of who runs the tests."""
    monkeypatch.setenv("ONTMOET_FOLDER", str(tmp_path / "kit"))


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where an empty project stands: a file, one with a passphrase, and then a database on a server."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_project_url"))
    phrase = PASSPHRASE if request.param == "encrypted" else ""
    monkeypatch.setenv("ONTMOET_PASSPHRASE", phrase)  # so that a test can open it again as if it were any project
    store.create(tmp_path / "p.ontmoet", title="Proef", passphrase=phrase).close()
    return str(tmp_path / "p.ontmoet")


@pytest.fixture
def free_place(request: pytest.FixtureRequest, place: str, tmp_path: Path) -> str:
    """A place where nothing stands yet, on the same back-end as ``place``."""
    return str(request.getfixturevalue("postgres_url")) if "://" in place else str(tmp_path / "leeg.ontmoet")


@pytest.fixture
def project(place: str) -> Iterator[store.Project]:
    with store.open_project(place) as opened:
        yield opened


@pytest.fixture
def noor(project: store.Project) -> store.Project:
    """The project with Noor at work, who is a contributor."""
    person = store.new("contributors", display_name="Noor", side="ervaring")
    store.write(project, [person])
    return project.as_person(person.object_id)
