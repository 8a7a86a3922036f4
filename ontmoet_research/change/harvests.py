"""Answers to the closing question of a meeting (slotvraag): anonymous, each kept as it was written.

People sort them into kinds and say where they are taken (``harvest_sortings``, each person an own one), and choose
which are shown; who chose, and how, is always told (C29). Calculations on them stand in ``harvest_table.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, find, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.harvests"


def keep_answers(project: Project, session_id: str, question: str, answers: Iterable[str]) -> str:
    """Keep the answers to the closing question of a meeting; give the ``harvest_id``.

    Empty answers are left out; "niks" is an answer. The same question again replaces the answers that were kept, and
    the history holds the old ones; of the answers that were chosen to show, those stay that are still there. Errors:
    ``Refused`` without question or answers, or when the meeting is gone.
    """
    find(project, "sessions", session_id)
    told = [answer.strip() for answer in answers if answer.strip()]
    if not question.strip() or not told:
        raise Refused("record_meeting.needs_answers")
    values: dict[str, Any] = {"question": question.strip(), "answers": told, "n_total": len(told)}
    known = read_rows(project, "harvests", session_id=session_id, question=values["question"])
    if known:
        values["shown"] = [answer for answer in told if answer in known[-1]["shown"]]
    draft = changed(known[-1], **values) if known else new("harvests", session_id=session_id, **values)
    write(project, [draft], origin=ORIGIN)
    return draft.object_id


def sort_answer(
    project: Project, harvest_id: str, answer: str, kind: str | None = None, destinations: Sequence[str] | None = None
) -> None:
    """Put an answer in a kind, with where people take it, for the person at work (C03, C30).

    Everyone has one sorting of an answer: doing it again replaces what this person said before; what is None stays as
    it was. An answer that was given twice is sorted once. ``kind`` is one of ``HARVEST_KINDS``.

    Errors: ``Refused`` when the question or the answer is gone, or when no kind was ever chosen; ``ValueError`` for a
    kind or destination the model does not know.
    """
    if answer not in find(project, "harvests", harvest_id)["answers"]:
        raise Refused("change.answer_gone")
    before = sorting_of(project, harvest_id, answer)
    told: dict[str, Any] = {} if kind is None else {"kind": kind}
    if destinations is not None:
        told["destinations"] = list(destinations)
    if before is None and kind is None:
        raise Refused("change.choose_kind_first")
    who = {"harvest_id": harvest_id, "answer": answer, "sorted_by": _sorter(project)}
    draft = changed(before, **told) if before else new("harvest_sortings", **who, **told)
    write(project, [draft], origin=ORIGIN)


def sorting_of(project: Project, harvest_id: str, answer: str) -> Row | None:
    """How the person at work sorted an answer; None when that did not happen yet."""
    rows = read_rows(project, "harvest_sortings", harvest_id=harvest_id, sorted_by=_sorter(project))
    return next((row for row in reversed(rows) if row["answer"] == answer), None)


def choose_shown(project: Project, harvest_id: str, shown: Iterable[str], rule: str) -> None:
    """Say which answers are shown, and by whom and how they were chosen (C29). None chosen takes the choice back.

    Errors: ``Refused`` when an answer is not there, when fewer than all are shown without a rule, or when it is gone.
    """
    harvest = find(project, "harvests", harvest_id)
    wanted = set(shown)
    if not wanted <= set(harvest["answers"]):
        raise Refused("change.answer_gone")
    chosen = [answer for answer in harvest["answers"] if answer in wanted]  # in the order they came
    if chosen and len(chosen) < len(harvest["answers"]) and not rule.strip():
        raise Refused("change.selection_needs_rule", n=len(chosen), total=len(harvest["answers"]))
    told = {"shown": chosen, "selection_rule": rule.strip() or None if chosen else None}
    write(project, [changed(harvest, **told)], origin=ORIGIN)


def _sorter(project: Project) -> str | None:
    return project.who if project.who != "kit" else None
