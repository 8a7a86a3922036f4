"""What the group learned, in a line: an answer to one of the three learning questions (leerinzicht, B37-B39)."""

from __future__ import annotations

from ontmoet_research.record import keep
from ontmoet_research.store import Project

from .follow_up import LEARNING_QUESTIONS

ORIGIN = "change.learned"
# What works has two sides, so there are four things to choose from.
LINES = {pair[1] or pair[0]: pair for question in LEARNING_QUESTIONS for pair in question}


def keep_insight(project: Project, session_id: str, line: str, text: str) -> str:
    """Keep what was learned at a meeting; give the ``insight_id``.

    ``line`` is a key of ``LINES``. Errors: ``Refused`` without words or when the meeting is gone, ``ValueError`` for
    another line.
    """
    if line not in LINES:
        raise ValueError(f"line is one of {', '.join(LINES)}; not {line}")
    kind, polarity = LINES[line]
    return keep(project, "insights", origin=ORIGIN, session_id=session_id, kind=kind, polarity=polarity, text=text)
