"""Reading the plain files of the practice series as rows of the model.

Columns carry keys a person can read (``S05``, ``P3``) in the place of ids: ``session_key`` fills ``session_id``,
``ja`` and ``nee`` are yes and no, ``;`` separates a list. The model itself says which column is what.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from ontmoet_research.model import columns_of, tables
from ontmoet_research.store import Draft, new, new_id

Keys = dict[str, str]
Record = dict[str, str]

# Columns that are called differently in the files, because that reads better there.
NAMES = {
    "facilitators": "facilitator_ids",
    "holder": "holder_id",
    "question_key": "learning_question_key",
    "series_scope_keys": "series_scope",
}


def read_records(path: Path) -> list[Record]:
    """The rows of a .csv or .xlsx file as dicts of text; an empty cell is an empty text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    rows = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
    book.close()
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def give_ids(table: str, records: list[Record], keys: Keys) -> None:
    """Give every object in these rows an id, so that rows can point to each other in any order."""
    own = _own_key(table)
    for record in records:
        key = _named(record).get(own)
        if key:
            keys.setdefault(key, new_id())


def as_draft(table: str, record: Record, keys: Keys, **extra: Any) -> Draft:
    """One row of a file as a draft of ``table``; ``extra`` adds columns the file does not have."""
    own = _named(record).get(_own_key(table), "")
    return new(table, object_id=keys.get(own), **{**as_values(table, record, keys), **extra})


def as_values(table: str, record: Record, keys: Keys) -> dict[str, Any]:
    """One row of a file as values of ``table``; an empty cell is None or an empty list.

    Columns that the model does not know are left out. Errors: ``KeyError`` for a key nobody has.
    """
    values: dict[str, Any] = {}
    for name, text in _named(record).items():
        column = columns_of(table).get(_as_id(name))
        if column is not None:
            values[column.name] = _value(column, text.strip(), keys)
    return values


def _own_key(table: str) -> str:
    return str(tables()[table].info["id_name"]).removesuffix("_id") + "_key"


def _named(record: Record) -> Record:
    return {NAMES.get(name, name): text or "" for name, text in record.items()}


def _as_id(name: str) -> str:
    if name.endswith("_keys"):
        return name.removesuffix("_keys") + "_ids"
    return name.removesuffix("_key") + "_id" if name.endswith("_key") else name


def _value(column: Any, text: str, keys: Keys) -> Any:
    if column.info.get("list"):
        items = [part.strip() for part in text.split(";") if part.strip()]
        return [keys[item] for item in items] if column.info.get("refs") else items
    if not text:
        return None
    if column.info.get("ref"):
        return keys[text]
    if column.type.python_type is bool:
        return text == "ja"
    return int(text) if column.type.python_type is int else text
