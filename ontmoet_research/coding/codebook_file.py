"""Read a file with a list of labels: our own, or one that another program wrote.

A file has one row a label, its cells parted by a comma, a semicolon or a tab. Known columns, under the names that
Taguette, QualCoder and requal give them or in Dutch: the short number of a label (``code_id``), the label itself
(``label_nl``, ``name``, ``tag``, ``code_name``), what it means (``definition_b1``, ``description``, ``memo``), its
family (``family``, ``category``) and its colour. Ours alone are ``kind`` (enkel, paar, drie, ladder), ``include``,
``exclude``, ``example``, ``options`` (choices that go with the label, parted by ``;``; ``links=groep`` shows as
"Links: groep"; ``van_naar`` asks from whom to whom) and ``signs`` (what the label stands for, see ``SIGNS``). Only
the label is needed: without numbers, labels get one here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ontmoet_research.model.material import CODE_KINDS, SIGNS
from ontmoet_research.text import join_words, plain
from ontmoet_research.text.tables_csv import as_typed
from ontmoet_research.words import Refused

__all__ = ["numbered_here", "read_codebook_file"]

TEXTS = ("family", "definition_b1", "include", "exclude", "example")
PAIR_OPTIONS = ["links", "rechts", "allebei", "weet_niet"]
COLOURS = ("#1f4e79", "#8a4b08", "#5b2a86", "#0b6e69", "#7a1f4b", "#4a5a13", "#3d3d3d", "#0a58a8")
PATTERNS = ("solid", "dashed", "dotted", "double", "wavy")
MAX_BYTES = 5_000_000
MAX_CELL = 100_000
_NUMBER = "N"  # before a number that a label got here
# Our name of a column -> how other programs and people call it.
_NAMES = {
    "code_id": ("code_id", "id", "nummer", "nr", "code id", "codenummer", "cid", "code_nr", "guid", "code number"),
    "label_nl": (
        *("label_nl", "label", "labels", "name", "naam", "tag", "code_name", "code name", "codename", "title", "titel"),
        *("code naam", "codenaam", "codes", "tag name", "code", "omschrijving kort"),
    ),
    "definition_b1": (
        *("definition_b1", "definitie", "definition", "description", "beschrijving", "omschrijving", "betekenis"),
        *("memo", "code_description", "code description", "uitleg", "tag description", "code memo", "toelichting"),
    ),
    "family": ("family", "familie", "category", "categorie", "groep", "group", "parent", "catname", "category name"),
    "include": ("include", "wel", "wanneer wel", "inclusion"),
    "exclude": ("exclude", "niet", "wanneer niet", "exclusion"),
    "example": ("example", "voorbeeld", "examples"),
    "kind": ("kind", "soort"),
    "options": ("options", "keuzes", "opties"),
    "signs": ("signs", "tekens"),
    "colour": ("colour", "color", "kleur", "code_color", "code color"),
}  # fmt: skip


def numbered_here(code: str) -> bool:
    """Whether a label got its number here, because its file has none."""
    return bool(re.fullmatch(rf"{_NUMBER}\d+", code))


def read_codebook_file(path: str | Path) -> list[dict[str, Any]]:
    """Read a codebook file; give one dict per label with the columns of the table ``codes``.

    Errors: ``Refused`` for a file that can't be read, an empty one, one without a column of labels, a doubled number.
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
    columns = _columns(names)
    if "label_nl" not in columns:
        shown = join_words([f"“{name}”" for name in names if name])
        raise Refused("coding.codebook_column", name=path.name, found=shown or "–")
    rows: list[dict[str, str]] = []
    for number, row in enumerate(found, start=2):
        values = {name: as_typed(row.get(columns.get(name, "")) or "").strip() for name in _NAMES}
        if not any(values.values()):
            continue
        if "code_id" not in columns:
            values["code_id"] = f"{_NUMBER}{len(rows) + 1:02d}"
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


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Our name of a column -> its name in the file. *Code* is a number only where the label has its own column."""
    plain_names = {" ".join(plain(name or "").split()): name for name in reversed(names)}
    found: dict[str, str] = {}
    for ours, known in _NAMES.items():
        if (name := next((one for one in known if one in plain_names), None)) is not None:
            found[ours] = plain_names[name]
    if "code_id" not in found and "code" in plain_names and found.get("label_nl") not in (None, plain_names["code"]):
        found["code_id"] = plain_names["code"]
    return found


def _read(path: Path) -> tuple[Sequence[str], list[dict[str, Any]]]:
    text = _text(path)
    first = text.split("\n", 1)[0]
    parting = max((",", ";", "\t"), key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=parting)
    try:
        rows = list(reader)
    except csv.Error as problem:  # such as a cell without an end
        raise Refused("coding.codebook_unreadable", name=path.name) from problem
    if any(len(cell) > MAX_CELL for row in rows for cell in row.values() if isinstance(cell, str)):
        raise Refused("coding.codebook_unreadable", name=path.name)  # csv's own limit is one for the whole process
    return reader.fieldnames or [], rows


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
        "colour": row["colour"].lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", row["colour"]) else colour,
        "pattern": pattern,
        **told,
    }


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
