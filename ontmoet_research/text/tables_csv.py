"""The one writer of tables as text (.csv), and how to read a cell back as it was.

A spreadsheet runs a cell that begins with ``= + - @``, a tab or a line end, or with their full-width twins. Words of
people can begin so too. Such a cell gets an apostrophe in front, which a spreadsheet shows as text; a number stays a
number. :func:`as_typed` takes that apostrophe away again, so what the kit wrote comes back as it was.

Source of the list: OWASP, "CSV Injection" (also for the twins and for the apostrophe).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any

LIST_MARK = "; "
SEPARATORS = (",", ";")
BOM = "\ufeff"  # without it Excel reads utf-8 as if every é were two letters

# What a program may pass over before it looks: spaces and characters that nobody sees.
_PASSED_OVER = (
    "[ \u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\u0000-\u0008\u000e-\u001f]*"
)
_RUNS = re.compile(rf"'*{_PASSED_OVER}[=+\-@\t\r\n\v\f\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)


def as_csv(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, separator: str = ",", spreadsheet: bool = False
) -> bytes:
    """A table as CSV in UTF-8: one header, line ends LF; lists joined with ``; ``, unknown empty, no formula runs.

    ``separator`` is a comma, or a semicolon as Dutch spreadsheets expect. ``spreadsheet``: begin with the mark by which
    a spreadsheet sees that it is UTF-8; leave it out for programs. Errors: ``ValueError`` for another separator.

    >>> as_csv(["naam", "soorten"], [["a,b", ["x", "y"]], [None, []]]).decode().splitlines()
    ['naam,soorten', '"a,b",x; y', ',']
    >>> as_csv(["wat"], [["=1+1"], ["-2,5"], [-3]]).decode().split()
    ['wat', "'=1+1", '"-2,5"', '-3']
    """
    if separator not in SEPARATORS:
        raise ValueError(f"separator is one of {SEPARATORS}; not {separator!r}")
    into = _Lines([BOM] if spreadsheet else [])
    writer = csv.writer(into, delimiter=separator, lineterminator=_Lines.END)
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "".join(into.lines).encode("utf-8")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs. A number that was typed stays a number."""
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def as_typed(cell: str) -> str:
    """What stood in a cell before :func:`harmless`; any other cell as it is.

    >>> as_typed("'=1+1"), as_typed("'s avonds"), as_typed("-3")
    ('=1+1', "'s avonds", '-3')
    """
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


class _Lines:
    """Takes lines that end in CR LF, so that a cell with either is quoted, and keeps them with LF."""

    END = "\r\n"

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def write(self, line: str) -> None:
        """One whole line."""
        self.lines.append(f"{line.removesuffix(self.END)}\n")


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, (list, tuple)):
        return harmless(LIST_MARK.join(map(str, value)))
    return "" if value is None or value != value else str(value)  # a number that is unknown is not even itself
