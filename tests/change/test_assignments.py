"""Assignments: taken on, followed, finished or stopped with a reason (A18, B36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ontmoet_research.change import assign, finish, go_on, move, read_assignments, read_progress, record_progress, stop
from ontmoet_research.change.assignments import SHARING_QUESTIONS
from ontmoet_research.store import find, history
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small


@pytest.fixture
def assignment(small: Small) -> str:
    return assign(small.project, small.decision(small.wish()), small.people[0], kind="gesprek", size="klein")


def test_an_assignment_starts_running_and_knows_its_wish(small: Small, assignment: str) -> None:
    row = read_assignments(small.project).iloc[0]
    assert (row["state"], row["phase"], row["holder_id"], row["size"]) == ("loopt", "leren", small.people[0], "klein")
    assert row["what"] == "op dinsdag bellen"
    assert find(small.project, "wishes", row["wish_id"])["status"] == "opgepakt"


def test_an_assignment_without_a_decision_or_a_holder_is_refused(small: Small) -> None:
    with pytest.raises(Refused):
        assign(small.project, "geen besluit", small.people[0])
    with pytest.raises(Refused):
        assign(small.project, small.decision(small.wish()), "niemand")
    assert read_assignments(small.project).empty


def test_there_are_exactly_four_sharing_questions_in_order() -> None:
    assert SHARING_QUESTIONS == (("done",), ("going_well", "status_text"), ("stuck", "why"), ("need", "from_whom"))


def test_each_sharing_question_may_stay_empty(small: Small, assignment: str) -> None:
    record_progress(small.project, assignment, small.meetings[5], need=" een tolk ", from_whom="")
    record_progress(small.project, assignment, small.meetings[6])
    told = read_progress(small.project)
    assert told["session_number"].tolist() == [6, 7]
    assert told["need"].tolist()[0] == "een tolk"
    assert told[["done", "going_well", "stuck", "from_whom"]].isna().all(axis=None)


def test_a_question_that_is_not_asked_is_a_mistake_of_the_caller(small: Small, assignment: str) -> None:
    with pytest.raises(ValueError, match="no column score"):
        record_progress(small.project, assignment, small.meetings[5], score="8")


def test_the_loop_may_go_back_and_history_keeps_both_moments(small: Small, assignment: str) -> None:
    for phase in ("uitvoeren", "leren"):
        move(small.project, assignment, phase)
    assert history(small.project, "assignments", assignment)["phase"].tolist() == ["leren", "uitvoeren", "leren"]


def test_an_assignment_ends_well_in_part_or_stops_with_a_reason(small: Small, assignment: str) -> None:
    finish(small.project, assignment, partly=True)
    assert find(small.project, "assignments", assignment)["state"] == "deels"
    finish(small.project, assignment)
    assert find(small.project, "assignments", assignment)["state"] == "gelukt"
    stop(small.project, assignment, "geen ruimte gevonden")
    row = find(small.project, "assignments", assignment)
    assert (row["state"], row["stop_reason"]) == ("gestopt", "geen ruimte gevonden")
    go_on(small.project, assignment)
    row = find(small.project, "assignments", assignment)
    assert (row["state"], row["stop_reason"]) == ("loopt", None)


def test_stopping_without_a_reason_is_refused(small: Small, assignment: str) -> None:
    with pytest.raises(Refused, match="waarom dit stopt"):
        stop(small.project, assignment, "")
    assert find(small.project, "assignments", assignment)["state"] == "loopt"
