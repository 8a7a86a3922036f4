"""Each test of a screen has a memory and a work folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research.store import Project


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty memory; what this computer remembers of its user stays out of the tests."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder to be in."""
    folder = tmp_path / "werkmap"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def small(work: Path) -> Iterator[Project]:
    """The small project of ``pages.py``."""
    from pages import small_project

    with small_project(work / "veldhoek.ontmoet") as made:
        yield made
