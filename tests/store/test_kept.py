"""What was read stays for the next moment as long as the project is as it was; never longer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.store import Project, moment
from ontmoet_research.store.once import once_a_moment

if TYPE_CHECKING:
    import pandas as pd

WRITES = ("add", "change", "remove", "undo", "other", "practice")


def elsewhere(work: Any) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def add(project: Project, title: str) -> None:
    store.write(project, [store.new("series", title=title, format="ontmoetingen")])


def titles(project: Project) -> list[str]:
    with project.one_moment():
        return sorted(store.read_table(project, "series")["title"])


def asked_of(project: Project) -> list[str]:
    asked: list[str] = []
    sa.event.listen(project.engine, "before_cursor_execute", lambda _c, _cur, sql, *_: asked.append(sql))
    return asked


def test_a_second_moment_of_the_same_project_reads_no_table_again(project: Project) -> None:
    add(project, "Een")
    assert titles(project) == ["Een"]
    asked = asked_of(project)
    assert titles(project) == ["Een"]
    assert not [sql for sql in asked if "FROM series" in sql]


def test_what_someone_else_wrote_is_there_in_the_next_moment(project: Project, noor: Project) -> None:
    add(project, "Een")
    assert titles(project) == ["Een"]
    add(noor, "Twee")
    assert titles(project) == ["Een", "Twee"]


def test_a_long_moment_that_began_earlier_spoils_nothing_for_others(project: Project) -> None:
    add(project, "Een")
    with project.one_moment():
        assert store.read_table(project, "series")["title"].tolist() == ["Een"]
        elsewhere(lambda: add(project, "Twee"))
        found: list[list[str]] = []
        elsewhere(lambda: found.append(titles(project)))
        assert found == [["Een", "Twee"]]
        assert [row["title"] for row in store.read_rows(project, "series")] == ["Een"], "of the moment it began"
    assert titles(project) == ["Een", "Twee"]


def test_more_than_may_stay_is_forgotten(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add(project, "Een")
    monkeypatch.setattr(moment, "KEPT_CELLS", 0)
    assert titles(project) == ["Een"]
    asked = asked_of(project)
    assert titles(project) == ["Een"]
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
    project = _one()
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


def _one() -> Project:
    """One project for all examples: what stands in it already does not matter."""
    return _shared[0]


@pytest.fixture(autouse=True, scope="module")
def _one_project(tmp_path_factory: pytest.TempPathFactory) -> Any:
    _shared.append(store.create(tmp_path_factory.mktemp("kept") / "p.ontmoet", title="Proef"))
    yield
    _shared.pop().close()
