"""``ontmoet doctor`` tells what is missing and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research.cli import doctor, main
from ontmoet_research.cli.doctor import GOOD, MISSING, WARNING


def test_doctor_finds_all_it_needs_where_the_tests_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["doctor", str(tmp_path)]) == 0
    report = capsys.readouterr().out
    assert "Alles is er" in report
    assert "[ mist ]" not in report


def test_doctor_ends_with_1_and_says_what_to_do_when_something_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "needed_packages", lambda: ["bestaat-niet-xyz>=1"])
    assert main(["doctor", str(tmp_path)]) == 1
    report = capsys.readouterr().out
    assert "bestaat-niet-xyz" in report
    assert "python3 start.py setup" in report
    assert "Er is 1 ding" in report


@pytest.mark.parametrize(
    ("needed", "marks"),
    [
        (["pytest>=8"], [GOOD]),
        (["pytest>=999"], [MISSING]),
        (["bestaat-niet-xyz"], [MISSING]),
        (["bestaat-niet-xyz; sys_platform == 'nergens'"], [GOOD]),
        (["pytest>=999", "pandas>=999", "lxml>=1"], [MISSING, MISSING]),
    ],
)
def test_a_package_must_be_there_and_new_enough(needed: list[str], marks: list[str]) -> None:
    assert [line.mark for line in doctor.check_packages(needed)] == marks


@pytest.mark.parametrize(
    ("version", "mark"),
    [
        ((3, 6, 23), GOOD),
        ((3, 7, 0), MISSING),
        ((3, 51, 2), MISSING),
        ((3, 51, 3), GOOD),
        ((3, 52, 0), GOOD),
        (None, MISSING),
    ],
)
def test_a_sqlite_that_can_damage_a_project_is_refused(version: tuple[int, ...] | None, mark: str) -> None:
    assert doctor.check_sqlite(version).mark == mark


@pytest.mark.parametrize(
    ("folder", "marks"),
    [
        ("/home/noor/OneDrive - Hogeschool/reeks", [WARNING]),
        ("/Users/noor/Library/Mobile Documents/reeks", [WARNING]),
        ("/Users/noor/Library/CloudStorage/GoogleDrive-noor/reeks", [WARNING]),
        ("//school/gedeeld/reeks", [WARNING]),
        ("/home/noor/reeks", []),
    ],
)
def test_a_folder_that_is_copied_elsewhere_gets_a_warning(folder: str, marks: list[str]) -> None:
    assert [line.mark for line in doctor.check_place(Path(folder))] == marks


def test_a_folder_that_is_not_there_can_not_be_written(tmp_path: Path) -> None:
    assert doctor.check_writing(tmp_path / "weg").mark == MISSING
    assert doctor.check_writing(tmp_path).mark == GOOD
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    assert doctor.check_space(10_000_000).mark == MISSING
    assert doctor.check_space(10_000_000_000).mark == GOOD


def test_without_a_browser_there_is_a_warning_and_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_browser() -> None:
        raise doctor.webbrowser.Error

    monkeypatch.setattr(doctor.webbrowser, "get", no_browser)
    monkeypatch.setattr(doctor.shutil, "which", lambda _name: None)
    assert doctor.check_browser().mark == WARNING
