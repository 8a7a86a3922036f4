"""Questions that someone brings to the group as a think tank, and whether the group heard what became of them (A20)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ontmoet_research.record import change, keep
from ontmoet_research.store import Project
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.think_tank"


def ask_group(project: Project, session_id: str, question: str, asker_sector: str | None = None) -> str:
    """Keep a question to the group; give the ``think_tank_question_id``. Who asks is known by sector only.

    Errors: ``Refused`` without words or when the meeting is gone, ``ValueError`` for an unknown sector.
    """
    asked = {"session_id": session_id, "question": question, "asker_sector": asker_sector}
    return keep(project, "think_tank_questions", origin=ORIGIN, **asked)


def keep_advice(project: Project, question_id: str, advice: str) -> None:
    """Keep what the group said. Errors: ``Refused`` without words or when the question is gone."""
    if not advice.strip():
        raise Refused("change.think_tank_needs_advice")
    change(project, "think_tank_questions", question_id, origin=ORIGIN, advice=advice)


def feed_back(project: Project, question_id: str, used: str, feedback: str, day: str) -> None:
    """Keep what the group heard: whether its advice was used (ja, deels, nee, onbekend), the words, and the day.

    Errors: ``Refused`` without a day that can be read or when the question is gone, ``ValueError`` for another answer.
    """
    if not day.strip():
        raise Refused("change.needs_day")
    told = {"used": used, "feedback": feedback, "fed_back_on": day}
    change(project, "think_tank_questions", question_id, origin=ORIGIN, **told)


def weeks_to_hear() -> int:
    """After how many weeks the group should have heard back; a group changes it in ``words/nl.toml``."""
    return int(say("change.weeks_to_hear"))


def not_fed_back(questions: pd.DataFrame, today: date, weeks: int | None = None) -> pd.DataFrame:
    """The questions of which the group heard nothing, ``weeks`` (default: :func:`weeks_to_hear`) or more after asking.

    In: the table of ``read_think_tank``. Out: the same columns. A meeting without a date counts from no day, so its
    questions are not listed.
    """
    limit = (today - timedelta(weeks=weeks_to_hear() if weeks is None else weeks)).isoformat()
    waiting = (
        questions["fed_back_on"].isna()
        & questions["session_date"].notna()
        & (questions["session_date"].fillna("") <= limit)
    )
    return questions[waiting].reset_index(drop=True)
