"""How fast copies are merged, beside the bare driver that attaches the same file and copies the same rows.

- The union of a project with a copy that holds 500,000 codings it does not know: every row is checked against its
  hash, gets its anchor, and is told in the feed. The floor does `INSERT ... SELECT` of the codings and no more.
- The union of two copies of 500,000 codings of which nine in ten are known on both sides.
- Two projects of 50,000 codings each, as it happens on a laptop: with the copy that is kept beforehand.
- Reading 1,000,000 codings into pandas, beside the driver's own rows in a DataFrame.

Run: python benchmarks/merge_speed.py [share]      (share 0.1 does a tenth of the rows)
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from ontmoet_research import store
from ontmoet_research.model import tables
from ontmoet_research.store import sqlite

sys.path.insert(0, str(Path(__file__).parent))
from tables import Row, print_rows

NAMES = [column.name for column in tables()["codings"].columns]
SHARED = 2_000


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    many, some = int(500_000 * share), int(50_000 * share)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = folder / "base.ontmoet"
        people = make_base(base)
        rows = [
            all_new(folder, base, people, many),
            mostly_known(folder, base, people, many),
            two_laptops(folder, base, people, some),
            read_a_million(folder, base, people, int(1_000_000 * share)),
        ]
    print_rows(rows)


def make_base(path: Path) -> list[str]:
    """A project with nothing but anchors to point at; gives their ids."""
    ids = [store.new_id() for _ in range(SHARED)]
    with store.create(path, title="Meting") as project, project.writing() as connection:
        connection.exec_driver_sql("INSERT INTO objects VALUES (?, 'fragments')", [(one,) for one in ids])
    return ids


def fill(path: Path, ids: list[str], n: int, seed: int) -> None:
    """Put ``n`` codings in a project with the bare driver, with their hashes and anchors."""
    chance = random.Random(seed)
    raw = sqlite.connect(path)
    raw.execute("BEGIN IMMEDIATE")
    for start in range(0, n, 10_000):
        made = [coding(ids, chance, at) for at in range(start, min(start + 10_000, n))]
        raw.executemany("INSERT INTO objects VALUES (?, 'codings')", [(row["object_id"],) for row in made])
        stored = [tuple("[]" if name == "parents" else row[name] for name in NAMES) for row in made]
        raw.executemany(f"INSERT INTO codings VALUES ({', '.join('?' * len(NAMES))})", stored)
    raw.execute("COMMIT")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


def coding(ids: list[str], chance: random.Random, at: int) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(NAMES)
    words = " ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(8))
    row |= {"id": store.new_id(), "object_id": store.new_id(), "parents": [], "author": ids[0], "v": 2}
    row |= {"at": "2025-01-01T00:00:00.000Z", "removed": False, "source_id": ids[1], "fragment_id": chance.choice(ids)}
    row |= {"start": at, "end": at + 40, "quote": words, "prefix": words[:32], "suffix": words[-32:]}
    row |= {"code_id": ids[at % 50], "contributor_id": ids[0], "certainty": "zeker", "round": "zelf"}
    return row | {"hash": store.row_hash("codings", row)}


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quoted(name: str) -> str:
    return f'"{name}"'


def bare_union(mine: Path, theirs: Path) -> float:
    """The floor: the bare driver, with the same indexes on the table, copies the codings it does not have."""
    raw = sqlite.connect(mine)
    raw.execute("PRAGMA foreign_keys=OFF")

    def union() -> None:
        raw.execute("ATTACH DATABASE ? AS theirs", (str(theirs),))
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO codings SELECT * FROM theirs.codings WHERE id NOT IN (SELECT id FROM codings)")
        raw.execute("COMMIT")

    taken = timed(union)
    raw.close()
    return taken


def ours_and_bare(folder: Path, mine: Path, theirs: Path) -> tuple[float, float]:
    """Seconds for merging and for the bare driver, each on a copy of its own that nobody has read yet."""
    ours, bare = folder / "ours.ontmoet", folder / "bare.ontmoet"
    shutil.copy(mine, ours)
    shutil.copy(mine, bare)
    floor = bare_union(bare, theirs)
    with store.open_project(ours) as project, store.ProjectFile(theirs) as copy:
        taken = timed(lambda: store.merge(project, copy))
        with project.reading() as connection:
            there = connection.exec_driver_sql("SELECT count(*) FROM codings").scalar_one()
    raw = sqlite.connect(bare)
    assert raw.execute("SELECT count(*) FROM codings").fetchone() == (there,)
    raw.close()
    for path in (ours, bare):
        path.unlink()
    shutil.rmtree(sqlite.copies_folder(ours), ignore_errors=True)
    return taken, floor


def all_new(folder: Path, base: Path, ids: list[str], n: int) -> Row:
    theirs = folder / "all_new.ontmoet"
    shutil.copy(base, theirs)
    fill(theirs, ids, n, 1)
    taken, floor = ours_and_bare(folder, base, theirs)
    theirs.unlink()
    return Row(f"merge {n:,} new codings (s)", taken, floor, "attach, insert..select", "<= 3x")


def mostly_known(folder: Path, base: Path, ids: list[str], n: int) -> Row:
    mine, theirs = folder / "mine.ontmoet", folder / "theirs.ontmoet"
    shutil.copy(base, mine)
    fill(mine, ids, n - n // 10, 2)
    shutil.copy(mine, theirs)
    fill(mine, ids, n // 10, 3)
    fill(theirs, ids, n // 10, 4)
    taken, floor = ours_and_bare(folder, mine, theirs)
    mine.unlink()
    theirs.unlink()
    return Row(f"merge 2 copies of {n:,}, {n // 10:,} new (s)", taken, floor, "idem", "<= 3x")


def two_laptops(folder: Path, base: Path, ids: list[str], n: int) -> Row:
    mine, theirs = folder / "mine.ontmoet", folder / "theirs.ontmoet"
    for seed, path in ((5, mine), (6, theirs)):
        shutil.copy(base, path)
        fill(path, ids, n, seed)
    taken, floor = ours_and_bare(folder, mine, theirs)
    return Row(f"merge 2 projects of {n:,} codings (s)", taken, floor, "idem", "<= 1.5 s")


def read_a_million(folder: Path, base: Path, ids: list[str], n: int) -> Row:
    import pandas as pd

    path = folder / "million.ontmoet"
    shutil.copy(base, path)
    fill(path, ids, n, 7)
    raw = sqlite.connect(path)
    names = [name for name in NAMES if name not in ("parents", "v", "removed", "hash")]
    statement = f"SELECT {', '.join(map(quoted, names))} FROM codings ORDER BY object_id"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas doesn't know this driver
        floor = timed(lambda: pd.read_sql(statement, raw))
    raw.close()
    with store.open_project(path) as project:
        taken = timed(lambda: store.read_table(project, "codings"))
    return Row(f"{n:,} codings into pandas (s)", taken, floor, "pandas.read_sql", "<= 2x")


if __name__ == "__main__":
    main()
