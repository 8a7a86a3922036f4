"""One moment: what is read together is of the same moment and read once, whatever others write meanwhile.

What was read stays for the next moment as long as the project is as it was; never longer.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.store import Project, moment, once_a_moment
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd


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


WRITES = ("add", "change", "remove", "undo", "other", "practice")


def kept_titles(project: Project) -> list[str]:
    """The titles as a moment of its own reads them."""
    with project.one_moment():
        return sorted(titles_in_table(project))


def titles_in_table(project: Project) -> list[str]:
    return list(store.read_table(project, "series")["title"])


def asked_of(project: Project) -> list[str]:
    asked: list[str] = []
    sa.event.listen(project.engine, "before_cursor_execute", lambda _c, _cur, sql, *_: asked.append(sql))
    return asked


def test_a_second_moment_of_the_same_project_reads_no_table_again(project: Project) -> None:
    add(project, "Een")
    assert kept_titles(project) == ["Een"]
    asked = asked_of(project)
    assert kept_titles(project) == ["Een"]
    assert not [sql for sql in asked if "FROM series" in sql]


def test_what_someone_else_wrote_is_there_in_the_next_moment(project: Project, noor: Project) -> None:
    add(project, "Een")
    assert kept_titles(project) == ["Een"]
    add(noor, "Twee")
    assert kept_titles(project) == ["Een", "Twee"]


def test_a_long_moment_that_began_earlier_spoils_nothing_for_others(project: Project) -> None:
    add(project, "Een")
    with project.one_moment():
        assert store.read_table(project, "series")["title"].tolist() == ["Een"]
        elsewhere(lambda: add(project, "Twee"))
        found: list[list[str]] = []
        elsewhere(lambda: found.append(kept_titles(project)))
        assert found == [["Een", "Twee"]]
        assert [row["title"] for row in store.read_rows(project, "series")] == ["Een"], "of the moment it began"
    assert kept_titles(project) == ["Een", "Twee"]


def test_more_than_may_stay_is_forgotten(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add(project, "Een")
    monkeypatch.setattr(moment, "KEPT_CELLS", 0)
    assert kept_titles(project) == ["Een"]
    asked = asked_of(project)
    assert kept_titles(project) == ["Een"]
    assert [sql for sql in asked if "FROM series" in sql]


def test_a_reader_of_its_own_answers_each_person_and_question_apart(project: Project) -> None:
    @once_a_moment
    def read_who(asked: Project, what: str) -> pd.DataFrame:
        return store.read_table(asked, "series").assign(who=asked.who, what=what)

    add(project, "Een")
    noor = project.as_person("noor")
    with project.one_moment():
        mine, hers = read_who(project, "a"), read_who(noor, "a")
        assert (mine["who"][0], hers["who"][0], read_who(project, "b")["what"][0]) == (project.who, "noor", "b")
        mine["title"] = "weg"
        assert read_who(project, "a")["title"].tolist() == ["Een"]


@given(st.lists(st.sampled_from(("read", *WRITES)), max_size=10))
def test_whatever_is_done_a_moment_tells_what_reading_without_one_tells(steps: list[str]) -> None:
    project = shared_project()
    for number, step in enumerate(("add", *steps, "read")):
        rows = store.read_rows(project, "series")
        match step:
            case "add":
                add(project, f"Reeks {number}")
            case "change":
                store.write(project, [store.change(row, title=f"Anders {number}") for row in rows[:1]], origin="proef")
            case "remove":
                store.write(project, [store.remove(row) for row in rows[:1]], origin="proef")
            case "undo":
                if rows:
                    store.write(project, [store.change(rows[0], title="Even")], origin="terug")
                    store.undo(project, origin="terug")
            case "other":
                elsewhere(lambda number=number: add(project.as_person("noor"), f"Elders {number}"))
            case "practice":
                flipped = "nee" if project.fact("practice") == "ja" else "ja"
                with project.engine.execution_options(write=True).begin() as connection:
                    connection.exec_driver_sql(f"UPDATE meta SET value = '{flipped}' WHERE key = 'practice'")
        with project.one_moment():
            kept = store.read_table(project, "series"), store.read_rows(project, "series")
            practice = project.read_once("practice", lambda: project.fact("practice"))
        assert kept[0].to_dict("list") == store.read_table(project, "series").to_dict("list")
        assert kept[1] == store.read_rows(project, "series")
        assert practice == project.fact("practice")


_shared: list[Project] = []


def shared_project() -> Project:
    """One project for all examples: what stands in it already does not matter."""
    return _shared[0]


@pytest.fixture(autouse=True, scope="module")
def _one_project(tmp_path_factory: pytest.TempPathFactory) -> Any:
    _shared.append(store.create(tmp_path_factory.mktemp("moment") / "p.ontmoet", title="Proef"))
    yield
    _shared.pop().close()
