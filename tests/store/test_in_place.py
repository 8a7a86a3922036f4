"""A project file that is moved, replaced or taken away while someone works in it: nothing that was stored is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.words import Refused

PHRASE = "drie groene fietsen in de regen"
KINDS = [None, PHRASE]


def made(path: Path, phrase: str | None) -> store.Project:
    with store.create(path, title="x", passphrase=phrase) as project:
        write(project, "basis", 5)
    return store.open_project(path, passphrase=phrase)


def write(project: store.Project, name: str, n: int) -> None:
    for i in range(n):
        store.write(project, [store.new("organisations", label=f"{name} {i}")])


def labels(path: Path, phrase: str | None) -> set[str]:
    with store.open_project(path, passphrase=phrase) as project:
        assert store.check_rows(project) == []
        return {row["label"] for row in store.read_rows(project, "organisations")}


def all_of(*told: tuple[str, int]) -> set[str]:
    return {f"{name} {i}" for name, n in told for i in range(n)}


@pytest.mark.parametrize("phrase", KINDS)
def test_a_moved_file_holds_all_that_was_acknowledged_and_the_next_write_says_where_it_is(
    tmp_path: Path, phrase: str | None
) -> None:
    project = made(tmp_path / "a.ontmoet", phrase)
    write(project, "voor", 10)
    (tmp_path / "a.ontmoet").rename(tmp_path / "b.ontmoet")
    with pytest.raises(Refused) as refusal:
        write(project, "na", 1)
    assert refusal.value.key == "store.moved" and "b.ontmoet" in str(refusal.value)
    project.close()
    assert not (tmp_path / "a.ontmoet").exists()
    assert labels(tmp_path / "b.ontmoet", phrase) == all_of(("basis", 5), ("voor", 10))


def test_a_moved_file_holds_all_of_it_when_the_project_is_only_closed(tmp_path: Path) -> None:
    project = made(tmp_path / "a.ontmoet", None)
    write(project, "voor", 10)
    (tmp_path / "map").mkdir()
    (tmp_path / "a.ontmoet").rename(tmp_path / "map" / "b.ontmoet")
    project.close()
    assert labels(tmp_path / "map" / "b.ontmoet", None) == all_of(("basis", 5), ("voor", 10))


@pytest.mark.parametrize("phrase", KINDS)
def test_what_a_replaced_file_held_is_saved_beside_it_and_the_new_one_opens(tmp_path: Path, phrase: str | None) -> None:
    path = tmp_path / "a.ontmoet"
    project = made(path, phrase)
    project.close()
    shutil.copy(path, tmp_path / "oud.ontmoet")
    with store.open_project(tmp_path / "oud.ontmoet", passphrase=phrase) as other:
        write(other, "anders" * 500, 10)
    project = store.open_project(path, passphrase=phrase)
    write(project, "werk" * 500, 10)
    (tmp_path / "oud.ontmoet").replace(path)
    with pytest.raises(Refused) as refusal:
        write(project, "na", 1)
    assert refusal.value.key == "store.replaced"
    project.close()
    assert labels(path, phrase) == all_of(("basis", 5), ("anders" * 500, 10))
    (saved,) = (tmp_path / "a_kopie\u00ebn").glob("*gered*.ontmoet")
    assert labels(saved, phrase) == all_of(("basis", 5), ("werk" * 500, 10))


def test_what_a_deleted_file_held_is_saved(tmp_path: Path) -> None:
    project = made(tmp_path / "a.ontmoet", None)
    write(project, "werk", 3)
    (tmp_path / "a.ontmoet").unlink()
    with pytest.raises(Refused) as refusal:
        write(project, "na", 1)
    assert refusal.value.key == "store.gone_file"
    project.close()
    (saved,) = (tmp_path / "a_kopie\u00ebn").glob("*gered*.ontmoet")
    assert labels(saved, None) == all_of(("basis", 5), ("werk", 3))


KILLED = """
import os, sys
from pathlib import Path
from ontmoet_research import store
project = store.open_project(sys.argv[1])
for i in range(4):
    store.write(project, [store.new("organisations", label=f"werk {i}")])
Path(sys.argv[1]).rename(sys.argv[2])
os._exit(9)
"""


def test_a_file_that_was_moved_before_a_crash_gets_its_journal_back_when_it_is_opened(tmp_path: Path) -> None:
    made(tmp_path / "a.ontmoet", None).close()
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "a.ontmoet", tmp_path / "b.ontmoet"], check=False)
    assert (tmp_path / "a.ontmoet-wal").stat().st_size
    with store.open_project(tmp_path / "b.ontmoet") as project:
        assert any("laatste werk" in told for told in project.notices)
        assert {row["label"] for row in store.read_rows(project, "organisations")} == all_of(("basis", 5), ("werk", 4))
    assert not (tmp_path / "a.ontmoet-wal").exists()


def test_the_journal_of_another_project_is_left_alone(tmp_path: Path) -> None:
    made(tmp_path / "a.ontmoet", None).close()
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "a.ontmoet", tmp_path / "b.ontmoet"], check=False)
    made(tmp_path / "c.ontmoet", None).close()
    assert labels(tmp_path / "c.ontmoet", None) == all_of(("basis", 5))
    assert (tmp_path / "a.ontmoet-wal").exists()
