"""The page for administrators is true: its commands are tried on a real server, and the verbs take an address."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from team_server import TeamServer

from ontmoet_research import store
from ontmoet_research.cli import main, verbs
from ontmoet_research.store import postgres

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "team-server.md").read_text(encoding="utf-8")
ADDRESS = re.compile(r"postgresql://(\w+)@db\.school\.example/(\w+)(?:\?[\w=&-]+)?")


def blocks(kind: str) -> list[str]:
    """The commands of all blocks of this kind, in the order of the page."""
    found = re.findall(rf"^ *```{kind}\n(.*?)^ *```", PAGE, re.DOTALL | re.MULTILINE)
    return [line.strip() for block in found for line in block.splitlines() if line.strip()]


@pytest.fixture
def school(postgres_server: TeamServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TeamServer]:
    """The server of the page, with nothing on it yet, and an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONTMOET_PASSPHRASE_FILE", str(tmp_path / "wachtzin"))
    (tmp_path / "wachtzin").write_text("vier zwaluwen eten samen taart op het plein\n")
    yield postgres_server
    for database in ("gendt", "gendt_terug"):
        postgres_server.drop(database)
    for name in ("noor", "gendt_owner"):
        postgres_server.execute(f"DROP ROLE IF EXISTS {name}")


def here(server: TeamServer, command: str) -> list[str]:
    """The words of a command, with the address of the test server."""
    return shlex.split(ADDRESS.sub(lambda found: server.url(found[2], found[1]), command))


def test_every_command_on_the_page_works_in_the_order_of_the_page(
    school: TeamServer, capsys: pytest.CaptureFixture[str]
) -> None:
    making, *asking = blocks("sql")[:2], *blocks("sql")[2:]
    for statement in making:
        school.execute(statement)
    tried = []
    for command in blocks("sh"):
        program, *words = here(school, command)
        tried.append(f"{program} {words[0]}")
        if "gendt_terug" in command and program == "pg_restore":
            school.execute("CREATE DATABASE gendt_terug OWNER gendt_owner ENCODING 'UTF8' TEMPLATE template0")
        if tried[-1] == "ontmoet start":
            continue  # waits for a person; tried in test_notebooks
        if "--person" in words:
            with store.open_project(school.url("gendt", "gendt_owner")) as project:
                store.write(project, [store.new("contributors", display_name="Noor", side="ervaring")])
        if program == "ontmoet":
            assert main(words) == (1 if words[0] == "check" else 0), (command, capsys.readouterr())
        else:
            run(school, program, *words)
        if program == "pg_dump":
            dumped = hash_of(school, "gendt")
        if program == "pg_restore":
            assert hash_of(school, "gendt_terug") == dumped
    for statement in asking:
        school.execute(statement)
    assert {"ontmoet new", "ontmoet roles", "ontmoet check", "ontmoet bundle", "pg_dump --format=custom"} <= set(tried)
    assert Path("gendt.age").stat().st_size > 500
    assert (Path("werkmap") / "00_begin_hier.ipynb").exists()
    for database in ("gendt", "gendt_terug"):
        with store.open_project(school.url(database, "gendt_owner")) as project:
            store.write(project, [store.new("organisations", label="het gaat verder")])
            assert store.check_rows(project) == []


def hash_of(server: TeamServer, database: str) -> str:
    with store.open_project(server.url(database, "gendt_owner")) as project:
        return store.view_hash(project)


