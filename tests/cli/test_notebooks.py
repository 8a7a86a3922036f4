"""Fresh notebooks beside the project; what a person changed stays; what was shown is never kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from ontmoet_research.cli import notebooks
from ontmoet_research.cli.jupyter import lab_command
from ontmoet_research.cli.notebooks import lay_out_notebooks, work_folder
from ontmoet_research.words import Refused

CHECKOUT = Path(__file__).resolve().parents[2]


def notebook(source: str) -> dict[str, Any]:
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": ["geheim"], "execution_count": 4}
    return {"cells": [cell], "metadata": {"widgets": {"staat": "geheim"}}, "nbformat": 4, "nbformat_minor": 5}


def notebooks_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.ipynb")}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kit"
    folder.mkdir()
    (folder / "03.ipynb").write_text(json.dumps(notebook("lezen()")), encoding="utf-8")
    monkeypatch.setattr(notebooks, "shipped_notebooks", lambda: folder)
    return folder


def test_a_copy_carries_nothing_that_was_shown(shipped: Path, tmp_path: Path) -> None:
    lay_out_notebooks(tmp_path / "werk")
    copy = (tmp_path / "werk" / "03.ipynb").read_text(encoding="utf-8")
    assert "lezen()" in copy
    assert "geheim" not in copy


def test_a_cell_that_only_checks_numbers_for_the_tests_is_not_in_a_persons_copy(shipped: Path, tmp_path: Path) -> None:
    checked = nbformat.v4.new_code_cell("# NBVAL_CHECK_OUTPUT\nprint(2)")
    seen = nbformat.v4.new_code_cell("1 + 1")
    nbformat.write(nbformat.v4.new_notebook(cells=[checked, seen]), shipped / "09_proef.ipynb")
    lay_out_notebooks(tmp_path / "werk")
    copy = nbformat.read(tmp_path / "werk" / "09_proef.ipynb", as_version=4)
    assert [cell.source for cell in copy.cells] == ["1 + 1"]


def test_a_copy_that_only_ran_is_replaced(shipped: Path, tmp_path: Path) -> None:
    lay_out_notebooks(tmp_path / "werk")
    copy = tmp_path / "werk" / "03.ipynb"
    ran = json.loads(copy.read_text(encoding="utf-8"))
    ran["cells"][0]["outputs"] = ["woorden van iemand"]
    copy.write_text(json.dumps(ran), encoding="utf-8")
    lay_out_notebooks(tmp_path / "werk")
    assert sorted(notebooks_in(tmp_path / "werk")) == ["03.ipynb"]
    assert "woorden van iemand" not in copy.read_text(encoding="utf-8")


def test_what_a_person_changed_is_kept_beside_the_fresh_copy_each_time(shipped: Path, tmp_path: Path) -> None:
    for mine in ("eerste()", "tweede()"):
        lay_out_notebooks(tmp_path / "werk")
        copy = tmp_path / "werk" / "03.ipynb"
        copy.write_text(copy.read_text(encoding="utf-8").replace("lezen()", mine), encoding="utf-8")
    lay_out_notebooks(tmp_path / "werk")
    found = notebooks_in(tmp_path / "werk")
    assert sorted(found) == ["03.ipynb", "eigen_03.ipynb", "eigen_03_2.ipynb"]
    assert "lezen()" in found["03.ipynb"]
    assert "eerste()" in found["eigen_03.ipynb"]
    assert "tweede()" in found["eigen_03_2.ipynb"]


def test_a_file_of_that_name_that_is_no_notebook_is_kept(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "werk").mkdir()
    (tmp_path / "werk" / "03.ipynb").write_text("iets anders", encoding="utf-8")
    lay_out_notebooks(tmp_path / "werk")
    assert (tmp_path / "werk" / "eigen_03.ipynb").read_text(encoding="utf-8") == "iets anders"


def test_a_new_version_of_the_kit_replaces_the_copy(shipped: Path, tmp_path: Path) -> None:
    lay_out_notebooks(tmp_path / "werk")
    (shipped / "03.ipynb").write_text(json.dumps(notebook("lezen_nieuw()")), encoding="utf-8")
    lay_out_notebooks(tmp_path / "werk")
    assert "lezen_nieuw()" in (tmp_path / "werk" / "03.ipynb").read_text(encoding="utf-8")
    assert len(notebooks_in(tmp_path / "werk")) == 1


def test_a_work_folder_that_can_not_be_made_is_refused_in_dutch(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="Er is niets veranderd"):
        lay_out_notebooks(tmp_path / "bestand" / "werk")


@pytest.mark.parametrize(
    ("project", "folder"),
    [
        ("/data/buurt.ontmoet", Path("/data/buurt_werkmap")),
        (str(CHECKOUT / "reeks.ontmoet"), CHECKOUT / "mijn" / "reeks_werkmap"),
        (str(CHECKOUT / "data" / "reeks.ontmoet"), CHECKOUT / "mijn" / "reeks_werkmap"),
        (str(CHECKOUT / "mijn" / "reeks.ontmoet"), CHECKOUT / "mijn" / "reeks_werkmap"),
        ("postgresql://host/reeks", Path.cwd() / "mijn" / "werkmap"),
        (None, Path.cwd() / "mijn" / "werkmap"),
    ],
)
def test_the_work_folder_is_beside_the_project_and_never_in_the_kit_itself(project: str | None, folder: Path) -> None:
    assert work_folder(project) == folder


def test_jupyterlab_stays_on_this_computer_and_its_token_out_of_the_command_line(tmp_path: Path) -> None:
    command, environment = lab_command(tmp_path / "00.ipynb", "reeks.ontmoet", port=8999, token="sleutel")
    assert "--ServerApp.ip=127.0.0.1" in command
    assert "--LabApp.extension_manager=readonly" in command
    assert not any("sleutel" in part for part in command)
    assert environment["JUPYTER_TOKEN"] == "sleutel"
    assert environment["ONTMOET_PROJECT"] == str(Path.cwd() / "reeks.ontmoet")


@pytest.mark.parametrize(
    ("platform", "runtime", "ipc"),
    [("linux", "/run/j", True), ("darwin", "/" + "lang/" * 20, False), ("win32", "C:/j", False)],
)
def test_the_kernel_listens_on_files_where_the_system_has_room_for_them(
    platform: str, runtime: str, ipc: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", runtime)
    monkeypatch.setattr(sys, "platform", platform)
    command, _ = lab_command(tmp_path / "00.ipynb", None, port=8999)
    assert ("--KernelManager.transport=ipc" in command) is ipc
