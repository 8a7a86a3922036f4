"""Several processes at work on one project: started fast, heard, stopped, killed.

Children are forked from a clean process that has the store loaded (not from the test itself, which has threads), so
that hundreds of kills take seconds. What they promise comes through a pipe, sent after ``store.write`` returned.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

import psutil
import sqlalchemy as sa
from proof.batches import Writer

from ontmoet_research import store


@dataclass(frozen=True)
class Promise:
    """One batch that was promised: when its write began and returned (seconds, one clock for all), and its rows."""

    began: float
    returned: float
    ids: list[str]


class Crowd:
    """Processes that run one of the functions below; use as ``with Crowd(address) as crowd``."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.promises: list[Promise] = []
        self._alive: dict[Connection, Any] = {}
        self._born = 0
        self._context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
        if sys.platform != "win32":
            self._context.set_forkserver_preload(["ontmoet_research.store", "sqlalchemy.dialects.sqlite", "psutil"])

    def __enter__(self) -> Crowd:
        return self

    def __exit__(self, *_: object) -> None:
        for ear in list(self._alive):
            self._kill(ear)

    @property
    def ids(self) -> list[str]:
        """The rows promised so far."""
        return [row for promise in self.promises for row in promise.ids]

    def start(self, work: Callable[..., None], n: int = 1) -> list[psutil.Process]:
        """Start so many processes on ``work(address, name, seed, mouth)``."""
        started = []
        for _ in range(n):
            self._born += 1
            ear, mouth = self._context.Pipe(duplex=False)
            process = self._context.Process(
                target=work, args=(self.address, f"w{self._born}", self._born, mouth), daemon=True
            )
            process.start()
            mouth.close()
            self._alive[ear] = process
            started.append(psutil.Process(process.pid))
        return started

    def listen(self, seconds: float) -> None:
        """Take in promises for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for ear in wait(list(self._alive), left):
                assert isinstance(ear, Connection)
                try:
                    self.promises.append(ear.recv())
                except EOFError:  # killed by the test itself
                    del self._alive[ear]

    def hear(self, promises: int) -> None:
        """Listen until there are so many promises."""
        end = time.monotonic() + 60
        while len(self.promises) < promises:
            assert self._alive, "nobody is left who could promise anything"
            assert time.monotonic() < end, f"{len(self.promises)} promises after a minute, not {promises}"
            self.listen(0.05)

    def hear_from_all(self) -> None:
        """Listen until each process has promised something, so that all are at work."""
        silent = set(self._alive)
        while silent:
            ready = wait(list(silent), 60)
            assert ready, "a process did not write anything for a minute"
            for ear in ready:
                assert isinstance(ear, Connection)
                self.promises.append(ear.recv())
                silent.discard(ear)

    def kill_one(self, chance: random.Random) -> None:
        """Kill one of them as ``kill -9`` does and take in what it still promised."""
        self._kill(chance.choice(list(self._alive)))

    def _kill(self, ear: Connection) -> None:
        process = self._alive.pop(ear)
        process.kill()
        process.join()
        while True:
            try:
                self.promises.append(ear.recv())
            except (EOFError, OSError):  # all was read; the last promise may be cut in two, then it was never made
                break
        ear.close()


def write_on(address: str, name: str, seed: int, mouth: Connection) -> None:
    """Write one batch after the other until killed."""
    with store.open_project(address) as project:
        _write_on(Writer(project, name, random.Random(seed)), mouth)


def write_slowly(address: str, name: str, seed: int, mouth: Connection) -> None:
    """Write until killed, in transactions that sleep: before they number their rows, and before they commit."""
    chance = random.Random(seed)
    with store.open_project(address) as project:
        project.backend = Hooked(project.backend, lambda: time.sleep(chance.random() * 0.01))
        sa.event.listen(project.engine, "commit", lambda _: time.sleep(chance.random() * 0.02))
        _write_on(Writer(project, name, chance), mouth)


def write_once_and_hang(address: str, name: str, seed: int, mouth: Connection) -> None:
    """Write one batch, and hang (SIGSTOP) in the middle of the next, its rows in and not committed."""
    with store.open_project(address) as project:
        writer = Writer(project, name, random.Random(seed))
        _promise(writer, mouth)
        project.backend = Hooked(project.backend, _hang)
        _promise(writer, mouth)
        time.sleep(600)


def read_and_hang(address: str, name: str, seed: int, mouth: Connection) -> None:
    """Hang (SIGSTOP) in a transaction that reads; when it may go on, read once more and tell that all was as before."""
    with store.open_project(address) as project:
        with project.reading() as connection:
            before = connection.scalar(sa.text("SELECT count(*) FROM feed"))
            _hang()
            after = connection.scalar(sa.text("SELECT count(*) FROM feed"))
        mouth.send(before == after)
        time.sleep(600)


def _hang() -> None:
    """Stop this process until someone lets it go on; of several threads the stop may reach this one a moment later."""
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(0.2)


class Hooked:
    """A back-end that does something just before a transaction numbers its rows."""

    def __init__(self, backend: Any, hook: Callable[[], None]) -> None:
        self._backend, self._hook = backend, hook

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)

    def before_feed(self, connection: sa.Connection) -> None:
        self._hook()
        self._backend.before_feed(connection)


@contextmanager
def hung(process: psutil.Process) -> Iterator[None]:
    """Wait until this process hangs; let it go on afterwards, when it still lives."""
    from browser import wait_for  # loads much that the children have no use for

    wait_for(lambda: process.status() == psutil.STATUS_STOPPED, "the process hangs")
    yield
    with suppress(psutil.NoSuchProcess):
        process.resume()


def _write_on(writer: Writer, mouth: Connection) -> None:
    while True:
        _promise(writer, mouth)


def _promise(writer: Writer, mouth: Connection) -> None:
    began = time.monotonic()
    ids = writer.write()
    mouth.send(Promise(began, time.monotonic(), ids))
