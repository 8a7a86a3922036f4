"""Numbers beside words, stories and their panel, kinds of value (methods 3.11, 3.14; C16, D04, A41)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from ontmoet_research.change import (
    add_story,
    change_indicator,
    change_story,
    choose_story,
    chosen_stories,
    keep_yes,
    read_changes,
    read_effect_findings,
    read_effects,
    record_change,
    record_indicator,
    value_layers,
    wam_parts,
)
from ontmoet_research.change.effect_checks import check_stories
from ontmoet_research.change.indicators import tell_indicator
from ontmoet_research.change.stories import may_go
from ontmoet_research.group import add_contributor
from ontmoet_research.privacy import releasable_stories, withdraw_consent
from ontmoet_research.privacy.consent import record_consent
from ontmoet_research.store import find, new, read_rows, read_table, write
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    from conftest import Small

NUMBER = {"what": "keer dat iemand boos werd", "before": "31", "after": "9", "source": "lijst van de balie"}


@pytest.fixture
def series(small: Small) -> str:
    return read_rows(small.project, "series")[0].object_id


@pytest.fixture
def panel(small: Small) -> list[str]:
    return [
        add_contributor(small.project, "Houtje", "ervaring"),
        add_contributor(small.project, "Kompas", "onderzoek"),
        add_contributor(small.project, "Ibis", "onderzoek"),
    ]


def story(small: Small, series: str, teller: int = 0, audiences: tuple[str, ...] = (), **more: Any) -> str:
    person = small.people[teller]
    for purpose in ("meedoen", "notities", "citaat"):
        record_consent(small.project, person, purpose, True)
    made = add_story(small.project, series, "Ik neem nu op.", "Ik ben niet meer bang.", teller_id=person, **more)
    keep_yes(small.project, made, audiences)
    return made


@pytest.mark.parametrize("empty", ["what", "before", "after", "source"])
def test_a_number_without_source_before_after_or_what_is_refused(small: Small, empty: str) -> None:
    one = record_change(small.project, "Minder ruzie.")
    with pytest.raises(Refused, match="Er is niets bewaard"):
        record_indicator(small.project, one, **{**NUMBER, empty: " "})
    assert read_table(small.project, "indicators").empty


def test_a_number_without_its_day_is_kept_and_asked_for(small: Small) -> None:
    one = record_change(small.project, "Minder ruzie.")
    number = record_indicator(small.project, one, **NUMBER)
    rows = [(f.level, f.row, f.about) for f in read_effect_findings(small.project)]
    assert ("let op", "D04", number) in rows
    assert "De dag van dit getal staat er nog niet bij." in tell_indicator(
        find(small.project, "indicators", number).values
    )
    change_indicator(small.project, number, as_of="2025-05-01", unit="keer")
    assert "D04" not in {f.row for f in read_effect_findings(small.project)}
    assert "Nu: 9 keer op 1 mei 2025. Bron: lijst van de balie." in tell_indicator(
        find(small.project, "indicators", number).values
    )
    with pytest.raises(Refused, match="waar het getal vandaan komt"):
        change_indicator(small.project, number, source="")


def test_a_number_never_stands_without_the_words_of_its_change(small: Small) -> None:
    one = record_change(small.project, "Minder ruzie.", value_layers=["realised", "immediate"])
    two = record_change(small.project, "Nog niets.")
    for change_id in (one, two):
        record_indicator(small.project, change_id, **NUMBER)
    indicators, changes = read_table(small.project, "indicators"), read_changes(small.project)
    layers = value_layers(changes, read_table(small.project, "stories"), indicators).set_index("layer")
    assert len(layers) == 5
    assert all(row["words"] for row in layers.to_dict("records") if row["numbers"])
    assert [len(layers.loc[one, "numbers"]) for one in ("immediate", "realised", "applied")] == [1, 1, 0]
    without = value_layers(changes.iloc[:0], read_table(small.project, "stories"), indicators)
    assert without["numbers"].map(len).sum() == 0


def test_a_change_that_was_only_good_by_itself_counts(small: Small) -> None:
    record_change(small.project, "Het was fijn.", value_layers=["immediate"], wam=["welkom"])
    changes = read_changes(small.project)
    layers = value_layers(changes, read_table(small.project, "stories"), read_table(small.project, "indicators"))
    assert layers["n_changes"].tolist() == [1, 0, 0, 0, 0]
    assert wam_parts(changes)[["part", "n"]].values.tolist() == [["welkom", 1], ["aansluiten", 0], ["maatwerk", 0]]


def test_a_story_needs_what_changed_and_why_it_matters(small: Small, series: str) -> None:
    for change, why in ((" ", "daarom"), ("Ik neem op.", " ")):
        with pytest.raises(Refused, match="Er is niets bewaard"):
            add_story(small.project, series, change, why)
    assert read_table(small.project, "stories").empty


def test_only_a_known_teller_can_say_yes(small: Small, series: str) -> None:
    made = add_story(small.project, series, "Ik neem op.", "Daarom.")
    with pytest.raises(Refused, match="verteller niet bekend"):
        keep_yes(small.project, made, ["groep"])
    assert may_go(small.project, series, "groep") == []


def test_other_words_need_a_new_yes(small: Small, series: str) -> None:
    made = story(small, series, audiences=("groep", "gemeente"))
    change_story(small.project, made, domain="mens")
    assert may_go(small.project, series, "gemeente") == [made]
    change_story(small.project, made, happened="Er kwam eerst een bericht.")
    assert may_go(small.project, series, "groep") == []


def test_a_story_of_someone_who_withdrew_is_in_no_table(small: Small, series: str, panel: list[str]) -> None:
    gone, stays = story(small, series, 0, ("groep",)), story(small, series, 1, ("groep",))
    choose_story(small.project, series, gone, panel, "Dit raakt ons.")
    withdraw_consent(small.project, small.people[0], "notities", "2025-01-01")
    told = read_effects(small.project, series)
    assert list(told.stories["story_id"]) == [stays]
    assert told.choices.empty, "a reason speaks of the stories that lay beside it"
    assert may_go(small.project, series, "groep") == [stays]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({}, None),
        ({"audiences": ["groep"]}, "other_audience"),
        ({"teller_id": None}, "no_teller"),
        ({"teller_id": "quiet"}, "no_consent"),
        ({"teller_id": "gone"}, "withdrawn"),
    ],
)
def test_the_gate_asks_the_tellers_yes_for_these_readers(change: dict[str, Any], key: str | None) -> None:
    row = {"story_id": "s", "teller_id": "p", "change": "x", "audiences": ["groep", "gemeente"], **change}
    people = pd.DataFrame({"participant_id": ["p", "quiet", "gone"], "status": ["actief", "actief", "ingetrokken"]})
    consents = pd.DataFrame(
        [("p", True), ("quiet", False), ("gone", True)], columns=["participant_id", "given"]
    ).assign(purpose="citaat", withdrawn=None)
    allowed, refused = releasable_stories(pd.DataFrame([row]), people, consents, "gemeente")
    assert (len(allowed), len(refused)) == ((1, 0) if key is None else (0, 1))
    assert "teller_id" not in allowed.columns
    assert list(refused["reason"]) == ([] if key is None else [say(f"effect.refused.{key}")])
    twice = pd.DataFrame([row, row])
    assert len(releasable_stories(twice, people, consents, "gemeente")[0]) == 0


def test_a_mixed_panel_chooses_with_a_reason_and_the_others_stay(small: Small, series: str, panel: list[str]) -> None:
    one, two = story(small, series, 0, ("groep",)), story(small, series, 1, ("groep",), direction="slechter")
    for people, reason, words in (
        (panel, "  ", "waarom jullie dit verhaal kiezen"),
        (panel[1:], "Mooi.", "minstens 2 kanten"),
        (panel[:1], "Mooi.", "minstens 2 kanten"),
        ([*panel, "niemand"], "Mooi.", "al weggehaald"),
    ):
        with pytest.raises(Refused, match=words):
            choose_story(small.project, series, one, people, reason)
    choose_story(small.project, series, one, panel, "Hier zie je dat bellen helpt.")
    told = read_effects(small.project, series)
    listed = chosen_stories(told.stories, told.choices)
    assert listed[["story_id", "chosen", "reasons"]].values.tolist() == [
        [one, True, ["Hier zie je dat bellen helpt."]],
        [two, False, []],
    ]
    assert told.choices["from_ids"].tolist() == [[one, two]]


def test_the_yes_is_asked_at_each_level_up(small: Small, series: str, panel: list[str]) -> None:
    one, two = story(small, series, 0, ("groep", "gemeente")), story(small, series, 1, ("groep",))
    choose_story(small.project, series, two, panel, "Voor ons.")
    with pytest.raises(Refused, match="geen ja voor deze lezers"):
        choose_story(small.project, series, two, panel, "Voor de gemeente.", audience="gemeente")
    with pytest.raises(Refused, match="geen ja voor deze lezers"):
        choose_story(small.project, series, one, panel, "x", audience="gemeente", from_ids=[one, two])
    choose_story(small.project, series, one, panel, "Voor de gemeente.", audience="gemeente")
    keep_yes(small.project, one, ["groep"])
    found = [f for f in read_effect_findings(small.project) if f.row == "A41" and f.level == "fout"]
    assert len(found) == 1


def test_checks_find_a_panel_of_one_side_and_only_good_news() -> None:
    stories = pd.DataFrame({"story_id": ["s"], "series_id": ["r"], "direction": ["beter"]})
    choice = {
        "story_choice_id": "k",
        "story_id": "s",
        "from_ids": ["s"],
        "panel_ids": ["m1", "m2"],
        "reason": "x",
        "audience": "groep",
    }
    sides = {"m1": "onderzoek", "m2": "onderzoek"}
    found = check_stories(stories, pd.DataFrame([choice]), sides, {"groep": {"s"}})
    assert [(f.level, f.about) for f in found] == [("fout", "k"), ("let op", "r")]
    mixed = check_stories(
        stories.assign(direction="gemengd"), pd.DataFrame([choice]), {**sides, "m2": "ervaring"}, {"groep": {"s"}}
    )
    assert mixed == []


def test_words_of_the_teller_stay_as_they_were_typed(small: Small, series: str) -> None:
    told = "  ik nam op <b>zo</b>  $5 "
    made = add_story(small.project, series, told, "want")
    assert find(small.project, "stories", made)["change"] == told
    write(small.project, [new("stories", series_id=series, change="y", why_it_matters="z")])
    assert len(read_table(small.project, "stories")) == 2
