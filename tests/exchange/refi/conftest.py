"""An empty project, and a project of another program in the making."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.exchange import Choices, Loaded, load

sys.path.insert(0, str(Path(__file__).resolve().parent))
from boxes import Box


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    with store.create(tmp_path / "hier.ontmoet", title="Hier") as made:
        yield made


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def bring(project: store.Project, tmp_path: Path, at_hand: None) -> Callable[..., Loaded]:
    """Load a box into the project; with ``choices``, as a person said."""

    def bring(box: Box, choices: Choices | None = None, **how: object) -> Loaded:
        return load(project, box.write(tmp_path / "daar.qdpx", **how), choices)  # type: ignore[arg-type]  # handed on

    return bring
