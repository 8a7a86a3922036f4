"""How equal taking part feels, in own words; said by a side, so that no one person has to say it."""

from __future__ import annotations

import datetime

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new
from ontmoet_research.words import Refused

ORIGIN = "voices.equality"

__all__ = ["ORIGIN", "note_equality"]


def note_equality(
    project: Project, series_id: str, side: str, about: str, text: str, *, date: datetime.date | None = None
) -> str:
    """Keep what a side says on ``praten``, ``kiezen``, ``labelen`` or ``schrijven``; give the ``equality_note_id``.

    ``date`` is today when not given. Errors: ``Refused`` without words or when the series is gone, ``ValueError`` for
    an unknown side or part.
    """
    find(project, "series", series_id)
    if not text.strip():
        raise Refused("voices.needs_words")
    day = (date or datetime.date.today()).isoformat()
    note = new("equality_notes", series_id=series_id, side=side, about=about, text=text.strip(), date=day)
    write(project, [note], origin=ORIGIN)
    return note.object_id
