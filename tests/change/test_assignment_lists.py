"""Lists of assignments: what hangs on one person, what has no theme, what rests."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from ontmoet_research import change
from ontmoet_research.change import (
    assign,
    by_theme,
    connect_themes,
    goes_on_inside,
    hanging_on_one_person,
    loop_moments,
    move,
    read_assignments,
    read_follow_up_findings,
    rests,
    set_next_step,
)
from ontmoet_research.group import pause, read_participants, resume
from ontmoet_research.model import columns_of
from ontmoet_research.store import find, history, new, read_rows, write
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small

PEOPLE = {
    # who: (someone can take over, organisation they are sent by)
    "alleen": (None, None),
    "met_maat": (True, None),
    "zonder_maat": (False, None),
    "van_alleen": (False, "alleen"),
    "van_samen": (None, "samen"),
}
PLACES = {"alleen": False, "samen": True, "onbekend": None}
# holder, organisation of the assignment, state, whether it hangs on one person; worked by hand from rule B26
HANGS = [
    ("alleen", None, "loopt", True),
    ("alleen", "onbekend", "loopt", True),
    ("alleen", "alleen", "loopt", True),
    ("alleen", "samen", "loopt", False),
    ("met_maat", None, "loopt", False),
    ("met_maat", "alleen", "loopt", False),
    ("zonder_maat", None, "loopt", True),
    ("van_alleen", None, "loopt", True),
    ("van_samen", None, "loopt", False),
    ("van_samen", "alleen", "loopt", True),
    ("alleen", None, "gelukt", False),
    ("alleen", None, "deels", False),
    ("alleen", None, "gestopt", False),
]


def group() -> tuple[pd.DataFrame, pd.DataFrame]:
    people = [
        {"participant_id": who, "backup": backup, "organisation_id": place} for who, (backup, place) in PEOPLE.items()
    ]
    places = [{"organisation_id": place, "has_backup": backup} for place, backup in PLACES.items()]
    return (
        pd.DataFrame(people).astype({"backup": "boolean"}),
        pd.DataFrame(places).astype({"has_backup": "boolean"}),
    )


def task(number: int, holder: str, place: str | None, state: str) -> dict[str, Any]:
    return {"assignment_id": f"O{number}", "holder_id": holder, "organisation_id": place, "state": state}


@pytest.mark.parametrize(("holder", "place", "state", "hangs"), HANGS)
def test_an_assignment_hangs_on_one_person_when_nobody_can_take_over(
    holder: str, place: str | None, state: str, hangs: bool
) -> None:
    one = pd.DataFrame([task(1, holder, place, state)])
    assert len(hanging_on_one_person(one, *group())) == hangs


def test_the_list_matches_the_hand_count() -> None:
    tasks = pd.DataFrame([task(number, *row[:3]) for number, row in enumerate(HANGS)])
    expected = [f"O{number}" for number, row in enumerate(HANGS) if row[3]]
    assert hanging_on_one_person(tasks, *group())["assignment_id"].tolist() == expected
    assert len(expected) == 6


def test_whether_an_organisation_goes_on_with_an_assignment_is_told_when_somebody_said_so() -> None:
    people, places = group()
    places["internal_followup"] = pd.array([True, False, None], dtype="boolean")  # alleen, samen, onbekend
    rows = [("alleen", "alleen"), ("alleen", "samen"), ("alleen", "onbekend"), ("van_alleen", None), ("alleen", None)]
    tasks = pd.DataFrame([task(number, holder, place, "loopt") for number, (holder, place) in enumerate(rows)])
    assert goes_on_inside(tasks, people, places) == {"O0": True, "O1": False, "O3": True}
    assert goes_on_inside(tasks.iloc[:0], people, places) == {}


def test_no_assignments_give_an_empty_list() -> None:
    nothing = pd.DataFrame([task(1, "alleen", None, "loopt")]).iloc[:0]
    assert hanging_on_one_person(nothing, *group()).empty


def theme(small: Small, title: str) -> str:
    made = new("themes", title=title, status="gedeeld")
    write(small.project, [made])
    return made.object_id


def test_an_assignment_without_a_theme_is_listed_and_counted(small: Small) -> None:
    bellen, wachten = theme(small, "Bellen"), theme(small, "Wachten")
    decision = small.decision(small.wish())
    both = assign(small.project, decision, small.people[0], theme_ids=[wachten, bellen, wachten])
    none = assign(small.project, decision, small.people[1])
    tasks, themes = read_assignments(small.project), pd.DataFrame({"theme_id": [bellen, wachten], "title": "BW"})
    themes["title"] = ["Bellen", "Wachten"]
    rows = by_theme(tasks, themes)
    assert rows[["title", "assignment_id"]].to_numpy().tolist() == [["Bellen", both], ["Wachten", both], [None, none]]
    assert set(rows["assignment_id"]) == set(tasks["assignment_id"]), "none is dropped"
    assert set(by_theme(tasks, themes.iloc[:0])["assignment_id"]) == {both, none}, "not even when its theme is gone"
    connect_themes(small.project, none, [bellen])
    assert None not in by_theme(read_assignments(small.project), themes)["title"].tolist()
    with pytest.raises(Refused):
        connect_themes(small.project, none, ["geen thema"])


@pytest.mark.parametrize("name", ["kind", "size"])
def test_every_kind_and_size_is_kept_as_it_was_chosen(small: Small, name: str) -> None:
    decision = small.decision(small.wish())
    choices = list(columns_of("assignments")[name].info["choices"])
    for choice in choices:
        assign(small.project, decision, small.people[0], **{name: choice})
    assert read_assignments(small.project)[name].tolist() == choices


def test_the_loop_shows_both_moments_when_it_went_back(small: Small) -> None:
    made = assign(small.project, small.decision(small.wish()), small.people[0])
    for phase in ("uitvoeren", "uitvoeren", "leren"):
        move(small.project, made, phase)
        set_next_step(small.project, made, f"verder na {phase}")
    moments = loop_moments(small.project, made)
    assert [phase for phase, _ in moments] == ["leren", "uitvoeren", "leren"]
    assert all(day == str(history(small.project, "assignments", made)["at"].iloc[0])[:10] for _, day in moments)


def test_a_next_step_is_kept_and_may_be_emptied_again(small: Small) -> None:
    made = assign(small.project, small.decision(small.wish()), small.people[0])
    set_next_step(small.project, made, " morgen bellen ")
    assert read_assignments(small.project)["next_step"].tolist() == ["morgen bellen"]
    set_next_step(small.project, made, "")
    assert read_assignments(small.project)["next_step"].isna().all()


def test_a_pause_lets_assignments_rest_and_coming_back_wakes_them(small: Small) -> None:
    made = assign(small.project, small.decision(small.wish()), small.people[0])
    asleep = []
    for step in (pause, resume):
        step(small.project, small.people[0])
        asleep.append(rests(read_assignments(small.project), read_participants(small.project)))
    assert asleep == [{made}, set()]
    assert len(read_assignments(small.project)) == 1


def test_no_calculation_of_this_room_gives_a_table_per_person(small: Small) -> None:
    """A22 and E03: what a calculation gives has no column of a person, so nobody can be counted or ordered by it."""
    person = {"participant_id", "holder_id", "helper_id", "contributor_id"}
    assign(small.project, small.decision(small.wish()), small.people[0])
    tasks = read_assignments(small.project)
    table = by_theme(tasks, pd.DataFrame({"theme_id": [], "title": []}))
    assert set(table.columns) & person == set()
    public = [function for name, function in inspect.getmembers(change, inspect.isfunction) if name in change.__all__]
    assert [f.__name__ for f in public if {"sort", "rank", "score"} & set(inspect.signature(f).parameters)] == []


@pytest.mark.parametrize(
    ("shared_at", "learned_at", "rows"),
    [
        (5, None, []),
        (None, 5, []),
        (5, 5, []),
        (0, None, ["A09"]),
        (None, None, []),
    ],
)
def test_a_meeting_at_which_the_questions_came_too_early_is_said(
    small: Small, shared_at: int | None, learned_at: int | None, rows: list[str]
) -> None:
    made = assign(small.project, small.decision(small.wish()), small.people[0])
    write(small.project, [new("organisations", label="een bibliotheek", has_backup=True)])
    place = read_rows(small.project, "organisations")[0].object_id
    row = find(small.project, "assignments", made)
    from ontmoet_research.store import change as changed

    write(small.project, [changed(row, organisation_id=place)])  # so that it hangs on nobody
    if shared_at is not None:
        write(small.project, [new("progress", assignment_id=made, session_id=small.meetings[shared_at], done="x")])
    if learned_at is not None:
        write(small.project, [new("insights", session_id=small.meetings[learned_at], kind="works", text="x")])
    assert [one.row for one in read_follow_up_findings(small.project)] == rows
