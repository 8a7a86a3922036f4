"""Meetings: planned, held, cancelled (A05, B17)."""

from __future__ import annotations

import pytest

from ontmoet_research.group import (
    cancel_meeting,
    change_meeting,
    current_phase,
    hold_meeting,
    list_meetings,
    make_series,
    phase_plan,
    plan_meeting,
    put_back_meeting,
    read_phases,
    read_sessions,
    set_planned_count,
)
from ontmoet_research.store import Project, last_seq, read_rows
from ontmoet_research.words import Refused


def test_a_new_meeting_comes_last_in_its_series(project: Project, series_id: str) -> None:
    phase = read_phases(project)["phase_id"].iloc[-1]
    made = plan_meeting(project, series_id, phase, "vervolg", "5-7-2023", guiding_question="Wat lukt er?")
    last = read_sessions(project, series_id).iloc[-1]
    assert (last["session_id"], last["number"], last["date"]) == (made, 14, "2023-07-05")
    assert (last["status"], last["guiding_question"]) == ("gepland", "Wat lukt er?")


def test_a_meeting_with_a_day_comes_before_planned_ones_with_a_later_day(project: Project, series_id: str) -> None:
    phase = read_phases(project)["phase_id"].iloc[0]
    days = ["7 maart 2024", "14 maart 2024", "21 maart 2024"]
    for meeting, day in zip(list_meetings(project, series_id), days, strict=False):
        change_meeting(project, meeting.object_id, day)
    plan_meeting(project, series_id, phase, "webinar", "15 maart 2024")
    numbers = read_sessions(project, series_id)
    assert numbers["number"].tolist() == list(range(1, 15))
    assert numbers["date"].tolist()[:4] == ["2024-03-07", "2024-03-14", "2024-03-15", "2024-03-21"]
    hold_meeting(project, list_meetings(project, series_id)[3].object_id)
    plan_meeting(project, series_id, phase, "webinar", "16 maart 2024")
    assert read_sessions(project, series_id)["date"].iloc[-1] == "2024-03-16", "numbers of held ones stay"


def test_a_meeting_is_planned_again_and_keeps_what_is_in_it(project: Project, series_id: str) -> None:
    meeting = list_meetings(project, series_id)[0].object_id
    before = last_seq(project)
    put_back_meeting(project, meeting)
    assert last_seq(project) == before
    hold_meeting(project, meeting, "7 maart 2024")
    put_back_meeting(project, meeting)
    row = list_meetings(project, series_id)[0]
    assert (row["status"], row["date"]) == ("gepland", "2024-03-07")


def test_meetings_on_top_stay_when_another_number_of_the_phase_changes(project: Project, series_id: str) -> None:
    phase = read_phases(project)["phase_id"].iloc[0]
    plan_meeting(project, series_id, phase, "webinar")
    set_planned_count(project, phase, 4, interval_weeks=2)
    assert len(list_meetings(project, series_id)) == 14
    set_planned_count(project, phase, 3)
    assert len(list_meetings(project, series_id)) == 13


def test_the_phase_a_group_is_in_is_that_of_its_next_meeting(project: Project, series_id: str) -> None:
    def now() -> str:
        found = current_phase(phase_plan(read_phases(project), read_sessions(project)))
        return str(read_phases(project).set_index("phase_id").loc[found, "kind"])

    ids = [row.object_id for row in list_meetings(project, series_id)]
    assert now() == "perspectives"
    for one in ids[:4]:
        hold_meeting(project, one, "7 maart 2024")
    assert now() == "decision"
    hold_meeting(project, ids[5], "8 maart 2024")
    assert now() == "action_learning", "a meeting that was never marked as held keeps nobody back"
    for one in (ids[4], *ids[6:]):
        hold_meeting(project, one, "9 maart 2024")
    assert now() == "action_learning"


def test_a_phase_of_another_series_is_refused(project: Project, series_id: str) -> None:
    other = make_series(project, "kenniscafe", "Andere reeks")
    phases = read_phases(project)
    phase = phases.loc[phases["series_id"] == other, "phase_id"].iloc[0]
    with pytest.raises(Refused, match="andere reeks"):
        plan_meeting(project, series_id, phase, "vervolg")


def test_a_meeting_is_held_on_the_day_it_was_planned_or_another(project: Project, series_id: str) -> None:
    first, second, *_ = list_meetings(project, series_id)
    change_meeting(project, first.object_id, "5 juli 2023")
    hold_meeting(project, first.object_id)
    hold_meeting(project, second.object_id, "12 juli 2023", work_forms=["rondje"])
    sessions = read_sessions(project, series_id)
    assert sessions["label"].tolist()[:3] == [
        "Bijeenkomst 1 (5 juli 2023)",
        "Bijeenkomst 2 (12 juli 2023)",
        "Bijeenkomst 3",
    ]
    assert sessions["status"].tolist()[:3] == ["gehouden", "gehouden", "gepland"]
    assert sessions["work_forms"].iloc[1] == ["rondje"]


def test_a_held_meeting_needs_a_day(project: Project, series_id: str) -> None:
    meeting = list_meetings(project, series_id)[0]
    with pytest.raises(Refused, match="nog leeg"):
        hold_meeting(project, meeting.object_id)
    assert set(read_sessions(project)["status"]) == {"gepland"}


def test_a_cancelled_meeting_stays_in_the_list_and_keeps_its_reason(project: Project, series_id: str) -> None:
    meeting = list_meetings(project, series_id)[3]
    cancel_meeting(project, meeting.object_id, "te weinig mensen")
    assert read_sessions(project, series_id)["status"].tolist().count("vervallen") == 1
    assert [(row["about_id"], row["reason"]) for row in read_rows(project, "log_events")] == [
        (meeting.object_id, "te weinig mensen")
    ]


def test_meetings_of_all_series_are_listed_by_number(project: Project, series_id: str) -> None:
    make_series(project, "twee-workshops", "Andere reeks")
    assert len(list_meetings(project)) == 15
    assert [row["number"] for row in list_meetings(project, series_id)] == list(range(1, 14))
