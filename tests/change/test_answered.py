"""Think-tank questions, promises and priorities: is what was asked and promised answered, and whose list is it?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from ontmoet_research.change import (
    add_priority,
    ask_group,
    before_closing,
    comment_on_priority,
    comments_on,
    feed_back,
    keep_advice,
    keep_promise,
    list_priorities,
    may_set_priorities,
    move_up,
    not_fed_back,
    open_promises,
    promise,
    read_follow_up_findings,
    read_priorities,
    read_promises,
    read_think_tank,
    remove_priority,
    weeks_to_hear,
)
from ontmoet_research.group import add_contributor, change_series, hold_meeting
from ontmoet_research.store import Project, find, new, undo, write
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small

ASKED = date(2024, 3, 7)


@pytest.fixture
def question(small: Small) -> str:
    hold_meeting(small.project, small.meetings[0], "7 maart 2024")
    return ask_group(small.project, small.meetings[0], "Hoe schrijf je een brief?", "gemeente")


@pytest.mark.parametrize(("days", "listed"), [(41, False), (42, True), (43, True)])
def test_after_six_weeks_a_question_is_listed_as_not_heard_back(
    small: Small, question: str, days: int, listed: bool
) -> None:
    assert weeks_to_hear() == 6
    found = not_fed_back(read_think_tank(small.project), ASKED + timedelta(days=days))
    assert found["think_tank_question_id"].tolist() == [question] * listed


@pytest.mark.parametrize(("weeks", "listed"), [(1, True), (2, False)])
def test_the_number_of_weeks_can_be_chosen(small: Small, question: str, weeks: int, listed: bool) -> None:
    found = not_fed_back(read_think_tank(small.project), ASKED + timedelta(days=10), weeks)
    assert len(found) == listed


def test_who_heard_back_waits_no_longer_whatever_was_done_with_it(small: Small, question: str) -> None:
    keep_advice(small.project, question, "Zet bovenaan wat je kunt doen.")
    assert len(not_fed_back(read_think_tank(small.project), date(2025, 1, 1))) == 1, "advice alone is no answer"
    feed_back(small.project, question, "nee", " Het kon niet. ", "1 september 2024")
    row = read_think_tank(small.project).iloc[0]
    assert (row["used"], row["feedback"], row["fed_back_on"]) == ("nee", "Het kon niet.", "2024-09-01")
    assert not_fed_back(read_think_tank(small.project), date(2025, 1, 1)).empty


def test_a_question_at_a_meeting_without_a_day_is_not_listed(small: Small) -> None:
    ask_group(small.project, small.meetings[1], "Wat nu?")
    assert not_fed_back(read_think_tank(small.project), date(2099, 1, 1)).empty


def test_a_question_advice_or_answer_that_misses_something_is_refused(small: Small, question: str) -> None:
    for step in (
        lambda: ask_group(small.project, small.meetings[0], " "),
        lambda: keep_advice(small.project, question, ""),
        lambda: feed_back(small.project, question, "ja", "goed", ""),
        lambda: feed_back(small.project, question, "ja", "goed", "ooit"),
    ):
        with pytest.raises(Refused):
            step()
    row = read_think_tank(small.project).iloc[0]
    assert row[["advice", "used", "fed_back_on"]].isna().all()


def series_of(small: Small) -> str:
    return str(find(small.project, "sessions", small.meetings[0])["series_id"])


@pytest.fixture
def promises(small: Small) -> dict[str, str]:
    """Four promises: due on two days, without a day, and one that was kept."""
    series, made = series_of(small), {}
    for name, due in (("laat", "1 mei 2024"), ("vroeg", "1 april 2024"), ("ooit", None), ("klaar", "1 maart 2024")):
        made[name] = promise(small.project, series, name, "de groep", by_whom="Reiger", due=due)
    keep_promise(small.project, made["klaar"], "2 maart 2024")
    return made


def test_open_promises_are_listed_by_day_and_those_without_a_day_last(small: Small, promises: dict[str, str]) -> None:
    assert open_promises(read_promises(small.project), series_of(small))["what"].tolist() == ["vroeg", "laat", "ooit"]
    assert open_promises(read_promises(small.project), "een andere reeks").empty


def test_open_promises_are_said_before_closing_and_block_nothing(small: Small, promises: dict[str, str]) -> None:
    found = before_closing(small.project, series_of(small))
    assert [(one.level, one.row, one.about) for one in found] == [
        ("let op", "D10", promises[name]) for name in ("vroeg", "laat", "ooit")
    ]


@pytest.mark.parametrize(
    ("today", "closed", "named"),
    [
        ("2024-04-01", False, []),
        ("2024-04-02", False, ["vroeg"]),
        ("2024-06-01", False, ["vroeg", "laat"]),
        ("2024-04-01", True, ["vroeg", "laat", "ooit"]),
    ],
)
def test_a_promise_past_its_day_or_left_behind_by_a_closed_series_is_a_finding(
    small: Small, promises: dict[str, str], today: str, closed: bool, named: list[str]
) -> None:
    if closed:
        change_series(small.project, series_of(small), ended_on="2024-03-31")
    found = [one for one in read_follow_up_findings(small.project, date.fromisoformat(today)) if one.row == "D10"]
    assert [one.about for one in found] == [promises[name] for name in named]


@pytest.mark.parametrize(("what", "whom"), [("", "de groep"), ("terugbellen", " ")])
def test_a_promise_without_what_or_to_whom_is_refused(small: Small, what: str, whom: str) -> None:
    with pytest.raises(Refused):
        promise(small.project, series_of(small), what, whom)
    assert read_promises(small.project).empty


def someone(small: Small, name: str, side: str, participant: str | None = None) -> Project:
    return small.project.as_person(add_contributor(small.project, name, side, participant_id=participant))


def test_the_side_with_experience_and_residents_set_priorities_and_nobody_else(small: Small) -> None:
    series = series_of(small)
    merel = someone(small, "Merel", "ervaring")
    resident = someone(small, "Reiger", "praktijk", small.people[0])
    others = [someone(small, name, side) for name, side in (("A", "onderzoek"), ("B", "onderwijs"), ("C", "praktijk"))]
    first = add_priority(merel, series, " bussen ", "een gemeente")
    second = add_priority(resident, series, "een huis")
    assert [row["title"] for row in list_priorities(small.project, series)] == ["bussen", "een huis"]
    for other in [*others, small.project, small.project.as_person("niemand")]:
        assert not may_set_priorities(other)
        for step in (
            lambda who=other: add_priority(who, series, "iets anders"),
            lambda who=other: move_up(who, second),
            lambda who=other: remove_priority(who, first),
        ):
            with pytest.raises(Refused, match="van inwoners"):
                step()
    assert [row["title"] for row in list_priorities(small.project, series)] == ["bussen", "een huis"]


def test_another_side_may_say_something_and_the_list_stays_as_it_is(small: Small) -> None:
    first = add_priority(someone(small, "Merel", "ervaring"), series_of(small), "bussen")
    kompas = someone(small, "Kompas", "onderzoek")
    before = read_priorities(small.project)
    comment_on_priority(kompas, first, "Dat kan via de provincie.")
    assert [note["text"] for note in comments_on(small.project, first)] == ["Dat kan via de provincie."]
    pd.testing.assert_frame_equal(read_priorities(small.project), before)
    with pytest.raises(Refused):
        comment_on_priority(small.project.as_person("niemand"), first, "hallo")


def test_a_priority_moves_up_is_taken_off_and_comes_back(small: Small) -> None:
    merel, series = someone(small, "Merel", "ervaring"), series_of(small)
    made = [add_priority(merel, series, title) for title in "abc"]
    titles = lambda: "".join(row["title"] for row in list_priorities(merel, series))  # noqa: E731 - read three times
    move_up(merel, made[2])
    assert titles() == "acb"
    move_up(merel, made[0])
    assert titles() == "acb", "the first stays where it is"
    remove_priority(merel, made[0])
    assert titles() == "cb"
    undo(merel, origin="change.priorities")
    assert titles() == "acb"
    assert read_priorities(small.project)["order"].tolist() == [1, 2, 3]


def test_a_priority_that_came_in_from_another_side_is_a_finding(small: Small) -> None:
    kompas = someone(small, "Kompas", "onderzoek")
    row = new("priorities", series_id=series_of(small), title="x", order=1, set_by_side="ervaring")
    write(kompas, [row])
    found = read_follow_up_findings(small.project)
    assert [(one.level, one.row, one.about) for one in found] == [("fout", "E26", row.object_id)]
