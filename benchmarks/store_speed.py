"""How fast the store is, beside the bare driver doing the same on this machine in the same run.

Run: python benchmarks/store_speed.py
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from ontmoet_research import coding, store
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.model import tables
from ontmoet_research.practice import make_practice_project

sys.path.insert(0, str(Path(__file__).parent))
from tables import Row, print_rows

WORDS = 50_000
CODINGS_ON_NOTE = 5_000
CODINGS_TO_READ = 100_000


def main() -> None:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, store.create(Path(folder) / "p.ontmoet", title="Meting") as project:
        source_id, code_ids, person = prepare(project)
        me = project.as_person(person)
        rows.append(demo(Path(folder)))
        rows.append(click_to_store(me, source_id, code_ids, Path(folder)))
        rows += read_into_pandas(me, source_id, code_ids)
    print_rows(rows)


def demo(folder: Path) -> Row:
    """The practice series, from its files to a project; the floor is writing its rows with the bare driver."""
    start = time.perf_counter()
    with make_practice_project(folder / "oefenreeks.ontmoet") as project:
        ours = time.perf_counter() - start
        with project.reading() as connection:
            rows = {
                name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in tables()
            }
    bare = dbapi2.connect(str(folder / "kaal_demo.db"), isolation_level=None)
    start = time.perf_counter()
    bare.execute("BEGIN")
    for name, found in rows.items():
        if found:
            bare.execute(f"CREATE TABLE {name} ({', '.join(f'c{n}' for n in range(len(found[0])))})")
            bare.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(found[0]))})", found)
    bare.execute("COMMIT")
    bare.close()
    return Row("demo (s)", ours, time.perf_counter() - start, "bare insert of its rows", "<= 10 s")


def prepare(project: store.Project) -> tuple[str, list[str], str]:
    """A note of 50,000 words with 5,000 overlapping codings by one person."""
    person = store.new("contributors", display_name="Meting", side="onderzoek")
    book = store.new("codebooks", title="Meting", version="1")
    codes = [
        store.new(
            "codes", codebook_id=book.object_id, code=f"M{n}", label_nl=f"Label {n}", kind="enkel", status="voorstel"
        )
        for n in range(20)
    ]
    store.write(project, [person, book, *codes])
    chance = random.Random(1)
    paragraph = lambda: " ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(100))  # noqa: E731 - short
    text = "\n\n".join(paragraph() for _ in range(WORDS // 100))
    brought = bring_in(project, read_typed(text), title="Lange tekst")
    ids = [code.object_id for code in codes]
    coding.apply_codes(project, marks(brought.source_id, len(text), ids, person.object_id, CODINGS_ON_NOTE, chance))
    return brought.source_id, ids, person.object_id


def marks(source: str, size: int, codes: list[str], who: str, n: int, chance: random.Random) -> list[coding.Mark]:
    starts = [chance.randrange(size - 300) for _ in range(n)]
    return [coding.Mark(source, s, s + chance.randrange(20, 300), chance.choice(codes), who) for s in starts]


def click_to_store(project: store.Project, source: str, codes: list[str], folder: Path) -> Row:
    """One label at a time, each its own durable write; the floor is one insert and commit by the bare driver."""
    ours = iter(marks(source, 200_000, codes, project.who, 60, random.Random(2)))
    bare = dbapi2.connect(str(folder / "kaal.db"), isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b INTEGER, c INTEGER, d TEXT)")

    def one_bare(n: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO t VALUES (?, ?, ?, ?)", (f"row {n}", n, n + 9, "woorden " * 20))
        bare.execute("COMMIT")

    measured = times(lambda _: coding.apply_code(project, next(ours)), 50)
    floor = times(one_bare, 50)
    bare.close()
    return Row(
        "click to stored, note with 5,000 codings (ms)", measured * 1000, floor * 1000, "one bare commit", "<= 10 ms"
    )


def read_into_pandas(project: store.Project, source: str, codes: list[str]) -> list[Row]:
    import pandas as pd

    chance = random.Random(3)
    missing = CODINGS_TO_READ - CODINGS_ON_NOTE
    start = time.perf_counter()
    coding.apply_codes(project, marks(source, 200_000, codes, project.who, missing, chance))
    wrote = time.perf_counter() - start
    statement = "SELECT * FROM codings"

    def bare(_: int) -> None:
        with project.reading() as connection:
            cursor = connection.connection.cursor()
            names = [part[0] for part in cursor.execute(statement).description]
            pd.DataFrame.from_records(cursor.fetchall(), columns=names)

    return [
        Row("write 95,000 codings in one go (s)", wrote, None, "", ""),
        Row(
            "read 100,000 codings into pandas (s)",
            times(lambda _: store.read_table(project, "codings"), 3),
            times(bare, 3),
            "driver's rows into a DataFrame",
            "<= 2x",
        ),
        Row(
            "idem, joined with labels and people (s)",
            times(lambda _: coding.read_codings(project), 3),
            times(bare, 3),
            "driver's rows into a DataFrame",
            "",
        ),
    ]


def times(work: Callable[[int], object], n: int) -> float:
    """Median seconds of ``n`` runs."""
    taken = []
    for turn in range(n):
        start = time.perf_counter()
        work(turn)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
