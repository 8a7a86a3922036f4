"""A project of an older kit opens in this one with everything in it, or stays as it was."""

from __future__ import annotations

import gzip
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ontmoet_research import model, store
from ontmoet_research.store import migrate
from ontmoet_research.store.sqlite import copies_folder
from ontmoet_research.store.tables import meta
from ontmoet_research.words import Refused

GOLDEN = Path(__file__).parents[1] / "golden"
PROJECTS = sorted(path.name.removesuffix(".ontmoet.gz") for path in GOLDEN.glob("*.ontmoet.gz"))
as_it_was: Callable[..., dict[str, Any]] = runpy.run_path(str(GOLDEN / "as_it_was.py"))["as_it_was"]


def unpacked(name: str, folder: Path) -> Path:
    path = folder / f"{name}.ontmoet"
    path.write_bytes(gzip.decompress((GOLDEN / f"{name}.ontmoet.gz").read_bytes()))
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The practice series as the released kit of schema 1 made it."""
    return unpacked("practice_v1", tmp_path)


def version_in(path: Path) -> int:
    """The schema version of a file, read without the kit opening it."""
    from ontmoet_research.store import sqlite

    with sqlite.engine(path).connect() as connection:
        return migrate.schema_version(connection)


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_of_each_schema_opens_with_every_row_hash_view_and_figure_as_before(
    name: str, tmp_path: Path
) -> None:
    known = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    with store.open_project(unpacked(name, tmp_path)) as project:
        assert as_it_was(project, known) == known
        assert store.check_rows(project) == []
        assert project.fact("schema_version") == str(model.SCHEMA_VERSION)


def test_every_schema_has_a_golden_project() -> None:
    known = {int(name.rpartition("_v")[2]) for name in PROJECTS}
    assert known == set(range(1, model.SCHEMA_VERSION + 1)), "run python tests/golden/make_golden.py"


def test_the_golden_project_of_this_schema_has_all_tables_and_columns(tmp_path: Path) -> None:
    path = unpacked(f"small_v{model.SCHEMA_VERSION}", tmp_path)
    with store.open_project(path) as project, project.reading() as connection:
        seen = sa.inspect(connection)
        missing = {
            f"{name}.{column.name}"
            for name, found in model.metadata.tables.items()
            for column in found.columns
            if not seen.has_table(name) or column.name not in {c["name"] for c in seen.get_columns(name)}
        }
    assert missing == set(), "run python tests/golden/make_golden.py"


def test_what_came_later_is_there_and_can_be_written(old: Path) -> None:
    with store.open_project(old) as project:
        code = store.read_rows(project, "codes")[0]
        assert code.v == 1
        store.write(project, [store.change(code, replaced_by_id=code.object_id)])
        after = store.find(project, "codes", code.object_id)
        assert (after["replaced_by_id"], after.v) == (code.object_id, model.SCHEMA_VERSION)
        store.write(project, [store.new("display_settings", person_id=code.object_id, calm=True)])
        assert store.check_rows(project) == []
        with project.reading() as connection:
            kept = {index["name"] for index in sa.inspect(connection).get_indexes("codes")}
    assert "ix_codes_replaced_by_id" in kept


def test_two_copies_of_one_old_project_get_the_same_name_and_other_projects_another(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.ontmoet"
    shutil.copyfile(old, copy)
    with store.open_project(old) as one, store.open_project(copy) as other:
        assert one.fact("project_id") == other.fact("project_id") == "877fa32e-6fb0-54dc-8d62-89a77e70227a"
    with store.create(tmp_path / "nieuw.ontmoet", title="x") as another:
        assert another.fact("project_id") != "877fa32e-6fb0-54dc-8d62-89a77e70227a"


def test_the_old_file_stays_as_a_copy_in_its_own_schema(old: Path) -> None:
    store.open_project(old).close()
    kept = copies_folder(old) / "practice_v1-schema1.ontmoet"
    assert [path.name for path in copies_folder(old).iterdir()] == [kept.name]
    assert (version_in(kept), version_in(old)) == (1, model.SCHEMA_VERSION)


def test_a_project_is_carried_over_once(old: Path) -> None:
    store.open_project(old).close()
    before = (copies_folder(old) / "practice_v1-schema1.ontmoet").stat().st_mtime_ns
    store.open_project(old).close()
    assert (copies_folder(old) / "practice_v1-schema1.ontmoet").stat().st_mtime_ns == before


def test_a_project_that_comes_out_with_a_row_less_stays_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose_a_row(connection: sa.Connection) -> None:
        connection.exec_driver_sql("DELETE FROM theme_links WHERE id = (SELECT min(id) FROM theme_links)")

    monkeypatch.setattr(migrate, "REBUILD", [lose_a_row])
    with pytest.raises(Refused, match="nog heel"):
        store.open_project(old)
    assert version_in(old) == 1


def test_a_row_that_was_changed_behind_our_back_before_does_not_stop_it(old: Path) -> None:
    from ontmoet_research.store import sqlite

    with sqlite.engine(old).begin() as connection:
        connection.exec_driver_sql("UPDATE organisations SET label = 'een bank'")
    with store.open_project(old) as project:
        assert {table for table, _ in store.check_rows(project)} == {"organisations"}


def test_without_room_for_a_copy_nothing_is_carried_over(old: Path) -> None:
    copies_folder(old).write_text("in de weg")
    with pytest.raises(Refused, match="geen kopie"):
        store.open_project(old)
    assert version_in(old) == 1


def test_an_index_of_words_is_built_in_the_same_transaction(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(migrate, "REBUILD", [lambda connection: told.append(connection.in_transaction())])
    store.open_project(old).close()
    assert told == [True]


KILLED = """
import os, signal, sys
from ontmoet_research import store
from ontmoet_research.store import daily, migrate, sqlite_whole
where, path = sys.argv[1:]
module = next(module for module in (daily, migrate, sqlite_whole) if hasattr(module, where))
real = getattr(module, where)
def dies(*given):
    real(*given)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(module, where, dies)
