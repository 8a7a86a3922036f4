"""Files that any program of now and later can read: CSV and text in a zip."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LIST_MARK = "; "


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table as CSV: UTF-8 without a mark, comma, one header, line ends LF; lists joined with ``; ``, unknown empty.

    >>> as_csv(["naam", "soorten"], [["a,b", ["x", "y"]], [None, []]]).decode().splitlines()
    ['naam,soorten', '"a,b",x; y', ',']
    """
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return into.getvalue().encode("utf-8")


def as_text(lines: Iterable[str]) -> bytes:
    """Lines as a text file in UTF-8."""
    return ("\n".join(lines) + "\n").encode("utf-8")


def in_zip(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, without the time of this computer, so that the same content gives the same bytes."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            box.writestr(info, content)
    return into.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return LIST_MARK.join(map(str, value))
    return "" if value is None or value != value else str(value)  # a number that is unknown is not even itself
