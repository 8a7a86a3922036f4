"""A follow-up meeting: first four questions to share, then three to learn from each other.

The questions are those of the method, in its order, and not one more (B36-B39). Each may stay empty, and none asks for
a target or a score. A meeting where people still tell how they see it does not ask them (A09).
"""

from __future__ import annotations

from collections.abc import Mapping

from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new
from ontmoet_research.words import Refused

from .assignments import ORIGIN, SHARING_QUESTIONS, record_progress

LEARNING_QUESTIONS = (
    (("works", "werkt"), ("works", "werkt_minder")),
    (("into_organisation", None),),
    (("with_board", None),),
)
ASKED_IN = ("action_learning", "follow_up")

__all__ = ["ASKED_IN", "LEARNING_QUESTIONS", "ORIGIN", "SHARING_QUESTIONS", "asks_questions", "learn", "share"]


def asks_questions(project: Project, session_id: str) -> bool:
    """Whether the questions of a follow-up belong at this meeting. Errors: ``Refused`` when it is gone."""
    meeting = find(project, "sessions", session_id)
    return find(project, "phases", meeting["phase_id"])["kind"] in ASKED_IN


def share(project: Project, session_id: str, assignment_id: str, answers: Mapping[str, str]) -> str:
    """Keep what was told of one assignment; give the ``progress_id``. What two people tell both stays.

    ``answers`` go by the columns in ``SHARING_QUESTIONS``; each may be empty. Errors: ``Refused`` when all are empty,
    when this meeting does not ask them, or when something is gone; ``ValueError`` for another column.
    """
    _need_questions(project, session_id)
    if not any(answer.strip() for answer in answers.values()):
        raise Refused("change.nothing_shared")
    return record_progress(project, assignment_id, session_id, **answers)


def learn(project: Project, session_id: str, answers: Mapping[tuple[str, str | None], str]) -> list[str]:
    """Keep answers to the learning questions of a meeting; give the ``insight_id`` of each that was not empty.

    ``answers`` go by the pairs of kind and polarity in ``LEARNING_QUESTIONS``. Nothing is replaced: what others said
    stays. Errors: ``Refused`` when all are empty, when this meeting does not ask them, or when it is gone;
    ``ValueError`` for another question.
    """
    _need_questions(project, session_id)
    asked = [pair for question in LEARNING_QUESTIONS for pair in question]
    if unknown := [pair for pair in answers if pair not in asked]:
        raise ValueError(f"no learning question {unknown}")
    drafts = [
        new("insights", session_id=session_id, kind=kind, polarity=polarity, text=told)
        for kind, polarity in asked
        if (told := answers.get((kind, polarity), "").strip())
    ]
    if not drafts:
        raise Refused("change.nothing_shared")
    write(project, drafts, origin=ORIGIN)
    return [draft.object_id for draft in drafts]


def _need_questions(project: Project, session_id: str) -> None:
    if not asks_questions(project, session_id):
        raise Refused("change.no_questions_here")
