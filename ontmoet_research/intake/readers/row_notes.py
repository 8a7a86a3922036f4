"""A table of what people said as a note: each row a piece, ``Name: words`` where the name is known.

Columns are recognised by their heading: the words themselves, who spoke, the date, the meeting. A new date or meeting
starts with a heading. Other columns are left out, and told. Without a heading that we know, nothing is left out: each
row is a line, its cells parted by a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ontmoet_research.intake.readers import Notice, Unreadable
from ontmoet_research.text import join_words, parse_date, plain

__all__ = ["MAX_ROWS", "lines_of"]

MAX_ROWS = 20_000
_HEADINGS = {
    "text": (
        "tekst", "text", "opmerking", "opmerkingen", "antwoord", "antwoorden", "reactie", "reacties", "uitspraak",
        "citaat", "notitie", "notities", "wat is er gezegd", "response", "responses", "answer",
        "comment", "quote", "note",
    ),
    "speaker": (
        "spreker", "speaker", "naam", "name", "wie", "deelnemer", "schuilnaam", "alias", "participant", "voter",
    ),
    "date": ("datum", "date", "dag", "day"),
    "meeting": ("bijeenkomst", "meeting", "sessie", "session", "ontmoeting", "nummer bijeenkomst"),
}  # fmt: skip
_FIRST_ROWS = 10  # the heading can stand under a title
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DAYS = range(20_000, 80_000)  # 1954 to 2119
_SHOWN = 6


def lines_of(rows: Sequence[Sequence[str]], *, days_from_1904: bool = False) -> tuple[list[str], list[Notice]]:
    """The rows as lines of a note, with what was left out. Errors: ``Unreadable`` when nothing is said in them."""
    place, columns = _heading(rows)
    if columns is None:
        lines = ["\t".join(_one_line(cell) for cell in row).strip() for row in rows]
        several = any(len(row) > 1 for row in rows)
        return lines, [Notice("intake.notice.no_text_column")] if several else []
    body = rows[place + 1 :]
    above = [_one_line(" ".join(row)) for row in rows[:place]]
    lines = [*filter(None, above), *_lines(body, columns, _FIRST_DAY_1904 if days_from_1904 else _FIRST_DAY)]
    if not any(_cell(row, columns["text"]) for row in body):
        raise Unreadable("intake.refused.empty")
    return lines, list(_notices(rows[place], body, columns))


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int] | None]:
    for place, row in enumerate(rows[:_FIRST_ROWS]):
        columns: dict[str, int] = {}
        for kind, names in _HEADINGS.items():
            found = [n for name in names for n, cell in enumerate(row) if _plain(cell) == name]
            if found:
                columns[kind] = found[0]
        if "text" in columns:
            return place, columns
    return 0, None


def _lines(rows: Sequence[Sequence[str]], columns: dict[str, int], first_day: date) -> Iterator[str]:
    before = ""
    for row in rows:
        told = {kind: _one_line(_cell(row, column)) for kind, column in columns.items()}
        day = _day(told.get("date", ""), first_day)
        meeting = told.get("meeting", "")
        meeting = f"Bijeenkomst {meeting}" if meeting.isdecimal() else meeting
        about = " – ".join(part for part in (meeting, day) if part)
        if not told["text"]:
            continue
        if about and about != before:
            yield f"# {about}"
            before = about
        name = told.get("speaker", "").rstrip(": ")
        yield f"{name}: {told['text']}" if name else told["text"]


def _notices(heading: Sequence[str], rows: Sequence[Sequence[str]], columns: dict[str, int]) -> Iterator[Notice]:
    width = max(map(len, rows), default=0)
    rest = [n for n in range(width) if n not in columns.values() and any(_cell(row, n) for row in rows)]
    if rest:
        names = [f"“{_cell(heading, n) or n + 1}”" for n in rest]
        told = names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"]
        yield Notice("intake.notice.columns", {"columns": join_words(told)})
    silent = sum(not _cell(row, columns["text"]) for row in rows)
    if silent:
        yield Notice("intake.notice.rows_without_text", {"n": str(silent)})


def _day(told: str, first_day: date) -> str:
    """A day as ISO text; Excel stores it as a number of days. What is no day stays as it is."""
    number = told.split(".")[0]
    if re.fullmatch(r"\d{5}(?:\.\d+)?", told) and int(number) in _DAYS:
        return (first_day + timedelta(days=int(number))).isoformat()
    try:
        return parse_date(re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", told)).isoformat()
    except ValueError:
        return told


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _plain(cell: str) -> str:
    return " ".join(plain(cell).strip(" :*?").split())


def _one_line(words: str) -> str:
    return " ".join(words.split())
