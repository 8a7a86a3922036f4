"""Opening and making projects; what goes wrong is said in one clear message and changes nothing."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlcipher3 import dbapi2

from ontmoet_research import model, store
from ontmoet_research.store import project as project_file
from ontmoet_research.store.aside import half_of, put_in_place
from ontmoet_research.store.tables import meta
from ontmoet_research.words import Refused

ROOT = Path(__file__).parents[2]


def test_a_project_can_be_closed_and_opened_again(free_place: str) -> None:
    with store.create(free_place, title="Onze reeks", practice=True) as project:
        store.write(project, [store.new("organisations", label="een school")])
    with store.open_project(free_place) as again:
        assert again.fact("title") == "Onze reeks"
        assert again.fact("practice") == "ja"
        assert [row["label"] for row in store.read_rows(again, "organisations")] == ["een school"]


def test_a_project_of_a_newer_kit_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.ontmoet"
    with store.create(path, title="Nieuw") as project, project.engine.begin() as connection:
        connection.execute(sa.update(meta).where(meta.c.key == "schema_version").values(value="99"))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(Refused, match="nieuwere kit"):
        store.open_project(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    "content", [b"", b"gewone tekst", b"SQLite format 3\x00" + b"\x00" * 100, bytes(range(256)) * 40]
)
def test_a_file_that_is_no_project_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brief.ontmoet"
    path.write_bytes(content)
    with pytest.raises(Refused, match="geen project"):
        store.open_project(path)
    assert path.read_bytes() == content


def test_nothing_is_written_over_something_that_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("van mij")
    with pytest.raises(Refused, match="staat al iets"):
        store.create(path, title="x")
    assert path.read_text() == "van mij"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/proc/p.ontmoet", "kan de kit niet schrijven"),
        ("/bestaat-niet/p.ontmoet", "bestaat niet"),
        ("mysql://server/project", "geen adres dat begint met mysql"),
    ],
)
def test_a_place_that_will_not_do_is_refused(path: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        store.create(path, title="x")


def test_making_a_project_leaves_one_file_and_nothing_aside(tmp_path: Path) -> None:
    store.create(tmp_path / "p.ontmoet", title="x").close()
    assert [found.name for found in tmp_path.iterdir()] == ["p.ontmoet"]


def test_a_project_that_could_not_be_filled_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(project_file, "make_tables", full)
    with pytest.raises(Refused, match="kan de kit niet schrijven"):
        store.create(tmp_path / "p.ontmoet", title="x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links, as on a memory stick"])
def test_of_two_people_who_make_the_same_file_at_once_one_is_refused_and_nothing_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "not here")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "p.ontmoet"
    first, second = half_of(path), half_of(path)
    first.write_text("van Noor")
    second.write_text("van Ali")
    put_in_place(first, path)
    with pytest.raises(FileExistsError):
        put_in_place(second, path)
    assert path.read_text() == "van Noor"
    assert sorted(tmp_path.iterdir()) == sorted([path, second])


@pytest.mark.parametrize(
    ("how", "told"), [("reading", "dus lezen lukt nu niet"), ("writing", "doe je laatste stap opnieuw")]
)
def test_a_full_disk_is_told_by_what_was_being_done(tmp_path: Path, how: str, told: str) -> None:
    project = store.create(tmp_path / "p.ontmoet", title="Proef")
    with project, pytest.raises(Refused, match=told), getattr(project, how)():
        raise sa.exc.OperationalError("SELECT", {}, Exception("database or disk is full"))


@pytest.mark.parametrize("journal", [False, True], ids=["alone", "with a journal"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_in_which_a_table_is_a_list_without_end_is_refused_at_once(
    tmp_path: Path, read_only: bool, journal: bool
) -> None:
    path = tmp_path / "p.ontmoet"
    store.create(path, title="Proef").close()
    raw = dbapi2.connect(str(path))
    raw.executescript(
        "ALTER TABLE meta RENAME TO was; CREATE VIEW meta (key, value) AS WITH RECURSIVE n (i) AS"
        " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'schema', i FROM n;"
    )
    if journal:
        beside = path.with_name("p.ontmoet-wal")
        kept = beside.read_bytes()
        raw.close()
        beside.write_bytes(kept)
    else:
        raw.close()
    began = time.process_time()
    with pytest.raises(Refused, match=r"geen project van deze kit|niet bij"):
        store.open_project(path, read_only=read_only)
    assert time.process_time() - began < 5


def test_a_missing_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="geen project op deze plek"):
        store.open_project(tmp_path / "weg.ontmoet")


def test_sqlite_inside_the_driver_has_the_fix_for_the_wal_reset_bug(tmp_path: Path) -> None:
    with store.create(tmp_path / "p.ontmoet", title="Proef") as project, project.reading() as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    assert tuple(map(int, version.split("."))) > (3, 51, 2) or version in ("3.50.7", "3.44.6")
    assert (journal, synchronous) == ("wal", 2)


def test_every_table_can_be_made_in_postgresql_too() -> None:
    for table in model.metadata.sorted_tables:
        statement = str(sa.schema.CreateTable(table).compile(dialect=postgresql.dialect()))
        assert "AUTOINCREMENT" not in statement


def test_only_the_module_of_the_back_end_speaks_to_sqlite_itself() -> None:
    words = ("PRAGMA", "INSERT OR ", "rowid", "fts5", "json_each")
    for path in (ROOT / "ontmoet_research").rglob("*.py"):
        if path.parent.name == "programs":
            continue  # reads files of other programs, which are SQLite whatever our back end is
        if path.parent.name != "store" or not path.name.startswith("sqlite"):
            text = path.read_text(encoding="utf-8")
            assert not [word for word in words if word in text], path
