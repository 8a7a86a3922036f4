"""Answers of a room out of the rows of a spreadsheet, as Mentimeter and programs like it write them.

What is known of these files was put together from programs of others that read them, not from a description by the
maker. So nothing is taken for granted: five ways of writing are recognised by their headings, and a person looks at
what was found before anything is kept. The five are:

- *blocks*: ``Question 2`` in the first column, lines such as ``Type`` and ``Question`` with their value, then answers,
  or choices with how many chose each;
- *voters*: a row for each voter, with ``Date (UTC)``, ``Session`` and ``Voter``, and a column ``...: Answer`` for each
  question;
- *rows*: a row for each answer, with a column for the question and one for the answer;
- *counts*: a heading such as ``Choice`` and ``Votes``, with a row for each choice under it;
- *columns*: a column for each question, with the answers under it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ontmoet_research.words import Refused

__all__ = ["Asked", "read_questions"]

Row = Sequence[str]

_BLOCK = re.compile(r"(question|vraag|slide|dia)\s*\d+", re.IGNORECASE)
_ANSWER_COLUMN = re.compile(r"^(?P<question>.+?)\s*:\s*(answer|antwoord)\s*$", re.IGNORECASE)
_PART_COLUMN = re.compile(r"^(?P<question>.+?):{2}\s*(?P<part>.+)$")


def _named(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split(" | "))


_QUESTION = _named("question | question title | question text | title | vraag | titel")
_ANSWER = _named(
    "answer | answers | response | responses | open responses | open answers | text",
    "antwoord | antwoorden | open antwoorden | reactie | reacties | tekst",
)
_CHOICE = _named("choice | choices | option | options | word | words | keuze | keuzes | optie | opties | woord")
_COUNT = _named("vote | votes | count | counts | total | respondents | voters | stemmen | aantal | keer | totaal")
_ABOUT_VOTER = _named(
    "date | date (utc) | time | timestamp | submitted at | session | session id | slide | slide number | score",
    "voter | participant | participant id | respondent | respondent id | name | emoji | id",
    "datum | tijd | sessie | deelnemer | naam",
)
_ABOUT_BLOCK = _named(
    "type | question type | slide type | date | date (utc) | session | slide | description | beschrijving",
    "respondents | participants | voters | number of responses",
)
_LOOK_FOR_HEADINGS = 15  # rows


@dataclass(frozen=True)
class Asked:
    """A question to the room as a file tells it.

    ``question`` is empty when the file does not say. ``answers`` are the answers as they were written; ``options`` are
    (answer to choose, how many chose it) where the file only counts. ``sheet`` is the name of the sheet.
    """

    question: str
    answers: list[str] = field(default_factory=list)
    options: list[tuple[str, int]] = field(default_factory=list)
    sheet: str = ""

    def all_answers(self) -> list[str]:
        """Every answer, one for each person; an option that 3 people chose stands there 3 times."""
        return self.answers or [option for option, count in self.options for _ in range(count)]

    def counted(self) -> list[tuple[str, int]]:
        """How often each answer was given, in the order in which they first come."""
        return self.options or list(Counter(self.answers).items())


def read_questions(sheets: Iterable[tuple[str, Sequence[Row]]]) -> list[Asked]:
    """The questions with answers in the sheets of a file, given as (name, rows of cells).

    A file that says clearly what its questions are is only read that way: then other sheets, such as a summary, are
    left out. Errors: ``Refused`` when there is no question with an answer in it.
    """
    clear: list[Asked] = []
    loose: list[Asked] = []
    for name, rows in sheets:
        trimmed = [[cell.strip() for cell in row] for row in rows]
        found = next(filter(None, (read(name, trimmed) for read in _CLEAR)), [])
        clear += found
        loose += [] if found else _columns(name, trimmed)
    told = [asked for asked in clear or loose if asked.answers or any(count for _, count in asked.options)]
    different = [asked for place, asked in enumerate(told) if not _said_before(asked, told[:place])]
    if not different:
        raise Refused("change.poll_file_unknown")
    return different


def _said_before(asked: Asked, before: Iterable[Asked]) -> bool:
    """Whether another sheet tells the same, in the same or in counts: a file often has both."""
    mine = Counter(dict(asked.counted()))
    return any(asked.question == one.question and mine == Counter(dict(one.counted())) for one in before)


def _blocks(sheet: str, rows: Sequence[Row]) -> list[Asked]:
    starts = [place for place, row in enumerate(rows) if row and _BLOCK.fullmatch(row[0])]
    return [_block(sheet, rows[start + 1 : end]) for start, end in pairwise([*starts, len(rows)])]


def _block(sheet: str, rows: Sequence[Row]) -> Asked:
    question, data, told = "", list[Row](), False
    for row in rows:
        key = _key(row[0]) if row else ""
        if not told and key in _QUESTION and len(row) > 1:
            question = row[1]
        elif not told and key in _ABOUT_BLOCK and not _is_heading(row):
            continue
        elif not any(row) or _is_heading(row):
            told = told or bool(question)  # below an empty row or a heading there are only answers
        else:
            data.append(row)
    return _answered(question, data, sheet)


def _voters(sheet: str, rows: Sequence[Row]) -> list[Asked]:
    place = _heading(rows, lambda keys: bool({"voter", "participant", "respondent", "date (utc)"} & set(keys)))
    if place is None:
        return []
    found = []
    for column, title in enumerate(rows[place]):
        answer, part = _ANSWER_COLUMN.match(title), _PART_COLUMN.match(title)
        if answer:
            question = answer["question"]
        elif part and _key(part["part"]) not in _ABOUT_VOTER:
            question = f"{part['question']} – {part['part']}"
        elif not title or part or _key(title) in _ABOUT_VOTER:
            continue
        else:
            question = title
        found.append(Asked(question, _column(rows[place + 1 :], column), sheet=sheet))
    return found


def _rows(sheet: str, rows: Sequence[Row]) -> list[Asked]:
    place = _heading(rows, lambda keys: bool(_QUESTION & set(keys)) and bool((_ANSWER | _CHOICE) & set(keys)))
    if place is None:
        return []
    keys = [_key(cell) for cell in rows[place]]
    asked = next(i for i, key in enumerate(keys) if key in _QUESTION)
    told = next(i for i, key in enumerate(keys) if key in _ANSWER | _CHOICE)
    many = next((i for i, key in enumerate(keys) if key in _COUNT), None)
    by_question: dict[str, list[Row]] = {}
    for row in rows[place + 1 :]:
        question, answer = _cell(row, asked), _cell(row, told)
        if question and answer:
            by_question.setdefault(question, []).append([answer, *([] if many is None else [_cell(row, many)])])
    return [_answered(question, data, sheet) for question, data in by_question.items()]


def _counts(sheet: str, rows: Sequence[Row]) -> list[Asked]:
    found, question, place = [], "", 0
    while place < len(rows):
        row = rows[place]
        if _is_heading(row) and len(row) > 1:
            below = place + 1
            while below < len(rows) and len(rows[below]) > 1 and _number(rows[below][1]) is not None:
                below += 1
            named = question or ("" if _key(row[0]) in _CHOICE | _ANSWER else row[0]) or sheet
            found.append(_answered(named, rows[place + 1 : below], sheet))
            question, place = "", below
            continue
        if any(row):
            question = next(filter(None, row))
        place += 1
    return [asked for asked in found if asked.options]


def _columns(sheet: str, rows: Sequence[Row]) -> list[Asked]:
    filled = [row for row in rows if any(row)]
    width = max(map(len, filled), default=0)
    if width == 1:
        first = filled[0][0]
        generic, asks = _key(first) in _ANSWER | _CHOICE, first.endswith("?")
        rest = filled[1:] if generic or asks else filled  # a first line that may be an answer is one
        return [Asked(first if asks else "", [row[0] for row in rest], sheet=sheet)]
    return [
        Asked(title, _column(filled[1:], column), sheet=sheet)
        for column, title in enumerate(filled[0] if filled else [])
        if title and _key(title) not in _ABOUT_VOTER
    ]


_CLEAR: tuple[Callable[[str, Sequence[Row]], list[Asked]], ...] = (_blocks, _rows, _voters, _counts)


def _answered(question: str, data: Sequence[Row], sheet: str) -> Asked:
    """Answers as they were written; or options, when each has a number beside it."""
    filled = [row for row in data if row and row[0]]
    numbers = [_number(row[1]) if len(row) > 1 else None for row in filled]
    if filled and all(number is not None for number in numbers):
        options = [(row[0], number or 0) for row, number in zip(filled, numbers, strict=True)]
        return Asked(question, options=options, sheet=sheet)
    return Asked(question, [row[0] for row in filled], sheet=sheet)


def _is_heading(row: Row) -> bool:
    """Whether a row only says what stands below it, such as ``Choices``, ``Votes``."""
    keys = [_key(cell) for cell in row if cell]
    if len(keys) > 1 and keys[1] in _COUNT and not keys[0].isdecimal():
        return True
    return bool(keys) and set(keys) <= _ANSWER | _CHOICE | _COUNT | {"percentage", "%"}


def _heading(rows: Sequence[Row], fits: Callable[[list[str]], bool]) -> int | None:
    """The first row near the top whose cells fit as headings."""
    for place, row in enumerate(rows[:_LOOK_FOR_HEADINGS]):
        keys = [_key(cell) for cell in row]
        if sum(map(bool, keys)) > 1 and fits(keys):
            return place
    return None


def _column(rows: Sequence[Row], column: int) -> list[str]:
    return list(filter(None, (_cell(row, column) for row in rows)))


def _cell(row: Row, column: int) -> str:
    return row[column] if column < len(row) else ""


def _key(cell: str) -> str:
    return " ".join(cell.split()).strip(" :").casefold()


def _number(cell: str) -> int | None:
    return int(cell) if re.fullmatch(r"\d{1,6}", cell) else None
