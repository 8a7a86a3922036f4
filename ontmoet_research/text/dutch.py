"""Write dates, times, numbers and lists as Dutch readers know them, and put names in Dutch order.

Only what the kit needs; the names of months are part of the language, not sentences, so they live here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time

__all__ = [
    "format_date",
    "format_day",
    "format_number",
    "format_time",
    "join_words",
    "parse_date",
    "sort_key",
]

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_WRITTEN = re.compile(rf"(?:(?:{'|'.join(_DAYS)})\s+)?(\d{{1,2}})\s+([a-z]+)\.?\s+(\d{{4}})", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def format_date(day: date) -> str:
    """A date in words.

    >>> format_date(date(2023, 7, 5))
    '5 juli 2023'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_day(day: date) -> str:
    """A date in words with the day of the week.

    >>> format_day(date(2023, 7, 5))
    'woensdag 5 juli 2023'
    """
    return f"{_DAYS[day.weekday()]} {format_date(day)}"


def format_time(moment: datetime | time) -> str:
    """A time on the 24-hour clock, as given: converting to local time is for the caller.

    >>> format_time(time(9, 5))
    '09:05'
    """
    return f"{moment:%H:%M}"


def parse_date(text: str) -> date:
    """Read a date as people type it.

    Known: "5 juli 2023" (also with the day of the week before it, or the month cut to three letters),
    "5-7-2023" with ``-``, ``/`` or ``.`` (day first), "2023-07-05". Errors: ``ValueError`` for all else, also
    for 31 juni.

    >>> parse_date("5 juli 2023") == parse_date("5-7-2023") == date(2023, 7, 5)
    True
    """
    typed = " ".join(text.split()).casefold()
    if match := _ISO.fullmatch(typed):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(typed):
        return date(int(match[4]), int(match[3]), int(match[1]))
    if match := _WRITTEN.fullmatch(typed):
        return date(int(match[3]), _month_number(match[2]), int(match[1]))
    raise ValueError("not a date in a known Dutch form")


def _month_number(name: str) -> int:
    if name == "mrt":
        return 3
    for number, month in enumerate(_MONTHS, start=1):
        if name in (month, month[:3], "sept" if number == 9 else month):
            return number
    raise ValueError("not the name of a Dutch month")


def format_number(value: float, decimals: int = 0) -> str:
    """A number in digits, with a decimal comma and a point between thousands.

    Halves are rounded as Python rounds them. A rounded zero has no minus sign.

    >>> format_number(1234.5, 1), format_number(3), format_number(-0.2)
    ('1.234,5', '3', '0')
    """
    written = f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return written.lstrip("-") if not re.search("[1-9]", written) else written


def join_words(words: Iterable[str], last: str = "en") -> str:
    """A list inside a sentence; ``last`` is the word before the last one ("en", "of").

    >>> join_words(["a", "b", "c"])
    'a, b en c'
    """
    *before, final = list(words) or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def sort_key(text: str) -> tuple[object, ...]:
    """Key for sorting as people expect: capitals and accents alike, "stukje 2" before "stukje 10".

    Equal but for those are told apart by the text itself, so that an order never depends on chance.

    >>> sorted(["Zoë", "één", "stukje 10", "stukje 2", "Eva"], key=sort_key)
    ['één', 'Eva', 'stukje 2', 'stukje 10', 'Zoë']
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()
    words = re.split(r"([0-9]{1,18})", plain.lstrip("'’‘\"“ "))  # 't Hof stands at the t
    return ([int(word) if place % 2 else word for place, word in enumerate(words)], text)
