"""The numbers that notebooks print count each thing once, also when two people changed it at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

import ontmoet_research as ont
from ontmoet_research.cli.notebooks import shipped_notebooks
from ontmoet_research.practice import make_practice_project
from ontmoet_research.store import Project, change, find, open_project, read_table, write

COUNTS = {
    "wish_chain": ("wishes", "wish_id", "status", "opgepakt"),
    '"sessions"': ("sessions", "session_id", "status", "gehouden"),
}


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("ONTMOET_FOLDER", str(tmp_path / "kit"))
    make_practice_project(tmp_path / "oefen.ontmoet").close()
    monkeypatch.setenv("ONTMOET_PROJECT", str(tmp_path / "oefen.ontmoet"))
    with open_project(tmp_path / "oefen.ontmoet") as opened:
        yield opened


@pytest.mark.parametrize("name", COUNTS)
def test_a_thing_with_two_versions_counts_once_in_what_a_notebook_prints(
    practice: Project, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = counting_cell(name)
    table, key, column, value = COUNTS[name]
    rows = read_table(practice, table)
    row = find(practice, table, rows.loc[rows[column] == value, key].iloc[0])
    free = "text" if table == "wishes" else "topic"
    write(practice, [change(row, **{free: "de ene"}), change(row, **{free: "de andere"})])
    exec(cell["source"], {"ont": ont, "project": practice})  # noqa: S102 - the cell of our own notebook
    assert capsys.readouterr().out == cell["outputs"][0]["text"]


def counting_cell(words: str) -> nbformat.NotebookNode:
    path = shipped_notebooks() / "12_zelf_uitzoeken.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    (found,) = (one for one in cells if "NBVAL_CHECK_OUTPUT" in one.source and words in one.source)
    return found
