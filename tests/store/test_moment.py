"""One moment: what is read together is of the same moment and read once, whatever others write meanwhile."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.store import Project
from ontmoet_research.words import Refused


def titles(project: Project) -> list[str]:
    return [row["title"] for row in store.read_rows(project, "series")]


def elsewhere(work: Any) -> None:
    """Do this in another thread, as a colleague would in another window."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def add(project: Project, title: str) -> None:
    store.write(project, [store.new("series", title=title, format="ontmoetingen")])


def test_what_others_write_meanwhile_is_seen_in_the_next_moment(project: Project) -> None:
    add(project, "Eerst")
    with project.one_moment():
        assert titles(project) == ["Eerst"]
        elsewhere(lambda: add(project, "Later"))
        assert titles(project) == ["Eerst"]
        assert store.read_table(project, "series")["title"].tolist() == ["Eerst"], "first read now, of the same moment"
    with project.one_moment():
        assert sorted(titles(project)) == ["Eerst", "Later"]


def test_what_this_thread_writes_itself_is_seen_at_once(project: Project) -> None:
    with project.one_moment():
        assert titles(project) == []
        add(project, "Nu")
        assert titles(project) == ["Nu"]
        (row,) = store.read_rows(project, "series")
        store.write(project, [store.change(row, title="Anders")], origin="proef")
        assert store.read_table(project, "series")["title"].tolist() == ["Anders"]
        store.undo(project, origin="proef")
        assert titles(project) == ["Nu"]


def test_a_table_is_asked_for_once_and_nobody_changes_what_another_reads(project: Project) -> None:
    add(project, "Een")
    asked: list[str] = []
    sa.event.listen(project.engine, "before_cursor_execute", lambda _c, _cur, sql, *_: asked.append(sql))
    with project.one_moment():
        for _ in range(3):
            frame = store.read_table(project, "series")
            frame["title"] = "weg"
            frame.loc[0, "format"] = "cop"
            rows = store.read_rows(project, "series")
            rows.clear()
        assert store.read_table(project, "series")[["title", "format"]].values.tolist() == [["Een", "ontmoetingen"]]
        assert titles(project) == ["Een"]
    assert len([sql for sql in asked if "FROM series" in sql]) == 2, "once as a table, once as rows"


def test_a_read_that_fails_does_not_spoil_the_next(project: Project) -> None:
    add(project, "Een")
    with project.one_moment():
        assert titles(project) == ["Een"]
        with pytest.raises((sa.exc.DBAPIError, Refused)), project.reading() as connection:
            connection.exec_driver_sql("SELECT * FROM geen_tabel")
        assert titles(project) == ["Een"]
        with pytest.raises(Refused):
            store.find(project, "series", "weg")
        assert titles(project) == ["Een"]


def test_a_moment_inside_another_is_the_same_moment_and_nothing_stays_open(project: Project) -> None:
    add(project, "Een")
    with project.one_moment():
        with project.as_person("noor").one_moment():
            assert titles(project) == ["Een"]
        elsewhere(lambda: add(project, "Twee"))
        assert titles(project) == ["Een"]
    assert project.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # that of SQLAlchemy counts


@given(st.lists(st.sampled_from(["read", "table", "write", "other", "remove", "where"]), max_size=12))
def test_in_a_moment_one_reads_what_one_would_read_without_it_as_long_as_nobody_else_writes(steps: list[str]) -> None:
    project = shared_project()
    with project.one_moment():
        for step in steps:
            match step:
                case "write":
                    add(project, "Nieuw")
                case "remove":
                    store.write(project, [store.remove(row) for row in store.read_rows(project, "series")[:1]])
                case "other":
                    store.write(project, [store.new("contributors", display_name="Noor", side="ervaring")])
                case "read" | "where" | "table":
                    inside: list[Any] = []
                    where = {"title": "Nieuw"} if step == "where" else {}
                    elsewhere(lambda where=where, into=inside: into.extend(store.read_rows(project, "series", **where)))
                    if step == "table":
                        assert store.read_table(project, "series")["row_id"].tolist() == [row.id for row in inside]
                    else:
                        assert store.read_rows(project, "series", **where) == inside


_shared: list[Project] = []


def shared_project() -> Project:
    """One project for all examples: what stands in it already does not matter."""
    return _shared[0]


@pytest.fixture(autouse=True, scope="module")
def _one_project(tmp_path_factory: pytest.TempPathFactory) -> Any:
    _shared.append(store.create(tmp_path_factory.mktemp("moment") / "p.ontmoet", title="Proef"))
    yield
    _shared.pop().close()
