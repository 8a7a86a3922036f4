"""How long sorting cards takes (40 cards, 9 sorters), and making and entering a sheet of 12 pieces.

    python benchmarks/paper_speed.py

Prints the median of several runs in milliseconds, beside the least that this machine can do for it: reading the same
rows without doing anything with them, or setting an empty page.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ontmoet_research import store
from ontmoet_research.coding import (
    count_together,
    make_card_sort,
    propose_groups,
    read_placed,
    read_proposal,
    set_piles,
)
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.paper import Ticked, enter_piece, find_sheet, make_label_sheet, read_returned, write_sheet
from ontmoet_research.typesetting import typeset

CARDS, SORTERS, PILES = 40, 9, 6


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, store.create(Path(folder) / "p.ontmoet", title="Meting") as project:
        sort_id, sorters = make_sort(project)
        placed = read_placed(project, sort_id)
        cards = store.find(project, "card_sorts", sort_id)["fragment_ids"]
        someone = project.as_person(sorters[0])
        print(f"{CARDS} cards, {SORTERS} sorters, {PILES} piles each; median of 20, in milliseconds")
        show("read the rows of the piles and nothing else", lambda: store.read_rows(project, "piles"))
        show("piles from the store as a table", lambda: read_placed(project, sort_id))
        show("count together", lambda: count_together(cards, placed))
        show("groups from that table (pure)", lambda: propose_groups(cards, placed))
        show("the whole proposal, from the store", lambda: read_proposal(someone, sort_id))
        one = [("alles", cards)]
        other = [("niets", cards)]
        times = iter(range(10_000))
        show(
            "one person's piles from paper into the store",
            lambda: set_piles(project, sort_id, sorters[0], one if next(times) % 2 else other),
        )
        measure_sheet(project, cards[:12], Path(folder))


def measure_sheet(project: store.Project, pieces: list[str], folder: Path) -> None:
    """A sheet with 7 labels: making it, and entering one piece of it."""
    book = store.new("codebooks", title="Lijst", version="1")
    told = {
        "codebook_id": book.object_id,
        "kind": "enkel",
        "definition_b1": "Wat dit label betekent, in gewone woorden.",
    }
    codes = [store.new("codes", **told, code=f"M{n}", label_nl=f"Label {n}", order=n) for n in range(1, 8)]
    reader = store.new("contributors", display_name="Lezer", side="ervaring")
    store.write(project, [book, *codes, reader])
    labels = [code.object_id for code in codes]
    (folder / "leeg.typ").write_text('#set document(title: "leeg")\nleeg', encoding="utf-8")
    print(f"a sheet of {len(pieces)} pieces and {len(labels)} labels; median of 5, in milliseconds")
    show("set a page with one word and nothing else", lambda: typeset(folder / "leeg.typ", {}), 5)
    for suffix in ("pdf", "xlsx", "docx"):
        code = make_label_sheet(project, pieces, labels, reader=reader.object_id)
        place = folder / f"vel.{suffix}"
        show(f"write it as .{suffix}", lambda code=code, place=place: write_sheet(project, place, code), 5)
        print(f"  {place.stat().st_size / 1000:8.0f}  kB")
    sheet, _ = find_sheet(project, code)
    turn = iter(range(1_000))
    enter = lambda: enter_piece(project, sheet, 1, reader.object_id, Ticked({labels[next(turn) % 7]: None}))  # noqa: E731 - one call, timed
    show("enter one piece", enter)
    show(
        "look at a spreadsheet that came back (another process)", lambda: read_returned(project, folder / "vel.xlsx"), 5
    )


def make_sort(project: store.Project) -> tuple[str, list[str]]:
    """A sort in which people agree about three quarters of the time; gives its id and the sorters."""
    draw = random.Random(1)
    source = bring_in(project, read_typed("\n\n".join(f"Zin {n} van het verslag." for n in range(CARDS))))
    rows = sorted(store.read_rows(project, "fragments", source_id=source.source_id), key=lambda row: row["order"])
    cards = [row.object_id for row in rows]
    sort_id = make_card_sort(project, "Meting", cards)
    people = [store.new("contributors", display_name=f"S{n}", side="ervaring") for n in range(SORTERS)]
    store.write(project, people)
    for person in people:
        piles: list[list[str]] = [[] for _ in range(PILES)]
        for at, card in enumerate(cards):
            piles[at % PILES if draw.random() < 0.75 else draw.randrange(PILES)].append(card)
        set_piles(project, sort_id, person.object_id, [(f"stapel {n}", pile) for n, pile in enumerate(piles)])
    return sort_id, [person.object_id for person in people]


def show(what: str, act: Callable[[], object], times: int = 20) -> None:
    """Print how long one call takes."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        spent.append((time.perf_counter() - begin) * 1000)
    print(f"  {statistics.median(spent):8.1f}  {what}")


if __name__ == "__main__":
    main()
