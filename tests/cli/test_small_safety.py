"""Small things that keep people safe: rights of files, piped passphrases, links out of a folder, who stops reading."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.intake.folders import find_notes
from ontmoet_research.store.backup import backup, change_passphrase

PHRASE = "drie groene fietsen in de regen"
KIT = (sys.executable, "-m", "ontmoet_research")


@pytest.fixture
def wide_umask() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
def test_what_the_kit_makes_is_only_for_who_made_it(tmp_path: Path, wide_umask: None) -> None:
    path = tmp_path / "p.ontmoet"
    with store.create(path, title="x", passphrase=PHRASE) as project:
        person = store.new("participants", alias="Merel")
        store.write(
            project, [person, store.new("consents", participant_id=person.object_id, purpose="citaat", given=False)]
        )
        kept = backup(project, tmp_path / "k.ontmoet")
        assert {rights(tmp_path / name) for name in ("p.ontmoet", "p.ontmoet-wal", "p.nee.jsonl")} == {0o600}
    change_passphrase(kept, f"{PHRASE} twee", passphrase=PHRASE)
    store.open_project(path, passphrase=PHRASE).close()
    assert rights(path) == rights(kept) == 0o600
    folder = tmp_path / "p_kopie\u00ebn"
    assert rights(folder) == 0o700
    assert {rights(one) for one in folder.iterdir()} == {0o600}


def new(tmp_path: Path, piped: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("ONTMOET_PASSPHRASE")}
    command = [*KIT, "new", str(tmp_path / "p.ontmoet")]
    return subprocess.run(command, input=piped, capture_output=True, text=True, check=False, env=given)


def test_a_piped_passphrase_locks_a_new_project_and_without_one_nothing_is_made(tmp_path: Path) -> None:
    told = new(tmp_path, "te kort\n")
    assert told.returncode == 1 and "niets gemaakt" in told.stderr
    assert list(tmp_path.iterdir()) == []
    assert new(tmp_path, f"{PHRASE}\n").returncode == 0
    store.open_project(tmp_path / "p.ontmoet", passphrase=PHRASE).close()


def test_a_link_out_of_the_folder_is_passed_by_and_one_inside_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "geheim.txt").write_text("van iemand anders", encoding="utf-8")
    (tmp_path / "map" / "eigen.txt").write_text("hoi", encoding="utf-8")
    (tmp_path / "map" / "link.txt").symlink_to(tmp_path / "geheim.txt")
    (tmp_path / "map" / "zelf.txt").symlink_to(tmp_path / "map" / "eigen.txt")
    assert [path.name for path in find_notes([tmp_path / "map"]).files] == ["eigen.txt", "zelf.txt"]


def test_who_reads_only_the_beginning_gets_no_traceback(tmp_path: Path) -> None:
    store.create(tmp_path / "p.ontmoet", title="x").close()
    command = f"'{sys.executable}' -m ontmoet_research check '{tmp_path}/p.ontmoet' | true"
    told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in told.stderr and "BrokenPipe" not in told.stderr


def test_a_codebook_with_a_huge_cell_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ontmoet_research.cli import main

    store.create(tmp_path / "p.ontmoet", title="x").close()
    (tmp_path / "boek.csv").write_text(f"code_id,label_nl\nL1,{'a' * 200_000}\n", encoding="utf-8")
    assert main(["codes", str(tmp_path / "p.ontmoet"), str(tmp_path / "boek.csv")]) == 1
    assert "Er is niets veranderd" in capsys.readouterr().err
