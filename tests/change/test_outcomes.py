"""Changes: a signal until it is known who changed, what, since when, and how we know (A21, methods 3.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ontmoet_research.change import assign, complete_change, missing_parts, read_changes, record_change
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    from conftest import Small

WHOLE: dict[str, Any] = {
    "what": "De brief komt op dinsdag.",
    "actor": "een gemeente",
    "since": "2024-06-01",
    "evidence": ["twee brieven gezien"],
    "contribution": "De groep vroeg erom.",
    "confirmed_by": "een teamleider",
}


@pytest.mark.parametrize(
    ("without", "kept"),
    [
        ({}, "bevestigd_door_1"),
        ({"actor": ""}, "signaal"),
        ({"actor": None}, "signaal"),
        ({"since": None}, "signaal"),
        ({"evidence": []}, "signaal"),
        ({"evidence": ["  "]}, "signaal"),
    ],
)
def test_a_change_stays_a_signal_while_something_is_lacking(small: Small, without: dict[str, Any], kept: str) -> None:
    record_change(small.project, **{**WHOLE, **without}, substantiation="bevestigd_door_1")
    assert read_changes(small.project)["substantiation"].tolist() == [kept]


def test_what_is_not_asked_to_be_confirmed_stays_a_signal(small: Small) -> None:
    record_change(small.project, **WHOLE)
    assert read_changes(small.project)["substantiation"].tolist() == ["signaal"]


def test_a_signal_can_be_completed_and_a_lost_proof_makes_it_a_signal_again(small: Small) -> None:
    one = record_change(small.project, "De brief komt op dinsdag.")
    complete_change(small.project, one, **WHOLE, substantiation="bevestigd_buiten_groep")
    assert read_changes(small.project)["substantiation"].tolist() == ["bevestigd_buiten_groep"]
    complete_change(small.project, one, evidence=[])
    assert read_changes(small.project)["substantiation"].tolist() == ["signaal"]


def test_a_change_without_words_is_refused(small: Small) -> None:
    with pytest.raises(Refused, match="wat er anders is"):
        record_change(small.project, "  ")
    assert read_changes(small.project).empty


def test_unexpected_and_worse_is_kept_like_expected_and_better(small: Small) -> None:
    record_change(small.project, **WHOLE, expected="nee", direction="slechter", level="instelling", stage="doen")
    row = read_changes(small.project).iloc[0]
    assert (row["expected"], row["direction"], row["level"], row["stage"]) == ("nee", "slechter", "instelling", "doen")


def test_a_change_knows_the_wish_it_came_from_and_may_have_none(small: Small) -> None:
    wish = small.wish()
    assignment = assign(small.project, small.decision(wish), small.people[0])
    record_change(small.project, "van een opdracht", assignment_id=assignment)
    record_change(small.project, "zomaar")
    changes = read_changes(small.project).set_index("what")
    assert changes.loc["van een opdracht", "wish_id"] == wish
    assert changes["wish_id"].isna().tolist() == [False, True]


@pytest.mark.parametrize("empty", [None, "", "  ", float("nan"), [], [""]])
def test_every_kind_of_empty_cell_counts_as_missing(empty: object) -> None:
    assert missing_parts({**WHOLE, "actor": empty}) == ["actor"]
