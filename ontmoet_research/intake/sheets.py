"""A spreadsheet as rows, read as carefully as a note: in a throw-away process, within limits."""

from __future__ import annotations

import json
from pathlib import Path

from ontmoet_research.intake.readers import SHEET_READERS
from ontmoet_research.intake.reading import read_with

__all__ = ["SHEET_SUFFIXES", "Sheet", "read_sheets"]

Sheet = tuple[str, list[list[str]]]
_KINDS = {Path(name).suffix: name for name in SHEET_READERS}
SHEET_SUFFIXES = tuple(_KINDS)


def read_sheets(path: str | Path) -> list[Sheet]:
    """The sheets of an ``.xlsx`` or ``.csv`` file as (name, rows); a row is a list with the text of its cells.

    Empty rows stay, as empty lists, because they can part one question from the next. Errors: ``Refused`` when there is
    no such file, it can't be read, is empty, or is over a limit.
    """
    sheets: list[Sheet] = []
    for line in filter(None, read_with(path, _KINDS).text.strip().split("\n")):
        told = json.loads(line)
        if isinstance(told, dict):
            sheets.append((str(told["sheet"]), []))
        else:
            sheets[-1][1].append(told if any(told) else [])
    return sheets
