"""A project on a PostgreSQL server: reached, refused, lost and found again, and never with its password told."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from team_server import TeamServer, running

from ontmoet_research import store
from ontmoet_research.store import postgres
from ontmoet_research.words import Refused

SECRET = "ge heim%40!"


@pytest.fixture
def team(postgres_project_url: str) -> Iterator[store.Project]:
    with store.open_project(postgres_project_url) as project:
        yield project


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"postgresql://noor:{SECRET}@localhost:1/reeks", "geen contact met de server: postgresql://noor@localhost:1/"),
        (f"postgresql://noor@localhost:1/reeks?password={SECRET}", "postgresql://noor@localhost:1/reeks. Wat"),
        (f"postgresql://noor:{SECRET}@x@localhost/reeks", "kan dit adres niet lezen"),
        (f"postgresql://noor:{SECRET}@localhost", "kan dit adres niet lezen"),
        (f"postgresql://noor:{SECRET}@localhost:zes/reeks", "kan dit adres niet lezen"),
        (f"mysql://noor:{SECRET}@localhost/reeks", "geen adres dat begint met mysql"),
    ],
)
def test_an_address_that_will_not_do_is_refused_without_its_password(address: str, told: str) -> None:
    for way in (store.open_project, lambda place: store.create(place, title="x")):
        with pytest.raises(Refused) as refusal:
            way(address)
        assert told in str(refusal.value)
        assert "heim" not in str(refusal.value)


@pytest.mark.parametrize(
    ("login", "database", "told"),
    [
        ("postgres", "bestaat_niet", "staat niets met deze naam"),
        ("postgres", "postgres", "staat nog geen project"),
        ("vreemde", "postgres", "laat je niet binnen"),
        ("leeg", "postgres", "geen project|niet doen"),
    ],
)
def test_a_server_that_says_no_is_told_in_one_sentence(
    postgres_server: TeamServer, login: str, database: str, told: str
) -> None:
    if login == "leeg":
        postgres_server.execute("CREATE ROLE leeg LOGIN")
    with pytest.raises(Refused, match=told):
        store.open_project(postgres_server.url(database, login))


def test_a_database_without_the_right_to_make_tables_is_refused(postgres_server: TeamServer, postgres_url: str) -> None:
    postgres_server.execute("CREATE ROLE gast LOGIN")
    with pytest.raises(Refused, match="mag je niet doen"):
        store.create(postgres_url.replace("postgres@", "gast@").replace("postgres:", "gast:"), title="x")


def test_a_database_that_holds_a_project_is_not_overwritten(team: store.Project) -> None:
    store.write(team, [store.new("organisations", label="van ons")])
    with pytest.raises(Refused, match="staat al iets"):
        store.create(str(team.path), title="x")
    assert [row["label"] for row in store.read_rows(team, "organisations")] == ["van ons"]


def test_two_people_who_make_the_same_project_at_once_make_one(postgres_url: str) -> None:
    outcomes: list[str] = []

    def make() -> None:
        try:
            store.create(postgres_url, title="x").close()
            outcomes.append("gemaakt")
        except Refused as refusal:
            outcomes.append(str(refusal)[:30])

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[::2] == ["Op deze plek staat al iets: po", "gemaakt"]


def test_the_password_is_used_and_then_nowhere_to_be_seen(postgres_server: TeamServer, team: store.Project) -> None:
    database = team.name
    with store.open_project(postgres_server.url(database, "postgres", "geheim")) as project:
        assert project.path == postgres_server.url(database).replace(postgres_server.socket, _quoted(postgres_server))
        assert "geheim" not in repr(vars(project))
        assert project.name == database
        assert project.engine.url.password == "geheim"


def _quoted(server: TeamServer) -> str:
    return server.socket.replace("/", "%2F")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql://noor@db.school.nl/reeks", "require"),
        ("postgresql://noor@db.school.nl/reeks?sslmode=verify-full", None),
        ("postgresql://noor@localhost/reeks", None),
        ("postgresql:///reeks?host=/run/postgresql", None),
    ],
)
def test_words_of_people_never_cross_a_network_in_the_open(
    address: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.delenv("PGHOST", raising=False)
    assert postgres._connect_args(postgres.address(address)).get("sslmode") == expected


def test_a_reader_sees_one_moment_however_long_it_reads(team: store.Project) -> None:
    with team.reading() as connection:
        count = sa.select(sa.func.count()).select_from(sa.table("organisations"))
        before = connection.scalar(count)
        store.write(team, [store.new("organisations", label="later")])
        assert connection.scalar(count) == before == 0
        with pytest.raises(sa.exc.DBAPIError, match="read-only"):
            connection.exec_driver_sql("DELETE FROM organisations")
    assert len(store.read_rows(team, "organisations")) == 1


def test_a_writer_that_hangs_is_ended_and_stops_nobody(
    postgres_server: TeamServer, team: store.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "TIME_OUTS", {**postgres.TIME_OUTS, "idle_in_transaction_session_timeout": 500})
    with store.open_project(str(team.path)) as hanging:
        with pytest.raises(Refused, match="lang bezig"), hanging.writing() as connection:
            postgres.before_feed(connection)
            start = time.monotonic()
            store.write(team, [store.new("organisations", label="gaat door")])
            assert time.monotonic() - start < 10
            connection.exec_driver_sql("SELECT 1")
        store.write(hanging, [store.new("organisations", label="en verder")])
    assert {row["label"] for row in store.read_rows(team, "organisations")} == {"gaat door", "en verder"}


def test_whoever_waits_too_long_for_someone_else_is_told_so(
    team: store.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "TIME_OUTS", {**postgres.TIME_OUTS, "lock_timeout": 200})
    with store.open_project(str(team.path)) as waiting, team.writing() as connection:
        postgres.before_feed(connection)
        with pytest.raises(Refused, match="lang bezig"):
            store.write(waiting, [store.new("organisations", label="te laat")])
    assert store.read_rows(team, "organisations") == []


def test_a_server_that_goes_away_gives_one_sentence_and_is_found_again(postgres_server: TeamServer) -> None:
    with running() as server, store.create(server.url(server.new_database()), title="Proef") as project:
        store.write(project, [store.new("organisations", label="ervoor")])
        server.stop()
        for action in (
            lambda: store.read_rows(project, "organisations"),
            lambda: store.write(project, [store.new("organisations", label="nooit")]),
        ):
            with pytest.raises(Refused, match="geen contact met de server"):
                action()
        server.start()
        store.write(project, [store.new("organisations", label="erna")])
        assert [row["label"] for row in store.read_rows(project, "organisations")] == ["ervoor", "erna"]
        with pytest.raises(Refused, match="geen contact met de server"), project.reading() as connection:
            server.stop()  # in the middle of reading
            connection.exec_driver_sql("SELECT 1")
        server.start()
        assert len(store.read_rows(project, "organisations")) == 2
