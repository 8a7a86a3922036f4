"""How fast a project goes out to other programs and comes in, beside the bare zip and XML of the same labels.

- Out: writing a .qdpx of so many labels on words; the floor formats the same elements into the same zip and does no
more.
- In: reading one, part by part; the floor lets expat run through the same XML and does nothing with it.
- The whole of it: from a project to a file through the gate, and from a file into an empty project with all that the
  store keeps (a hash, an anchor and a line in the feed for each row). Two floors: the same bare file; and the rows that
  the project got, put by the driver alone into an empty file with the same tables and indexes.

Time is processor time. Memory is the most that a process of its own took above an idle one.

Run: python benchmarks/exchange_speed.py [number of labels ...]      (50000 when nothing is said; docs: 50000 1000000)
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from ontmoet_research import store
from ontmoet_research.exchange import export, load
from ontmoet_research.exchange.foreign import Marks, Part
from ontmoet_research.exchange.going.material import GoingMark, GoingNote, Material
from ontmoet_research.exchange.programs.box import read_box
from ontmoet_research.exchange.refi.write_project import write_project
from ontmoet_research.store import sqlite

sys.path.insert(0, str(Path(__file__).parent))
from tables import Row, print_rows

PER_NOTE = 1_000
WORDS = "De brief kwam te laat en bleef liggen tot maandag. Daarna belde iemand ons op 🙂. "
STORED = 50_000


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or [STORED]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            ours, bare = folder / f"{size}.qdpx", folder / f"{size}.bare.qdpx"
            floor_out, memory_floor = apart(write_bare, bare, size)
            out, memory_out = apart(write_ours, folder / "leeg.ontmoet", ours, size)
            floor_in, memory_read = apart(read_bare, ours)
            taken, memory_in = apart(read_ours, ours, size)
            rows.append(row(f"{size:,} labels out", out, memory_out, floor_out, "zip + XML", memory_floor))
            rows.append(row(f"{size:,} labels in", taken, memory_in, floor_in, "unzip + expat", memory_read))
            twin = folder / f"{size}.nvivo.qdpx"
            apart(write_ours, folder / "tweeling.ontmoet", twin, size, True)
            floor_twin, memory_read = apart(read_bare, twin)
            taken, memory_in = apart(read_ours, twin, size)
            rows.append(row(f"{size:,} in, UTF-16 CRLF", taken, memory_in, floor_twin, "unzip + expat", memory_read))
            full = folder / "vol.ontmoet"
            loading, memory = apart(load_whole, full, ours)
            rows.append(row(f"{size:,} into a project", loading, memory, floor_in, "unzip + expat", memory_read))
            same_rows, memory_rows = apart(insert_bare, full, folder / "kaal.db")
            both = "unzip + expat + the same rows into SQLite"
            rows.append(row(f"{size:,} into a project", loading, memory, floor_in + same_rows, both, memory_rows))
            leaving, memory = apart(export_whole, full, folder / "weg.qdpx")
            rows.append(row(f"{size:,} out of a project", leaving, memory, floor_out, "zip + XML", memory_floor))
    print_rows(rows)


def row(what: str, ours: float, memory: float, floor: float, floor_is: str, bare: float) -> Row:
    """A line: time beside the floor, and the memory of both."""
    return Row(what, ours, floor, f"{floor_is}; memory {memory:.0f} MB, bare {bare:.0f} MB", "<= 2x")


def apart(work: Callable[..., None], *given: Any) -> tuple[float, float]:
    """Seconds of processor, and the most memory in MB, of work in a process of its own."""
    into: Any = multiprocessing.get_context("spawn").Queue()
    process = multiprocessing.get_context("spawn").Process(target=_measured, args=(into, work, given))
    process.start()
    seconds, memory = into.get()
    process.join()
    return float(seconds), float(memory)


def _measured(into: Any, work: Callable[..., None], given: tuple[Any, ...]) -> None:
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work(*given)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - idle
    into.put((time.process_time() - start + children, max(own, after.ru_maxrss - idle) / 1024))


def places(n: int) -> tuple[int, int]:
    start = n * 37 % (len(WORDS) * 100)
    return start, start + 5 + n % 40


class Many(Material):
    """A project with so many labels that was never stored."""

    def __init__(self, project: store.Project, size: int, words: str) -> None:
        super().__init__(project)
        self._size, self._text = size, words * 101
        self.readers = {"lezer": "onderzoek 0000"}  # type: ignore[misc]  # in the place of what is read
        self.memos: list[Any] = []  # type: ignore[misc]  # idem
        self.remarks: list[Any] = []  # type: ignore[misc]  # idem

    @property
    def source_ids(self) -> list[str]:
        return []

    def pieces_of(self, source_id: str) -> list[tuple[str, int, int]]:  # noqa: ARG002 - it has no pieces of its own
        return []

    def notes(self) -> Iterator[GoingNote]:
        label = next(iter(self.labels))
        for first in range(0, self._size, PER_NOTE):
            marks = [
                GoingMark(f"{n}", *places(n), label, "lezer", None, "zeker", "", "zelf", "2025-01-01T00:00:00.000Z")
                for n in range(first, min(first + PER_NOTE, self._size))
            ]
            marks.sort(key=lambda mark: (mark.start, mark.end))
            yield GoingNote(f"verslag {first}", f"Verslag {first}", f"{self._text}{first}", {}, marks)


def write_ours(place: Path, target: Path, size: int, twin: bool = False) -> None:
    """Through our own writer; a ``twin`` counts as the largest program does: UTF-16 units, and CRLF is two."""
    place.unlink(missing_ok=True)
    with store.create(place, title="Proef") as project, target.open("wb") as file:
        book = store.new("codebooks", title="Lijst", version="1")
        code = store.new("codes", codebook_id=book.object_id, code="1", label_nl="Post", kind="enkel")
        store.write(project, [book, code])
        words = WORDS.replace("maandag. ", "maandag.\r\n") if twin else WORDS
        write_project(Many(project, size, words), file, utf16=twin)


def write_bare(target: Path, size: int) -> None:
    """The same elements, with numbers that are as hard to make smaller, straight into a zip."""
    text = WORDS * 101
    user = label = str(uuid.uuid4()).upper()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        with box.open("project.qde", "w", force_zip64=True) as into:
            for first in range(0, size, PER_NOTE):
                made = []
                for n in range(first, min(first + PER_NOTE, size)):
                    start, end = places(n)
                    one = uuid.uuid5(uuid.NAMESPACE_URL, f"{n}")
                    two = uuid.uuid5(uuid.NAMESPACE_OID, f"{n}")
                    made.append(
                        f'<PlainTextSelection guid="{one}" name={quoteattr(text[start:end])} startPosition="{start}"'
                        f' endPosition="{end}"><Coding guid="{two}" creatingUser="{user}" creationDateTime='
                        f'"2025-01-01T00:00:00.000Z"><CodeRef targetGUID="{label}"/></Coding></PlainTextSelection>'
                    )
                into.write("".join(made).encode())
        for first in range(0, size, PER_NOTE):
            box.writestr(f"sources/{first}.txt", f"{text}{first}")


def read_ours(path: Path, size: int) -> None:
    """Through our own reader, all parts, in this process."""
    seen = 0

    def emit(part: Part) -> None:
        nonlocal seen
        seen += len(part.placed) if isinstance(part, Marks) else 0

    with path.open("rb") as file:
        read_box(file, emit, None, None)
    assert seen == size


def read_bare(path: Path) -> None:
    """Unzip and let expat see each element."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, _attributes: None
    parser.EndElementHandler = lambda _name: None
    with zipfile.ZipFile(path) as box:
        with box.open("project.qde") as file:
            while chunk := file.read(1 << 18):
                parser.Parse(chunk, False)
        for name in box.namelist():
            if name.endswith(".txt"):
                box.read(name).decode()


