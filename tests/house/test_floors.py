"""The house: rooms import only from a lower floor, libraries stay in their room, files stay short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ontmoet_research"


def test_rooms_import_only_from_a_lower_floor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=str(tmp_path))
    assert not broken, capsys.readouterr().out


def test_only_store_and_model_know_sqlalchemy_and_only_figures_know_matplotlib() -> None:
    allowed = {
        "sqlalchemy": ("store/", "model/"),
        "sqlcipher3": ("store/", "cli/doctor.py"),
        "matplotlib": ("charts.py",),
    }
    strangers = [
        f"{path}: {library}"
        for path, text in python_files().items()
        for library, places in allowed.items()
        if re.search(rf"^\s*(import|from) {library}\b", text, re.MULTILINE)
        and not path.startswith(places)
        and not (library == "matplotlib" and path.endswith("figures.py"))
    ]
    assert strangers == []


def test_no_file_is_longer_than_400_lines() -> None:
    assert {path: n for path, text in python_files().items() if (n := text.count("\n")) > 400} == {}


def python_files() -> dict[str, str]:
    """Source by path inside the package."""
    return {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
