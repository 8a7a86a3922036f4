"""Participants, contributors and attendance (P02, P10, A01, A32, B05, B25)."""

from __future__ import annotations

import uuid

import pytest

from ontmoet_research.group import (
    add_contributor,
    add_participant,
    change_contributor,
    change_meeting,
    correct_days,
    join_series,
    list_meetings,
    make_series,
    pause,
    read_attendance,
    read_contributors,
    read_participants,
    record_attendance,
    rename_participant,
    resume,
    stop,
)
from ontmoet_research.store import Project, change, find, last_seq, undo, write
from ontmoet_research.words import Refused


def test_a_participant_can_have_several_perspectives_at_once(project: Project, series_id: str) -> None:
    add_participant(project, " Reiger ", series_id, ["resident", "lived_experience"], joined="5 juli 2023")
    person = read_participants(project).iloc[0]
    assert (person["alias"], person["status"], person["joined"]) == ("Reiger", "actief", "2023-07-05")
    assert person["perspectives"] == ["resident", "lived_experience"]
    assert person["series_ids"] == [series_id]


def test_ids_of_participants_do_not_tell_who_came_first(project: Project, series_id: str) -> None:
    ids = [add_participant(project, f"Vogel {i}", series_id) for i in range(12)]
    assert {uuid.UUID(one).version for one in ids} == {4}
    assert ids != sorted(ids)


@pytest.mark.parametrize("alias", ["", "   ", "\t\n"])
def test_an_empty_alias_is_refused(project: Project, series_id: str, alias: str) -> None:
    with pytest.raises(Refused, match="nog geen schuilnaam"):
        add_participant(project, alias, series_id)
    assert read_participants(project).empty


@pytest.mark.parametrize("again", ["Reiger", "reiger", " REIGER ", "Rei ger"])
def test_an_alias_twice_in_one_series_is_refused(project: Project, series_id: str, again: str) -> None:
    add_participant(project, "Reiger", series_id)
    with pytest.raises(Refused, match="al gekozen") as refusal:
        add_participant(project, again, series_id)
    assert again.strip() not in str(refusal.value)
    assert len(read_participants(project)) == 1


