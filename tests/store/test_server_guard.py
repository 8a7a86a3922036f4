"""With SQL of their own, a coder or a reader gets no further on the server than the kit lets them (real logins)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import psycopg
import pytest
from team_server import TeamServer

from ontmoet_research import store
from ontmoet_research.store import Draft, Project, postgres, postgres_roles
from ontmoet_research.store.roles import give_role
from ontmoet_research.words import Refused

PEOPLE = {  # name: side, role in the research, role on the server
    "noor": ("praktijk", "docent-onderzoeker", "coder"),
    "els": ("ervaring", "ervaringsonderzoeker", "coder"),
    "lotte": ("onderzoek", "docent-onderzoeker", "reader"),
    "stef": ("onderzoek", "docent-onderzoeker", "eraser"),
}


@dataclass
class Team:
    """A project on a server with one of all that is guarded; ``ids`` by name."""

    server: TeamServer
    owner: Project
    ids: dict[str, str] = field(default_factory=dict)

    def open(self, name: str) -> Project:
        return store.open_project(self.server.url(self.owner.name, f"{self.owner.name}_{name}"))

    def bare(self, name: str) -> psycopg.Connection:
        return self.server.connect(self.owner.name, f"{self.owner.name}_{name}")

    def row(self, table: str, name: str) -> store.Row:
        return store.find(self.owner, table, self.ids[name])


@pytest.fixture(scope="module")
def team(postgres_server: TeamServer) -> Iterator[Team]:
    database = postgres_server.new_database()
    with store.create(postgres_server.url(database), title="Proef") as owner:
        made = Team(postgres_server, owner)

        def add(name: str, table: str, **values: object) -> Draft:
            draft = store.new(table, **values)
            made.ids[name] = draft.object_id
            return draft

        people = [add(n, "contributors", display_name=n, side=s, role=r) for n, (s, r, _) in PEOPLE.items()]
        series = add("reeks", "series", title="Reeks", format="ontmoetingen")
        gone = add("weg", "participants", alias="Weg", perspectives=["resident"], status="ingetrokken", series_ids=[])
        note = add("note", "sources", title="n", kind="verslag", sha256="0" * 64, text="Het was koud.")
        store.write(owner, [*people, series, gone, note])
        at = {"source_id": made.ids["note"], "order": 1, "start": 0, "end": 3}
        store.write(
            owner,
            [
                add("piece", "fragments", **at, visibility="groep", withdrawn=True),
                add("release", "releases", what="wie_is_er", k=5, people=9, person_marks=[], table_json="{}"),
                add("log", "log_events", action="export: verslag"),
                add("need", "needs", person_id=made.ids["weg"], needs=[]),
                add(
                    "other",
                    "minority_views",
                    series_id=made.ids["reeks"],
                    body_md="Zo was het niet.",
                    authors=[made.ids["els"]],
                    locked_side="ervaring",
                ),
            ],
        )
        for name, (_, _, role) in PEOPLE.items():
            give_role(owner, name, f"{database}_{name}", role)
        yield made
    postgres_server.drop(database)


def again(table: str, name: str, **values: object) -> Callable[[Team], list[Draft]]:
    """A next version of this row."""
    return lambda t: [store.change(t.row(table, name), **values)]


def gone(table: str, name: str) -> Callable[[Team], list[Draft]]:
    return lambda t: [store.remove(t.row(table, name))]


REFUSED: dict[str, Callable[[Team], list[Draft]]] = {
    "promote yourself": again("contributors", "noor", role="gespreksleider"),
    "go to another side": again("contributors", "noor", side="ervaring"),
    "give yourself an agreement": again("contributors", "noor", agreement_signed_on="2024-01-01"),
    "be a participant": lambda t: [store.change(t.row("contributors", "noor"), participant_id=t.ids["weg"])],
    "take away a colleague": gone("contributors", "els"),
    "change the role of a colleague": again("contributors", "els", role="student"),
    "record a yes of someone": lambda t: [
        store.new("consents", participant_id=t.ids["weg"], purpose="notities", given=True)
    ],
    "put someone back who withdrew": again("participants", "weg", status="actief"),
    "open what was taken out": again("fragments", "piece", withdrawn=False),
    "take away the register": gone("releases", "release"),
    "change the register": again("releases", "release", people=5),
    "take away the logbook": gone("log_events", "log"),
    "write in Ander geluid of another side": again("minority_views", "other", body_md="Vervalst"),
    "take away Ander geluid": gone("minority_views", "other"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_coder_is_refused_by_the_server(team: Team, what: str) -> None:
    last = store.last_seq(team.owner)
    with team.open("noor") as project, pytest.raises(Refused):
        store.write(project, REFUSED[what](team))
    assert store.last_seq(team.owner) == last


BESIDE = {  # a version that does not say what it replaces, put in with bare SQL
    "promote yourself": ("contributors", "noor", {"role": "gespreksleider"}),
    "put someone back": ("participants", "weg", {"status": "actief"}),
    "open what was taken out": ("fragments", "piece", {"withdrawn": False}),
    "another line of the register": ("releases", "release", {"people": 5}),
    "Ander geluid of others": ("minority_views", "other", {"body_md": "Vervalst"}),
}


@pytest.mark.parametrize("what", BESIDE)
def test_a_version_beside_the_one_that_stands_is_refused_too(team: Team, what: str) -> None:
    table, name, told = BESIDE[what]
    row = {**told, "id": store.new_id(), "parents": "[]", "author": team.ids["noor"]}
    with team.bare("noor") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(
            f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, to_jsonb(r) || %s::jsonb)).*"
            f" FROM {table} r WHERE r.object_id = %s",
            (json.dumps(row), team.ids[name]),
        )


ALLOWED: dict[str, Callable[[Team], list[Draft]]] = {
    "an own name on screen": again("contributors", "els", display_name="Els"),
    "a yes, asked by the experience side": lambda t: [
        store.new("consents", participant_id=t.ids["weg"], purpose="citaat", given=False)
    ],
    "a line in the register": lambda _: [
        store.new("releases", what="wie_is_er", k=5, people=9, person_marks=[], table_json="{}")
    ],
    "own words in Ander geluid": again("minority_views", "other", body_md="Zo was het echt niet."),
    "someone new": lambda _: [store.new("contributors", display_name="Nieuw", side="praktijk")],
}


@pytest.mark.parametrize("what", ALLOWED)
def test_what_the_kit_does_still_goes(team: Team, what: str) -> None:
    with team.open("els") as project:
        store.write(project, ALLOWED[what](team))


def test_what_people_need_is_read_by_who_looks_after_them_only(team: Team) -> None:
    for name, n in (("noor", 0), ("els", 1), ("stef", 1)):
        with team.bare(name) as connection:
            assert connection.execute("SELECT count(*) FROM needs").fetchone() == (n,), name


def test_a_student_gets_no_login_and_one_from_before_reads_nothing_without_an_agreement(team: Team) -> None:
    before = team.row("contributors", "lotte")
    store.write(team.owner, [store.change(before, role="student")])
    try:
        with pytest.raises(Refused, match="student"):
            give_role(team.owner, team.ids["lotte"], f"{team.owner.name}_lotte", "reader")
        with team.bare("lotte") as connection:
            for table in ("sources", "fragments", "consents", "participants", "codings"):
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        agreed = {
            "agreement_signed_on": "2024-01-01",
            "agreement_until": "2099-01-01",
            "supervisor_id": team.ids["stef"],
        }
        store.write(team.owner, [store.change(team.row("contributors", "lotte"), **agreed)])
        with team.bare("lotte") as connection:
            assert connection.execute("SELECT count(*) FROM sources").fetchone() == (1,)
    finally:
        store.write(team.owner, [store.change(team.row("contributors", "lotte"), role="docent-onderzoeker")])


def test_a_reader_can_not_stop_the_others_with_a_lock(team: Team) -> None:
    with team.bare("lotte") as reader:
        for mode in ("EXCLUSIVE", "ROW SHARE"):
            with reader.transaction(), pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(f"LOCK TABLE public.{postgres_roles.TURNS} IN {mode} MODE")
        first = postgres.FEED_LOCK
        reader.execute(f"SELECT pg_advisory_lock(k) FROM generate_series({first}, {first + 5}) k")
        with team.open("els") as project, project.writing() as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
            postgres.before_feed(connection)
            connection.exec_driver_sql("LOCK TABLE search_terms IN ROW EXCLUSIVE MODE")
        with team.open("els") as project:
            store.write(project, [store.new("organisations", label="een school")])
