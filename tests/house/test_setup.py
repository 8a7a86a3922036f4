"""Set-up: the files that say what to install agree with each other, and start.py says in Dutch what goes wrong."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BOTH = ["requirements.txt", "requirements-dev.txt"]
EXPORT = "made with the commands in CONTRIBUTING, after a change of pyproject.toml"


def pins(name: str) -> dict[str, list[str]]:
    """Versions by package in a file of requirements; a package has several when they differ by Python."""
    found: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", read(name), re.MULTILINE):
        found.setdefault(canonicalize_name(package), []).append(version)
    return found


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def uncovered(wanted: list[str], files: list[str]) -> list[str]:
    pinned = {package: versions for name in files for package, versions in pins(name).items()}
    requirements = [Requirement(text) for text in wanted]
    return [
        str(wish)
        for wish in requirements
        if not any(wish.specifier.contains(v) for v in pinned.get(canonicalize_name(wish.name), []))
    ]


def test_requirements_cover_what_pyproject_asks_for() -> None:
    groups = PYPROJECT["dependency-groups"]
    assert uncovered(PYPROJECT["project"]["dependencies"] + groups["setup"], BOTH[:1]) == [], EXPORT
    assert uncovered(groups["dev"], BOTH) == [], EXPORT


def test_what_both_files_name_has_one_version() -> None:
    runtime, dev = map(pins, BOTH)
    assert {name for name in runtime.keys() & dev.keys() if runtime[name] != dev[name]} == set(), EXPORT


@pytest.mark.parametrize("name", [*BOTH, "requirements-programs.txt"])
def test_every_requirement_has_a_version_and_a_hash(name: str) -> None:
    blocks = re.split(r"\n(?=[^\s#])", re.sub(r"^#.*\n", "", read(name)).strip())
    assert len(blocks) > 10
    assert [block.partition("\n")[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    "name", [*BOTH, "requirements-programs.txt", "package-lock.json", "pyproject.toml", "environment.yml", ".npmrc"]
)
def test_no_file_names_an_address_to_get_packages_from(name: str) -> None:
    assert "://" not in read(name)


def test_there_is_no_lock_file_with_addresses() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "uv.lock" not in tracked.stdout.splitlines()


def test_environment_yml_says_what_pyproject_says() -> None:
    environment = yaml.safe_load(read("environment.yml"))
    *packages, pip = environment["dependencies"]
    assert environment["name"] == PYPROJECT["project"]["name"].replace("-", "_")
    assert packages == [f"python {PYPROJECT['project']['requires-python']}", "pip"]
    assert pip == {"pip": ["-r requirements.txt"]}
    assert {"jupyterlab", "pandas", "ipywidgets", "nbval", "matplotlib", "pytest"} <= pins("requirements.txt").keys()


def test_binder_and_conda_install_the_kit_with_the_same_command() -> None:
    command = next(line.strip("# ") for line in read("environment.yml").splitlines() if "pip install" in line)
    assert command in read("postBuild").replace(" --quiet", "")
    assert os.access(ROOT / "postBuild", os.X_OK)


def test_start_py_can_be_read_by_an_old_python_which_is_told_in_dutch_to_get_a_newer_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ast.parse(read("start.py"), feature_version=(3, 8))
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    with pytest.raises(SystemExit, match=r"Python 3\.11 of nieuwer nodig. Jij hebt nu Python 3\.8"):
        runpy.run_path(str(ROOT / "start.py"))


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """start.py in a copy of the repository with only what set-up needs, in a folder with a space."""
    copy = tmp_path / "een map"
    (copy / "ontmoet_research" / "words").mkdir(parents=True)
    for name in ["start.py", "pyproject.toml", *BOTH, "ontmoet_research/words/nl.toml"]:
        shutil.copy(ROOT / name, copy / name)
    specification = importlib.util.spec_from_file_location("start", copy / "start.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_without_internet_set_up_stops_with_one_dutch_message_and_no_address(
    start: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    assert start.main(["setup"]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith("Het ophalen van programma's lukt niet. Je werk is veilig.")
    assert "127.0.0.1" not in shown.out + shown.err
    assert "127.0.0.1" in start.LOG.read_text(encoding="utf-8"), "it must have tried, and say how in the log"
    assert not start.NOTE.exists(), "the next start must try again"


def test_a_second_start_installs_nothing_until_something_changes(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(start, "make_venv", lambda: place(start))
    monkeypatch.setattr(start, "install_uv", lambda: steps.append("uv"))
    monkeypatch.setattr(start, "uv", lambda *given, **_: steps.append("kit" if "--editable" in given else "packages"))
    start.prepare(["requirements.txt"])
    start.prepare(["requirements.txt"])
    assert steps == ["uv", "packages", "kit"]
    start.prepare(BOTH)
    start.prepare(["requirements.txt"])
    assert len(steps) == 6
    (start.ROOT / "requirements.txt").write_text("anders", encoding="utf-8")
    start.prepare(["requirements.txt"])
    assert len(steps) == 9
    (start.ROOT / "requirements-programs.txt").write_text("taguette==1", encoding="utf-8")
    for _ in range(2):
        start.prepare(BOTH, ("requirements-programs.txt",))
    assert steps[9:] == ["uv", "packages", "packages", "kit"]


def place(start: ModuleType) -> None:
    start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    start.PYTHON.touch()


@pytest.mark.parametrize(
    ("given", "then"),
    [
        ([], ["-m", "ontmoet_research", "start"]),
        (["mijn reeks.ontmoet"], ["-m", "ontmoet_research", "start", "mijn reeks.ontmoet"]),
        (["test"], ["-m", "pytest", "-n", "2", "--dist", "loadfile"]),
        (["test", "-k", "naam"], ["-m", "pytest", "-n", "2", "--dist", "loadfile", "-k", "naam"]),
        (["test", "-n", "0"], ["-m", "pytest", "-n", "0"]),
        (["test", "-n4"], ["-m", "pytest", "-n4"]),
        (["test", "-m", "slow", "-s"], ["-m", "pytest", "-m", "slow", "-s"]),
        (["test", f"{__file__}::test_x"], ["-m", "pytest", f"{__file__}::test_x"]),
        (["setup"], None),
    ],
)
def test_start_py_hands_on_what_it_was_given(
    given: list[str], then: list[str] | None, start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(start, "prepare", lambda *_names: None)
    monkeypatch.setattr(start, "run", lambda *arguments: ran.append(list(arguments)) or 0)
    assert start.main(given) == 0
    assert ran == ([then] if then else [])


def test_a_venv_of_another_python_is_made_anew(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    place(start)  # an empty file: no Python at all
    made: list[Path] = []
    monkeypatch.setattr(start.venv, "create", lambda folder, **_: made.append(folder))
    start.make_venv()
    assert made == [start.VENV]
    assert not start.PYTHON.exists()
