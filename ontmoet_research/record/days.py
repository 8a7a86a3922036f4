"""Days as they are typed, stored and read."""

from __future__ import annotations

from datetime import date

from ontmoet_research.text.dutch import format_date, parse_date
from ontmoet_research.words import Refused


def iso_day(typed: str | date | None) -> str | None:
    """A day as ISO text, from a date or from what someone typed; None when nothing was given.

    Errors: ``Refused`` when nobody can tell which day is meant.

    >>> iso_day("5 juli 2023"), iso_day(""), iso_day(date(2023, 7, 5))
    ('2023-07-05', None, '2023-07-05')
    """
    if isinstance(typed, date):
        return typed.isoformat()[:10]
    if typed is None or not typed.strip():
        return None
    try:
        return parse_date(typed).isoformat()
    except ValueError:
        raise Refused("record.no_date") from None


def today() -> str:
    """This day as ISO text."""
    return date.today().isoformat()


def in_words(iso: str) -> str:
    """A stored day as people read it.

    >>> in_words("2023-07-05")
    '5 juli 2023'
    """
    return format_date(date.fromisoformat(iso))
