"""The practice series has a case for each rule on changes, numbers, stories and ripples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ontmoet_research.change import count_named, count_sure, read_effect_findings, read_effects, ripples_in_order
from ontmoet_research.change.effects import Effects
from ontmoet_research.change.stories import may_go
from ontmoet_research.practice import make_practice_project
from ontmoet_research.store import Project, read_rows, read_table


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("oefenen") / "p.ontmoet") as project:
        yield project


@pytest.fixture(scope="module")
def told(practice: Project) -> Effects:
    return read_effects(practice, read_rows(practice, "series")[0].object_id)


def test_changes_are_a_signal_confirmed_inside_and_outside(told: Effects) -> None:
    assert count_sure(told.changes) == {"signaal": 1, "bevestigd_door_1": 3, "bevestigd_buiten_groep": 1}
    assert set(told.changes["expected"]) == {"ja", "nee"}
    assert "gemengd" in set(told.changes["direction"])
    assert told.changes["levels"].map(len).max() == 2


def test_a_story_has_no_yes_one_is_negative_and_one_is_gone_with_its_teller(practice: Project, told: Effects) -> None:
    assert len(told.stories) == 4
    assert not told.stories["change"].isin(["Niets."]).any()
    assert set(told.stories["direction"]) == {"beter", "slechter"}
    assert [len(may_go(practice, told.series_id, one)) for one in ("groep", "gemeente", "openbaar")] == [3, 2, 1]
    assert "Niets." in set(read_table(practice, "stories")["change"]), "the row is there; reading leaves it out"


def test_ripples_have_an_effect_alone_one_of_two_causes_and_a_worse_one(told: Effects) -> None:
    ordered, skipped = ripples_in_order(told.ripples)
    assert ordered["isolated"].sum() == 1
    assert ordered["from_ids"].map(len).max() == 2
    assert "slechter" in set(ordered["direction"])
    assert skipped == []


def test_initiatives_are_named_in_notes_and_say_what_is_lacking(told: Effects) -> None:
    counted = count_named(told.initiatives, told.fragment_ids)
    assert counted["n_named"].tolist() == [1, 1]
    assert counted["gap_note"].notna().all()
    assert told.spreads[["to_series_id", "organisation_id"]].notna().any(axis=1).all()


def test_a_number_without_its_day_is_found(practice: Project) -> None:
    rows = {(one.level, one.row) for one in read_effect_findings(practice)}
    assert ("let op", "D04") in rows
    assert ("let op", "E30") in rows
    assert not [one for one in read_effect_findings(practice) if one.level == "fout"]
