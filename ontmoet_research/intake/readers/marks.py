"""How a reader hands over who speaks: signs in a line of its text, taken out again by ``shapes.py``.

The signs are noncharacters of Unicode, which no text may hold. A file that holds them all the same can only say of its
own words who spoke them.
"""

from __future__ import annotations

import re

__all__ = ["LEAD", "REST", "SAID", "as_time", "lead", "spoken", "taken_apart", "without_marks"]

SAID, _AT, _WORDS, LEAD, REST = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_ALL = re.compile("[\ufdd0-\ufddf]")
_CLOCK = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d{1,6})?[ ]?(?:([AaPp])\.?[Mm]\.?)?")


def spoken(label: str, words: str, said_at: str = "") -> str:
    """A line of which the file tells who says it ("" when it tells only that it is said), and when.

    >>> taken_apart(spoken("Vries, Jan de", "Ja.", "0:12"))
    ('Vries, Jan de', '00:00:12', 'Ja.')
    """
    flat = (" ".join(without_marks(part).split()) for part in (label, said_at, words))
    label, said_at, words = flat
    return f"{SAID}{label.rstrip(':').rstrip()}{_AT}{as_time(said_at)}{_WORDS}{words}"


def taken_apart(line: str) -> tuple[str, str, str] | None:
    """Speaker, time and words of a line that :func:`spoken` made; None for another line."""
    if not line.startswith(SAID):
        return None
    label, _, rest = line[1:].partition(_AT)
    said_at, _, words = rest.partition(_WORDS)
    return label, said_at, without_marks(words)


def lead(bold: str, rest: str) -> str:
    """A line that begins with words in bold; whether these are a name, the whole file tells."""
    return f"{LEAD}{bold}{REST}{rest}" if bold.strip() else bold + rest


def without_marks(words: str) -> str:
    """The words alone."""
    return _ALL.sub("", words)


def as_time(told: str, *, clock: bool = False) -> str:
    """A time as HH:MM:SS; of two parts it is minutes and seconds, unless it is of a ``clock``. "" when it is none.

    >>> as_time("1:02"), as_time("0:0:4.120"), as_time("10:11 PM"), as_time("geen")
    ('00:01:02', '00:00:04', '22:11:00', '')
    """
    found = _CLOCK.search(told)
    if not found:
        return ""
    first, second, third = (int(part) if part else 0 for part in found.groups()[:3])
    half = (found[4] or "").casefold()
    hours, minutes, seconds = (first, second, third) if found[3] or clock or half else (0, first, second)
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    minutes, seconds = minutes + seconds // 60, seconds % 60
    hours, minutes = hours + minutes // 60, minutes % 60
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
