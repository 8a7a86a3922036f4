"""A first guess of the meeting a note tells of, for a person to confirm. Pure: nothing is read or written here.

People put a date or a number in the name of a file, and often again in the first lines. Each of these points at some
meetings of the project; only when all that was found points at one and the same meeting, that is the guess. Anything
else is no guess: a wrong one that looks sure is worse than a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from ontmoet_research.text import format_date, parse_date
from ontmoet_research.words import say

__all__ = ["Guess", "MeetingKnown", "find_dates", "find_numbers", "guess_meeting"]

FIRST_LINES = 12
_LONGEST_LINE = 200

_MONTH = (
    r"jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
_WRITTEN = re.compile(rf"(?<!\d)(\d{{1,2}})[ ._-]{{0,2}}({_MONTH})\.?(?:[ ._-]{{1,2}}'?((?:20)?\d{{2}}))?(?!\d|[a-z])")
_ISO = re.compile(r"(?<!\d)(20\d{2})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
_DUTCH = re.compile(r"(?<!\d)(\d{1,2})([-_./])(\d{1,2})\2((?:20)?\d{2})(?!\d)")
_NUMBER = re.compile(
    r"(?:bijeenkomst|ontmoeting|sessie|avond|meeting|bk)[ _.-]*(?:nr|nummer|no)?[ _.-]*(\d{1,2})(?!\d|[-_./]\d)"
    r"|(?<!\d)(\d{1,2})(?:e|de|ste)[ _-]*(?:bijeenkomst|ontmoeting|sessie|avond)"
)
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_ORDINAL = re.compile(rf"({'|'.join(_ORDINALS)})[ _-]+(?:bijeenkomst|ontmoeting|sessie|avond)")


@dataclass(frozen=True)
class MeetingKnown:
    """A meeting of the project: its number in the series and its day, as far as known."""

    session_id: str
    number: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Guess:
    """The meeting it most likely is; None when that is not clear. ``reasons`` are sentences, one for each clue.

    ``dates`` are the days that were found, also those of no meeting: a person may want to plan one.
    """

    session_id: str | None
    reasons: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()


@dataclass(frozen=True)
class _Clue:
    where: str  # "name" or "text"
    day: tuple[int | None, int, int] | None = None  # year (None when it is not told), month, day
    number: int | None = None

    def fits(self, meeting: MeetingKnown) -> bool:
        """Whether this clue points at the meeting."""
        if self.day is None:
            return self.number is not None and meeting.number == self.number
        year, month, day = self.day
        known = meeting.day
        return known is not None and (known.month, known.day) == (month, day) and year in (None, known.year)

    @property
    def reason(self) -> str:
        """The clue in a sentence."""
        if self.day is None:
            return say(f"intake.guess.number_in_{self.where}", number=self.number)
        year, month, day = self.day
        told = format_date(date(year or 2000, month, day))
        return say(f"intake.guess.date_in_{self.where}", date=told if year else told.rpartition(" ")[0])


def guess_meeting(file_name: str, text: str, meetings: Iterable[MeetingKnown]) -> Guess:
    """Which meeting a note tells of, by the name of its file and its first lines.

    >>> known = [MeetingKnown("a", 2, date(2024, 9, 3)), MeetingKnown("b", 3, date(2024, 9, 10))]
    >>> guess_meeting("verslag 3 sept 2024.docx", "", known).session_id
    'a'
    >>> guess_meeting("verslag 3 sept.docx", "Bijeenkomst 3", known).session_id is None
    True
    """
    known = list(meetings)
    in_name = _clues("name", PurePath(file_name).stem, whole=True)
    in_text = _clues("text", _first_lines(text), whole=False)
    told = [clue.day for clue in [*in_name, *in_text] if clue.day]
    days = tuple(dict.fromkeys(date(year, month, day) for year, month, day in told if year))
    used: list[_Clue] = []
    left: set[str] | None = None
    for clues in (in_name, in_text):
        for kind in ("day", "number"):
            here = [clue for clue in clues if getattr(clue, kind) is not None]
            fitting = {one.session_id for clue in here for one in known if clue.fits(one)}
            if not fitting:  # such as the day that someone wrote it down
                continue
            used += [clue for clue in here if any(clue.fits(one) for one in known)]
            left = fitting if left is None else left & fitting
    if left is None or len(left) != 1:
        return Guess(None, (), days)
    [session_id] = left
    meeting = next(one for one in known if one.session_id == session_id)
    reasons = dict.fromkeys(clue.reason for clue in used if clue.fits(meeting))
    return Guess(session_id, tuple(reasons), days)


def find_dates(words: str) -> list[tuple[int | None, int, int]]:
    """Days in a text, in order, as (year or None, month, day); what is no day (31 juni) is passed over.

    >>> find_dates("van 3 sept 2024, 2024-10-01, 20241105 en 4 mei; 31 juni bestaat niet")
    [(2024, 9, 3), (2024, 10, 1), (2024, 11, 5), (None, 5, 4)]
    """
    found: list[tuple[int, tuple[int | None, int, int]]] = []
    plain = words.casefold()
    for one in _ISO.finditer(plain):
        found += _day(one.start(), one[1], int(one[3]), int(one[4]))
    for one in _DUTCH.finditer(plain):
        found += _day(one.start(), one[4], int(one[3]), int(one[1]))
    for one in _WRITTEN.finditer(plain):
        month = parse_date(f"1 {one[2][:3] if one[2] not in ('maart', 'mrt') else 'maart'} 2000").month
        found += _day(one.start(), one[3], month, int(one[1]))
    return [day for _, day in sorted(found)]


def find_numbers(words: str) -> list[int]:
    """Numbers of meetings in a text, in order.

    >>> find_numbers("Verslag bijeenkomst 3; volgende keer de vierde ontmoeting, dan de 5e bijeenkomst")
    [3, 4, 5]
    """
    plain = words.casefold()
    found = [(one.start(), int(one[1] or one[2])) for one in _NUMBER.finditer(plain)]
    found += [(one.start(), _ORDINALS.index(one[1]) + 1) for one in _ORDINAL.finditer(plain)]
    return [number for _, number in sorted(found)]


def _day(at: int, year: str | None, month: int, day: int) -> list[tuple[int, tuple[int | None, int, int]]]:
    told = int(year) if year else None
    told = told + 2000 if told is not None and told < 100 else told
    try:
        date(told or 2000, month, day)
    except ValueError:
        return []
    return [(at, (told, month, day))]


def _clues(where: str, words: str, *, whole: bool) -> list[_Clue]:
    """In a name every day counts; in a text the line that says it is the day, or else each."""
    days = find_dates(words)
    if not whole:
        told = [find_dates(line) for line in words.split("\n") if re.match(r"\W*(?:datum|date|verslag)\b", line, re.I)]
        days = next((found for found in told if found), days)
    numbers = find_numbers(words)
    return [*(_Clue(where, day=day) for day in days), *(_Clue(where, number=number) for number in numbers)]


def _first_lines(text: str) -> str:
    lines: Sequence[str] = [line.strip()[:_LONGEST_LINE] for line in text[:20_000].split("\n") if line.strip()]
    return "\n".join(lines[:FIRST_LINES])
