"""What a passphrase costs: an encrypted project beside the same one without, on this machine in the same run.

Run: python benchmarks/encryption_speed.py
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import store_speed
from tables import Row, print_rows

from ontmoet_research import coding, store
from ontmoet_research.store import daily, keys, sqlite_whole

PHRASE = "drie groene fietsen in de regen"


def main() -> None:
    measured: dict[str, list[tuple[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, phrase in (("plain", None), ("encrypted", PHRASE)):
            measured[name] = measure(Path(folder) / f"{name}.ontmoet", phrase)
    pairs = zip(measured["plain"], measured["encrypted"], strict=True)
    print_rows([Row(what, ours, floor, "the same without a passphrase", "") for (what, floor), (_, ours) in pairs])


def measure(path: Path, phrase: str | None) -> list[tuple[str, float]]:
    """What it takes with or without a passphrase, each as (what, how long)."""
    with store.create(path, title="Meting", passphrase=phrase) as project:
        source, codes, person = store_speed.prepare(project)
        me = project.as_person(person)
        one = iter(store_speed.marks(source, 200_000, codes, person, 60, random.Random(2)))
        click = store_speed.times(lambda _: coding.apply_code(me, next(one)), 50)
        missing = store_speed.CODINGS_TO_READ - store_speed.CODINGS_ON_NOTE
        many = store_speed.marks(source, 200_000, codes, person, missing, random.Random(3))
        wrote = seconds(lambda: coding.apply_codes(me, many))
        read = store_speed.times(lambda _: store.read_table(project, "codings"), 3)
        copied = seconds(lambda: daily.copy_of_today(path, project.key, date.today() + timedelta(1)))
        again = seconds(lambda: daily.copy_of_today(path, project.key, date.today() + timedelta(2)))
        checked = seconds(lambda: sqlite_whole.damage(path, project.key))
    keys._made.clear()  # as in a fresh process
    opened = seconds(lambda: store.open_project(path, passphrase=phrase, read_only=True).close())
    later = store_speed.times(lambda _: store.open_project(path, passphrase=phrase).close(), 3)
    return [
        ("click to stored, note with 5,000 codings (ms)", click * 1000),
        ("write 95,000 codings in one go (s)", wrote),
        ("read 100,000 codings into pandas (s)", read),
        ("open, first time in a process (ms)", opened * 1000),
        ("open again, to write (ms)", later * 1000),
        (f"copy of today, {path.stat().st_size // 1_000_000} MB (s)", copied),
        ("looking whether a copy of today is needed (ms)", again * 1000),
        ("looking whether the file is whole (s)", checked),
    ]


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
