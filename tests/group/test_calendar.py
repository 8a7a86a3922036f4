"""Planned against held, gaps, and phases that end early or late (A05, A06, A10, B08, B15-B17)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from ontmoet_research.findings import Finding
from ontmoet_research.group import phase_plan, planned_and_held, time_between
from ontmoet_research.group.calendar import check_calendar

SERIES = {"series_id": "r", "ended_on": None}
TODAY = date(2026, 1, 1)


def phase(planned: int | None, **more: Any) -> pd.DataFrame:
    row = {
        **{"phase_id": "f", "series_id": "r", "kind": "action_learning", "order": 1, "planned_count": planned},
        **{"interval_weeks": None, "span_months": None, "source": "afspraak", "started_on": None},
        **{"interval_note": None, "end_note": None, "result_note": None},
    }
    return pd.DataFrame([{**row, **more}])


def meetings(*told: tuple[str | None, str]) -> pd.DataFrame:
    rows = [
        {
            **{"session_id": f"s{i}", "series_id": "r", "phase_id": "f", "number": i, "date": day, "status": status},
            **{"label": f"Bijeenkomst {i}", "kind": "ontmoeting"},
        }
        for i, (day, status) in enumerate(told, start=1)
    ]
    columns = ["session_id", "series_id", "phase_id", "number", "date", "status", "label", "kind"]
    return pd.DataFrame(rows, columns=columns)


def held(*days: str) -> pd.DataFrame:
    return meetings(*((day, "gehouden") for day in days))


def rows(found: list[Finding]) -> list[str]:
    return [one.row for one in found]


def check(phases: pd.DataFrame, sessions: pd.DataFrame, **series: Any) -> list[Finding]:
    return check_calendar({**SERIES, **series}, phases, sessions, TODAY)


def test_planned_and_held_are_counted_apart_from_cancelled() -> None:
    sessions = meetings(("2025-01-06", "gehouden"), ("2025-01-13", "vervallen"), (None, "gepland"))
    plan = phase_plan(phase(5), sessions).iloc[0]
    assert (plan["planned"], plan["held"], plan["cancelled"], plan["to_come"]) == (5, 1, 1, 1)
    assert (plan["first"], plan["last"], bool(plan["over"])) == ("2025-01-06", "2025-01-06", False)
    assert planned_and_held(plan) == "Gepland 5, gehouden 1."


def test_a_preparing_talk_is_none_of_the_meetings_that_were_planned() -> None:
    sessions = held("2025-01-06", "2025-01-13").assign(kind=["voorbespreking", "ontmoeting"])
    plan = phase_plan(phase(5), sessions).iloc[0]
    assert (plan["held"], plan["first"]) == (1, "2025-01-13")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"interval_weeks": 1}, "Elke week."),
        ({"interval_weeks": 6}, "Elke 6 weken."),
        ({"interval_note": "Elke week, of elke 6 weken?"}, "Elke week, of elke 6 weken?"),
        ({}, ""),
    ],
)
def test_time_between_meetings_is_what_was_agreed_or_what_stays_open(more: dict[str, Any], expected: str) -> None:
    assert time_between(phase_plan(phase(6, **more), meetings()).iloc[0]) == expected


# Weekly: more than 2 weeks is a gap. Eight in twelve months is one in 6.5 weeks: more than 13 weeks (91 days) is one.
@pytest.mark.parametrize(
    ("more", "days", "gap"),
    [
        ({"interval_weeks": 1}, ("2025-01-06", "2025-01-20"), False),
        ({"interval_weeks": 1}, ("2025-01-06", "2025-01-21"), True),
        ({"span_months": 12}, ("2025-01-01", "2025-04-02"), False),
        ({"span_months": 12}, ("2025-01-01", "2025-04-03"), True),
        ({}, ("2024-01-01", "2025-01-01"), False),
    ],
)
def test_a_gap_is_more_than_twice_the_time_that_was_agreed(
    more: dict[str, Any], days: tuple[str, str], gap: bool
) -> None:
    sessions = meetings(*((day, "gehouden") for day in days), ("2025-04-04", "vervallen"), (None, "gepland"))
    assert rows(check(phase(8, **more), sessions)) == (["A05"] if gap else [])


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2025-05-19", True),  # a month and a day before 20 June 2025
        ("2025-05-20", False),
        ("2025-06-20", False),
        ("2025-07-20", False),
        ("2025-07-21", True),
    ],
)
def test_a_year_is_twelve_months_give_or_take_one(last: str, expected: bool) -> None:
    days = ["2024-06-20", "2024-08-29", "2024-10-10", "2024-12-12", "2025-02-06", "2025-04-03", "2025-05-01"]
    found = rows(check(phase(8, span_months=12), held(*days, last)))
    assert ("B17" in found) == expected


def test_fewer_meetings_than_planned_asks_why_until_somebody_says_so() -> None:
    sessions = meetings(("2025-01-06", "gehouden"), ("2025-01-13", "vervallen"))
    (found,) = check(phase(2), sessions)
    assert (found.level, found.row) == ("let op", "B17")
    assert "gepland 2, gehouden 1" in found.sentence
    assert check(phase(2, end_note="De groep was klaar."), sessions) == []


def test_a_phase_that_is_under_way_is_not_short_yet_unless_the_series_is_closed() -> None:
    sessions = meetings(("2025-01-06", "gehouden"), (None, "gepland"))
    assert check(phase(2), sessions) == []
    assert rows(check(phase(2), sessions, ended_on="2025-02-01")) == ["B17"]


def test_a_planned_meeting_whose_day_has_gone_by_is_asked_about() -> None:
    sessions = meetings(("2025-12-31", "gepland"), ("2026-01-01", "gepland"))
    assert [one.about for one in check(phase(2), sessions)] == ["s1"]
    assert check(phase(2), sessions, ended_on="2025-12-31") == []


def test_a_meeting_belongs_to_a_phase_of_its_own_series() -> None:
    sessions = held("2025-01-06").assign(phase_id="elders")
    assert [(one.level, one.row) for one in check(phase(None), sessions)] == [("fout", "B08")]


def test_no_meetings_at_all_and_nothing_agreed_is_no_finding() -> None:
    assert check(phase(None), meetings()) == []
    assert planned_and_held(phase_plan(phase(None), meetings()).iloc[0]).startswith("Gehouden 0.")
