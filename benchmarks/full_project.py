"""How what people do grows with a whole project: series, notes, people, answers, a withdrawal, labels and readings.

Projects of several sizes are built by the kit's own verbs and then asked the same things, each beside the bare driver
that reads or counts the same rows in the same run, in processor seconds, with the memory of the process. The exponent
says how the answer grows: 0 does not, 1 goes along with the number of labels.

Run: python benchmarks/full_project.py [--sizes 2000 50000]   (1,000,000 takes hours to build)
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ontmoet_research import coding, learning, screens, store
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import read_workspace, record_consent, withdraw
from ontmoet_research.store import sqlite

PER_NOTE = 170
READERS, LABELS, PIECES = 5, 40, 50
NOW = "removed = 0 AND NOT EXISTS (SELECT 1 FROM replacements r WHERE r.replaces_id = t.id)"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 50_000])
    sizes = parser.parse_args().sizes
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONTMOET_FOLDER"] = str(Path(folder) / "kit")
        found = {size: measured(Path(folder) / f"{size}.ontmoet", size) for size in sizes}
    first, last = found[sizes[0]], found[sizes[-1]]
    heading = "".join(f"{f'{size:,} ours / bare':>24}" for size in sizes)
    print(f"{'processor seconds':44}{heading}{'exponent':>10}")
    for what in first:
        told = "".join(f"{ours:>13.3f} / {bare:8.4f}" for ours, bare in (found[size][what] for size in sizes))
        grows = math.log(last[what][0] / max(first[what][0], 1e-4)) / math.log(sizes[-1] / sizes[0])
        print(f"{what:44}{told}{grows:>10.2f}")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def build(path: Path, size: int) -> tuple[str, str, str]:
    """A project of about ``size`` labels; give a note, a series and someone who speaks in it."""
    chance = random.Random(size)
    with store.create(path, title="Meting") as project:
        notes = max(2, size // PER_NOTE)
        who = [add_contributor(project, f"Lezer {n}", "onderzoek", "docent-onderzoeker") for n in range(READERS)]
        book = store.new("codebooks", title="Lijst", version="1")
        codes = [
            store.new("codes", codebook_id=book.object_id, code=f"L{n}", label_nl=f"Label {n}", kind="enkel", order=n)
            for n in range(LABELS)
        ]
        store.write(project, [book, *codes])
        words = lambda: " ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(40))  # noqa: E731 - short
        for number in range(max(1, notes // 15)):
            series = make_series(project, "twee-workshops", f"Reeks {number}")
            speaker = add_participant(project, f"Vogel {number}", series, ["resident"])
            for purpose in ("meedoen", "notities", "citaat"):
                record_consent(project, speaker, purpose, True, asked_by=who[0])
            meeting = list_meetings(project, series)[0].object_id
            for _ in range(min(15, notes)):
                text = "\n\n".join(words() for _ in range(PIECES))
                note = bring_in(project, read_typed(text), session_id=meeting, title="Verslag").source_id
                _label(project, note, codes, who, len(text), chance)
        piece = store.read_rows(project, "fragments", source_id=note)[0]
        store.write(project, [store.change(piece, participant_id=speaker)])
    return note, series, speaker


def _label(
    project: store.Project, note: str, codes: list[store.Draft], who: list[str], size: int, chance: random.Random
) -> None:
    marks = [
        coding.Mark(note, start, start + chance.randrange(20, 200), chance.choice(codes).object_id, chance.choice(who))
        for start in (chance.randrange(size - 250) for _ in range(PER_NOTE))
    ]
    coding.apply_codes(project, marks)
    pieces = store.read_values(project, "fragments", ["object_id"], source_id=note)
    done = [
        store.new("readings", fragment_id=piece, contributor_id=one, outcome="gelabeld")
        for (piece,) in pieces
        for one in who
    ]
    store.write(project, done)


def measured(path: Path, size: int) -> dict[str, tuple[float, float]]:
    note, series, speaker = build(path, size)
    with store.open_project(path) as opened, closing(sqlite.connect(path)) as raw:
        me = store.read_values(opened, "contributors", ["object_id"])[0][0]
        project = opened.as_person(me)
        told = {f"{name}": both for name, both in _asked(project, raw, note, series).items()}
        withdraw(project, speaker, "stukjes", date="2025-01-01")
        again = _asked(project, raw, note, series)
        return told | {f"after a withdrawal: {name}": both for name, both in again.items()}


def _asked(project: store.Project, raw: Any, note: str, series: str) -> dict[str, tuple[float, float]]:
    labels, readings = f"SELECT * FROM codings t WHERE {NOW}", f"SELECT count(*) FROM readings t WHERE {NOW}"
    mine = "SELECT code_id, contributor_id, count(*) FROM codings t WHERE source_id = ? GROUP BY 1, 2"
    screen = screens.read_and_label(project, note)
    screen.send = lambda *_, **__: None
    screen.receive({"do": "screen_opened"})
    pieces = [piece for piece in screen.open_note.pieces if piece.readable]
    code = store.read_values(project, "codes", ["object_id"])[0][0]
    turn = iter(range(1_000))

    def click() -> None:
        end = 9 + next(turn)
        screen.receive(
            {"do": "place", "code_id": code, "at": [[pieces[5].fragment_id, 0], [pieces[5].fragment_id, end]]}
        )
        assert screen.status.get("tone") == "saved"

    def bare(sql: str, *given: str) -> Callable[[], object]:
        return lambda: raw.execute(sql, given).fetchall()

    jobs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "click on a label": (click, bare(mine, note)),
        "open a note": (lambda: screens.read_and_label(project, note), bare(readings)),
        "table of labels": (lambda: store.read_table(project, "codings"), bare(labels)),
        "labels with their words, past the gate": (lambda: coding.read_codings(project), bare(labels)),
        "table of labels for a file": (lambda: read_workspace(project, "codings"), bare(labels)),
        "a series for its figures": (lambda: learning.read_learning(project, series), bare(labels)),
    }
    return {what: (_seconds(ours), _seconds(floor)) for what, (ours, floor) in jobs.items()}


def _seconds(work: Callable[[], object], times: int = 5) -> float:
    """The least processor seconds of some runs; the first, that warms up, does not count."""
    work()
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
