"""A series that grows (B08), and what is said once for all its meetings (B28, D17)."""

from __future__ import annotations

import pytest

from ontmoet_research.group import (
    add_contributor,
    add_phase,
    cancel_meeting,
    change_meeting,
    close_series,
    hold_meeting,
    list_meetings,
    meetings_apart,
    plan_meeting,
    read_phases,
    say_for_all,
    set_planned_count,
)
from ontmoet_research.store import Project, find, last_seq, undo
from ontmoet_research.words import Refused


def test_a_follow_up_comes_after_all_that_was_there(project: Project, series_id: str) -> None:
    before = list_meetings(project, series_id)
    hold_meeting(project, before[0].object_id, "7 maart 2024")
    phase = add_phase(project, series_id, "follow_up", 3)
    after = list_meetings(project, series_id)
    new = after[len(before) :]
    assert [row.object_id for row in after[: len(before)]] == [row.object_id for row in before]
    assert [row["number"] for row in new] == [len(before) + n for n in (1, 2, 3)]
    assert {(row["phase_id"], row["kind"], row["status"]) for row in new} == {(phase, "terugleggen", "gepland")}
    assert read_phases(project)["order"].is_unique
    undo(project, origin="group.series")
    assert len(list_meetings(project, series_id)) == len(before)


def test_a_series_that_was_closed_runs_again(project: Project, series_id: str) -> None:
    close_series(project, series_id, "1 mei 2024", "we stopten")
    add_phase(project, series_id, "action_learning", 2, "de groep vroeg erom")
    row = find(project, "series", series_id)
    assert (row["ended_on"], row["end_note"]) == (None, None)


@pytest.mark.parametrize("count", [0, 61, None])
def test_a_part_has_one_to_sixty_meetings(project: Project, series_id: str, count: int | None) -> None:
    with pytest.raises(Refused):
        add_phase(project, series_id, "follow_up", count)


def test_what_is_said_once_holds_for_each_meeting_but_where_it_was_said_otherwise(
    project: Project, series_id: str
) -> None:
    one, two = (add_contributor(project, name, "onderzoek") for name in ("Kompas", "Roer"))
    first, second, third, *_ = (row.object_id for row in list_meetings(project, series_id))
    change_meeting(project, second, facilitator_ids=[two])
    cancel_meeting(project, third)
    assert say_for_all(project, series_id, facilitator_ids=[one], accessibility_contact=" Zon ")
    led = {row.object_id: row["facilitator_ids"] for row in list_meetings(project, series_id)}
    assert (led[first], led[second], led[third]) == ([one], [two], [])
    assert meetings_apart(project, series_id, "facilitator_ids") == [second]
    assert find(project, "sessions", second)["accessibility_contact"] == "Zon"
    say_for_all(project, series_id, facilitator_ids=[one, two])
    assert find(project, "sessions", first)["facilitator_ids"] == [one, two]
    assert find(project, "sessions", second)["facilitator_ids"] == [two]
    at = last_seq(project)
    assert not say_for_all(project, series_id, facilitator_ids=[one, two], accessibility_contact="Zon")
    assert last_seq(project) == at


def test_a_meeting_that_is_planned_later_has_what_was_said_once(project: Project, series_id: str) -> None:
    one = add_contributor(project, "Kompas", "onderzoek")
    say_for_all(project, series_id, facilitator_ids=[one], accessibility_contact="Zon")
    phase = list_meetings(project, series_id)[0]["phase_id"]
    planned = plan_meeting(project, series_id, phase, "ontmoeting")
    added = add_phase(project, series_id, "follow_up", 1)
    count = find(project, "phases", phase)["planned_count"]
    set_planned_count(project, phase, count + 3)
    made = [row for row in list_meetings(project, series_id) if row["phase_id"] in (phase, added)]
    assert planned in {row.object_id for row in made}
    assert {(tuple(row["facilitator_ids"]), row["accessibility_contact"]) for row in made} == {((one,), "Zon")}
