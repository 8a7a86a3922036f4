"""Files of Taguette, QualCoder, RQDA and requal as they keep them: text, labels, who, and what was not kept."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import makers
import pytest
from seen import labels, lost, marks, quotes

from ontmoet_research import store
from ontmoet_research.exchange import Choices, load
from ontmoet_research.exchange.programs.database import Tables
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused

pytestmark = pytest.mark.usefixtures("at_hand")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with store.create(tmp_path / "hier.ontmoet", title="Hier") as made:
        yield made


def test_taguette_counts_in_bytes_of_the_text_without_tags(project: Project, tmp_path: Path) -> None:
    loaded = load(project, makers.taguette(tmp_path / "t.sqlite3"))
    assert marks(project) == [
        ("avond.html", "Wilma.\nCafé & koffie", "laat", "bo"),
        ("avond.html", "brief 🙂 kwam te laat", "laat", "anna"),
        ("avond.html", "brief 🙂 kwam te laat", "post", "anna"),
    ]
    assert labels(project) == [(None, "post"), ("post", "laat")]
    (note,) = read_rows(project, "sources")
    assert note["text"] == "Avond één\nDe brief 🙂 kwam te laat.\nToen belde Wilma.\nCafé & koffie"
    assert {row["text"] for row in read_rows(project, "memos")} == {"Over brieven", "Een verslag"}
    assert lost(loaded) == {"bare_piece": 1, "split_sign": 1}


def test_of_several_projects_in_a_file_of_taguette_a_person_chooses(project: Project, tmp_path: Path) -> None:
    path = makers.taguette(tmp_path / "t.sqlite3", more=True)
    with pytest.raises(Refused, match="Reeks, Ander"):
        load(project, path)
    loaded = load(project, path, Choices(project="Reeks"))
    assert len(quotes(project)) == 3
    assert lost(loaded)["other_project"] == 1


@pytest.mark.parametrize("unit", ["u16", "cp"])
def test_qualcoder_keeps_owners_cases_journals_and_its_way_to_count(
    project: Project, tmp_path: Path, unit: str
) -> None:
    loaded = load(project, makers.qualcoder(tmp_path / "data.qda", unit))
    assert marks(project) == [
        ("avond.txt", "belde Wilma", "bellen", "anna"),
        ("avond.txt", "belde Wilma", "bellen", "bo"),
        ("avond.txt", "brief 🙂 kwam", "te laat", "anna"),
    ]
    assert labels(project) == [("Post › Traag", "te laat"), (None, "bellen"), ("Post › Traag › te laat", "heel laat")]
    assert {row["note"] for row in read_rows(project, "codings")} == {"dit raakte mij", None}
    assert {row["text"] for row in read_rows(project, "memos")} == {
        *("Ons project", "Een verslag", "Dag 1\nWe begonnen.", "“Toen”\nlet op")
    }
    assert loaded.proposed == {"Sessie": "bijeenkomst", "Rol": "perspectief"}
    kept_there = {("picture", "flap.png"): 1, ("marks_on_picture", "flap.png"): 1, ("graph", "Kaart"): 1}
    kept_there |= {("important", "avond.txt"): 1, ("described", "Wilma"): 1}
    assert {key: n for key, n in loaded.found.lost.items() if n and key[0] != "variable"} == kept_there


def test_attributes_and_cases_of_qualcoder_become_what_a_person_says(project: Project, tmp_path: Path) -> None:
    roles = {"Sessie": "bijeenkomst", "Rol": "perspectief"}
    load(project, makers.qualcoder(tmp_path / "data.qda"), Choices(roles=roles))
    assert [row["number"] for row in read_rows(project, "sessions")] == [3]
    (text,) = (row["text"] for row in read_rows(project, "sources"))
    pieces = read_rows(project, "fragments")
    said = {text[row["start"] : row["end"]].strip(): row["speaker_perspective"] for row in pieces}
    assert said == {"👋 Avond.": None, "De brief 🙂 kwam te laat.": None, "Toen belde Wilma.": "professional"}


def test_a_project_of_qualcoder_may_be_a_folder_or_a_zip(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "reeks.qda"
    folder.mkdir()
    makers.qualcoder(folder / "data.qda")
    load(project, folder)
    assert len(quotes(project)) == 3
    with zipfile.ZipFile(tmp_path / "kopie.qda", "w") as box:
        box.write(folder / "data.qda", "reeks.qda/data.qda")
    assert load(project, tmp_path / "kopie.qda").added["codings"] == 0
    shutil.rmtree(folder)
    folder.mkdir()
    with pytest.raises(Refused, match="map zonder project"):
        load(project, folder)


def test_what_was_taken_away_in_rqda_stays_out(project: Project, tmp_path: Path) -> None:
    loaded = load(project, makers.rqda(tmp_path / "r.rqda"))
    assert marks(project) == [("avond", "brief 🙂 kwam", "te laat", "anna")]
    assert labels(project) == [("Post", "te laat")]
    assert [row["note"] for row in read_rows(project, "codings")] == ["raakte mij"]
    assert lost(loaded)["soft_deleted"] == 4


def test_requal_begins_to_count_at_one(project: Project, tmp_path: Path) -> None:
    load(project, makers.requal(tmp_path / "r.requal"))
    assert marks(project) == [
        ("avond", "belde Wilma", "bellen", "bo"),
        ("avond", "brief 🙂 kwam", "te laat", "Anna"),
    ]
    assert labels(project) == [("Post", "te laat"), (None, "bellen")]
    assert {row["colour"] for row in read_rows(project, "codes")} >= {"#ff0000"}
    assert {row["note"] for row in read_rows(project, "codings")} == {"belangrijk", None}


@pytest.mark.parametrize("make", [makers.taguette, makers.qualcoder, makers.rqda, makers.requal])
def test_the_same_file_twice_adds_nothing(project: Project, tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "x.db")  # type: ignore[operator]  # one of four functions
    first = load(project, path)
    again = load(project, path)
    assert not again.added
    assert not again.changed
    assert again.same == first.added["codings"]


def test_a_place_that_does_not_fit_its_words_goes_to_the_words(project: Project, tmp_path: Path) -> None:
    path = makers.rqda(tmp_path / "r.rqda")
    import sqlite3

    with sqlite3.connect(path) as made:
        made.execute("UPDATE coding SET selfirst = selfirst + 5, selend = selend + 5")
    made.close()
    load(project, path)
    assert quotes(project) == ["brief 🙂 kwam"]


def test_a_database_of_another_program_or_a_broken_one_is_refused(project: Project, tmp_path: Path) -> None:
    other = makers.database(tmp_path / "x.sqlite3", {"dingen": ("a", [(1,)])})
    with pytest.raises(Refused, match="Van welk programma"):
        load(project, other)
    other.write_bytes(other.read_bytes()[:100] + b"\xff" * 4000)
    with pytest.raises(Refused, match="niet te lezen"):
        load(project, other)


def test_a_project_of_the_kit_itself_is_for_merging(project: Project, tmp_path: Path) -> None:
    with store.create(tmp_path / "ander.ontmoet", title="Ander"):
        pass
    path = tmp_path / "x.sqlite3"
    shutil.copy(tmp_path / "ander.ontmoet", path)
    with pytest.raises(Refused, match="ontmoet merge"):
        load(project, path)


def test_nothing_in_a_database_can_run(tmp_path: Path) -> None:
    path = makers.database(tmp_path / "x.db", {"t": ("a", [(1,)])})
    import sqlite3

    with sqlite3.connect(path) as made:
        made.execute("CREATE VIEW tags AS SELECT load_extension('x') AS id")
    made.close()
    tables = Tables(path.read_bytes())
    assert tables.names == {"t"}
    assert list(tables.rows("tags", "id")) == []
    assert list(tables.rows("t", "a", "b")) == [(1, None)]


def test_a_database_that_is_still_open_elsewhere_is_not_read_by_half(project: Project, tmp_path: Path) -> None:
    path = makers.qualcoder(tmp_path / "data.qda")
    (tmp_path / "data.qda-wal").write_bytes(b"not yet in the file itself")
    with pytest.raises(Refused, match="Sluit het daar"):
        load(project, path)
    (tmp_path / "data.qda-wal").write_bytes(b"")
    assert load(project, path).added["codings"] == 3
