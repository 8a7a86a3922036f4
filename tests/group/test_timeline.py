"""What happened outside stands between the meetings (E36), and a topic that is not known yet follows (C36)."""

from __future__ import annotations

import pytest

from ontmoet_research.group import (
    add_event,
    change_meeting,
    hold_meeting,
    list_meetings,
    make_series,
    read_sessions,
    read_timeline,
    remove_event,
    topic_in_words,
)
from ontmoet_research.store import Project
from ontmoet_research.words import Refused


def test_outside_events_stand_between_the_meetings_by_day(project: Project, series_id: str) -> None:
    first, second = list_meetings(project, series_id)[:2]
    hold_meeting(project, first.object_id, "7 maart 2024")
    change_meeting(project, second.object_id, "4 april 2024")
    event = add_event(project, "De energie wordt duurder.", "20 maart 2024", series_id)
    everywhere = add_event(project, "Nieuwe regels voor toeslagen.", "1 januari 2024")
    other = make_series(project, "kenniscafe", "Andere")
    add_event(project, "Alleen daar.", "21 maart 2024", other)
    table = read_timeline(project, series_id, read_sessions(project, series_id))
    assert table["kind"].tolist()[:4] == ["buiten", "gehouden", "buiten", "gepland"]
    assert table["event_id"].tolist()[:3:2] == [everywhere, event]
    assert table["date"].isna().tolist() == [False] * 4 + [True] * 11
    remove_event(project, event)
    assert len(read_timeline(project, series_id, read_sessions(project, series_id))) == 14


@pytest.mark.parametrize(("title", "day"), [(" ", "7 maart 2024"), ("Iets", " "), ("Iets", "ooit")])
def test_an_event_has_words_and_a_day(project: Project, title: str, day: str) -> None:
    with pytest.raises(Refused):
        add_event(project, title, day)


def test_a_topic_that_is_not_known_yet_follows(project: Project, series_id: str) -> None:
    sessions = read_sessions(project, series_id)
    assert {topic_in_words(one) for one in sessions["topic"]} == {"volgt"}
