"""Right after setting up: a suggested command can be copied, and a report with nothing to tell is not asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ontmoet_research.cli import main
from ontmoet_research.cli.called import called


def test_a_command_is_named_as_it_can_be_typed_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = tmp_path / ".venv" / "bin"
    beside.mkdir(parents=True)
    (beside / "ontmoet").touch()
    (beside / "ontmoet.exe").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(beside / "python"))
    monkeypatch.setenv("PATH", "")
    assert called().startswith(str(Path(".venv") / "bin" / "ontmoet"))


def test_a_new_project_is_not_asked_for_parts_of_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "p.ontmoet", "--no-passphrase"]) == 0
    capsys.readouterr()
    assert main(["check", "p.ontmoet"]) == 1
    told = capsys.readouterr().out
    assert "nog niet geschreven" not in told
    assert "startlijst" in told
    assert len(told.splitlines()) <= 10