def test_the_same_alias_in_another_series_is_fine(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere reeks")
    add_participant(project, "Reiger", series_id)
    add_participant(project, "Reiger", other)
    assert len(read_participants(project)) == 2


def test_someone_can_take_part_in_one_more_series(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere reeks")
    person = add_participant(project, "Reiger", series_id)
    join_series(project, person, other)
    join_series(project, person, other)
    assert read_participants(project)["series_ids"].tolist() == [[series_id, other]]


def test_joining_a_series_where_the_alias_is_taken_is_refused(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere reeks")
    add_participant(project, "reiger", other)
    person = add_participant(project, "Reiger", series_id)
    with pytest.raises(Refused, match="al gekozen"):
        join_series(project, person, other)


def test_who_had_stopped_takes_part_again_in_the_other_series(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere reeks")
    person = add_participant(project, "Reiger", series_id)
    stop(project, person, "1-2-2024")
    join_series(project, person, other)
    row = find(project, "participants", person)
    assert (row["status"], row["left"], row["series_ids"]) == ("actief", None, [series_id, other])
    write(project, [change(row, status="ingetrokken")])
    with pytest.raises(Refused, match="stopte met het onderzoek"):
        join_series(project, person, make_series(project, "kenniscafe", "Derde"))


def test_another_alias_is_the_same_person_and_is_free_in_every_series(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere reeks")
    person = add_participant(project, "Reiger", series_id)
    join_series(project, person, other)
    add_participant(project, "Mus", other)
    meeting = list_meetings(project, series_id)[0].object_id
    change_meeting(project, meeting, accessibility_contact="Reiger")
    with pytest.raises(Refused, match="al gekozen"):
        rename_participant(project, person, "mus")
    rename_participant(project, person, " Wilg ")
    assert find(project, "participants", person)["alias"] == "Wilg"
    assert find(project, "sessions", meeting)["accessibility_contact"] == "Wilg"
    undo(project, origin="group.people")
    assert find(project, "participants", person)["alias"] == "Reiger"
    assert find(project, "sessions", meeting)["accessibility_contact"] == "Reiger"


def test_a_name_that_two_people_share_stays_where_it_stands_as_text(project: Project, series_id: str) -> None:
    person = add_participant(project, "Reiger", series_id)
    worker = add_contributor(project, "Reiger", "praktijk")
    meeting = list_meetings(project, series_id)[0].object_id
    change_meeting(project, meeting, accessibility_contact="Reiger")
    rename_participant(project, person, "Wilg")
    assert find(project, "sessions", meeting)["accessibility_contact"] == "Reiger"
    change_contributor(
        project, worker, display_name="Brug", side="onderzoek", start="1 mei 2024", participant_id=person
    )
    row = find(project, "contributors", worker)
    assert (row["display_name"], row["side"], row["start"], row["participant_id"]) == (
        *("Brug", "onderzoek", "2024-05-01"),
        person,
    )
    assert find(project, "sessions", meeting)["accessibility_contact"] == "Brug"
    add_contributor(project, "Kompas", "onderzoek")
    for name in ("", "kompas"):
        with pytest.raises(Refused):
            change_contributor(project, worker, display_name=name)


def test_the_days_of_someone_can_be_corrected(project: Project, series_id: str) -> None:
    person = add_participant(project, "Reiger", series_id)
    assert find(project, "participants", person)["joined"] is None, "from the start: nothing was held yet"
    correct_days(project, person, "1 maart 2024", "1 mei 2024")
    assert find(project, "participants", person)["left"] is None, "only who stopped has a last day"
    stop(project, person)
    correct_days(project, person, "1 maart 2024", "1 mei 2024")
    row = find(project, "participants", person)
    assert (row["joined"], row["left"]) == ("2024-03-01", "2024-05-01")
    with pytest.raises(Refused, match="voor de eerste"):
        correct_days(project, person, "2 maart 2024", "1 maart 2024")


def test_someone_of_whom_nobody_says_that_they_are_18_is_not_added(project: Project, series_id: str) -> None:
    with pytest.raises(Refused, match="vanaf 18 jaar, en dat is nog niet gezegd"):
        add_participant(project, "Reiger", series_id, adult=False)
    assert read_participants(project).empty


def test_a_date_nobody_can_read_is_refused(project: Project, series_id: str) -> None:
    with pytest.raises(Refused, match="datum niet lezen"):
        add_participant(project, "Reiger", series_id, joined="ergens in mei")
    assert read_participants(project).empty


def test_a_participant_of_a_series_that_is_not_there_is_refused(project: Project) -> None:
    with pytest.raises(Refused):
        add_participant(project, "Reiger", "nergens")


def test_a_pause_keeps_the_place_and_can_end(project: Project, series_id: str) -> None:
    person = add_participant(project, "Reiger", series_id, ["resident"])
    pause(project, person)
    assert read_participants(project)["status"].tolist() == ["pauze"]
    assert read_participants(project)["perspectives"].tolist() == [["resident"]]
    resume(project, person)
    assert read_participants(project)["status"].tolist() == ["actief"]


def test_stopping_keeps_the_person_with_a_last_day(project: Project, series_id: str) -> None:
    person = add_participant(project, "Reiger", series_id)
    stop(project, person, "1-2-2024")
    row = read_participants(project).iloc[0]
    assert (row["status"], row["left"]) == ("gestopt", "2024-02-01")


def test_a_contributor_can_also_be_a_participant(project: Project, series_id: str) -> None:
    person = add_participant(project, "Reiger", series_id)
    add_contributor(
        project, "Reiger", "ervaring", "ervaringsonderzoeker", participant_id=person, trained_on="2024-01-10"
    )
    row = read_contributors(project).iloc[0]
    assert (row["display_name"], row["side"], row["participant_id"]) == ("Reiger", "ervaring", person)


@pytest.mark.parametrize("name", ["", "  ", "kompas"])
def test_a_contributor_needs_a_name_of_their_own(project: Project, name: str) -> None:
    add_contributor(project, "Kompas", "onderzoek")
    with pytest.raises(Refused):
        add_contributor(project, name, "onderzoek")
    assert len(read_contributors(project)) == 1


def test_attendance_noted_again_replaces_what_was_noted(project: Project, series_id: str) -> None:
    one, two = (add_participant(project, alias, series_id) for alias in ("Reiger", "Ooievaar"))
    meeting = list_meetings(project, series_id)[0].object_id
    record_attendance(project, meeting, {one: "aanwezig", two: "afgemeld"})
    before = last_seq(project)
    record_attendance(project, meeting, {one: "aanwezig", two: "aanwezig"})
    assert last_seq(project) == before + 1, "only what differs is written"
    noted = read_attendance(project).set_index("participant_id")
    assert noted["state"].to_dict() == {one: "aanwezig", two: "aanwezig"}
    assert set(noted["number"]) == {1}


def test_attendance_of_someone_unknown_is_refused_as_a_whole(project: Project, series_id: str) -> None:
    one = add_participant(project, "Reiger", series_id)
    meeting = list_meetings(project, series_id)[0].object_id
    with pytest.raises(Refused):
        record_attendance(project, meeting, {one: "aanwezig", "niemand": "aanwezig"})
    assert read_attendance(project).empty
