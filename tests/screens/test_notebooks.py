"""Each notebook says in its first cell how to begin, shows its doors, and ends with one small step."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from ontmoet_research.cli.notebooks import shipped_notebooks
from ontmoet_research.screens.begin.start_here import NOTEBOOKS
from ontmoet_research.screens.doors import DOORS

CHECKED = "# NBVAL_CHECK_OUTPUT"
EXTENSION = Path("ontmoet_research/cli/lab_files/labextensions/ontmoet-begin/static/remoteEntry.js")


# Notebook 12 is no screen: it begins with code that one reads and changes, so nothing in it runs by itself.
@pytest.fixture(params=sorted({*NOTEBOOKS.values()} - {NOTEBOOKS["asking"]}))
def cells(request: pytest.FixtureRequest) -> list[Any]:
    return list(nbformat.read(shipped_notebooks() / request.param, as_version=4).cells)


def code(cells: list[Any]) -> list[str]:
    return [cell.source for cell in cells if cell.cell_type == "code" and not cell.source.startswith(CHECKED)]


def test_the_first_cell_says_that_the_screen_comes_by_itself_and_what_to_do_when_not(cells: list[Any]) -> None:
    assert "**Begin zo.**" in cells[0].source
    assert "▶▶" in cells[0].source


def test_the_first_cell_with_code_runs_alone(cells: list[Any]) -> None:
    assert code(cells)[0].startswith("import ontmoet_research as ont\n")


def test_the_last_cell_asks_for_one_small_step_except_where_that_is_a_door(cells: list[Any]) -> None:
    assert cells[-1].source == "ont.screens.next_step()"


def test_the_extension_knows_each_line_that_a_notebook_of_the_kit_runs_and_nothing_else(cells: list[Any]) -> None:
    text = (shipped_notebooks().parent / EXTENSION).read_text(encoding="utf-8")
    ours = [re.compile(line.replace("\\/", "/")) for line in re.findall(r"^    /(\^.*\$)/,$", text, re.MULTILINE)]
    assert len(ours) == 2
    assert all(any(line.search(source) for line in ours) for source in code(cells))
    for foreign in ("import os", "ont.screens.next_step();import os", f"{code(cells)[0]}\nimport os", "", "!ls"):
        assert not any(line.fullmatch(foreign) for line in ours)


def test_a_notebook_shows_doors_that_are_there(cells: list[Any]) -> None:
    keys = re.findall(r'"([a-z-]+)"', code(cells)[0])
    assert {*keys} <= {*DOORS}


def test_every_door_stands_in_a_notebook_and_the_start_screen_knows_every_notebook() -> None:
    sources = [code(nbformat.read(path, as_version=4).cells)[0] for path in shipped_notebooks().glob("*.ipynb")]
    shown = {key for source in sources for key in re.findall(r'"([a-z-]+)"', source)}
    assert {*DOORS} - shown == {key for key, door in DOORS.items() if door.group == "start"}, "those stand in 00"
    assert {path.name for path in shipped_notebooks().glob("*.ipynb")} == {*NOTEBOOKS.values()}
