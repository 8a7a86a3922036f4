"""How long a file takes to come in, beside the bare library in the same run; and what a correction keeps right.

The kit reads in a process of its own, makes paragraphs and cleans; the bare library only gives its letters. The second
table: 400 notes with labels, corrected at random. *Right* is on the words that the label was placed on, wherever these
are now; a label that was marked for a person counts apart. A folder of 300 notes stands beside reading and
cutting alone.

Run: python benchmarks/intake_speed.py   (about a minute)
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst
from docx import Document

from ontmoet_research.intake import Step, bring_in_all, read_file, split
from ontmoet_research.intake.readers import read_bytes
from ontmoet_research.store import create
from ontmoet_research.text.alignment import Alignment

sys.path[:0] = [str(Path(__file__).parent)]
from tables import Row, print_rows  # noqa: E402 - found beside this file

PAGES = NOTES = 300
PEOPLE = ["Wilma", "Teun Bakker", "Fatima", "Noor", "Gespreksleider"]
WORDS = ["brief", "koffie", "de", "het", "een", "gemeente", "wachten", "vrijdag", "samen", "geld", "vragen", "niet"]


def main() -> None:
    rng = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        files = {"PDF of 10 MB": made_pdf(Path(folder), rng), "DOCX of 300 pages": made_docx(Path(folder), rng)}
        bare: dict[str, Callable[[Path], object]] = {"PDF of 10 MB": bare_pdf, "DOCX of 300 pages": bare_docx}
        rows = []
        for what, path in files.items():
            steps: list[Step] = []
            ours = seconds(lambda path=path, steps=steps: read_file(path, progress=steps.append))
            floor = seconds(lambda path=path, what=what: bare[what](path))
            told = f"{what} ({path.stat().st_size / 1e6:.1f} MB), {len(steps)} signs (s)"
            rows.append(Row(told, ours, floor, "pypdfium2 alone" if "PDF" in what else "python-docx alone", "< 60 s"))
        (Path(folder) / "kort.txt").write_text("Een kort verslag.")
        rows.append(Row("a short .txt (s)", seconds(lambda: read_file(Path(folder) / "kort.txt")), None, "", "< 2 s"))
    rows.append(folder_of_notes(rng))
    print_rows(rows)
    corrections(rng)


def folder_of_notes(rng: random.Random, count: int = NOTES) -> Row:
    """A folder of notes into a project, beside the bare readers that read and cut the same files in this process."""
    with tempfile.TemporaryDirectory() as place:
        files = [made_note(Path(place), rng, number) for number in range(count)]
        bare = seconds(lambda: [cut(path) for path in files])
        with create(Path(place) / "p.ontmoet", title="Proef") as project:
            taken = seconds(lambda: list(bring_in_all(project, files, lambda _question: None)))
    told = f"{count} notes into a project, {taken / count:.3f} s each; {taken / bare:.1f}x (s)"
    return Row(told, taken, bare, "reading and cutting alone", "< 2x")


def made_note(folder: Path, rng: random.Random, number: int) -> Path:
    """A note of some 900 words: every third a Word file, the others text, with speakers."""
    lines = [f"{rng.choice(PEOPLE)}: {sentences(rng, 60)}" for _ in range(15)]
    if number % 3:
        path = folder / f"verslag {number}.txt"
        path.write_text("\n\n".join(lines), encoding="utf-8")
        return path
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / f"verslag {number}.docx"
    document.save(str(path))
    return path


def cut(path: Path) -> int:
    """Read a note in this process and cut it into pieces; nothing is stored."""
    read = read_bytes(path.suffix, path.read_bytes())
    return len(split(read.text, each_line=read.lines_are_paragraphs, turns=read.turns))


def corrections(rng: random.Random) -> None:
    """What raw positions keep right over a correction, and what laying beside each other does."""
    raw = right = marked = wrong = total = 0
    for _ in range(400):
        old, new, kept = corrected(rng)
        beside = Alignment(old, new)
        for start, end, now in kept:
            total += 1
            moved = beside.span(start, end)
            raw += (start, end) == now
            if now is None:  # its words were changed: it must be marked
                right += not moved.same
                wrong += moved.same
            else:
                right += (moved.start, moved.end) == now and moved.same
                marked += not moved.same
                wrong += moved.same and (moved.start, moved.end) != now
    print(
        f"\nlabels: {total}; raw positions right {raw / total:.1%}; laid beside each other right {right / total:.1%}, "
    )
    print(
        f"marked for a person though the words are there {marked / total:.1%}, "
        f"on other words unnoticed {wrong / total:.2%}"
    )
    text = " ".join(rng.choice(WORDS) + str(rng.randrange(400)) for _ in range(50_000))
    taken = seconds(lambda: Alignment(text, "Een begin. " + text))
    print(f"a note of 50,000 words laid beside its correction: {taken:.2f} s")


def corrected(rng: random.Random) -> tuple[str, str, list[tuple[int, int, tuple[int, int] | None]]]:
    """A note, its correction, and for each label where its words are now; None when these were changed."""
    words = [rng.choice(WORDS) + (str(rng.randrange(60)) if rng.random() < 0.5 else "") for _ in range(300)]
    breaks = ["\n\n" if n % 40 == 39 else " " for n in range(len(words))]
    labels = [(first, first + rng.randrange(1, 12)) for first in rng.sample(range(280), 8)]
    changed, now = [], []
    for word in words:
        draw = rng.random()
        if draw < 0.02:
            changed.append("nou ja")
        now.append(len(changed))
        changed.append("" if 0.02 <= draw < 0.03 else f"{word}s" if 0.03 <= draw < 0.05 else word)
    old = "".join(word + gap for word, gap in zip(words, breaks, strict=True))
    starts, place = [], 0
    for word, gap in zip(words, breaks, strict=True):
        starts.append(place)
        place += len(word) + len(gap)
    new, new_starts = "", []
    for word in changed:
        new_starts.append(len(new))
        new += word + (" " if word else "")
    kept = []
    for first, last in labels:
        same = changed[now[first] : now[last - 1] + 1] == words[first:last]
        begin, end = starts[first], starts[last - 1] + len(words[last - 1])
        there = new_starts[now[first]], new_starts[now[last - 1]] + len(words[last - 1])
        kept.append((begin, end, there if same else None))
    return old, new, kept


def seconds(work: Callable[[], object]) -> float:
    """How long this takes, once."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def sentences(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(WORDS) + (". Wij" if n % 14 == 13 else "") for n in range(words))


def made_pdf(folder: Path, rng: random.Random) -> Path:
    """A report of 300 pages with a photo of noise, 10 MB in all."""
    from PIL import Image

    photo = Image.frombytes("L", (3_000, 3_200), rng.randbytes(9_600_000))
    photo.save(folder / "foto.png", compress_level=0)
    pages = "\n#pagebreak()\n".join(sentences(rng, 380) for _ in range(PAGES))
    (folder / "lang.typ").write_text(f'#set page(footer: [Verslag])\n#image("foto.png", width: 3cm)\n{pages}')
    path = folder / "lang.pdf"
    path.write_bytes(typst.compile(str(folder / "lang.typ")))
    return path


def made_docx(folder: Path, rng: random.Random) -> Path:
    document = Document()
    for _ in range(PAGES * 4):
        document.add_paragraph(sentences(rng, 95))
    into = io.BytesIO()
    document.save(into)
    path = folder / "lang.docx"
    path.write_bytes(into.getvalue())
    return path


def bare_pdf(path: Path) -> list[str]:
    import pypdfium2

    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def bare_docx(path: Path) -> list[Any]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


if __name__ == "__main__":
    main()