store.open_project(path)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 does not exist there")
@pytest.mark.parametrize("where", ["keep_copy", "_add_what_is_missing", "_tell_version", "check_whole"])
def test_who_is_killed_halfway_has_the_old_project_whole(where: str, old: Path, tmp_path: Path) -> None:
    known = json.loads((GOLDEN / "practice_v1.json").read_text(encoding="utf-8"))
    ended = subprocess.run([sys.executable, "-c", KILLED, where, str(old)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert version_in(old) == 1
    with store.open_project(old) as project:
        assert as_it_was(project, known) == known


@pytest.mark.skipif(not hasattr(os, "fork"), reason="starts processes at one moment")
def test_two_people_who_open_an_old_project_at_once_both_get_the_new_one(old: Path) -> None:
    code = "import sys; from ontmoet_research import store; print(store.open_project(sys.argv[1]).fact('project_id'))"
    running = [subprocess.Popen([sys.executable, "-c", code, str(old)], stdout=subprocess.PIPE) for _ in range(3)]
    told = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(told) == 1


def test_a_column_that_came_later_says_since_when(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = sa.MetaData()
    sa.Table("objects", extra, sa.Column("id", sa.Text, primary_key=True))
    codes = sa.Table("codes", extra, sa.Column("id", sa.Text, primary_key=True), sa.Column("kleur", sa.Text, info={}))
    monkeypatch.setattr(migrate, "metadata", extra)
    with pytest.raises(ValueError, match=r"codes\.kleur"):
        store.open_project(old)
    assert codes.name == "codes"
    assert version_in(old) == 1


def test_a_list_that_came_later_is_empty_in_older_rows(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ontmoet_research.model.columns import JsonList

    extra = sa.MetaData()
    later = sa.Column("helpers", JsonList, nullable=False, info={"list": True, "since": 2})
    sa.Table("wishes", extra, sa.Column("id", sa.Text, primary_key=True), later)
    monkeypatch.setattr(migrate, "metadata", extra)
    monkeypatch.setattr(migrate, "columns_since", lambda *_: {"helpers"})
    with store.open_project(old) as project, project.reading() as connection:
        assert {tuple(helpers) for helpers in connection.scalars(sa.select(later))} == {()}
        assert connection.scalar(sa.select(meta.c.value).where(meta.c.key == "schema_version")) == str(
            model.SCHEMA_VERSION
        )
