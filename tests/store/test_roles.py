"""Roles on a real server with real logins: what each may do, whatever program they come in with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from team_server import TeamServer

from ontmoet_research import coding, store
from ontmoet_research.cli import main
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.model import metadata, tables
from ontmoet_research.store import postgres_roles, search
from ontmoet_research.store.roles import give_role, list_logins, renew_roles, take_role
from ontmoet_research.words import Refused

PEOPLE = {"noor": "coder", "kees": "coder", "lotte": "reader", "stef": "eraser"}
ROW = "'{id}', '{object}', '[]', '{author}', '2026-01-01T00:00:00.000Z', 2, false, 'x'"


@dataclass
class Team:
    """A project on a server in which four people have a login of their own."""

    server: TeamServer
    owner: store.Project
    ids: dict[str, str]
    code: str
    source: str
    piece: str

    def login(self, name: str) -> str:
        return f"{self.owner.name}_{name}"

    def open(self, name: str) -> store.Project:
        return store.open_project(self.server.url(self.owner.name, self.login(name)))

    def bare(self, name: str) -> psycopg.Connection:
        return self.server.connect(self.owner.name, self.login(name))


@pytest.fixture(scope="module")
def team(postgres_server: TeamServer) -> Iterator[Team]:
    database = postgres_server.new_database()
    with store.create(postgres_server.url(database), title="Proef") as owner:
        people = {name: store.new("contributors", display_name=name, side="ervaring") for name in PEOPLE}
        book = store.new("codebooks", title="Lijst", version="1")
        code = store.new(
            "codes", codebook_id=book.object_id, code="A1", label_nl="brief", kind="enkel", status="voorstel"
        )
        store.write(owner, [*people.values(), book, code])
        brought = bring_in(owner, read_typed("Wilma: de brief kwam te laat.\n\nKoos: bij ons ook."), title="Avond")
        made = Team(
            postgres_server,
            owner,
            {name: person.object_id for name, person in people.items()},
            code.object_id,
            brought.source_id,
            brought.fragment_ids[0],
        )
        for name, role in PEOPLE.items():
            give_role(owner, name, made.login(name), role)
        yield made
    postgres_server.drop(database)


def mark(team: Team, who: str) -> coding.Mark:
    return coding.Mark(team.source, 7, 15, team.code, team.ids[who])


def reading(team: Team, who: str, author: str | None = None) -> store.Draft:
    person = team.ids[who]
    return store.new(
        "readings",
        author=team.ids[author] if author else None,
        fragment_id=team.piece,
        contributor_id=person,
        outcome="geen_label",
    )


def test_whoever_logs_in_is_at_work_without_saying_so(team: Team) -> None:
    with team.open("noor") as project:
        assert project.who == team.ids["noor"]
    assert team.owner.who == "kit"


def test_a_coder_labels_takes_back_and_brings_in_as_themselves(team: Team) -> None:
    with team.open("noor") as project:
        coding.apply_codes(project, [mark(team, "noor")])
        store.write(project, [reading(team, "noor")], origin="lezen")
        before = store.read_table(project, "readings")
        store.undo(project, origin="lezen")
        assert len(store.read_table(project, "readings")) == len(before) - 1
        brought = bring_in(project, read_typed("De zwaluwen kwamen terug."), title="Later")
        assert brought.source_id in store.notes_with(project, "zwaluw")
        wish = store.new("wishes", text="Als we nu eens belden", session_id=team.source, status="open")
        store.write(project, [wish])
    with team.open("kees") as project:  # what is everyone's may be changed by everyone, under their own name
        seen = store.find(project, "wishes", wish.object_id)
        store.write(project, [store.change(seen, text="Als we nu eens eerst belden")])
        assert store.find(project, "wishes", wish.object_id).author == team.ids["kees"]
    assert store.check_rows(team.owner) == []


AS_SOMEONE_ELSE = {
    "a row": lambda t: [store.new("organisations", author=t.ids["kees"], label="een school")],
    "a row of the kit": lambda _: [store.new("organisations", author="kit", label="een school")],
    "a reading of someone else": lambda t: [reading(t, "kees")],
    "a reading of mine by someone else": lambda t: [reading(t, "noor", author="kees")],
    "a row of mine and one that is not": lambda t: [reading(t, "noor"), reading(t, "kees")],
}


@pytest.mark.parametrize("what", AS_SOMEONE_ELSE)
def test_a_coder_can_not_write_as_someone_else(team: Team, what: str) -> None:
    last = store.last_seq(team.owner)
    with team.open("noor") as project, pytest.raises(Refused, match="alleen onder je eigen naam"):
        store.write(project, AS_SOMEONE_ELSE[what](team))
    with team.open("noor") as project, pytest.raises(Refused, match="alleen onder je eigen naam"):
        store.write(project, [reading(team, "kees")], author=team.ids["kees"])
    assert store.last_seq(team.owner) == last


def test_a_coder_can_not_take_over_or_take_away_what_belongs_to_someone_else(team: Team) -> None:
    with team.open("kees") as project:
        store.write(project, [reading(team, "kees")], origin="lezen")
        row = store.read_rows(project, "readings", contributor_id=team.ids["kees"])[0]
    with team.open("noor") as project:
        for draft in (
            store.remove(row),
            store.change(row, outcome="twijfel"),
            store.change(row, contributor_id=team.ids["noor"]),
            store.Draft("organisations", row.object_id, {"label": "weg ermee"}, (row.id,)),
        ):
            with pytest.raises(Refused, match="alleen onder je eigen naam"):
                store.write(project, [draft])
        assert store.find(project, "readings", row.object_id).id == row.id


REFUSED_TO_A_CODER = {
    "update": "UPDATE codings SET note = 'x'",
    "update a line of the feed": "UPDATE feed SET author = 'x'",
    "delete": "DELETE FROM readings",
    "truncate": "TRUNCATE readings CASCADE",
    "drop": "DROP TABLE readings",
    "alter": "ALTER TABLE readings DISABLE ROW LEVEL SECURITY",
    "make a table": "CREATE TABLE public.mijn (a int)",
    "make a temporary table": "CREATE TEMP TABLE logins (login text, contributor_id text)",
    "read passwords": "SELECT rolpassword FROM pg_authid",
    "read passwords another way": "SELECT passwd FROM pg_shadow",
    "read a file of the server": "SELECT pg_read_file('/etc/passwd')",
    "run a program": "COPY meta TO PROGRAM 'cat'",
    "become the owner": "SET ROLE postgres",
    "become another session": "SET SESSION AUTHORIZATION postgres",
    "link my login to someone else": "UPDATE logins SET contributor_id = 'x'",
    "link another login": "INSERT INTO logins VALUES ('x', 'y')",
    "give a role": "GRANT {eraser} TO {me}",
    "change a fact of the project": "UPDATE meta SET value = 'x'",
    "add a fact to the project": "INSERT INTO meta VALUES ('x', 'y')",
    "empty the index": "DELETE FROM search_words",
    "choose a number in the feed": "INSERT INTO feed (seq, batch, origin, author, table_name, row_id, object_id)"
    " SELECT 999999, 'b', '', author, table_name, row_id, object_id FROM feed WHERE author = '{noor}' LIMIT 1",
    "turn back the numbers of the feed": "SELECT setval('feed_seq_seq', 1)",
    "tell in the feed of a row of someone else": "INSERT INTO feed (batch, origin, author, table_name, row_id,"
    " object_id) SELECT 'b', '', '{noor}', table_name, row_id, object_id FROM feed WHERE author <> '{noor}' LIMIT 1",
    "tell in the feed as someone else": "INSERT INTO feed (batch, origin, author, table_name, row_id, object_id)"
    " SELECT 'b', '', author, table_name, row_id, object_id FROM feed WHERE author <> '{noor}' LIMIT 1",
    "put a row under the batch of someone else": "INSERT INTO feed (batch, origin, author, table_name, row_id,"
    " object_id) SELECT (SELECT batch FROM feed WHERE author <> '{noor}' LIMIT 1), '', author, table_name, row_id,"
    " object_id FROM feed WHERE author = '{noor}' LIMIT 1",
    "say that someone else took back a step": "INSERT INTO feed (batch, undoes, origin, author, table_name, row_id,"
    " object_id) SELECT 'b', (SELECT batch FROM feed WHERE author <> '{noor}' LIMIT 1), '', author, table_name, row_id,"
    " object_id FROM feed WHERE author = '{noor}' LIMIT 1",
    "hide a row of someone else": "INSERT INTO replacements SELECT r.id, n.id FROM contributors r, readings n"
    " WHERE n.author = '{noor}' LIMIT 1",
    "confirm an erasure": "INSERT INTO erasures SELECT 'e', id, NULL, 'x', '{noor}', 'x', true FROM objects LIMIT 1",
    "put words in the index of someone else's note": "INSERT INTO search_words SELECT id, object_id, ''::tsvector"
    " FROM sources WHERE author <> '{noor}'",
}


@pytest.mark.parametrize("what", REFUSED_TO_A_CODER)
def test_the_server_refuses_a_coder(team: Team, what: str) -> None:
    with team.open("noor") as project:
        store.write(project, [reading(team, "noor")])
    statement = REFUSED_TO_A_CODER[what].format(
        noor=team.ids["noor"],
        me=team.login("noor"),
        eraser=postgres_roles.role_name(team.owner.name, "eraser"),
    )
    before = store.last_seq(team.owner)
    with team.bare("noor") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)
    assert store.last_seq(team.owner) == before
    assert store.check_rows(team.owner) == []


def test_a_function_or_table_of_their_own_does_not_help_a_coder(team: Team) -> None:
    with team.bare("noor") as connection:
        connection.execute("SET search_path = pg_temp, public")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE FUNCTION pg_temp.ontmoet_me() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            row = ROW.format(id=store.new_id(), object=team.source, author=team.ids["kees"])
            connection.execute(f"INSERT INTO public.organisations VALUES ({row}, 'x', NULL, NULL, NULL)")


def test_a_reader_reads_and_adds_nothing(team: Team) -> None:
    with team.open("lotte") as project:
        assert len(store.read_table(project, "sources")) >= 1
        assert store.notes_with(project, "brief") >= {team.source}
        with pytest.raises(Refused, match="mag je niet doen"):
            store.write(project, [store.new("organisations", label="x")])
    with team.bare("lotte") as connection:
        for name in (*metadata.tables, *postgres_roles.postgres_search.TABLES, "logins"):
            connection.execute(f"SELECT * FROM {name} LIMIT 1")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"INSERT INTO {name} SELECT * FROM {name} LIMIT 1")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"DELETE FROM {name}")


def test_an_eraser_can_take_a_note_out_with_all_that_the_kit_keeps_of_it(team: Team) -> None:
    brought = bring_in(team.owner, read_typed("Kwikkwarel woont hier."), title="Weg")
    with team.open("stef") as project:
        row = store.find(project, "sources", brought.source_id)
        with project.writing() as connection:
            search.forget(connection, [row.id])
            run = connection.exec_driver_sql
            run(
                "INSERT INTO erasures VALUES (%s, %s, NULL, 'gevraagd', 'stef', 'nu', true)",
                (store.new_id(), row.object_id),
            )
            for name in ("sources", "fragments"):
                column = "object_id" if name == "sources" else "source_id"
                run(f"DELETE FROM {name} WHERE {column} = %s", (row.object_id,))
            run("DELETE FROM feed WHERE object_id = %s", (row.object_id,))
            run("DELETE FROM replacements WHERE row_id = %s", (row.id,))
            run("UPDATE meta SET value = 'x' WHERE key = 'store_epoch'")
            run("UPDATE codings SET quote = quote")
        assert store.notes_with(project, "kwikkwarel") == set()
    with team.bare("stef") as connection:
        for statement in ("VACUUM sources", "VACUUM search_words", "VACUUM search_terms"):
            connection.execute(statement)
        for statement in ("DELETE FROM objects", "UPDATE logins SET contributor_id = 'x'", "DROP TABLE sources"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
    with pytest.raises(Refused):
        store.find(team.owner, "sources", brought.source_id)


def test_a_note_for_oneself_is_seen_by_nobody_else(team: Team) -> None:
    def memo(private: bool, text: str) -> store.Draft:
        return store.new("memos", contributor_id=team.ids["noor"], kind="idee", private=private, text=text)

    with team.open("noor") as project:
        store.write(project, [memo(True, "voor mij"), memo(False, "voor ons")])
        assert set(store.read_table(project, "memos")["text"]) == {"voor mij", "voor ons"}
    for other in ("kees", "lotte"):
        with team.open(other) as project:
            assert set(store.read_table(project, "memos")["text"]) == {"voor ons"}


def test_someone_without_a_role_does_not_get_in(team: Team) -> None:
    team.server.execute(f"CREATE ROLE {team.login('vreemd')} LOGIN")
    with pytest.raises(Refused, match="mag je niet doen"):
        team.open("vreemd")


def test_every_table_has_its_rights_and_its_rules(team: Team) -> None:
    wanted = {*metadata.tables, *postgres_roles.postgres_search.TABLES, "logins"}
    with team.server.connect(team.owner.name) as connection:
        rows = connection.execute(
            "SELECT relname, relrowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        assert dict(rows) == dict.fromkeys({*wanted, postgres_roles.TURNS}, True)
        for role, may_add in (("reader", set()), ("coder", {*tables(), "objects", "replacements", "erasures"})):
            name = postgres_roles.role_name(team.owner.name, role)
            for right in ("UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
                assert not any(holds(connection, name, table, right) for table in wanted), right
            assert {t for t in wanted if holds(connection, name, t, "SELECT")} == wanted
            assert {t for t in metadata.tables if holds(connection, name, t, "INSERT")} == may_add


def holds(connection: psycopg.Connection, role: str, table: str, right: str) -> bool:
    found = connection.execute("SELECT has_table_privilege(%s, %s, %s)", (role, table, right)).fetchone()
    return bool(found and found[0])


def test_roles_are_given_changed_and_taken_at_the_command_line(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    address, login = str(team.owner.path), team.login("tijdelijk")
    roles = lambda *more: main(["roles", address, *more])  # noqa: E731 - short
    assert roles() == 0
    assert roles("--person", team.ids["kees"], "--login", login, "--role", "reader") == 0
    assert f"{login}: kees, reader" in capsys.readouterr().out
    with team.open("tijdelijk") as project, pytest.raises(Refused):
        store.write(project, [reading(team, "kees")])
    assert roles("--person", "kees", "--login", login, "--role", "coder") == 0
    with team.open("tijdelijk") as project:
        store.write(project, [reading(team, "kees")])
    assert roles("--login", login, "--role", "none") == 0
    with pytest.raises(Refused, match="mag je niet doen"):
        team.open("tijdelijk")
    assert login not in {one.login for one in list_logins(team.owner)}
    for wrong in (["--login", login], ["--person", "kees"], ["--login", login, "--role", "coder"]):
        assert roles(*wrong) == 1
    assert roles("--person", "niemand", "--login", login, "--role", "coder") == 1
    take_role(team.owner, "bestaat niet")


def test_only_the_owner_gives_roles(team: Team) -> None:
    for name in PEOPLE:
        with team.open(name) as project, pytest.raises(Refused, match="mag je niet doen"):
            give_role(project, "noor", team.login("noor"), "eraser")


def test_roles_of_one_project_give_nothing_in_another(team: Team, postgres_project_url: str) -> None:
    with store.open_project(postgres_project_url) as other:
        renew_roles(other)
        with pytest.raises(Refused, match="mag je niet doen"):
            store.open_project(team.server.url(other.name, team.login("stef")))


def test_a_file_knows_no_roles(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("rollen") / "p.ontmoet"
    store.create(path, title="Proef").close()
    assert main(["roles", str(path)]) == 1


def test_an_owner_that_is_no_superuser_can_do_it_all(postgres_server: TeamServer) -> None:
    database = postgres_server.new_database()
    postgres_server.execute("CREATE ROLE eigenaar LOGIN CREATEROLE")
    postgres_server.execute(f"ALTER DATABASE {database} OWNER TO eigenaar")
    with store.create(postgres_server.url(database, "eigenaar"), title="Proef") as owner:
        person = store.new("contributors", display_name="Noor", side="ervaring")
        store.write(owner, [person])
        give_role(owner, "Noor", f"{database}_noor", "coder")
        with store.open_project(postgres_server.url(database, f"{database}_noor")) as project:
            store.write(project, [store.new("organisations", label="een school")])
            with pytest.raises(Refused):
                store.write(project, [store.new("organisations", author="kit", label="een school")])
    postgres_server.drop(database)


def test_a_password_is_asked_for_and_found_in_a_file_of_passwords(
    team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    login, database = team.login("pim"), team.owner.name
    team.server.ask_password_of(login, "zeer geheim")
    give_role(team.owner, "kees", login, "coder")
    monkeypatch.setenv("PGPASSFILE", "/bestaat/niet")
    for wrong in ("", "verkeerd"):
        with pytest.raises(Refused, match="laat je niet binnen") as refusal:
            store.open_project(team.server.url(database, login, wrong))
        assert "verkeerd" not in str(refusal.value)
    store.open_project(team.server.url(database, login, "zeer%20geheim")).close()
    passwords = tmp_path_factory.mktemp("wachtwoord") / "pgpass"
    passwords.write_text(f"*:*:{database}:{login}:zeer geheim\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    with store.open_project(team.server.url(database, login)) as project:
        assert project.who == team.ids["kees"]


def test_a_screen_knows_who_logged_in_and_a_name_of_someone_else_is_refused_in_a_sentence(
    team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from ontmoet_research.screens import known_here
    from ontmoet_research.screens.begin.start_here import StartHere

    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path_factory.mktemp("jupyter")))
    monkeypatch.setenv("ONTMOET_PROJECT", team.server.url(team.owner.name, team.login("noor")))
    screen = StartHere(known_here()["project"])
    assert known_here()["who"] == screen.project.who == team.ids["noor"]
    screen.choose_person(team.ids["kees"])
    assert "noor" not in (screen.person() or "")
    with pytest.raises(Refused, match="Kies jezelf"):
        store.write(screen.project, [store.new("organisations", label="x")])
    known_here()["project"].close()
