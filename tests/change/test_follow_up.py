"""Follow-ups: four questions to share and three to learn, in order; each may stay empty (A09, B18, B35-B39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ontmoet_research.change import (
    LEARNING_QUESTIONS,
    SHARING_QUESTIONS,
    asks_questions,
    assign,
    learn,
    read_insights,
    read_progress,
    share,
)
from ontmoet_research.group import list_meetings
from ontmoet_research.store import find, undo
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    from conftest import Small

FOUR = ("Wat heb je gedaan?", "Wat gaat goed, hoe staat het ervoor?", "Wat lukt nog niet, hoe komt dat?",
        "Wat heb je nodig, en van wie?")  # fmt: skip
THREE = ("Wat werkt? Wat werkt minder?", "Hoe neem je dit mee naar je eigen organisatie?",
         "Hoe doe je dit samen met je bestuurder, ook als je niet weet wat eruit komt?")  # fmt: skip


@pytest.fixture
def assignment(small: Small) -> str:
    return assign(small.project, small.decision(small.wish()), small.people[0])


def test_the_questions_are_those_of_the_method_word_for_word() -> None:
    assert tuple(say(f"follow_wishes.question.B36.{number}") for number in (1, 2, 3, 4)) == FOUR
    assert tuple(say(f"follow_wishes.question.B{row}") for row in (37, 38, 39)) == THREE
    assert (len(SHARING_QUESTIONS), len(LEARNING_QUESTIONS)) == (4, 3)


def test_only_a_meeting_of_a_follow_up_asks_them(small: Small, assignment: str) -> None:
    asked = [asks_questions(small.project, meeting) for meeting in small.meetings]
    assert asked == [False] * 5 + [True] * 8, "4 meetings to tell, 1 to decide, 8 to follow up"
    for meeting in (small.meetings[0], small.meetings[4]):
        with pytest.raises(Refused, match="vertellen en te luisteren"):
            share(small.project, meeting, assignment, {"done": "gebeld"})
        with pytest.raises(Refused, match="vertellen en te luisteren"):
            learn(small.project, meeting, {("with_board", None): "samen"})
    assert read_progress(small.project).empty
    assert read_insights(small.project).empty


def test_two_people_who_answer_at_once_both_stay(small: Small, assignment: str) -> None:
    """Reiger and someone who works along type about one assignment at the same meeting, without seeing each other."""
    one, other = small.project.as_person("een"), small.project.as_person("ander")
    share(one, small.meetings[5], assignment, {"done": "gebeld"})
    share(other, small.meetings[5], assignment, {"done": "ook gebeld", "need": "tijd"})
    told = read_progress(small.project)
    assert sorted(told["done"]) == ["gebeld", "ook gebeld"]
    undo(other, origin="change.assignments")
    assert read_progress(small.project)["done"].tolist() == ["gebeld"]


def test_all_empty_is_refused_and_one_answer_is_enough(small: Small, assignment: str) -> None:
    with pytest.raises(Refused, match="nog leeg"):
        share(small.project, small.meetings[5], assignment, {"done": " ", "need": ""})
    with pytest.raises(Refused, match="nog leeg"):
        learn(small.project, small.meetings[5], {("works", "werkt"): "\n"})
    share(small.project, small.meetings[5], assignment, {"why": "geen tijd"})
    assert read_progress(small.project)["why"].tolist() == ["geen tijd"]


def test_both_polarities_of_what_works_are_stored_and_so_are_the_other_two(small: Small) -> None:
    pairs = [pair for question in LEARNING_QUESTIONS for pair in question]
    learn(small.project, small.meetings[6], {pair: f"antwoord {n}" for n, pair in enumerate(pairs)})
    told = read_insights(small.project)
    stored = (
        told[["kind", "polarity", "text"]].astype(object).where(told.notna(), None).itertuples(index=False, name=None)
    )
    assert sorted(stored, key=lambda row: row[2]) == [
        ("works", "werkt", "antwoord 0"),
        ("works", "werkt_minder", "antwoord 1"),
        ("into_organisation", None, "antwoord 2"),
        ("with_board", None, "antwoord 3"),
    ]
    assert set(told["session_number"]) == {7}


def test_another_question_is_a_mistake_of_the_caller(small: Small) -> None:
    with pytest.raises(ValueError, match="no learning question"):
        learn(small.project, small.meetings[6], {("target", None): "8"})


def test_the_template_of_this_series_is_the_one_of_the_guide(small: Small) -> None:
    """Guards the numbers above: another template would make the first test say nothing."""
    series = find(small.project, "sessions", small.meetings[0])["series_id"]
    assert len(list_meetings(small.project, series)) == 13