def load_whole(place: Path, path: Path) -> None:
    """Into an empty project."""
    place.unlink(missing_ok=True)
    with store.create(place, title="Vol") as project:
        load(project, path)


def insert_bare(place: Path, target: Path) -> None:
    """The rows of the long tables of that project into an empty file with those tables and indexes: what the driver
    needs for it, and for reading them."""
    target.unlink(missing_ok=True)
    sqlite.use_wal(target)
    with closing(sqlite.connect(place, manner="read")) as full, closing(sqlite.connect(target)) as bare:
        bare.execute("PRAGMA foreign_keys=OFF")  # the short tables that they point at are not there
        for name in ("objects", "codings", "fragments", "feed"):
            for (made,) in full.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql <> ''", (name,)):
                bare.execute(made)
        bare.execute("BEGIN IMMEDIATE")
        for name in ("objects", "codings", "fragments", "feed"):
            found = full.execute(f"SELECT * FROM {name}")
            places = ", ".join("?" * len(found.description))
            while some := found.fetchmany(20_000):
                bare.executemany(f"INSERT INTO {name} VALUES ({places})", some)
        bare.execute("COMMIT")


def export_whole(place: Path, target: Path) -> None:
    """Out of that project."""
    with store.open_project(place) as project:
        export(project, target)


if __name__ == "__main__":
    main()
