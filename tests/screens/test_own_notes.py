"""Mijn notities, tandems, the question before a round, and the guiding question above a piece; without a browser."""

from __future__ import annotations

import re

import pytest
from pages import choose, click, told, type_in

from ontmoet_research.coding import list_tandems, tandems_of
from ontmoet_research.group import add_contributor
from ontmoet_research.model.people import SIDES
from ontmoet_research.privacy.gate import read_workspace
from ontmoet_research.screens.labelling.code_cards import CodeCards
from ontmoet_research.screens.labelling.code_text import CodeText
from ontmoet_research.screens.labelling.our_pairs import OurPairs
from ontmoet_research.screens.labelling.own_notes import OwnNotes
from ontmoet_research.store import Project, change, read_rows, write
from ontmoet_research.words import say

SECRET = "Ik dacht aan vroeger."


@pytest.fixture
def page(small: Project) -> OwnNotes:
    made = OwnNotes(small)
    click(made, "Merel")
    return made


def keep(page: OwnNotes, words: str) -> None:
    type_in(page, say("own_notes.words"), words)
    click(page, say("own_notes.keep"))


def person(project: Project, name: str) -> str:
    return next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)


def test_a_private_note_is_read_by_nobody_else_until_its_writer_shares_it(page: OwnNotes, small: Project) -> None:
    keep(page, SECRET)
    assert SECRET in told(page)
    other = OwnNotes(small, who=person(small, "Kompas"))
    assert SECRET not in told(other)
    [memo] = read_rows(small, "memos")
    other.receive({"do": "open_one", "in": "notes", "value": memo.object_id})
    assert SECRET not in told(other)
    assert read_workspace(small.as_person(person(small, "Kompas")), "memos").empty
    click(page, SECRET)
    click(page, say("own_notes.whom.gedeeld"))
    click(page, say("own_notes.keep"))
    other.refresh()
    assert SECRET in told(other)
    assert OwnNotes(small, who=person(small, "Kompas")).parts["notes"].opened == ""


def test_a_note_is_corrected_taken_away_and_taken_back(page: OwnNotes, small: Project) -> None:
    keep(page, "Wij lzen te snel.")
    click(page, "Wij lzen te snel.")
    type_in(page, say("own_notes.words"), "Wij lezen te snel.")
    click(page, say("own_notes.keep"))
    [memo] = read_rows(small, "memos")
    assert (memo["text"], memo["kind"], memo["private"]) == ("Wij lezen te snel.", "reflectie", True)
    click(page, "Wij lezen te snel.")
    click(page, say("own_notes.remove"))
    assert say("own_notes.nothing") in told(page)
    page.receive({"do": "undo"})
    assert "Wij lezen te snel." in told(page)


def test_what_one_person_types_is_not_there_for_the_next(page: OwnNotes, small: Project) -> None:
    type_in(page, say("own_notes.words"), SECRET)
    page.receive({"do": "choose_person", "person": person(small, "Kompas")})
    assert SECRET not in told(page)
    keep(page, "")
    assert page.status["tone"] == "refused"


@pytest.mark.parametrize("name", ["Merel", "Kompas"])
def test_a_question_to_oneself_comes_after_a_round_by_side_and_nobody_is_called_poor(small: Project, name: str) -> None:
    cards = CodeCards(small, who=person(small, name))
    side = next(row["side"] for row in read_rows(small, "contributors") if row["display_name"] == name)
    while cards.view["state"] == "card":
        assert "think" not in cards.view
        cards.receive({"do": "next"})
    assert cards.view["think"][0] == say(f"code_cards.think.{side}")
    assert not re.search(r"\barme\b", " ".join(say(f"code_cards.think.{one}") for one in SIDES))


def test_the_question_of_the_meeting_stands_above_the_words(small: Project) -> None:
    meeting = next(row for row in read_rows(small, "sessions") if row["status"] == "gehouden")
    write(small, [change(meeting, guiding_question=None)])
    assert CodeCards(small, who=person(small, "Kompas")).view["guiding"] == ""
    meeting = next(row for row in read_rows(small, "sessions") if row["status"] == "gehouden")
    write(small, [change(meeting, guiding_question="Wie belt wie?")])
    for screen in (CodeCards, CodeText):
        assert "Wie belt wie?" in screen(small, who=person(small, "Kompas")).view["guiding"]


def test_a_pair_is_made_of_2_sides_ended_and_another_one_proposed(small: Project) -> None:
    page = OurPairs(small, who=person(small, "Merel"))
    add_contributor(small, "Sem", "onderwijs", "student")
    page.refresh()
    choose(page, say("our_pairs.one"), "Merel")
    click(page, say("our_pairs.make"))
    assert page.status["tone"] == "refused"
    choose(page, say("our_pairs.other"), "Kompas")
    click(page, say("our_pairs.make"))
    [pair] = list_tandems(small)
    assert "Merel en Kompas, sinds" in told(page) and pair["start"]
    click(page, "Merel en Sem")  # never read together, so proposed
    click(page, say("our_pairs.end", names="Merel en Kompas"))
    assert [bool(row["end"]) for row in list_tandems(small)] == [False, True]
    assert tandems_of(small, person(small, "Kompas")) == []
    page.receive({"do": "undo"})
    assert len(tandems_of(small, person(small, "Kompas"))) == 1
    page.receive({"do": "keep", "in": "pairs", "form": "end", "one": pair.object_id})
    page.receive({"do": "keep", "in": "pairs", "form": "end", "one": pair.object_id})
    assert page.status["tone"] == "refused"
