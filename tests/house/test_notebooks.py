"""Every notebook of the kit: one title, code folded away, and nothing that a person said or a screen showed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest

from ontmoet_research.screens.doors import DOORS
from ontmoet_research.words import say

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
CHECKED = "# NBVAL_CHECK_OUTPUT"  # only such a cell keeps its output, for nbval to compare
ALL = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
FOR_WHO_CALCULATES = "12_zelf_uitzoeken.ipynb"  # its code is what one looks at and changes


def test_the_kit_begins_with_notebook_00() -> None:
    assert ALL[:1] == ["00_begin_hier.ipynb"]


@pytest.fixture(params=[name for name in ALL if name != FOR_WHO_CALCULATES])
def folded(request: pytest.FixtureRequest) -> Any:
    return nbformat.read(NOTEBOOKS / request.param, as_version=nbformat.NO_CONVERT)


@pytest.fixture(params=ALL)
def notebook(request: pytest.FixtureRequest) -> Any:
    return nbformat.read(NOTEBOOKS / request.param, as_version=nbformat.NO_CONVERT)


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def words(notebook: Any) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_a_notebook_is_called_as_its_group_of_doors_in_the_app(folded: Any) -> None:
    """So that a sentence that sends people to a place is true in both."""
    doors = re.findall(r'"([a-z-]+)"', "".join(re.findall(r"menu\((.*)\)", code_cells(folded)[0].source)))
    groups = {say(f"doors.{DOORS[key].group}") for key in doors}
    title = words(folded).split("\n")[0].removeprefix("# ")
    assert not groups or any(title.startswith(group) for group in groups)


def test_a_notebook_is_valid_and_has_ids(notebook: Any) -> None:
    assert notebook.nbformat == 4
    assert notebook.nbformat_minor >= 5
    nbformat.validate(notebook)


def test_a_notebook_has_one_title_and_headings_in_order(notebook: Any) -> None:
    levels = [len(found) for found in re.findall(r"^(#+) ", words(notebook), re.MULTILINE)]
    assert levels[:1] == [1], "the first heading is the title"
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_code_is_folded_away(folded: Any) -> None:
    assert code_cells(folded)
    assert [c.source for c in code_cells(folded) if not c.metadata.get("jupyter", {}).get("source_hidden")] == []


def test_a_notebook_keeps_no_state_of_widgets_and_no_pictures_in_cells(notebook: Any) -> None:
    assert "widgets" not in notebook.metadata
    assert [cell.source for cell in notebook.cells if cell.get("attachments")] == []


def test_only_a_checked_cell_keeps_an_output_and_then_only_plain_text(notebook: Any) -> None:
    for cell in code_cells(notebook):
        assert cell.execution_count is None or cell.source.startswith(CHECKED)
        assert not cell.outputs or cell.source.startswith(CHECKED), cell.source
        for output in cell.outputs:
            assert output.output_type in ("stream", "execute_result"), cell.source
            assert set(output.get("data", {})) <= {"text/plain"}, cell.source


def test_a_checked_cell_has_something_to_be_compared_with(notebook: Any) -> None:
    """Without a kept output nbval compares nothing."""
    assert [cell.source for cell in code_cells(notebook) if cell.source.startswith(CHECKED) and not cell.outputs] == []


def test_a_cell_is_one_call(notebook: Any) -> None:
    """House rule: what a cell does stands in the kit, so that pytest can test it."""
    long = [cell.source for cell in code_cells(notebook) if len(cell.source.strip().splitlines()) > 6]
    assert long == []


def test_who_works_on_screens_sees_no_printed_numbers(folded: Any) -> None:
    assert [cell.source for cell in code_cells(folded) if cell.source.startswith(CHECKED)] == []


def test_ten_questions_of_your_own_take_at_most_three_lines_each_and_are_checked() -> None:
    own = nbformat.read(NOTEBOOKS / FOR_WHO_CALCULATES, as_version=nbformat.NO_CONVERT)
    asked = re.findall(r"^## (\d+)\. .+\?$", words(own), re.MULTILINE)
    answers = [cell.source.splitlines()[1:] for cell in code_cells(own) if cell.source.startswith(CHECKED)]
    assert [int(number) for number in asked] == list(range(1, 11))
    assert len(answers) == 10 and max(map(len, answers)) <= 3
    assert not any(cell.metadata.get("jupyter", {}).get("source_hidden") for cell in code_cells(own))


def test_links_lead_to_files_that_are_there(notebook: Any) -> None:
    linked = re.findall(r"\]\(([^)#]+)", words(notebook))
    assert [link for link in linked if "://" in link] == [], "a notebook works without the internet"
    assert [link for link in linked if not (NOTEBOOKS / link).exists()] == []
