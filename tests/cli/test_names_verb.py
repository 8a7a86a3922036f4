"""ontmoet names: the file with names, made and opened at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research.cli import main
from ontmoet_research.group import add_participant, make_series
from ontmoet_research.privacy.key_file import Person, open_key_file
from ontmoet_research.store import create, open_project, read_rows
from ontmoet_research.store.recovery import new_identity
from ontmoet_research.words import say

PHRASES = ("vier gele fietsen zingen", "een groene deur van glas")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "instellingen"))
    (tmp_path / "werk").mkdir()
    path = tmp_path / "werk" / "reeks.ontmoet"
    with create(path, title="Reeks") as made:
        add_participant(made, "Merel", make_series(made, "twee-workshops", "Reeks", "Veldhoek"), ["resident"])
    return str(path)


def test_two_keepers_at_two_computers_make_it_with_their_own_keys(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = [new_identity(), new_identity()]
    place = tmp_path / "apart" / "namen.age"
    given = [part for _, public in keys for part in ("--recipient", public)]
    assert main(["names", project, "--make", str(place), *given]) == 0
    with open_project(project) as opened:
        participant = read_rows(opened, "participants")[0].object_id
        open_key_file(opened, place, identity=keys[0][0]).with_person(Person(participant, "Anna Kwibus"))
    (tmp_path / "sleutel.txt").write_text(keys[1][0], encoding="utf-8")
    assert main(["names", project, "--identity", str(tmp_path / "sleutel.txt")]) == 0
    assert capsys.readouterr().out.endswith(f"Merel: Anna Kwibus\n{say('cli.names.count.one')}\n")


def test_a_script_gives_two_passphrases(project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, phrase in zip(("NAMES", "SECOND"), PHRASES, strict=True):
        (tmp_path / name).write_text(f"{phrase}\n", encoding="utf-8")
        monkeypatch.setenv(f"ONTMOET_{name}_PASSPHRASE_FILE", str(tmp_path / name))
    place = tmp_path / "apart" / "namen.age"
    assert main(["names", project, "--make", str(place)]) == 0
    assert main(["names", project, "--file", str(place)]) == 0


@pytest.mark.parametrize("where", ["werk/namen.age", "Dropbox/namen.age"])
def test_a_place_where_names_may_not_stand_is_refused(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    (tmp_path / "Dropbox").mkdir()
    given = [part for _ in range(2) for part in ("--recipient", new_identity()[1])]
    assert main(["names", project, "--make", str(tmp_path / where), *given]) == 1
    assert "Er is niets gemaakt" in capsys.readouterr().err
    assert not (tmp_path / where).exists()


def test_without_a_place_or_a_phrase_it_says_what_to_do(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["names", project]) == 1
    assert capsys.readouterr().err.strip() == say("cli.names.where")
    (tmp_path / "namen.age").write_bytes(b"iets")
    assert main(["names", project, "--file", str(tmp_path / "namen.age")]) == 1
    assert capsys.readouterr().err.strip() == say("cli.names.no_phrase")
