"""A question to the whole room ("Wie is er in de zaal?", C04): the answers to choose from, and how many chose each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new, read_rows, remove
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.polls"
_OTHER = re.compile(r"\b(anders|overige?n?|divers(e|en)?|other|iets anders)\b", re.IGNORECASE)
_LINE = re.compile(r"^(?P<option>.*?\S)\s*(?:[:=\t]|\s[-–]\s|\s)\s*(?P<count>\d{1,5})\s*(?:x|keer|stemmen)?$", re.I)


def keep_poll(project: Project, session_id: str, question: str, options: Sequence[tuple[str, int]]) -> list[str]:
    """Keep what the room answered; give the ``poll_option_id`` of each option.

    ``options`` are (answer to choose, how many chose it). The same question again replaces what was kept. An answer
    such as "anders" or "diversen" is marked as the one for who fits nowhere.

    Errors: ``Refused`` without question or options, with a count under 0, or when the meeting is gone.
    """
    find(project, "sessions", session_id)
    told = [(option.strip(), count) for option, count in options if option.strip()]
    if not question.strip() or not told or any(count < 0 for _, count in told):
        raise Refused("change.poll_needs_options")
    asked = question.strip()
    before = read_rows(project, "poll_options", session_id=session_id, question=asked)
    drafts = [
        new(
            "poll_options", session_id=session_id, question=asked, option=option, count=count, is_other=is_other(option)
        )
        for option, count in told
    ]
    write(project, [*(remove(row) for row in before), *drafts], origin=ORIGIN)
    return [draft.object_id for draft in drafts]


def is_other(option: str) -> bool:
    """Whether an answer is the one for who fits nowhere.

    >>> is_other("Anders, namelijk"), is_other("diversen"), is_other("onderwijs")
    (True, True, False)
    """
    return bool(_OTHER.search(option))


def read_options(lines: Iterable[str]) -> list[tuple[str, int]]:
    """Options as people type them, one a line with the count at the end.

    Errors: ``Refused`` when a line has no count.

    >>> read_options(["Praktijk: 12", "mensen uit de wijk  9", "", "anders = 14"])
    [('Praktijk', 12), ('mensen uit de wijk', 9), ('anders', 14)]
    """
    found = []
    for line in filter(None, map(str.strip, lines)):
        read = _LINE.match(line)
        if read is None:
            raise Refused("change.poll_line_without_count", line=line[:60])
        found.append((read["option"].rstrip(" :=-–"), int(read["count"])))
    return found


def other_is_largest(options: pd.DataFrame) -> list[str]:
    """The questions in which "anders" is the largest group: as large as the largest named one, or larger (C04).

    In: ``question``, ``count`` and ``is_other`` of one meeting. A question that nobody answered is left out.
    """
    found = []
    for question, group in options.groupby("question", sort=False):
        other = group["is_other"].fillna(False).astype(bool)
        most, named = group.loc[other, "count"].sum(), group.loc[~other, "count"]
        if most > 0 and (named.empty or most >= named.max()):
            found.append(str(question))
    return found