def run(server: TeamServer, program: str, *words: str) -> None:
    """Run a program of PostgreSQL, or Python."""
    import sys

    place = sys.executable if program == "python" else str(server.program(program))
    done = subprocess.run([place, *words], capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr


def test_every_verb_and_option_on_the_page_exists() -> None:
    named = set(re.findall(r"`ontmoet (\w+)", PAGE)) | {c.split()[1] for c in blocks("sh") if c.startswith("ontmoet")}
    assert {"roles", "new", "start"} <= named
    for verb in named & verbs().keys():
        used = {w for c in blocks("sh") if c.startswith(f"ontmoet {verb}") for w in c.split() if w.startswith("--")}
        source = (ROOT / "ontmoet_research" / "cli" / f"{verb}.py").read_text(encoding="utf-8")
        assert {option for option in used if f'"{option}"' not in source} == set()
    assert named <= verbs().keys()


def test_the_numbers_on_the_page_are_those_of_the_kit() -> None:
    seconds = {name: value // 1000 for name, value in postgres.TIME_OUTS.items()}
    told = (
        seconds["idle_in_transaction_session_timeout"],
        seconds["lock_timeout"],
        seconds["statement_timeout"],
    )
    flat = " ".join(PAGE.split())
    assert "after {} s of standing still, waits {} s at most for someone else, and {} s at most".format(*told) in flat
    assert f"keeps 1 to {postgres.POOL} connections" in flat


def test_the_settings_on_the_page_are_settings_of_the_server(postgres_server: TeamServer) -> None:
    names = [line.split("=")[0].strip() for line in blocks("conf") if re.match(r"[a-z_]+ = ", line)]
    assert len(names) > 8
    with postgres_server.connect() as connection:
        known = {name for (name,) in connection.execute("SELECT name FROM pg_settings").fetchall()}
    assert set(names) <= known


def test_the_verbs_take_an_address_where_they_take_a_project(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = postgres_url.replace("postgres:@", "postgres@").replace("postgres@", "postgres:zeer%20geheim@")
    Path("note.txt").write_text("Wilma: de brief kwam te laat.\n")
    book = str(ROOT / "data" / "codeboeken" / "codeboek_A.csv")
    expected = {
        ("new", secret, "--title", "Proef", "--no-passphrase"): 0,
        ("import", secret, "note.txt"): 0,
        ("codes", secret, book): 0,
        ("search", secret, "BRIEF"): 0,
        ("table", secret, "sources"): 0,
        ("table", secret, "codes", "--format", "parquet", "-o", "codes.parquet"): 0,
        ("check", secret): 1,
        ("report", secret, "verslag.html"): 0,
        ("new", secret, "--no-passphrase"): 1,
        ("demo", secret): 1,
    }
    for command, status in expected.items():
        assert main(list(command)) == status, command
    told = capsys.readouterr()
    assert "»brief«" in told.out
    assert "staat al iets" in told.err
    assert "geheim" not in told.out + told.err


def test_the_practice_series_can_stand_on_a_server(postgres_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", postgres_url]) == 0
    assert "15 verslagen" in capsys.readouterr().out


OTHER_VERBS = (
    ("backup", "{project}", "kopie.ontmoet"),
    ("restore", "{project}", "kopie.ontmoet"),
    ("restore", "kopie.ontmoet", "{project}"),
    ("key", "{project}", "--change"),
    ("key", "{project}", "herstel.age"),
    ("merge", "{project}", "bestaat-niet.age"),
    ("merge", "{project}", "{project}"),
    ("merge", "bestaat-niet.ontmoet", "{project}"),
    ("bundle", "{project}", "/bestaat/niet.ontmoet", "--plain"),
    ("erase", "{project}", "--object", "bestaat-niet", "--preview"),
    ("withdraw", "{project}", "--person", "bestaat-niet", "--preview"),
    ("sheet", "{project}", "blad.html", "--kind", "labelen"),
    ("enter", "{project}", "bestaat-niet.csv"),
)


def test_no_verb_breaks_on_an_address_or_tells_its_password(
    postgres_project_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = postgres_project_url.replace("postgres:@", "postgres@").replace("postgres@", "postgres:zeer%20geheim@")
    for command in OTHER_VERBS:
        status = main([word.format(project=secret) for word in command])
        told = capsys.readouterr()
        assert status in (0, 1), (command, told)
        assert "geheim" not in told.out + told.err, command
