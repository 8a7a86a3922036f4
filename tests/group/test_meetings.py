"""Meetings: planned, held, cancelled (A05, B17)."""

from __future__ import annotations

import pytest

from ontmoet_research.group import (
    cancel_meeting,
    change_meeting,
    hold_meeting,
    list_meetings,
    make_series,
    plan_meeting,
    read_phases,
    read_sessions,
)
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused


def test_a_new_meeting_comes_last_in_its_series(project: Project, series_id: str) -> None:
    phase = read_phases(project)["phase_id"].iloc[-1]
    made = plan_meeting(project, series_id, phase, "vervolg", "5-7-2023", guiding_question="Wat lukt er?")
    last = read_sessions(project, series_id).iloc[-1]
    assert (last["session_id"], last["number"], last["date"]) == (made, 14, "2023-07-05")
    assert (last["status"], last["guiding_question"]) == ("gepland", "Wat lukt er?")


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
