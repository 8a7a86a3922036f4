"""Outcome Harvesting: who confirmed a change, whether it lasted, on which levels and steps it is (methods 3.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from ontmoet_research.change import (
    allies,
    complete_change,
    confirm_change,
    count_sure,
    easy_steps,
    ladder_per_theme,
    organisations_reached,
    read_changes,
    record_change,
    record_sustained,
    stage_by_level,
    to_ask_again,
)
from ontmoet_research.change.cards import card_lines
from ontmoet_research.change.effect_checks import check_confirmed, check_lasting
from ontmoet_research.change.later import days_to_ask
from ontmoet_research.privacy import withdraw_consent
from ontmoet_research.privacy.consent import record_consent
from ontmoet_research.store import change, find, read_rows, write
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small

WHOLE: dict[str, Any] = {
    "what": "De brief komt op dinsdag.",
    "actor": "een gemeente",
    "since": "2024-08-31",
    "evidence": ["twee brieven gezien"],
    "contribution": "De groep vroeg erom.",
}


def only(small: Small) -> Any:
    return read_changes(small.project).iloc[-1]


def test_a_confirmed_change_says_what_the_meetings_did(small: Small) -> None:
    record_change(small.project, **{**WHOLE, "contribution": " "}, substantiation="bevestigd_door_1")
    assert only(small)["substantiation"] == "signaal"


def test_someone_outside_confirms_by_role_and_not_by_name(small: Small) -> None:
    one = record_change(small.project, **WHOLE)
    confirm_change(small.project, one, "de voorzitter van een huurdersgroep", outside=True)
    assert (only(small)["substantiation"], only(small)["confirmed_by"]) == (
        "bevestigd_buiten_groep",
        "de voorzitter van een huurdersgroep",
    )


@pytest.mark.parametrize(
    ("by", "confirmer", "words"),
    [
        ("  ", None, "wie dit bevestigt"),
        ("een inwoner", 0, "hoort bij de groep"),
        ("reiger", None, "hoort bij de groep"),
    ],
)
def test_someone_of_the_group_is_not_outside_the_group(
    small: Small, by: str, confirmer: int | None, words: str
) -> None:
    one = record_change(small.project, **WHOLE)
    who = None if confirmer is None else small.people[confirmer]
    with pytest.raises(Refused, match=words):
        confirm_change(small.project, one, by, confirmer_id=who, outside=True)
    assert only(small)["substantiation"] == "signaal"


def test_a_participant_can_confirm_inside_the_group(small: Small) -> None:
    one = record_change(small.project, **WHOLE)
    confirm_change(small.project, one, "een inwoner", confirmer_id=small.people[0])
    assert only(small)["substantiation"] == "bevestigd_door_1"


def test_a_change_that_is_not_complete_is_not_confirmed(small: Small) -> None:
    one = record_change(small.project, "De brief komt op dinsdag.")
    with pytest.raises(Refused, match="nog niet compleet"):
        confirm_change(small.project, one, "een teamleider", outside=True)


def test_what_someone_confirmed_who_withdrew_is_a_signal_again(small: Small) -> None:
    one = record_change(small.project, **WHOLE)
    record_consent(small.project, small.people[0], "meedoen", True)
    confirm_change(small.project, one, "een inwoner", confirmer_id=small.people[0])
    withdraw_consent(small.project, small.people[0], "meedoen", "2024-10-01")
    row = only(small)
    assert row["substantiation"] == "signaal"
    assert row[["confirmed_by", "confirmer_id"]].isna().all()


def test_what_came_in_confirmed_by_someone_of_the_group_is_found() -> None:
    rows = [("a", None, None), ("b", "een inwoner", "p1"), ("c", "een teamleider", None)]
    changes = pd.DataFrame(rows, columns=["change_id", "confirmed_by", "confirmer_id"])
    found = check_confirmed(changes.assign(substantiation="bevestigd_buiten_groep"), {"p1"})
    assert [(one.level, one.about, one.row) for one in found] == [("fout", "a", "A21"), ("fout", "b", "A21")]


def test_a_change_on_several_levels_keeps_the_first_in_the_old_column(small: Small) -> None:
    record_change(small.project, **WHOLE, levels=["instelling", "maatschappelijk"])
    assert (only(small)["level"], only(small)["levels"]) == ("instelling", ["instelling", "maatschappelijk"])
    one = record_change(small.project, **WHOLE, level="individueel")
    assert only(small)["levels"] == ["individueel"]
    complete_change(small.project, one, level="instelling")
    assert only(small)["levels"] == ["instelling"]


def test_a_row_of_before_the_levels_has_its_level(small: Small) -> None:
    one = record_change(small.project, **WHOLE, level="individueel")
    write(small.project, [change(find(small.project, "changes", one), levels=[])])
    assert only(small)["levels"] == ["individueel"]


def test_cells_of_the_grid_together_are_at_least_the_number_of_changes() -> None:
    changes = pd.DataFrame(
        [
            ("a", "doen", ["individueel", "instelling"]),
            ("b", "doen", ["instelling"]),
            ("c", None, ["instelling"]),
            ("d", "doen", []),
        ],
        columns=["change_id", "stage", "levels"],
    )
    grid = stage_by_level(changes)
    assert list(grid.columns) == ["zien", "bespreken", "doen", "doorbroken"]
    assert grid.loc["individueel"].tolist() == [0, 0, 1, 0]
    assert grid.loc["instelling"].tolist() == [0, 0, 2, 0]
    assert int(grid.to_numpy().sum()) == 3


def test_no_changes_give_a_grid_of_zeros() -> None:
    assert stage_by_level(pd.DataFrame(columns=["change_id", "stage", "levels"])).to_numpy().sum() == 0


def test_a_lower_later_step_of_a_theme_is_shown_and_not_merged() -> None:
    changes = pd.DataFrame(
        [("a", ["t"], "doen", "2024-01-01"), ("b", ["t", "u"], "zien", "2024-02-01"), ("c", ["t"], "doorbroken", None)],
        columns=["change_id", "theme_ids", "stage", "since"],
    )
    themes = pd.DataFrame([("t", "Bellen"), ("u", "Zien")], columns=["theme_id", "title"])
    found = ladder_per_theme(changes, themes)
    assert found[["theme_id", "stage", "highest", "lower"]].values.tolist() == [
        ["t", "doen", "doen", False],
        ["t", "zien", "doen", True],
        ["t", "doorbroken", "doorbroken", False],
        ["u", "zien", "zien", False],
    ]


@pytest.mark.parametrize(
    ("told", "ended", "days"),
    [
        ({"since": "2024-08-31"}, None, ["2025-02-28"]),
        ({"since": "2023-12-31"}, None, ["2024-06-30"]),
        ({"since": "2024-01-05", "ask_again_on": "2024-03-01"}, None, ["2024-03-01"]),
        ({"since": "2024-01-05"}, "2024-12-01", ["2024-07-05", "2024-12-01", "2025-06-01"]),
        ({"since": "2025-01-05"}, "2024-12-01", ["2025-06-01", "2025-07-05"]),
        ({}, None, []),
        ({"since": None, "ask_again_on": None}, "2024-12-01", ["2024-12-01", "2025-06-01"]),
    ],
)
def test_lasting_is_asked_after_six_months_at_closing_and_six_months_later(
    told: dict[str, Any], ended: str | None, days: list[str]
) -> None:
    assert days_to_ask(told, ended) == days


def test_asking_again_stands_on_the_list_until_someone_answers(small: Small) -> None:
    one = record_change(small.project, **WHOLE)
    assert only(small)["ask_again_on"] == "2025-02-28"
    due = lambda day: list(to_ask_again(read_changes(small.project), {}, day)["change_id"])  # noqa: E731 - a word for the test
    assert (due("2025-02-27"), due("2025-02-28")) == ([], [one])
    assert [(f.level, f.row) for f in check_lasting(read_changes(small.project), {}, "2025-03-01")] == [
        ("let op", "E30")
    ]
    record_sustained(small.project, one, "deels", "2025-03-01")
    assert due("2030-01-01") == []
    series = read_rows(small.project, "series")[0].object_id
    write(small.project, [change(find(small.project, "changes", one), series_id=series)])
    later = to_ask_again(read_changes(small.project), {series: "2025-06-01"}, "2026-01-01")
    assert later[["sustained", "ask_on"]].values.tolist() == [["deels", "2025-12-01"]]


def test_the_day_to_ask_moves_with_the_day_it_began_unless_someone_chose_it(small: Small) -> None:
    one = record_change(small.project, **WHOLE)
    complete_change(small.project, one, since="2024-01-05")
    assert only(small)["ask_again_on"] == "2024-07-05"
    complete_change(small.project, one, ask_again_on="2024-09-01")
    complete_change(small.project, one, since="2024-02-05")
    assert only(small)["ask_again_on"] == "2024-09-01"


def test_counts_are_split_by_who_confirmed() -> None:
    changes = pd.DataFrame({"change_id": ["a", "b", "c"], "substantiation": ["signaal", None, "bevestigd_door_1"]})
    assert count_sure(changes) == {"signaal": 2, "bevestigd_door_1": 1, "bevestigd_buiten_groep": 0}


def test_small_steps_that_did_something_are_listed_whatever_their_size() -> None:
    changes = pd.DataFrame(
        [("a", "makkelijk", "doen", "beter"), ("b", "makkelijk", "zien", "beter"), ("c", "moeilijk", "doen", "beter")],
        columns=["change_id", "effort", "stage", "direction"],
    )
    assert list(easy_steps(changes)["change_id"]) == ["a"]


def test_a_card_tells_what_is_known_and_says_what_is_not(small: Small) -> None:
    record_change(small.project, "De brief komt later.", levels=["instelling"], board=True, expected="nee")
    lines = dict(card_lines(only(small)))
    assert lines["Bij wie"] == "staat er nog niet bij"
    assert lines["Waar je het merkt"] == "Bij een organisatie en Bij een bestuur of raad"
    assert lines["Hoe ging het"] == "niet verwacht"
    assert lines["Hoe weten we dat"] == "Nog een signaal"
    assert lines["Geteld"] == "nog geen getal"


@pytest.mark.parametrize(
    ("people", "agreed", "gone", "named"),
    [
        (5, None, [], True),
        (4, None, [], False),
        (1, None, [], False),
        (1, "2025-01-01", [], True),
        (1, "2025-01-01", ["p0"], False),
        (5, None, ["p0"], False),
    ],
)
def test_an_organisation_is_named_with_k_people_or_a_written_yes(
    people: int, agreed: str | None, gone: list[str], named: bool
) -> None:
    changes = pd.DataFrame({"change_id": ["c", "d"], "organisation_id": ["o", "o"]})
    organisations = pd.DataFrame([("o", "een club", agreed), ("x", "een school", "2025-01-01")])
    organisations.columns = pd.Index(["organisation_id", "label", "named_on"])
    group = pd.DataFrame({"participant_id": [f"p{n}" for n in range(people)], "organisation_id": "o"})
    found = organisations_reached(changes, organisations, group, gone, k=5)
    assert found[["label", "n_changes", "named"]].values.tolist() == [["een club", 2, named]]


def test_allies_are_listed_inside_and_outside_the_municipality_with_how_they_were_reached() -> None:
    organisations = pd.DataFrame(
        [("o1", "een club", False), ("o2", "het wijkteam", True), ("o3", "een school", None), ("o4", "een bank", True)],
        columns=["organisation_id", "label", "inside"],
    ).assign(named_on=["2025-01-01", None, None, None])
    people = pd.DataFrame({"participant_id": list("abcde"), "organisation_id": "o2"})
    changes = pd.DataFrame({"organisation_id": ["o2", None]})
    assignments, spreads = pd.DataFrame({"organisation_id": ["o2", "o3"]}), pd.DataFrame({"organisation_id": ["o1"]})
    found = allies(changes, assignments, spreads, organisations, people, [], k=5)
    assert found[["label", "inside", "ways", "named"]].to_numpy().tolist() == [
        ["het wijkteam", True, ["change", "assignment"], True],
        ["een club", False, ["spread"], True],
        ["een school", None, ["assignment"], False],
    ], "the bank was reached by nothing"
