"""Answers to the closing question of a meeting (slotvraag): anonymous, each kept as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ontmoet_research.store import Project, find, new, read_rows, write
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.harvests"


def keep_answers(project: Project, session_id: str, question: str, answers: Iterable[str]) -> str:
    """Keep the answers to the closing question of a meeting; give the ``harvest_id``.

    Empty answers are left out; "niks" is an answer. The same question again replaces the answers that were kept, and
    the history holds the old ones. Errors: ``Refused`` without question or answers, or when the meeting is gone.
    """
    find(project, "sessions", session_id)
    told = [answer.strip() for answer in answers if answer.strip()]
    if not question.strip() or not told:
        raise Refused("record_meeting.needs_answers")
    values: dict[str, Any] = {"question": question.strip(), "answers": told, "n_total": len(told)}
    known = read_rows(project, "harvests", session_id=session_id, question=values["question"])
    draft = changed(known[-1], **values) if known else new("harvests", session_id=session_id, **values)
    write(project, [draft], origin=ORIGIN)
    return draft.object_id
