"""Which notes hold some words, in 15 million words of notes, beside the bare driver's full text query in the same run.

The bare driver answers an easier question: it finds whole words only. The kit also finds them inside longer words.

Run: python benchmarks/search_speed.py [how many words] [sqlite|postgresql]   (about two minutes each)
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ontmoet_research import store

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tests")]
from tables import Row, print_rows  # noqa: E402 - found beside this file

WORDS_IN_NOTE = 1_500
VOCABULARY = 200_000
AT_ONCE = 250


def main() -> None:
    whole = int(sys.argv[1]) if len(sys.argv) > 1 else 15_000_000
    for name in sys.argv[2:] or ("sqlite", "postgresql"):
        with place(name) as (address, bare):
            started = time.perf_counter()
            with store.create(address, title="Meting") as project:
                words = fill(project, bare, whole // WORDS_IN_NOTE)
                print(f"{name}: {whole:,} words written in {time.perf_counter() - started:.0f} s", flush=True)
                bare.ready()
                print_rows([measure(project, bare, f"{name}: {what}", sought) for what, sought in words.items()])


def measure(project: store.Project, bare: Any, what: str, sought: str) -> Row:
    found = store.notes_with(project, sought)
    least = set(bare.search(sought))
    assert least <= found, (len(least), len(found))
    ours, floor = times(lambda: store.notes_with(project, sought)), times(lambda: bare.search(sought))
    return Row(f"{what} '{sought}', {len(found)} notes (ms)", ours * 1000, floor * 1000, "bare query", "<= 2x")


def fill(project: store.Project, bare: Any, notes: int) -> dict[str, str]:
    """Notes of invented words, some of which come back often and most of them rarely, as words do."""
    import numpy as np

    chance = np.random.default_rng(1)
    spelling = random.Random(1)
    syllables = [a + b for a in "bdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "aa", "ee", "ie", "oe", "ij")]
    known = np.array(
        sorted({"".join(spelling.choices(syllables, k=spelling.randint(2, 5))) for _ in range(VOCABULARY)})
    )
    chance.shuffle(known)
    for start in range(0, notes, AT_ONCE):
        drafts = []
        for n in range(start, min(start + AT_ONCE, notes)):
            ranks = np.minimum(chance.zipf(1.15, WORDS_IN_NOTE), 10**9) % len(known)
            text = " ".join(known[ranks].tolist())
            drafts.append(store.new("sources", title=f"{n}", kind="verslag", sha256="x", text=text))
        store.write(project, drafts)
        bare.add([(draft.object_id, draft.values["text"]) for draft in drafts])
    return {
        "a common word": str(known[20]),
        "a usual word": str(known[2_000]),
        "a rare word": str(known[100_000]),
        "two words": f"{known[30]} {known[40]}",
        "a word that is not there": "qqqqxx",
    }


class BareSqlite:
    """FTS5 as one would use it without the kit."""

    def __init__(self, path: Path) -> None:
        self.connection = dbapi2.connect(str(path), isolation_level=None)
        self.connection.execute("CREATE TABLE notes (n INTEGER PRIMARY KEY, id TEXT UNIQUE)")
        made = "CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
        self.connection.execute(made)

    def add(self, notes: list[tuple[str, str]]) -> None:
        self.connection.execute("BEGIN")
        for object_id, text in notes:
            n = self.connection.execute("INSERT INTO notes (id) VALUES (?)", (object_id,)).lastrowid
            self.connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (n, text))
        self.connection.execute("COMMIT")

    def ready(self) -> None:
        """Nothing to do."""

    def search(self, sought: str) -> list[str]:
        statement = "SELECT id FROM words JOIN notes ON notes.n = words.rowid WHERE words MATCH ?"
        return [found for (found,) in self.connection.execute(statement, (f'"{sought}"',)).fetchall()]


class BarePostgres:
    """tsvector and GIN as one would use them without the kit."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.connection.execute("CREATE TABLE bare (id text PRIMARY KEY, words tsvector)")
        self.connection.execute("CREATE INDEX ON bare USING gin (words)")

    def add(self, notes: list[tuple[str, str]]) -> None:
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany("INSERT INTO bare VALUES (%s, to_tsvector('simple', %s))", notes)

    def ready(self) -> None:
        """Let both have their statistics, as they have after a minute by themselves."""
        self.connection.execute("VACUUM ANALYZE")

    def search(self, sought: str) -> list[str]:
        statement = "SELECT id FROM bare WHERE words @@ phraseto_tsquery('simple', %s)"
        return [found for (found,) in self.connection.execute(statement, (sought,)).fetchall()]


@contextmanager
def place(name: str) -> Iterator[tuple[str, Any]]:
    """Where the project goes, and the bare driver beside it."""
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "p.ontmoet"), BareSqlite(Path(folder) / "bare.db")
        return
    from team_server import running

    with running() as server:
        database = server.new_database()
        with server.connect(server.new_database()) as connection:
            bare = BarePostgres(connection)
            ready = bare.ready

            def both() -> None:
                ready()
                server.execute("VACUUM ANALYZE", database)

            bare.ready = both  # type: ignore[method-assign]  # the kit's database as well
            yield server.url(database), bare


def times(work: Callable[[], object]) -> float:
    """Median seconds of 15 runs."""
    taken = []
    for _ in range(15):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
