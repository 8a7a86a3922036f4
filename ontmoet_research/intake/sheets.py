"""A spreadsheet as rows, read as carefully as a note: in a throw-away process, within limits."""

from __future__ import annotations

import json
from pathlib import Path

from ontmoet_research.intake.readers import SHEET_READERS, Unreadable
from ontmoet_research.intake.reading import _bytes_of, _finished, _known_suffix, _read_apart

__all__ = ["SHEET_SUFFIXES", "Sheet", "read_sheets"]

Sheet = tuple[str, list[list[str]]]
_KINDS = {Path(name).suffix: name for name in SHEET_READERS}
SHEET_SUFFIXES = tuple(_KINDS)


def read_sheets(path: str | Path) -> list[Sheet]:
    """The sheets of an ``.xlsx`` or ``.csv`` file as (name, rows); a row is a list with the text of its cells.

    Empty rows stay, as empty lists, because they can part one question from the next. Errors: ``Refused`` when there is
    no such file, it can't be read, is empty, or is over a limit.
    """
    file = Path(path)
    suffix = _known_suffix(file, _KINDS)
    answer = (_read_apart([(_KINDS[suffix], _bytes_of(file))]) or [Unreadable("intake.refused.damaged")])[0]
    sheets: list[Sheet] = []
    for line in filter(None, _finished(answer, file.name).text.strip().split("\n")):
        told = json.loads(line)
        if isinstance(told, dict):
            sheets.append((str(told["sheet"]), []))
        else:
            sheets[-1][1].append(told if any(told) else [])
    return sheets
