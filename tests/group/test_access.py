"""Can everyone take part in the next meeting? (D14, D16, D18, D19): needs without causes, asked once and confirmed."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from ontmoet_research import model
from ontmoet_research.group import (
    add_participant,
    change_meeting,
    confirm_needs,
    hard_to_combine,
    hold_meeting,
    list_meetings,
    needs_of_group,
    next_meeting,
    note_ready,
    pause,
    read_needs,
    read_participants,
    read_sessions,
    record_access_check,
    record_needs,
    stop,
)
from ontmoet_research.group.access import check_access
from ontmoet_research.store import Project, change, read_rows, read_table, write

PEOPLE = pd.DataFrame({"participant_id": ["a", "b", "c"], "status": ["actief", "pauze", "gestopt"]})


def needs(**more: list[object]) -> pd.DataFrame:
    table = {"person_id": ["a", "b", "c"], "text": [None] * 3, "conflict_note": [None] * 3, "solution": [None] * 3}
    return pd.DataFrame({**table, "confirmed_on": [None] * 3, "needs": [[], [], []], **more})


@pytest.mark.parametrize(
    ("chosen", "more", "expected"),
    [
        ([["stil"], ["tolk"], []], {}, [("stil", "tolk")]),
        ([["tolk", "pauze"], ["stil"], []], {}, [("stil", "tolk")]),
        ([["stil"], ["hulp bij lezen", "tolk"], []], {}, [("stil", "tolk"), ("stil", "hulp bij lezen")]),
        ([["stil"], ["groot"], []], {}, []),
        ([["stil"], [], ["tolk"]], {}, []),  # who stopped needs nothing any more
        ([["stil", "tolk"], [], []], {}, []),  # one person knows best how that goes together
        ([["stil"], ["tolk"], []], {"solution": ["De tolk zit achterin.", None, None]}, []),
        ([["vervoer"], [], []], {"conflict_note": ["Lukt niet op tijd.", None, None]}, [("vervoer", "vervoer")]),
    ],
)
def test_needs_of_different_people_that_are_hard_to_combine(
    chosen: list[list[str]], more: dict[str, list[object]], expected: list[tuple[str, str]]
) -> None:
    assert hard_to_combine(needs(needs=chosen, **more), PEOPLE) == expected


def test_needs_are_counted_for_the_group_and_name_nobody() -> None:
    told = needs_of_group(needs(needs=[["pauze", "stil"], ["pauze"], ["tolk"]]), PEOPLE)
    assert told == [("pauze", 2), ("stil", 1)]


def test_the_next_meeting_is_the_first_planned_one_with_a_day() -> None:
    table = pd.DataFrame(
        {
            "session_id": ["a", "b", "c", "d"],
            "number": [1, 2, 3, 4],
            "date": ["2025-01-01", None, "2025-03-01", "2025-02-01"],
            "status": ["gehouden", "gepland", "gepland", "gepland"],
        }
    )
    assert next_meeting(table) == "d"
    assert next_meeting(table[table["date"].isna()]) == "b"
    assert next_meeting(table[:1]) is None


@pytest.fixture
def coming(project: Project, series_id: str) -> str:
    """The second meeting, planned on a day, after a first one that was held."""
    first, second = list_meetings(project, series_id)[:2]
    hold_meeting(project, first.object_id, "1 maart 2024")
    change_meeting(project, second.object_id, "1 maart 2030", mode="fysiek")
    return second.object_id


def found(project: Project, series_id: str) -> list[str]:
    sessions, people = read_sessions(project, series_id), read_participants(project)
    told = check_access(series_id, sessions, people, read_table(project, "needs"), read_table(project, "access_checks"))
    assert {one.level for one in told} <= {"let op"}
    return [one.row for one in told]


def test_the_room_is_judged_beforehand_and_a_bad_one_is_said(project: Project, series_id: str, coming: str) -> None:
    assert found(project, series_id) == ["D18"]
    record_access_check(project, coming, "niet_goed", "lived_experience", "De deur is te smal.")
    assert found(project, series_id) == ["D18"]
    record_access_check(project, coming, "goed_na_aanpassing", note="Via de achterdeur.")
    assert found(project, series_id) == []


def test_a_meeting_online_has_no_room(project: Project, series_id: str, coming: str) -> None:
    change_meeting(project, coming, mode="online")
    assert found(project, series_id) == []


def test_conflicting_needs_ask_for_a_note_before_the_meeting_is_ready(
    project: Project, series_id: str, coming: str
) -> None:
    record_access_check(project, coming, "goed")
    for alias, need in (("Merel", "stil"), ("Tuinman", "tolk")):
        record_needs(project, add_participant(project, alias, series_id), [need])
    assert found(project, series_id) == ["D19"]
    note_ready(project, coming, "De tolk fluistert achterin.")
    assert found(project, series_id) == []


def test_a_need_is_asked_once_and_then_only_confirmed(project: Project, series_id: str, coming: str) -> None:
    record_access_check(project, coming, "goed")
    merel = add_participant(project, "Merel", series_id)
    record_needs(project, merel, ["pauze"])
    assert found(project, series_id) == []
    row = read_rows(project, "needs", person_id=merel)[0]
    write(project, [change(row, confirmed_on="2024-02-01")])  # said before the first meeting
    assert found(project, series_id) == ["D16"]
    confirm_needs(project, merel)
    assert read_needs(project, merel) == (["pauze"], "")
    assert found(project, series_id) == []
    write(project, [change(read_rows(project, "needs", person_id=merel)[0], confirmed_on="2024-02-01")])
    pause(project, merel)
    assert found(project, series_id) == ["D16"]
    stop(project, merel)
    assert found(project, series_id) == []


def test_there_is_no_place_for_a_cause_anywhere() -> None:
    causes = re.compile("diagnos|disab|health|illness|handicap|impair|cause")
    assert [c for name in model.tables() for c in model.columns_of(name) if causes.search(c)] == []
