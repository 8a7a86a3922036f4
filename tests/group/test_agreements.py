"""Agreements with a day to look again, after four meetings at the latest (E23); how the group sits together (E16)."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ontmoet_research.group import (
    agree_on,
    end_agreement,
    hold_meeting,
    list_agreements,
    list_meetings,
    look_again,
    older_words,
    read_mood,
    read_sessions,
    record_mood,
)
from ontmoet_research.group.agreements import check_agreements, due_agreements
from ontmoet_research.model import columns_of
from ontmoet_research.model.group import CONDITIONS
from ontmoet_research.store import Project, history, read_table, undo
from ontmoet_research.words import Refused

TODAY = date(2026, 1, 10)


def held(number: int) -> pd.DataFrame:
    return pd.DataFrame({"date": [f"2025-0{i}-01" for i in range(1, number + 1)], "status": ["gehouden"] * number})


def agreement(agreed_on: str | None, review_on: str | None = None, status: str = "geldt") -> pd.DataFrame:
    row = {"working_agreement_id": "a", "series_id": "r", "agreed_on": agreed_on, "review_on": review_on}
    return pd.DataFrame([{**row, "status": status}])


@pytest.mark.parametrize(
    ("agreed_on", "review_on", "meetings", "due"),
    [
        ("2024-12-01", None, 3, False),
        ("2024-12-01", None, 4, True),
        ("2025-01-01", None, 4, False),  # agreed at the first meeting: three since
        ("2025-01-01", None, 5, True),
        (None, None, 4, True),
        ("2025-12-01", "2026-01-10", 0, True),
        ("2025-12-01", "2026-01-11", 0, False),
        ("2024-12-01", "2026-06-01", 4, True),
    ],
)
def test_an_agreement_is_looked_at_again_on_its_day_or_after_four_meetings(
    agreed_on: str | None, review_on: str | None, meetings: int, due: bool
) -> None:
    assert due_agreements(agreement(agreed_on, review_on), held(meetings), TODAY) == (["a"] if due else [])


def test_older_words_of_an_agreement_stay_to_be_read_and_what_was_taken_back_does_not(
    project: Project, series_id: str
) -> None:
    one = agree_on(project, series_id, "We luisteren.", "1 maart 2024")
    look_again(project, one, "We luisteren eerst.", "1 april 2024")
    look_again(project, one, None, "2 april 2024")
    look_again(project, one, "Stilte.", "1 mei 2024")
    assert older_words(project, one) == [("2024-03-01", "We luisteren."), ("2024-04-01", "We luisteren eerst.")]
    undo(project, origin="group.agreements")
    assert older_words(project, one) == [("2024-03-01", "We luisteren.")]


def test_an_agreement_that_ended_is_not_asked_about() -> None:
    assert due_agreements(agreement(None, "2020-01-01", "vervallen"), held(4), TODAY) == []


def test_looking_again_keeps_the_older_words_and_starts_counting_anew(project: Project, series_id: str) -> None:
    made = agree_on(project, series_id, "Telefoons in de tas.", "1 maart 2025")
    for day, meeting in zip((7, 14, 21, 28), list_meetings(project, series_id), strict=False):
        hold_meeting(project, meeting.object_id, f"{day} maart 2025")
    table, sessions = read_table(project, "working_agreements"), read_sessions(project)
    (found,) = check_agreements(series_id, table, sessions, TODAY)
    assert (found.level, found.row) == ("let op", "E23")
    look_again(project, made, "Telefoons uit, behalve bij zorg.", "28 maart 2025", "1 juni 2030")
    assert check_agreements(series_id, read_table(project, "working_agreements"), sessions, TODAY) == []
    told = history(project, "working_agreements", made)["text"].tolist()
    assert told == ["Telefoons in de tas.", "Telefoons uit, behalve bij zorg."]
    end_agreement(project, made)
    assert list_agreements(project, series_id) == []


def test_a_series_that_began_without_agreements_is_asked_for_some(project: Project, series_id: str) -> None:
    none = read_table(project, "working_agreements")
    assert check_agreements(series_id, none, read_sessions(project), TODAY) == []
    hold_meeting(project, list_meetings(project, series_id)[0].object_id, "7 maart 2025")
    assert [one.row for one in check_agreements(series_id, none, read_sessions(project), TODAY)] == ["E23"]


def test_an_empty_agreement_is_refused(project: Project, series_id: str) -> None:
    with pytest.raises(Refused, match="nog leeg"):
        agree_on(project, series_id, "  ")
    assert list_agreements(project, series_id) == []


def test_the_mood_is_of_the_group_and_never_of_a_person(project: Project, series_id: str) -> None:
    meeting = list_meetings(project, series_id)[0].object_id
    record_mood(project, meeting, "vertrouwen", "kan_beter", "We kennen elkaar nog niet.")
    record_mood(project, meeting, "vertrouwen", "goed")
    record_mood(project, meeting, "respect", "weet_niet")
    told = {"vertrouwen": ("goed", "We kennen elkaar nog niet."), "respect": ("weet_niet", "")}
    assert read_mood(project, meeting) == told
    assert len(CONDITIONS) == 8
    assert not {"participant_id", "contributor_id", "person_id"} & set(columns_of("group_moods"))
