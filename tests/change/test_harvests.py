"""Answers to the closing question: sorted and chosen by people, and none is lost (C03, C29, C30)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.change import (
    choose_shown,
    count_unsorted,
    keep_answers,
    settle,
    sort_answer,
    where_by_kind,
)
from ontmoet_research.group import add_contributor
from ontmoet_research.model.change import DESTINATIONS, HARVEST_KINDS
from ontmoet_research.store import find, read_rows, read_table, undo
from ontmoet_research.words import Refused

QUESTION = "Wat neem je mee?"
ANSWERS = ["bellen met mijn baas", "niks", "een nieuw nummer", "niks"]
SORTING = st.tuples(st.sampled_from(ANSWERS), st.sampled_from(HARVEST_KINDS), st.sets(st.sampled_from(DESTINATIONS)))


@pytest.fixture
def harvest(small: Any) -> str:
    return keep_answers(small.project, small.meetings[0], QUESTION, ANSWERS)


def sortings(*rows: tuple[str, str, list[str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["answer", "kind", "destinations"])


def test_two_people_each_have_one_sorting_of_an_answer(small: Any, harvest: str) -> None:
    for name, kinds in (("Merel", ["kennis", "actie"]), ("Kompas", ["relatie"])):
        person = small.project.as_person(add_contributor(small.project, name, "ervaring"))
        for kind in kinds:
            sort_answer(person, harvest, "niks", kind)
    rows = read_rows(small.project, "harvest_sortings", harvest_id=harvest)
    assert sorted(row["kind"] for row in rows) == ["actie", "relatie"]


def test_several_destinations_are_kept_beside_the_kind_and_undo_takes_back_one_step(small: Any, harvest: str) -> None:
    sort_answer(small.project, harvest, "niks", "actie")
    sort_answer(small.project, harvest, "niks", destinations=["onderwijs", "gemeente"])
    sort_answer(small.project, harvest, "niks", "kennis")
    undo(small.project, origin="change.harvests")
    row = read_rows(small.project, "harvest_sortings")[0]
    assert (row["kind"], row["destinations"]) == ("actie", ["onderwijs", "gemeente"])


@pytest.mark.parametrize(
    ("answer", "more", "key"),
    [
        ("nooit gezegd", {"kind": "actie"}, "change.answer_gone"),
        ("niks", {"destinations": ["gemeente"]}, "change.choose_kind_first"),
    ],
)
def test_only_an_answer_that_was_given_gets_a_kind_first(small: Any, harvest: str, answer, more, key) -> None:
    with pytest.raises(Refused) as refusal:
        sort_answer(small.project, harvest, answer, **more)
    assert refusal.value.key == key
    assert read_rows(small.project, "harvest_sortings") == []


@pytest.mark.parametrize(
    ("shown", "rule", "key"),
    [
        (["niks"], " ", "change.selection_needs_rule"),
        (["nooit gezegd"], "wij", "change.answer_gone"),
    ],
)
def test_a_choice_says_who_chose_and_is_from_what_was_said(small: Any, harvest: str, shown, rule, key) -> None:
    with pytest.raises(Refused) as refusal:
        choose_shown(small.project, harvest, shown, rule)
    assert refusal.value.key == key
    assert find(small.project, "harvests", harvest)["shown"] == []


def test_a_choice_keeps_the_order_of_the_answers_and_can_be_taken_back(small: Any, harvest: str) -> None:
    choose_shown(small.project, harvest, ["een nieuw nummer", "bellen met mijn baas"], "Merel en Kompas")
    row = find(small.project, "harvests", harvest)
    assert (row["shown"], row["selection_rule"]) == (["bellen met mijn baas", "een nieuw nummer"], "Merel en Kompas")
    choose_shown(small.project, harvest, [], "")
    assert find(small.project, "harvests", harvest)["shown"] == []


def test_all_answers_may_be_shown_without_a_rule(small: Any, harvest: str) -> None:
    choose_shown(small.project, harvest, ANSWERS, "")
    assert find(small.project, "harvests", harvest)["shown"] == ANSWERS


def test_new_answers_to_the_same_question_leave_no_shown_answer_that_is_gone(small: Any, harvest: str) -> None:
    choose_shown(small.project, harvest, ["niks", "een nieuw nummer"], "wij")
    keep_answers(small.project, small.meetings[0], QUESTION, ["niks", "anders"])
    assert find(small.project, "harvests", harvest)["shown"] == ["niks"]


def test_each_answer_stands_in_one_row_and_a_difference_stays_a_difference() -> None:
    settled = settle(
        ANSWERS, sortings(("niks", "weet_niet", []), ("niks", "actie", ["gemeente"]), (ANSWERS[0], "actie", []))
    )
    assert settled.values.tolist() == [
        ["bellen met mijn baas", 1, "actie", ["actie"], []],
        ["niks", 2, "verschil", ["actie", "weet_niet"], ["gemeente"]],
        ["een nieuw nummer", 1, "nog_niet", [], []],
    ]


def test_an_answer_with_two_destinations_counts_in_both_rows_and_one_without_in_its_own() -> None:
    settled = settle(
        ANSWERS,
        sortings(
            (ANSWERS[0], "actie", ["onderwijs", "gemeente"]),
            ("niks", "weet_niet", []),
            (ANSWERS[2], "actie", ["gemeente"]),
        ),
    )
    counts = where_by_kind(settled)
    assert counts.to_dict("index") == {
        "onderwijs": {"actie": 1, "weet_niet": 0},
        "gemeente": {"actie": 2, "weet_niet": 0},
        "geen": {"actie": 0, "weet_niet": 2},
    }


@given(st.lists(SORTING))
def test_no_answer_is_lost_or_doubled_whatever_people_choose(chosen: list[tuple[str, str, set[str]]]) -> None:
    table = sortings(*((answer, kind, sorted(places)) for answer, kind, places in chosen))
    settled = settle(ANSWERS, table)
    assert settled["times"].sum() == len(ANSWERS)
    assert list(settled["answer"]) == list(dict.fromkeys(ANSWERS))
    assert settled.loc[settled["kind"] == "nog_niet", "times"].sum() == count_unsorted(ANSWERS, table)
    places = settled["destinations"].map(lambda named: max(len(named), 1))
    assert where_by_kind(settled).to_numpy().sum() == (settled["times"] * places).sum()


def test_the_practice_answers_land_in_exactly_one_kind_or_wait() -> None:
    from ontmoet_research.model import shipped
    from ontmoet_research.practice.files import read_records

    given_ = [record["answer"] for record in read_records(shipped("oefenreeks", "slotvraag.xlsx"))]
    rows = read_records(shipped("oefenreeks", "slotvraag_sorteren.csv"))
    assert {row["answer"] for row in rows} <= set(given_)
    settled = settle(given_, sortings(*((r["answer"], r["kind"], r["destinations"].split(";")) for r in rows)))
    assert settled["kind"].value_counts().to_dict() == {
        "nog_niet": 6,
        "aanpak": 3,
        "actie": 4,
        "kennis": 2,
        "blik": 2,
        "relatie": 2,
        "weet_niet": 2,
        "verschil": 1,
        "signaal": 1,
    }
    assert settled["times"].sum() == 23


def test_the_table_of_a_project_reads_as_the_functions_want_it(small: Any, harvest: str) -> None:
    sort_answer(small.project, harvest, "niks", "blik", ["bewoners"])
    assert settle(ANSWERS, read_table(small.project, "harvest_sortings"))["kind"].tolist() == [
        "nog_niet",
        "blik",
        "nog_niet",
    ]
