"""What a group could still arrange: each rule with its boundaries (A05, A13, B21-B35, D17, D26)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from ontmoet_research.change import read_decisions
from ontmoet_research.findings import Finding
from ontmoet_research.group import (
    Start,
    add_contributor,
    add_participant,
    change_meeting,
    check_group,
    composition,
    hold_meeting,
    joined_and_left,
    list_meetings,
    make_series,
    missing_voices,
    newcomers,
    read_attendance,
    read_contributors,
    read_group_findings,
    read_participants,
    read_series,
    read_sessions,
    record_attendance,
    stability,
    start_of,
    stop,
)
from ontmoet_research.group import starters as began
from ontmoet_research.group.checks import check_composition, check_follow_up, check_meetings
from ontmoet_research.group.staying import check_stability
from ontmoet_research.store import Project, change, find, new, read_table, write
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

FOUR = ("lived_experience", "resident", "volunteer", "professional")
SERIES: dict[str, Any] = {
    "series_id": "r",
    "min_participants": 8,
    "max_participants": 12,
    "required_perspectives": list(FOUR),
}


def people(*perspectives: Sequence[str], status: str = "actief", joined: str | None = None) -> pd.DataFrame:
    rows = [
        {
            "participant_id": f"p{i}",
            "perspectives": list(one),
            "status": status,
            "joined": joined,
            "left": None,
            "series_ids": ["r"],
        }
        for i, one in enumerate(perspectives)
    ]
    return pd.DataFrame(rows, columns=["participant_id", "perspectives", "status", "joined", "left", "series_ids"])


def group_of(number: int) -> pd.DataFrame:
    return people(*([["lived_experience", "resident", "volunteer", "professional"]] * number))


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(found.level, found.row) for found in findings]


@pytest.mark.parametrize(("number", "expected"), [(0, [("fout", "A13")]), (1, [("let op", "D26")]), (2, []), (3, [])])
def test_lived_experience_none_blocks_one_warns_two_is_fine(number: int, expected: list[tuple[str, str]]) -> None:
    group = people(*([["lived_experience", "resident"]] * number), *([["volunteer", "professional", "resident"]] * 8))
    assert told(check_composition(SERIES, group)) == expected


@pytest.mark.parametrize(("number", "warned"), [(7, True), (8, False), (12, False), (13, True)])
def test_eight_to_twelve_people_is_fine(number: int, warned: bool) -> None:
    assert told(check_composition(SERIES, group_of(number))) == ([("let op", "B24")] if warned else [])


@pytest.mark.parametrize("number", [7, 13])
def test_a_group_that_wrote_down_why_it_has_another_size_hears_its_own_words(number: int) -> None:
    why = "De zaal is klein."
    found = check_composition({**SERIES, "size_reason": why}, group_of(number))
    assert told(found) == [("let op", "B24")]
    assert found[0].sentence == say("group.size_with_reason", people=f"{number} mensen", why=isolated(why))
    assert told(check_composition({**SERIES, "size_reason": "  "}, group_of(number))) == [("let op", "B24")]
    assert check_composition({**SERIES, "size_reason": why}, group_of(9)) == []


def test_the_bounds_are_those_of_the_series_itself() -> None:
    small = {**SERIES, "min_participants": 3, "max_participants": 4}
    assert told(check_composition(small, group_of(4))) == []
    assert told(check_composition(small, group_of(5))) == [("let op", "B24")]


def test_a_series_without_numbers_gets_no_finding_on_numbers() -> None:
    open_series = {**SERIES, "min_participants": pd.NA, "max_participants": None}
    assert told(check_composition(open_series, group_of(2))) == []


def test_a_missing_voice_is_named() -> None:
    group = people(*([["lived_experience", "resident"]] * 9))
    found = check_composition(SERIES, group)
    assert told(found) == [("let op", "B21"), ("let op", "B21")]
    assert "vrijwilliger" in found[0].sentence
    assert missing_voices(group, FOUR) == ["volunteer", "professional"]


def test_someone_who_stopped_is_not_a_voice_but_someone_who_pauses_is() -> None:
    assert missing_voices(people(["resident"], status="gestopt"), ["resident"]) == ["resident"]
    assert missing_voices(people(["resident"], status="pauze"), ["resident"]) == []


def starters() -> pd.DataFrame:
    """Ten people at the start of whom two stopped, and one who came later (B25)."""
    group = people(*([["resident"]] * 11), joined="2024-03-07")
    group.loc[:1, "status"] = "gestopt"
    group.loc[10, "joined"] = "2024-04-11"
    return group


def test_ten_starters_of_whom_two_stop_is_a_stability_of_four_fifths() -> None:
    assert stability(starters(), Start("2024-03-07")) == pytest.approx(0.80)
    assert stability(starters()) == pytest.approx(0.80)
    assert newcomers(starters(), Start("2024-03-07")) == ["p10"]


def test_stability_of_nobody_is_unknown_and_not_a_number() -> None:
    assert stability(people(), Start("2024-03-07")) is None


def test_a_pause_does_not_lower_stability() -> None:
    group = starters()
    group.loc[2, "status"] = "pauze"
    assert stability(group) == pytest.approx(0.80)


def test_a_withdrawn_person_is_in_no_stability_figure() -> None:
    group = starters()
    group.loc[0, "status"] = "ingetrokken"
    assert stability(group) == pytest.approx(8 / 9)
    group.loc[10, "status"] = "ingetrokken"
    assert newcomers(group) == []


def meetings(*days: str | None, **columns: Any) -> pd.DataFrame:
    rows = [
        {
            "session_id": f"s{i}",
            "series_id": "r",
            "number": i,
            "date": day,
            "status": "gehouden" if day else "gepland",
            "label": f"Bijeenkomst {i}",
            "accessibility_contact": "Houtje",
            "facilitator_ids": ["m1", "m2"],
            "phase_kind": "perspectives",
            "kind": "ontmoeting",
            **columns,
        }
        for i, day in enumerate(days, start=1)
    ]
    return pd.DataFrame(rows)


PAIR = pd.DataFrame(
    {"contributor_id": ["m1", "m2"], "side": ["ervaring", "praktijk"], "trained_on": ["2023-01-01", "2023-01-01"]}
)


def test_a_well_set_up_meeting_has_no_finding() -> None:
    assert check_meetings(meetings("2024-03-07", "2024-03-14"), PAIR) == []


@pytest.mark.parametrize("contact", [None, "", "  "])
def test_a_meeting_without_someone_for_accessibility_blocks(contact: str | None) -> None:
    planned = meetings("2034-03-07", None, accessibility_contact=contact).assign(status="gepland")
    found = check_meetings(planned, PAIR)
    assert told(found) == [("fout", "D17")], "a slot without a date is not asked yet"
    assert found[0].about == "s1"


@pytest.mark.parametrize(
    ("facilitators", "warned"), [([], True), (["m1"], True), (["m1", "m2"], False), (["m1", "m2", "m3"], True)]
)
def test_two_facilitators_is_the_rule(facilitators: list[str], warned: bool) -> None:
    found = check_meetings(meetings("2034-03-07").assign(facilitator_ids=[facilitators], status="gepland"), PAIR)
    assert told(found) == ([("let op", "B28")] if warned else [])


def test_of_meetings_that_were_held_only_who_led_is_asked_in_one_line() -> None:
    two = meetings("2024-03-07", "2024-03-14", accessibility_contact=None).assign(status="gehouden")
    found = check_meetings(two.assign(facilitator_ids=[[], []]), PAIR)
    assert told(found) == [("let op", "B28")]
    assert all(label in found[0].sentence for label in two["label"])
    assert check_meetings(two.assign(facilitator_ids=[["m1"], ["m1"]]), PAIR.iloc[:1]) == []


def test_what_is_the_same_for_more_meetings_to_come_is_one_line() -> None:
    planned = meetings("2034-03-07", "2034-03-14", accessibility_contact=None).assign(status="gepland")
    assert told(check_meetings(planned, PAIR)) == [("fout", "D17")]


def test_the_same_person_twice_is_one_facilitator() -> None:
    found = check_meetings(meetings("2034-03-07").assign(facilitator_ids=[["m1", "m1"]], status="gepland"), PAIR)
    assert told(found) == [("let op", "B28")]


def test_facilitators_are_trained_and_a_mixed_pair_is_advised() -> None:
    pair = PAIR.assign(side="praktijk", trained_on=["2023-01-01", None])
    found = check_meetings(meetings("2024-03-07", "2024-03-14"), pair)
    assert sorted(told(found)) == [("let op", "B29"), ("let op", "B30")], "once, not once per meeting"


@pytest.mark.parametrize(
    ("days", "warned"),
    [
        (["2024-03-07", "2024-03-14"], False),
        (["2024-03-07", "2024-03-07"], True),
        (["2024-03-14", "2024-03-07"], True),
        (["2024-03-07", None, "2024-03-01"], True),
    ],
)
def test_dates_follow_the_numbers(days: list[str | None], warned: bool) -> None:
    found = check_meetings(meetings(*days), PAIR)
    assert told(found) == ([("let op", "A05")] if warned else [])


def test_a_cancelled_meeting_is_asked_for_nothing() -> None:
    cancelled = meetings("2024-03-07", "2024-03-07", accessibility_contact=None)
    assert check_meetings(cancelled.assign(status="vervallen"), PAIR) == []


def test_changes_in_the_group_are_said_without_naming_anyone() -> None:
    held = meetings("2024-03-07", "2024-03-14")
    nobody = pd.DataFrame({"session_id": [], "participant_id": [], "state": []}, dtype=object)
    found = check_stability("r", held, starters(), nobody)
    assert told(found) == [("let op", "B25"), ("let op", "B25")]
    assert found[0].sentence.startswith("Van de 10 mensen van de start doen er nog 8 mee.")
    assert found[1].about == "p10"


def test_new_in_the_attendance_of_a_later_meeting_counts_as_newcomer() -> None:
    held, group = meetings("2024-03-07", "2024-03-14"), people(["resident"], ["resident"], joined="2024-03-01")
    noted = pd.DataFrame({"session_id": ["s1", "s2"], "participant_id": ["p0", "p1"], "state": "nieuw"})
    assert [found.about for found in check_stability("r", held, group, noted)] == ["p1"]


# on the list since, at the first meeting, new at the second, left, of the start
WAYS_IN: list[tuple[str | None, str | None, str | None, str | None, bool]] = [
    ("2024-03-01", None, None, None, True),
    (None, None, None, None, True),
    ("2024-03-08", "aanwezig", None, None, True),  # put on the list afterwards
    ("2024-03-08", "nieuw", None, None, True),
    ("2024-03-08", "afgemeld", None, None, False),
    ("2024-03-08", None, None, None, False),
    ("2024-03-01", "afgemeld", "aanwezig", None, True),
    ("2024-03-01", "afwezig", "nieuw", None, False),
    ("2024-03-01", "aanwezig", "nieuw", None, True),
    ("2024-02-01", None, None, "2024-03-01", False),  # left before it began
]


@pytest.mark.parametrize(("joined", "first", "second", "left", "expected"), WAYS_IN)
def test_of_the_start_is_who_was_at_the_first_meeting_or_was_on_the_list_before(
    joined: str | None, first: str | None, second: str | None, left: str | None, expected: bool
) -> None:
    group = people(["resident"], joined=joined)
    group.loc[0, "left"] = left
    noted = [{"session_id": f"s{i}", "participant_id": "p0", "state": s} for i, s in ((2, first), (3, second)) if s]
    preparing = meetings("2024-02-01", "2024-03-07", "2024-03-14").assign(
        kind=["voorbespreking", "ontmoeting", "ontmoeting"]
    )
    start = start_of(preparing, pd.DataFrame(noted, columns=["session_id", "participant_id", "state"]))
    assert start.day == "2024-03-07"
    assert (len(began(group, start)) == 1) is expected


def test_a_first_meeting_that_is_written_down_later_makes_nobody_a_newcomer(project: Project, series_id: str) -> None:
    """Ten people on the list today, the first meeting noted afterwards; then two stop and one joins (B25)."""
    ids = [add_participant(project, f"Vogel {i}", series_id, FOUR) for i in range(10)]
    hold_meeting(project, list_meetings(project, series_id)[0].object_id, "7 maart 2024")
    assert "B25" not in [one.row for one in findings_of(project)]
    for one in ids[:2]:
        stop(project, one)
    late = add_participant(project, "Mus", series_id, FOUR)
    group = read_participants(project)
    start = start_of(read_sessions(project, series_id), read_attendance(project))
    assert stability(group, start) == pytest.approx(0.80)
    assert newcomers(group, start) == [late]
    told_now = [one for one in findings_of(project) if one.row == "B25"]
    assert [one.about for one in told_now] == [series_id, late]
    log = joined_and_left(group, start)
    assert sorted((what, one) for _day, what, one in log) == sorted(
        [("left", ids[0]), ("left", ids[1]), ("came", late)]
    )


FOLLOW_UP = [
    # deciding meeting, follow-up, decision taken, warned
    ("gepland", "gepland", False, False),
    ("gehouden", "gepland", False, True),
    ("gehouden", "gepland", True, False),
    ("gepland", "gehouden", False, True),
    ("gehouden", "gehouden", True, False),
]


@pytest.mark.parametrize(("deciding", "follow_up", "decided", "warned"), FOLLOW_UP)
def test_a_follow_up_starts_after_wishes_are_divided(
    deciding: str, follow_up: str, decided: bool, warned: bool
) -> None:
    held = meetings("2024-03-07", "2024-03-14").assign(
        phase_kind=["decision", "action_learning"], status=[deciding, follow_up]
    )
    decisions = pd.DataFrame({"session_id": ["s1"] if decided else []}, dtype=object)
    assert told(check_follow_up("r", held, decisions)) == ([("let op", "B35")] if warned else [])


def test_a_series_without_a_follow_up_is_not_asked_for_decisions() -> None:
    nothing = pd.DataFrame({"session_id": []}, dtype=object)
    assert check_follow_up("r", meetings("2024-03-07"), nothing) == []


def findings_of(project: Project) -> list[Finding]:
    return check_group(
        read_series(project),
        read_sessions(project),
        read_participants(project),
        read_attendance(project),
        read_contributors(project),
        read_decisions(project),
    )


def test_an_empty_project_has_no_findings(project: Project) -> None:
    assert findings_of(project) == []


def test_a_new_series_says_who_is_still_missing(project: Project, series_id: str) -> None:
    assert told(findings_of(project)) == [("fout", "A13"), *[("let op", "B21")] * 3, ("let op", "B24")]
    assert {found.about for found in findings_of(project)} == {series_id}


def test_an_open_group_is_not_asked_for_composition_or_stability(project: Project) -> None:
    cafe = make_series(project, "kenniscafe", "Kenniscafé")
    add_participant(project, "Reiger", cafe, ["policy"])
    assert findings_of(project) == []


def test_a_whole_series_that_is_in_order_has_no_findings(project: Project, series_id: str) -> None:
    pair = [add_contributor(project, name, side, trained_on="2024-01-10") for name, side in
            [("Houtje", "ervaring"), ("Brug", "praktijk")]]  # fmt: skip
    ids = [add_participant(project, f"Vogel {i}", series_id, FOUR, joined="2024-03-01") for i in range(8)]
    meeting = list_meetings(project, series_id)[0].object_id
    change_meeting(project, meeting, accessibility_contact="Houtje", facilitator_ids=pair)
    hold_meeting(project, meeting, "7 maart 2024")
    record_attendance(project, meeting, dict.fromkeys(ids, "nieuw"))
    assert findings_of(project) == []


def test_a_person_with_two_versions_counts_once(project: Project, series_id: str) -> None:
    person = add_participant(project, "Reiger", series_id, ["lived_experience"])
    row = find(project, "participants", person)
    write(project, [change(row, job_group="wonen"), change(row, job_group="anders")])
    assert len(read_participants(project)) == 1
    assert len(read_table(project, "participants", versions="all")) == 2
    assert ("let op", "D26") in told(findings_of(project)), "two versions of one person are not two people"


def test_a_decision_of_another_series_does_not_count(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere reeks")
    elsewhere = list_meetings(project, other)[0].object_id
    wish = new("wishes", text="Een ander tijdstip", session_id=elsewhere, status="opgepakt")
    decision = new("decisions", wish_id=wish.object_id, session_id=elsewhere, what="bellen", how="samen")
    write(project, [wish, decision])
    hold_meeting(project, list_meetings(project, series_id)[4].object_id, "7 maart 2024")
    assert ("let op", "B35") in told(findings_of(project))


def test_a_person_with_two_perspectives_counts_once_as_a_person_and_once_in_each() -> None:
    group = people(["lived_experience", "volunteer"], ["volunteer"], ["professional"])
    assert composition(group) == [("lived_experience", 1), ("volunteer", 2), ("professional", 1)]
    assert told(check_composition({**SERIES, "min_participants": 3}, group)) == [("let op", "D26"), ("let op", "B21")]


def test_the_composition_is_in_the_order_of_the_model_and_never_by_count() -> None:
    assert [one for one, _ in composition(people(["professional"], ["resident"], ["resident"]))] == [
        "resident",
        "professional",
    ]


def test_an_open_group_has_a_chair_and_no_pair_of_facilitators(project: Project) -> None:
    cafe = make_series(project, "kenniscafe", "Kenniscafé")
    meeting = list_meetings(project, cafe)[0].object_id
    change_meeting(project, meeting, "7 maart 2030", accessibility_contact="Merel", mode="online")
    asked = [one.row for one in read_group_findings(project, cafe)]
    assert "C01" in asked
    assert not {"B28", "B29", "B30", "A13", "B24", "B25", "E23"} & set(asked)
    chair = add_contributor(project, "Zwaluw", "praktijk", "dagvoorzitter")
    change_meeting(project, meeting, facilitator_ids=[chair])
    assert "C01" not in [one.row for one in read_group_findings(project, cafe)]


def test_notes_of_a_preparing_talk_that_came_in_anyway_block(project: Project, series_id: str) -> None:
    meeting = list_meetings(project, series_id)[0].object_id
    write(project, [new("sources", session_id=meeting, title="x", kind="notities", text="x", sha256="0")])
    assert "D28" not in [one.row for one in read_group_findings(project, series_id)]
    change_meeting(project, meeting, kind="voorbespreking")
    assert ("fout", "D28") in told(read_group_findings(project, series_id))


def test_findings_of_one_series_are_of_that_series(project: Project, series_id: str) -> None:
    other = make_series(project, "twee-workshops", "Andere")
    of_one = {one.about for one in read_group_findings(project, series_id)}
    assert series_id in of_one
    assert other not in of_one
    assert {series_id, other} <= {one.about for one in read_group_findings(project)}
