"""The list of labels: from a CSV file into the project.

A file has one row a label. Needed columns: ``code_id`` (short id, such as SL01), ``label_nl``. Known columns:
``family``, ``kind`` (enkel, paar, drie, ladder), ``definition_b1``, ``include``, ``exclude``, ``example`` and
``options`` (choices that go with the label, separated by ``;``; ``links=groep`` shows as "Links: groep";
``van_naar`` asks from whom to whom) and ``signs`` (what the label stands for, separated by ``;``: see ``SIGNS``).
The same file again changes what differs and adds what is new.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontmoet_research.model.material import CODE_KINDS, SIGNS
from ontmoet_research.store import Draft, Project, change, new, read_rows, write
from ontmoet_research.text.tables_csv import as_typed
from ontmoet_research.words import Refused

NEEDED = ("code_id", "label_nl")
TEXTS = ("family", "definition_b1", "include", "exclude", "example")
PAIR_OPTIONS = ["links", "rechts", "allebei", "weet_niet"]
COLOURS = ("#1f4e79", "#8a4b08", "#5b2a86", "#0b6e69", "#7a1f4b", "#4a5a13", "#3d3d3d", "#0a58a8")
PATTERNS = ("solid", "dashed", "dotted", "double", "wavy")
MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class BroughtInCodes:
    """What a codebook file brought: the codebook's id and how many labels were new, changed and the same."""

    codebook_id: str
    added: int
    changed: int
    same: int


def bring_in_codebook(project: Project, path: str | Path, *, title: str | None = None) -> BroughtInCodes:
    """Bring a codebook file into the project, in one write.

    ``title`` is how the list is called; without it, the file's name. Labels that are in the project under the same
    short id and list are changed where the file differs; labels that are not in the file stay as they are.

    Errors: ``Refused`` for a file that can't be read, an empty one, a missing column or a doubled id. Then nothing
    is changed.
    """
    rows = read_codebook_file(path)
    title = title or Path(path).stem
    books = read_rows(project, "codebooks", title=title)
    book: Any = books[0] if books else new("codebooks", title=title, version="1")
    known = {row["code"]: row for row in read_rows(project, "codes", codebook_id=book.object_id)}
    drafts: list[Draft] = [] if books else [book]
    added = changed = 0
    for values in rows:
        old = known.get(values["code"])
        if old is None:
            drafts.append(new("codes", codebook_id=book.object_id, status="voorstel", **values))
            added += 1
        elif any(old[name] != value for name, value in values.items()):
            drafts.append(change(old, **values))
            changed += 1
    write(project, drafts, origin="codebook")
    return BroughtInCodes(book.object_id, added, changed, len(rows) - added - changed)


def read_codebook_file(path: str | Path) -> list[dict[str, Any]]:
    """Read a codebook file; give one dict per label with the columns of the table ``codes``.

    Errors: ``Refused``, as in :func:`bring_in_codebook`.
    """
    path = Path(path)
    rows = _rows(path)
    _refuse_doubled(path, [row["code_id"] for row in rows])
    families = list(dict.fromkeys(row["family"] for row in rows))
    seen: dict[str, int] = {}
    made = []
    for order, row in enumerate(rows, start=1):
        place = seen[row["family"]] = seen.get(row["family"], -1) + 1
        made.append(_values(row, order, COLOURS[families.index(row["family"]) % len(COLOURS)], PATTERNS[place % 5]))
    return made


def _rows(path: Path) -> list[dict[str, str]]:
    names, found = _read(path)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Refused("coding.codebook_column", name=path.name, column=", ".join(missing))
    rows = []
    for number, row in enumerate(found, start=2):
        values = {name: as_typed(row.get(name) or "").strip() for name in (*NEEDED, *TEXTS, "kind", "options", "signs")}
        if not any(values.values()):
            continue
        if not values["code_id"] or not values["label_nl"]:
            raise Refused("coding.codebook_empty_cell", name=path.name, number=number)
        if values["kind"] not in ("", *CODE_KINDS):
            raise Refused("coding.codebook_kind", name=path.name, number=number, kinds=", ".join(CODE_KINDS))
        if unknown := set(_several(values["signs"])) - set(SIGNS):
            raise Refused("coding.codebook_signs", name=path.name, number=number, signs=", ".join(sorted(unknown)))
        rows.append(values)
    if not rows:
        raise Refused("coding.codebook_empty", name=path.name)
    return rows


def _read(path: Path) -> tuple[Sequence[str], list[dict[str, Any]]]:
    text = _text(path)
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    try:
        return reader.fieldnames or [], list(reader)
    except csv.Error as problem:  # such as a cell without an end
        raise Refused("coding.codebook_unreadable", name=path.name) from problem


def _text(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as problem:
        raise Refused("coding.codebook_unreadable", name=path.name) from problem
    if not data:
        raise Refused("coding.codebook_unreadable" if path.stat().st_size else "coding.codebook_empty", name=path.name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel writes on a Dutch computer
    if "\x00" in text:
        raise Refused("coding.codebook_unreadable", name=path.name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_doubled(path: Path, ids: list[str]) -> None:
    doubled = sorted({found for found in ids if ids.count(found) > 1})
    if doubled:
        raise Refused("coding.codebook_doubled", name=path.name, ids=", ".join(doubled))


def _values(row: dict[str, str], order: int, colour: str, pattern: str) -> dict[str, Any]:
    kind = row["kind"] or "enkel"
    options = _several(row["options"])
    told = {"signs": _several(row["signs"])} if row["signs"] else {}  # a file that is silent takes nothing away
    return {
        "code": row["code_id"],
        "label_nl": row["label_nl"],
        **{name: row[name] or None for name in TEXTS},
        "kind": kind,
        "options": options or (PAIR_OPTIONS if kind == "paar" else []),
        "order": order,
        "colour": colour,
        "pattern": pattern,
        **told,
    }


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
