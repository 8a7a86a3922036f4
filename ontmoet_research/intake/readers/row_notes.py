"""A table of what people said as a note: each row a piece, with who said it where a column tells.

Columns are recognised by their heading (``speech_table.py``): the words themselves, who spoke, the time, the date, the
meeting. A new date or meeting starts with a heading. Other columns are left out, and told. Of a form with questions,
and of a table whose headings we don't know, a person says which columns hold what people said; each answer is then a
piece under its question. Until someone says so, the most likely columns are taken, and it is told which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ontmoet_research.intake.readers import Notice, ReadText, Unreadable
from ontmoet_research.text import join_words, parse_date

from .marks import spoken
from .speech_table import Columns, about_form, cell_of, find_columns, is_about_form, plain_heading

__all__ = ["MAX_ROWS", "RowNote", "as_note", "note_of"]

MAX_ROWS = 20_000
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DAYS = range(20_000, 80_000)  # 1954 to 2119
_SHOWN = 6
_SENTENCE = 3  # words; a column with so many in a cell holds more than choices
_NOBODY = {"anonymous", "anoniem", "anonieme gebruiker", "-", "onbekend"}
_HEADING_ROWS = 5  # the heading can stand under a title and a line of explanation


@dataclass
class RowNote:
    """The lines of a note and what was left out; ``columns`` to choose from and the ``proposed`` ones, from 1."""

    lines: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    proposed: tuple[int, ...] = ()


def as_note(made: RowNote, kind: str) -> ReadText:
    """The note as a reader gives it."""
    told = {"lines_are_paragraphs": True, "columns": made.columns, "proposed": made.proposed}
    return ReadText("\n".join(made.lines), kind, tuple(made.notices), **told)  # type: ignore[arg-type]  # by name


def note_of(rows: Sequence[Sequence[str]], chosen: Sequence[str] = (), *, days_from_1904: bool = False) -> RowNote:
    """The rows as lines of a note. ``chosen``: headings or numbers (from 1) of the columns with what people said.

    Errors: ``Unreadable`` when nothing is said in them, or when a chosen column is not there.
    """
    if chosen:
        place = _heading_row(rows, chosen)
        return _under_questions(rows, place, _chosen_places(rows[place], chosen))
    form = next((n for n, row in enumerate(rows[:_HEADING_ROWS]) if is_about_form(row)), None)
    if form is not None:
        return _asking(rows, form)
    columns = find_columns(rows)
    if columns is None:
        several = max(map(len, rows), default=0) > 1
        if not several:
            return RowNote([_one_line(" ".join(row)) for row in rows])
        return _asking(rows, 0)
    return _known(rows, columns, _FIRST_DAY_1904 if days_from_1904 else _FIRST_DAY)


def _known(rows: Sequence[Sequence[str]], columns: Columns, first_day: date) -> RowNote:
    body = rows[columns.row + 1 :]
    if not any(cell_of(row, columns.places["text"]) for row in body):
        raise Unreadable("intake.refused.empty")
    above = [_one_line(" ".join(row)) for row in rows[: max(0, columns.row)]]
    heading = rows[columns.row] if columns.row >= 0 else []
    lines = [*filter(None, above), *_lines(body, columns.places, first_day)]
    return RowNote(lines, list(_notices(heading, body, columns.places)))


def _lines(rows: Sequence[Sequence[str]], columns: dict[str, int], first_day: date) -> Iterator[str]:
    before = ""
    for row in rows:
        told = {kind: _one_line(cell_of(row, column)) for kind, column in columns.items()}
        day = _day(told.get("date", ""), first_day)
        meeting = told.get("meeting", "")
        meeting = f"Bijeenkomst {meeting}" if meeting.isdecimal() else meeting
        about = " – ".join(part for part in (meeting, day) if part)
        if not told["text"]:
            continue
        if about and about != before:
            yield f"# {about}"
            before = about
        name = told.get("speaker", "")
        known = name or told.get("time") or "speaker" in columns  # an empty cell tells that nobody knows
        yield spoken(name, told["text"], told.get("time", "")) if known else told["text"]


def _asking(rows: Sequence[Sequence[str]], place: int) -> RowNote:
    """A table of which a person says which columns hold what people said; until then, those with sentences."""
    heading, body = rows[place], rows[place + 1 :]
    width = max(map(len, rows))
    free = [n for n in range(width) if not about_form(plain_heading(cell_of(heading, n))) and _filled(body, n)]
    long = [n for n in free if any(len(cell_of(row, n).split()) >= _SENTENCE for row in body)]
    proposed = long or free
    if not proposed:
        raise Unreadable("intake.refused.empty")
    made = _under_questions(rows, place, proposed)
    made.columns = tuple(_named(heading, n) for n in range(width))
    made.proposed = tuple(n + 1 for n in proposed)
    names = join_words([f"“{_named(heading, n)}”" for n in proposed[:_SHOWN]])
    made.notices.insert(0, Notice("intake.notice.columns_taken", {"columns": names}))
    return made


def _under_questions(rows: Sequence[Sequence[str]], place: int, columns: Sequence[int]) -> RowNote:
    """Each answer a piece under its question."""
    heading, body = rows[place], rows[place + 1 :]
    known = find_columns([heading, *body])
    who = known.places.get("speaker") if known and known.row == 0 else _name_column(heading)
    who = None if who in columns else who
    lines = [*filter(None, (_one_line(" ".join(row)) for row in rows[:place]))]
    for n in columns:
        if not _filled(body, n):
            continue
        lines.append(f"# {_named(heading, n)}")
        for row in body:
            if words := _one_line(cell_of(row, n)):
                name = _one_line(cell_of(row, who))
                lines.append(spoken("" if name.casefold() in _NOBODY else name, words) if who is not None else words)
    if not lines:
        raise Unreadable("intake.refused.empty")
    used = dict(enumerate([*columns, *([] if who is None else [who])]))
    return RowNote(lines, list(_left_out(heading, body, set(used.values()))))


def _name_column(heading: Sequence[str]) -> int | None:
    heads = [plain_heading(cell) for cell in heading]
    return next((heads.index(name) for name in ("naam", "name", "volledige naam", "full name") if name in heads), None)


def _heading_row(rows: Sequence[Sequence[str]], chosen: Sequence[str]) -> int:
    """The row with these headings; else the first one as wide as most."""
    wanted = {plain_heading(one) for one in chosen if not one.strip().isdecimal()}
    for place, row in enumerate(rows[:10]):
        if wanted and wanted <= {plain_heading(cell) for cell in row}:
            return place
    form = next((n for n, row in enumerate(rows[:_HEADING_ROWS]) if is_about_form(row)), None)
    known = find_columns(rows)
    return form if form is not None else max(0, known.row) if known else 0


def _chosen_places(heading: Sequence[str], chosen: Sequence[str]) -> list[int]:
    heads = [plain_heading(cell) for cell in heading]
    places = []
    for one in chosen:
        asked = plain_heading(one)
        place = heads.index(asked) if asked in heads else int(one) - 1 if one.strip().isdecimal() else -1
        if not 0 <= place < len(heading):
            shown = join_words([f"{n} “{cell or n}”" for n, cell in enumerate(heading, start=1)])
            raise Unreadable("intake.refused.no_such_column", column=one, columns=shown)
        places.append(place)
    return list(dict.fromkeys(places))


def _filled(rows: Sequence[Sequence[str]], place: int) -> bool:
    return any(cell_of(row, place) for row in rows)


def _named(heading: Sequence[str], place: int) -> str:
    return _one_line(cell_of(heading, place)) or str(place + 1)


def _notices(heading: Sequence[str], rows: Sequence[Sequence[str]], columns: dict[str, int]) -> Iterator[Notice]:
    yield from _left_out(heading, rows, set(columns.values()))
    if silent := sum(not cell_of(row, columns["text"]) for row in rows):
        yield Notice("intake.notice.rows_without_text", {"n": str(silent)})


def _left_out(heading: Sequence[str], rows: Sequence[Sequence[str]], used: set[int]) -> Iterator[Notice]:
    width = max(map(len, rows), default=0)
    if rest := [n for n in range(width) if n not in used and _filled(rows, n)]:
        names = [f"“{_named(heading, n)}”" for n in rest]
        told = names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"]
        yield Notice("intake.notice.columns", {"columns": join_words(told)})


def _day(told: str, first_day: date) -> str:
    """A day as ISO text; Excel stores it as a number of days. What is no day stays as it is."""
    number = told.split(".")[0]
    if re.fullmatch(r"\d{5}(?:\.\d+)?", told) and int(number) in _DAYS:
        return (first_day + timedelta(days=int(number))).isoformat()
    try:
        return parse_date(re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", told)).isoformat()
    except ValueError:
        return told


def _one_line(words: str) -> str:
    return " ".join(words.split())
