"""Fifty people who label at once on one server: how long each waits until the label is stored.

Each person is a thread with a project and a connection of its own, in a few processes, and does one thing every two
seconds. Beside it the bare driver does the same number of inserts in the same rhythm.

Run: python benchmarks/team_speed.py [people] [seconds]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ontmoet_research import coding, store
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.store.roles import give_role

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tests")]
from tables import Row, print_rows  # noqa: E402 - found beside this file

EVERY = 2.0
PROCESSES = 5


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 40.0
    from team_server import running

    with running(fast=False) as server:
        database = server.new_database()
        with store.create(server.url(database), title="Meting") as project:
            facts = prepare(project, database, people)
        server.execute("CREATE TABLE bare (id text PRIMARY KEY, a text, b integer, c integer, d text)", database)
        plan = {"socket": server.socket, "database": database, "seconds": seconds, **facts}
        ours, mistakes = run("ours", plan, people)
        bare, _ = run("bare", plan, people)
    print(f"{people} people, one label every {EVERY:.0f} s, {seconds:.0f} s: {len(ours)} labels, {mistakes} errors")
    shares = (("half wait less than (ms)", 0.5, ""), ("99 in 100 wait less than (ms)", 0.99, "< 300 ms"))
    print_rows([Row(what, part(ours, share), part(bare, share), "bare insert", aim) for what, share, aim in shares])
    sys.exit(1 if mistakes else 0)


def prepare(project: store.Project, database: str, people: int) -> dict[str, Any]:
    """A note of 5,000 words, 20 labels, and so many coders with a login of their own."""
    persons = [store.new("contributors", display_name=f"P{n}", side="ervaring") for n in range(people)]
    book = store.new("codebooks", title="Meting", version="1")
    more = {"codebook_id": book.object_id, "kind": "enkel", "status": "voorstel"}
    codes = [store.new("codes", code=f"M{n}", label_nl=f"Label {n}", **more) for n in range(20)]
    store.write(project, [*persons, book, *codes])
    brought = bring_in(project, read_typed("\n\n".join(["woorden van mensen " * 30] * 60)), title="Lang")
    logins = [(f"{database}_p{n}", person.object_id) for n, person in enumerate(persons)]
    for login, person in logins:
        give_role(project, person, login, "coder")
    return {"source": brought.source_id, "codes": [code.object_id for code in codes], "logins": logins}


def run(kind: str, plan: dict[str, Any], people: int) -> tuple[list[float], int]:
    """Seconds each step took, over all processes, and how many failed."""
    shares = [plan["logins"][n::PROCESSES] for n in range(min(PROCESSES, people))]
    command = [sys.executable, __file__, "--work", kind]
    workers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in shares]
    for worker, share in zip(workers, shares, strict=True):
        assert worker.stdin is not None
        worker.stdin.write(json.dumps({**plan, "logins": share}) + "\n")
        worker.stdin.flush()
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    told = [json.loads(worker.communicate("go\n")[0]) for worker in _all_started(workers)]
    return [taken for one in told for taken in one["taken"]], sum(one["mistakes"] for one in told)


def _all_started(workers: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    return workers


def work(kind: str) -> None:
    """One process: its share of the people, each in a thread."""
    plan = json.loads(sys.stdin.readline())
    makers: dict[str, Callable[[dict[str, Any], str, str], Callable[[random.Random], None]]]
    makers = {"ours": labeller, "bare": inserter}
    steps = [makers[kind](plan, login, person) for login, person in plan["logins"]]
    for number, step in enumerate(steps):
        step(random.Random(number))  # the first time a connection is made, and the server learns its plans
    print("ready", flush=True)
    sys.stdin.readline()
    taken: list[float] = []
    mistakes: list[str] = []

    def person(number: int, step: Callable[[random.Random], None]) -> None:
        chance = random.Random(number)
        end = time.monotonic() + plan["seconds"]
        time.sleep(chance.random() * EVERY)
        while time.monotonic() < end:
            start = time.perf_counter()
            try:
                step(chance)
            except Exception as problem:  # counted, and told below
                mistakes.append(repr(problem))
            taken.append(time.perf_counter() - start)
            time.sleep(max(0.0, EVERY - (time.perf_counter() - start)))

    threads = [threading.Thread(target=person, args=(n, step)) for n, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if mistakes:
        print(mistakes[0], file=sys.stderr)
    print(json.dumps({"taken": taken, "mistakes": len(mistakes)}))


def labeller(plan: dict[str, Any], login: str, person: str) -> Callable[[random.Random], None]:
    project = store.open_project(f"postgresql://{login}@/{plan['database']}?host={plan['socket']}")

    def step(chance: random.Random) -> None:
        start = chance.randrange(10_000)
        coding.apply_code(project, coding.Mark(plan["source"], start, start + 40, chance.choice(plan["codes"]), person))

    return step


def inserter(plan: dict[str, Any], _login: str, _person: str) -> Callable[[random.Random], None]:
    import psycopg

    connection = psycopg.connect(host=plan["socket"], dbname=plan["database"], user="postgres", autocommit=True)

    def step(chance: random.Random) -> None:
        row = (store.new_id(), "label", chance.randrange(10_000), 40, "woorden " * 20)
        connection.execute("INSERT INTO bare VALUES (%s, %s, %s, %s, %s)", row)

    return step


def part(taken: list[float], share: float) -> float:
    """Milliseconds within which this share was done."""
    return sorted(taken)[int(len(taken) * share)] * 1000


if __name__ == "__main__":
    work(sys.argv[2]) if sys.argv[1:2] == ["--work"] else main()
