"""Who takes part in which stage of the research, planned and as it went (D07, D23, D24)."""

from __future__ import annotations

import pytest

from ontmoet_research.group import (
    first_stage,
    hold_meeting,
    list_meetings,
    make_series,
    read_group_findings,
    read_sessions,
    record_research_changed,
    record_role,
    role_table,
)
from ontmoet_research.group.research_roles import check_research_changed, check_roles
from ontmoet_research.model.group import RESEARCH_STAGES
from ontmoet_research.model.people import SIDES
from ontmoet_research.store import Project, read_table
from ontmoet_research.words import Refused


@pytest.fixture
def began(project: Project, series_id: str) -> str:
    hold_meeting(project, list_meetings(project, series_id)[0].object_id, "7 maart 2024")
    return series_id


def rows(project: Project, series_id: str) -> list[str]:
    roles = read_table(project, "participation_roles")
    return [one.row for one in check_roles(series_id, roles, read_sessions(project, series_id))]


def test_the_table_holds_every_stage_and_side_planned_and_as_it_went(project: Project, began: str) -> None:
    record_role(project, began, "vraag_kiezen", "ervaring", planned="partner")
    record_role(project, began, "vraag_kiezen", "ervaring", actual="meedenker", since="1 maart 2024")
    table = role_table(read_table(project, "participation_roles"), began)
    assert len(table) == len(RESEARCH_STAGES) * len(SIDES)
    told = table[(table["stage"] == "vraag_kiezen") & (table["side"] == "ervaring")].iloc[0]
    assert (told["planned"], told["actual"], told["since"]) == ("partner", "meedenker", "2024-03-01")
    assert table["planned"].notna().sum() == 1


@pytest.mark.parametrize(
    ("told", "first", "late"),
    [
        ([("vraag_kiezen", None, "partner")], "vraag_kiezen", False),
        ([("vraag_kiezen", None, "niet"), ("labelen", None, "toehoorder")], "labelen", False),
        ([("vraag_kiezen", None, "niet"), ("samen_kijken", None, "partner")], "samen_kijken", True),
        ([("verslag", "meedenker", None)], "verslag", True),
        ([("opzet", "partner", "niet"), ("delen", None, "partner")], "delen", True),  # as it went counts
    ],
)
def test_coming_in_when_the_choices_are_made_is_something_to_mind(
    project: Project, began: str, told: list[tuple[str, str | None, str | None]], first: str, late: bool
) -> None:
    for stage in RESEARCH_STAGES:  # another side fills the other stages
        record_role(project, began, stage, "onderzoek", actual="regisseur")
    for stage, planned, actual in told:
        record_role(project, began, stage, "ervaring", planned=planned, actual=actual)
    assert first_stage(read_table(project, "participation_roles"), began, "ervaring") == first
    assert rows(project, began) == (["D24"] if late else [])


def test_niet_is_an_answer_and_empty_is_not(project: Project, began: str) -> None:
    assert rows(project, began) == ["D07"]
    for stage in RESEARCH_STAGES[:-1]:
        record_role(project, began, stage, "ervaring", actual="niet")
    assert rows(project, began) == ["D07", "D24"]
    record_role(project, began, "delen", "ervaring", actual="niet")
    assert rows(project, began) == ["D24"]


def test_nothing_is_asked_before_the_first_meeting(project: Project, series_id: str) -> None:
    assert rows(project, series_id) == []


def test_each_talk_of_a_community_of_practice_says_what_it_changed_or_that_it_changed_nothing(project: Project) -> None:
    made = make_series(project, "community-of-practice", "Samen kijken")
    (meeting,) = list_meetings(project, made)
    hold_meeting(project, meeting.object_id, "7 maart 2024")
    assert "D23" in [one.row for one in read_group_findings(project, made)]
    with pytest.raises(Refused, match="nog leeg"):
        record_research_changed(project, meeting.object_id, " ")
    record_research_changed(project, meeting.object_id, "niets")
    assert check_research_changed(made, read_sessions(project, made)) == []


def test_only_a_community_of_practice_is_asked_so(project: Project, began: str) -> None:
    assert "D23" not in [one.row for one in read_group_findings(project, began)]
