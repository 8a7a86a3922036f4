"""A folder with Parquet files, for R, Python and Spark: one for each table, written as it goes, and a list of
columns."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from ontmoet_research.exchange.going.material import Material
from ontmoet_research.text.tables_csv import as_csv
from ontmoet_research.words import Refused

from .rows import CODINGS, LABELS, NOTES, READERS, TABLES, Column, coding_rows, label_rows, note_row, reader_rows

__all__ = ["DICTIONARY", "write_folder"]

DICTIONARY = "columns.csv"
AT_ONCE = 20_000


def write_folder(material: Material, folder: Path) -> None:
    """Make the folder with its files; it appears whole or not at all. Errors: ``Refused`` when it is there already."""
    if folder.exists():
        raise Refused("exchange.export.folder_there", path=folder)
    if not folder.parent.is_dir():
        raise Refused("privacy.no_folder", path=folder.parent)
    beside = folder.with_name(f".{folder.name[:100]}.{uuid4().hex}.tmp")
    try:
        beside.mkdir()
        _write(material, beside)
        beside.rename(folder)
    except OSError as problem:
        raise Refused("privacy.cannot_write", path=folder) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(material: Material, folder: Path) -> None:
    with _Table(folder, "codings", CODINGS) as codings, _Table(folder, "notes", NOTES) as notes:
        for note in material.notes():
            notes.add([note_row(note)])
            codings.add(coding_rows(material, note))
    for name, columns, rows in (
        ("labels", LABELS, label_rows(material)),
        ("readers", READERS, reader_rows(material)),
    ):
        with _Table(folder, name, columns) as table:
            table.add(rows)
    material.counts["codes"] = len(material.labels)
    told = [[f"{table}.parquet", one.name, one.kind, one.meaning] for table, ones in TABLES.items() for one in ones]
    (folder / DICTIONARY).write_bytes(as_csv(["file", "column", "kind", "meaning"], told))


class _Table:
    """One file; rows are written in groups, so that a long table is never in memory at once."""

    def __init__(self, folder: Path, name: str, columns: tuple[Column, ...]) -> None:
        kinds = {"text": pa.string(), "number": pa.int64()}
        fields = [pa.field(one.name, kinds[one.kind], metadata={"meaning": one.meaning}) for one in columns]
        self._schema = pa.schema(fields)
        self._writer = pq.ParquetWriter(folder / f"{name}.parquet", self._schema, compression="zstd")
        self._rows: list[list[Any]] = []

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, rows: Iterable[list[Any]]) -> None:
        """Take rows."""
        for row in rows:
            self._rows.append(row)
            if len(self._rows) >= AT_ONCE:
                self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns = list(zip(*self._rows, strict=True))
            arrays = [pa.array(one, field.type) for one, field in zip(columns, self._schema, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
            self._rows = []
