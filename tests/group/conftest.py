"""Small whole projects for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research.group import make_series
from ontmoet_research.store import Project, create


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def series_id(project: Project) -> str:
    return make_series(project, "gids-2021", "Samen in Veldhoek", "Veldhoek")
