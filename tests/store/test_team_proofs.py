"""What a team relies on, tried on a real server with real processes: nothing missed, nothing doubled, nothing lost.

Each has a small version that always runs and a long one for ``-m slow``.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from team_server import TeamServer, running

from ontmoet_research import store

# Writes batches as fast as it can; sleeps in the transaction, before its rows get their number and after. With
# "unlocked" the numbers are given without the lock, to show that the measure would tell.
WRITER = """
import random, sys, time
from ontmoet_research import store
from ontmoet_research.store import postgres
address, name, seconds, lock = sys.argv[1:]
chance, take_lock = random.Random(name), postgres.before_feed

def sleepy(connection):
    time.sleep(chance.random() * 0.02)
    if lock == "locked":
        take_lock(connection)

postgres.before_feed = sleepy
project = store.open_project(address)
writing = project.writing
import contextlib

@contextlib.contextmanager
def slow_to_end():
    with writing() as connection:
        yield connection
        time.sleep(chance.random() * 0.02)

project.writing = slow_to_end
print("ready", flush=True)
sys.stdin.readline()
end, n = time.monotonic() + float(seconds), 0
while time.monotonic() < end:
    drafts = [store.new("organisations", label=f"{name}.{n}.{k}") for k in range(chance.randrange(1, 4))]
    for row_id in store.write(project, drafts):
        print(row_id)
    n += 1
project.close()
"""


def follow(address: str, seconds: float, *, writers: int = 8, lock: str = "locked") -> tuple[list[str], list[str]]:
    """Row ids as written by so many processes, and as seen by a reader who asked all the time what was new."""
    processes = [start(WRITER, address, str(n), str(seconds), lock) for n in range(writers)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    seen: list[str] = []
    done = threading.Event()
    with store.open_project(address) as project:

        def read() -> None:
            last = store.last_seq(project)
            while True:
                finished = done.is_set()
                items = store.since(project, last)
                assert [item.seq for item in items] == sorted({item.seq for item in items})
                seen.extend(item.row_id for item in items)
                last = items[-1].seq if items else last
                if finished and not items:
                    return

        reader = threading.Thread(target=read)
        reader.start()
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        written = [line.strip() for process in processes for line in process.communicate()[0].splitlines()]
        done.set()
        reader.join()
    assert {process.returncode for process in processes} == {0}
    return written, seen


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("seconds", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_a_reader_of_the_feed_misses_nothing_and_gets_nothing_twice(postgres_project_url: str, seconds: float) -> None:
    written, seen = follow(postgres_project_url, seconds)
    assert len(written) > 100
    assert len(seen) == len(set(seen))
    assert set(written) - set(seen) == set()
    assert set(seen) == set(written)


def test_without_the_lock_the_same_reader_would_miss_rows(postgres_project_url: str) -> None:
    written, seen = follow(postgres_project_url, 1, writers=4, lock="unlocked")
    assert set(written) - set(seen) != set()


# Goes on whatever the server does, and says what was acknowledged.
STUBBORN = """
import sys, time
from ontmoet_research import store
from ontmoet_research.words import Refused
project, n = store.open_project(sys.argv[1]), 0
while True:
    try:
        store.write(project, [store.new("organisations", label=f"{n}.{k}") for k in range(2)])
        print(n, flush=True)
    except Refused as refusal:
        assert "geen contact met de server" in str(refusal), refusal
        time.sleep(0.05)
    n += 1
"""


@pytest.mark.parametrize("kills", [1, pytest.param(5, marks=pytest.mark.slow)])
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 does not exist there")
def test_what_was_acknowledged_survives_a_server_that_is_killed(postgres_server: TeamServer, kills: int) -> None:
    with running(fast=False) as server:
        address = server.url(server.new_database())
        store.create(address, title="Proef").close()
        process = start(STUBBORN, address)
        assert process.stdout is not None
        too_long = threading.Timer(60 + 30 * kills, process.kill)
        too_long.start()
        promised = []
        for _ in range(kills):
            promised += [int(process.stdout.readline()) for _ in range(15)]
            server.kill()
            server.start()
        promised += [int(process.stdout.readline()) for _ in range(5)]  # it found the server again by itself
        too_long.cancel()
        process.kill()
        promised += [int(line) for line in process.communicate()[0].splitlines() if line.isdigit()]
        time.sleep(0.2)
        with store.open_project(address) as project:
            kept = {row["label"] for row in store.read_rows(project, "organisations")}
            assert {f"{n}.{k}" for n in promised for k in range(2)} <= kept
            assert {label.split(".")[0] + ".0" for label in kept} <= kept  # no batch came in by half
            assert {label.split(".")[0] + ".1" for label in kept} <= kept
            assert store.check_rows(project) == []
            assert [item.seq for item in store.since(project, 0)] == sorted(i.seq for i in store.since(project, 0))
            assert len(store.since(project, 0)) == len(kept)
