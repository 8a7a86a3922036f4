"""The learning agenda (leeragenda): questions of this moment, how they stand, and what they were before (L6).

A question is never overwritten: other words make a new version, and the old words stay readable. Source: dynamic
learning agenda, Reflexive Monitoring in Action (Van Mierlo et al. 2010).
"""

from __future__ import annotations

import datetime

import pandas as pd

from ontmoet_research.model.material import QUESTION_STATUSES
from ontmoet_research.record import iso_day, write
from ontmoet_research.store import Project, change, find, history, new, read_rows, read_table, remove
from ontmoet_research.words import Refused

__all__ = [
    "ASKING",
    "ask_question",
    "change_question",
    "count_agenda",
    "read_agenda",
    "remove_question",
]

ORIGIN = "learning.agenda"
ASKING = ("open", "bezig")
"""States of a question that still goes along to the next meeting."""
LET_GO = "losgelaten"


def ask_question(
    project: Project, series_id: str, question: str, order: str | None = None, *, opened: str = "", origin: str = ORIGIN
) -> str:
    """Put a question on the agenda of a series; give its ``learning_question_id``.

    It is asked by the side of the person at work, today unless ``opened`` (a day as people type it) says otherwise;
    ``order`` is hoe, waarom or unknown. Errors: ``Refused`` without words, for a day nobody can read, or a series that
    is gone.
    """
    find(project, "series", series_id)
    day = iso_day(opened) or datetime.date.today().isoformat()
    sides = [row["side"] for row in read_rows(project, "contributors", object_id=project.who)]
    made = new(
        "learning_questions",
        question=_words(question),
        series_id=series_id,
        opened=day,
        opened_by_side=sides[-1] if sides else None,
        status="open",
        order=order or None,
    )
    write(project, [made], origin=origin)
    return made.object_id


def change_question(
    project: Project,
    question_id: str,
    *,
    question: str,
    order: str | None = None,
    status: str = "open",
    note: str = "",
    origin: str = ORIGIN,
) -> None:
    """Say how a question stands, with the answer, and give it other words; the old ones stay. One write.

    Writes nothing when nothing differs. Errors: ``Refused`` without words, for letting a question go without a reason
    (``note``), or when it is gone; ``ValueError`` for an unknown state.
    """
    if status not in QUESTION_STATUSES:
        raise ValueError(status)
    if status == LET_GO and not note.strip():
        raise Refused("learning.agenda.needs_reason")
    row = find(project, "learning_questions", question_id)
    told = {"question": _words(question), "order": order or None, "status": status, "answer_note": note.strip() or None}
    if any(row[name] != value for name, value in told.items()):
        write(project, [change(row, **told)], origin=origin)


def remove_question(project: Project, question_id: str, *, origin: str = ORIGIN) -> None:
    """Take a question off the agenda; it stays in the history. Errors: ``Refused`` when it is gone already."""
    write(project, [remove(find(project, "learning_questions", question_id))], origin=origin)


def read_agenda(project: Project, series_id: str) -> pd.DataFrame:
    """The questions of a series, and those of no single series, in the order they were asked.

    Columns of the table ``learning_questions``, then ``earlier``: the wordings before this one (list, oldest first).
    """
    every = read_table(project, "learning_questions")
    found = every[every["series_id"].isna() | (every["series_id"] == series_id)]
    found = found.sort_values("opened", kind="stable", na_position="last", ignore_index=True)
    before = [_earlier(project, *one) for one in zip(found["learning_question_id"], found["question"], strict=True)]
    return found.assign(earlier=pd.Series(before, dtype=object))


def count_agenda(questions: pd.DataFrame) -> dict[str, int]:
    """Whether our questions change (L6): how many were ``asked``, ``changed`` (other words, or so said) and ask why.

    In: ``status, order, earlier`` (list). Out: ``asked``, each state of ``QUESTION_STATUSES``, ``changed``, ``waarom``.
    The states together are ``asked``; a question can be answered and have been changed before.
    """
    status = questions["status"].fillna("open")
    changed = [one == "anders_geworden" or bool(was) for one, was in zip(status, questions["earlier"], strict=True)]
    return {
        "asked": len(questions),
        **{one: int((status == one).sum()) for one in QUESTION_STATUSES},
        "changed": sum(changed),
        "waarom": int((questions["order"] == "waarom").sum()),
    }


def _earlier(project: Project, question_id: str, now: str) -> list[str]:
    words = history(project, "learning_questions", question_id)["question"]
    return [one for one in dict.fromkeys(words) if one != now]


def _words(question: str) -> str:
    if not question.strip():
        raise Refused("learning.agenda.needs_words")
    return question.strip()
