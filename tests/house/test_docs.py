"""Docs that can't lie: the map, the folders and the contract agree; every public name says what it does."""

import importlib
import inspect
import re
import shlex
import tomllib
from pathlib import Path

import pytest

import ontmoet_research as ont
from ontmoet_research.cli import main, verbs
from ontmoet_research.screens.doors import DOORS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ontmoet_research"
LIST_OF_ROOMS = [name for name in ont.ROOMS if name != "cli"]


def rooms_on_disk() -> set[str]:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    files = {path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")}
    return folders | files


def test_the_map_the_folders_and_the_contract_name_the_same_rooms() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = " | ".join(project["tool"]["importlinter"]["contracts"][0]["layers"])
    in_contract = {name.strip() for name in layers.split("|") if "(" not in name}
    on_map = set(re.findall(r"^ {4}(?:[a-z ]{0,16}) {1,17}([a-z]+) {2,}", ont.__doc__ or "", flags=re.MULTILINE))
    assert rooms_on_disk() == in_contract == set(ont.ROOMS) == on_map


@pytest.mark.parametrize("room", LIST_OF_ROOMS)
def test_every_room_tells_its_purpose_and_every_public_name_what_it_does(room: str) -> None:
    module = importlib.import_module(f"ontmoet_research.{room}")
    assert module.__doc__
    assert len(module.__doc__.split()) > 15, "a purpose takes a few sentences"
    for name in module.__all__:
        found = getattr(module, name)
        if inspect.isclass(found) or inspect.isfunction(found):
            assert found.__doc__, f"{room}.{name} says nothing"


def test_every_verb_has_help_in_dutch_and_declares_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    for verb, text in verbs().items():
        assert text, verb
        assert main([verb, "--help"]) == 0
        shown = capsys.readouterr().out
        assert text.splitlines()[0] in shown
        assert "usage" not in shown.lower().replace("usage:", "usage")


def test_the_commands_of_the_readme_do_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docx import Document

    commands = re.findall(r"^\.venv/bin/ontmoet (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) >= 4
    (tmp_path / "mijn").mkdir()
    (tmp_path / "data").symlink_to(ROOT / "data")
    note = Document()
    note.add_paragraph("Wilma: als we nu eens samen aten.")
    (tmp_path / "verslagen").mkdir()
    note.save(str(tmp_path / "verslagen" / "verslag.docx"))
    monkeypatch.chdir(tmp_path)
    phrase = tmp_path / "wachtwoord.txt"
    phrase.write_text("vijf groene fietsen op zondag", encoding="utf-8")
    monkeypatch.setenv("ONTMOET_PASSPHRASE_FILE", str(phrase))  # a person types it
    for command in commands:
        if command not in ("app", "start mijn/reeks.ontmoet"):  # these open a browser; the browser tests do that
            assert main(shlex.split(command)) == 0, command
    assert (tmp_path / "mijn" / "reeks.ontmoet").exists()


def test_the_readme_calls_each_screen_as_its_door_does() -> None:
    users = (ROOT / "README.md").read_text(encoding="utf-8").split("# For contributors")[0]
    lines = [line for line in users.splitlines() if not line.startswith("- **")]
    named = {name for line in lines for name in re.findall(r"\*\*(.+?)\*\*", line)}
    assert named - {"Begin hier"} <= {door.title for door in DOORS.values()}, "Begin hier is the first notebook"
    assert len(named) > 10


def test_the_readme_names_only_files_that_are_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
            assert (ROOT / target).exists(), f"{name} points to {target}"


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {ont.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
