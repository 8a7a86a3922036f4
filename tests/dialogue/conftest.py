"""A project with readers of three sides, small enough to count on paper; see ``compared.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from compared import compared_project

from ontmoet_research.store import Project


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Project]:
    """The project of ``compared.py``."""
    with compared_project(tmp_path / "p.ontmoet") as made:
        yield made
