"""A full room and a large project, each beside the bare driver doing the same in the same run.

1. Thirty coders, each a process of its own, on one project and one note: a click on a label every 2 seconds for a
   minute. A click is all that the screen *Lezen* does: store the coding, read what others wrote meanwhile, and make
   what is sent to the browser. Right after it, each coder lets the bare driver insert one row in another file.
2. A million codings into pandas: ``store.read_table`` and ``coding.read_codings`` beside ``pandas.read_sql``.

Run: python benchmarks/scale.py [clicks|reading] [--seconds 60]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from store_speed import CODINGS_ON_NOTE, marks, prepare, times  # noqa: E402 - the path comes first
from tables import Row, print_rows  # noqa: E402 - idem

from ontmoet_research import coding, store  # noqa: E402 - idem
from ontmoet_research.store import sqlite  # noqa: E402 - idem

CODERS = 30
PAUSE = 2.0
ORIGINAL = 100_000
COPIES = 9


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("part", nargs="?", choices=["clicks", "reading"])
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONTMOET_FOLDER"] = str(Path(folder) / "kit")  # not what the kit keeps of who measures
        rows = []
        if asked.part != "reading":
            rows += clicks(Path(folder), asked.seconds)
        if asked.part != "clicks":
            rows += reading(Path(folder))
    print_rows(rows)


def clicks(folder: Path, seconds: float) -> list[Row]:
    """Thirty coders at one click per two seconds."""
    path, bare = folder / "klas.ontmoet", folder / "kaal.db"
    source, codes, people = _class(path)
    with closing(sqlite.connect(bare)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b INTEGER, c INTEGER, d TEXT)")
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform != "win32":
        context.set_forkserver_preload(["ontmoet_research.screens", "pandas"])
    answers, together = context.Queue(), context.Barrier(CODERS)
    coders = [
        context.Process(target=_coder, args=(path, bare, source, codes, who, seconds, together, answers))
        for who in people
    ]
    for each in coders:
        each.start()
    heard = [answers.get(timeout=seconds + 300) for _ in coders]
    for each in coders:
        each.join()
    ours, floor, worked = (sorted(t for each in heard for t in each[kind]) for kind in range(3))
    errors = [error for each in heard for error in each[3]]
    with store.open_project(path) as project:
        kept = len(store.read_values(project, "codings", ["object_id"]))
        assert store.check_rows(project) == []
    assert kept == len(ours), "every click that was answered is there"
    print(f"{CODERS} coders, {len(ours)} clicks, {len(errors)} errors {errors[:3]}; {kept} codings are there")
    busy = Row("idem, processor time, p50 (ms)", 1000 * statistics.median(worked), None, "", "")
    return [
        Row(f"click among {CODERS} coders, {name} (ms)", 1000 * at(ours), 1000 * at(floor), "one bare commit", aim)
        for name, at, aim in (
            ("p50", statistics.median, ""),
            ("p99", lambda found: found[int(len(found) * 0.99)], "< 300 ms"),
            ("max", max, ""),
        )
    ] + [busy]


def _class(path: Path) -> tuple[str, list[str], list[str]]:
    """A project with one long note, twenty labels and thirty people."""
    from ontmoet_research.intake import bring_in, read_typed

    with store.create(path, title="Klas") as project:
        chance = random.Random(1)
        people = [store.new("contributors", display_name=f"P{n}", side="onderzoek") for n in range(CODERS)]
        book = store.new("codebooks", title="Klas", version="1")
        codes = [
            store.new(
                "codes",
                codebook_id=book.object_id,
                code=f"K{n}",
                label_nl=f"Label {n}",
                kind="enkel",
                status="voorstel",
            )
            for n in range(20)
        ]
        store.write(project, [*people, book, *codes])
        words = lambda: " ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(100))  # noqa: E731 - short
        note = bring_in(project, read_typed("\n\n".join(words() for _ in range(60))), title="Verslag")
        return note.source_id, [code.object_id for code in codes], [person.object_id for person in people]


def _coder(
    path: Path, bare: Path, source: str, codes: list[str], who: str, seconds: float, together: Any, answers: Any
) -> None:
    from ontmoet_research.screens import read_and_label

    chance, took, bare_took, worked, errors = random.Random(who), [], [], [], []
    with store.open_project(path, who=who) as project, closing(sqlite.connect(bare)) as raw:
        screen = read_and_label(project, source)
        screen.send = lambda *_, **__: None
        screen.receive({"do": "screen_opened"})
        assert screen.status.get("tone") != "trouble"
        pieces = [piece for piece in screen.open_note.pieces if piece.readable]
        together.wait(120)
        begin = time.monotonic() + chance.random() * PAUSE
        for n in range(int(seconds / PAUSE)):
            time.sleep(max(0.0, begin + n * PAUSE - time.monotonic()))
            piece, start = chance.choice(pieces), 6 * chance.randrange(60)
            at = [[piece.fragment_id, start], [piece.fragment_id, start + 6 * chance.randrange(1, 30) - 1]]
            began, worked_before = time.perf_counter(), time.process_time()
            screen.receive({"do": "place", "code_id": chance.choice(codes), "at": at})
            took.append(time.perf_counter() - began)
            worked.append(time.process_time() - worked_before)
            if screen.status.get("tone") != "saved":
                errors.append(screen.status)
            began = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO t VALUES (?, ?, ?, ?)", (f"{who} {n}", n, n + 9, "woorden " * 20))
            raw.execute("COMMIT")
            bare_took.append(time.perf_counter() - began)
    answers.put((took, bare_took, worked, errors))


def reading(folder: Path) -> list[Row]:
    """A million codings into pandas. A tenth is written by the store; the rest are copies of those with other ids."""
    import pandas as pd

    path = folder / "groot.ontmoet"
    with store.create(path, title="Groot") as project:
        source, codes, who = prepare(project)
        missing = ORIGINAL - CODINGS_ON_NOTE
        coding.apply_codes(project.as_person(who), marks(source, 200_000, codes, who, missing, random.Random(3)))
    with closing(sqlite.connect(path)) as raw:
        _multiply(raw)

        def bare(_: int) -> None:
            assert len(pd.read_sql("SELECT * FROM codings", raw)) == ORIGINAL * (COPIES + 1)

        with store.open_project(path) as project:
            ours = times(lambda _: store.read_table(project, "codings"), 3)
            floor = times(bare, 3)
            joined = times(lambda _: coding.read_codings(project), 3)
    what = "pandas.read_sql of the rows"
    return [
        Row("read 1,000,000 codings into pandas (s)", ours, floor, what, "<= 2x"),
        Row("idem, joined with labels and people (s)", joined, floor, what, "<= 2x"),
    ]


def _multiply(raw: Any) -> None:
    names = [found[1] for found in raw.execute("PRAGMA table_info(codings)")]
    raw.execute("BEGIN")
    raw.execute("CREATE TEMP TABLE original AS SELECT * FROM codings")
    for n in range(1, COPIES + 1):
        other = [f"'{n}' || substr({name}, 2)" if name in ("id", "object_id") else f'"{name}"' for name in names]
        raw.execute(f"INSERT INTO objects SELECT '{n}' || substr(object_id, 2), 'codings' FROM original")
        raw.execute(f"INSERT INTO codings SELECT {', '.join(other)} FROM original")
    raw.execute("COMMIT")


if __name__ == "__main__":
    main()
