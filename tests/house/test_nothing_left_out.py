"""What can't be tested in some place is said out loud, and fails where all must be tested (``.ci/run``)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
NEEDS = """
def test_of_a_browser(chromium): ...
def test_of_a_database_on_a_server(postgres_server): ...
def test_of_axe():
    import browser
    browser.axe_source()
def test_of_something_else(need):
    need(False, "a fourth thing")
"""
WITHOUT = """
import pathlib, browser, team_server
browser.find_chromium = lambda: None
browser.axe_path = lambda: pathlib.Path("nowhere")
def no_server(self): raise OSError("no room")
team_server.TeamServer.__init__ = no_server
"""
NAMES = ("Chromium", "axe-core", "PostgreSQL", "a fourth thing")
SKIPS = re.compile(r"pytest\.skip\(|\bskipif\(|importorskip\(|unittest\.skip")
# What a system does not have at all may be skipped where that system is; each line says which.
SYSTEM = re.compile(r"win32|Windows|Linux|hasattr\(os|/proc/|this system")
ALLOWED = {
    "left_out.py": "the one place that skips, loudly",
    "house/test_nothing_left_out.py": "looks for skips",
    "store/test_places.py": "a full disk needs the right to mount one; the test above it does the same through SQLite",
}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Four tests, and a computer on which what they need is missing."""
    (tmp_path / "test_needs.py").write_text(NEEDS, encoding="utf-8")
    (tmp_path / "without.py").write_text(WITHOUT, encoding="utf-8")
    return tmp_path


def run(folder: Path, require: str) -> str:
    own = {"PYTHONPATH": os.pathsep.join([str(TESTS), str(folder)]), "ONTMOET_REQUIRE_BROWSER": require}
    command = [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "without", "-p", "no:cacheprovider", "-rA"]
    done = subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", str(folder), str(folder / "test_needs.py")],
        env={**os.environ, **own}, cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    return f"exit status {done.returncode}\n{done.stdout}\n{done.stderr}"


def test_what_is_missing_is_named_in_capitals_at_the_end(bare: Path) -> None:
    told = run(bare, require="")
    assert told.startswith("exit status 0"), told
    assert "4 skipped" in told
    end = told.partition("NOT TESTED HERE")[2]
    assert "4 tests were skipped" in end
    assert [name for name in NAMES if name not in end] == []


def test_where_all_must_be_tested_what_is_missing_fails(bare: Path) -> None:
    told = run(bare, require="1")
    assert told.startswith("exit status 1"), told
    assert "skipped" not in told
    for name in NAMES:
        assert re.search(rf"{name}.* is missing, and ONTMOET_REQUIRE_BROWSER=1 forbids a skip", told), name


def test_the_run_of_all_checks_forbids_to_leave_anything_out_and_asks_for_every_test() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^export .*\bONTMOET_REQUIRE_BROWSER=1\b", script, re.MULTILINE)
    [command] = [line for line in script.splitlines() if "start.py test" in line]
    assert not re.search(r"--ignore|--deselect|-k |-m |tests/", command)


def test_no_test_skips_in_silence() -> None:
    silent = []
    for path in sorted(TESTS.rglob("*.py")):
        name = path.relative_to(TESTS).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if SKIPS.search(line) and not SYSTEM.search(line) and name not in ALLOWED:
                silent.append(f"{name}:{number}: {line.strip()}")
    assert silent == []
