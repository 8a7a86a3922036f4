"""Around the list of labels: a ready-made list, and the meeting where a label was agreed; without a browser."""

from __future__ import annotations

import pytest
from pages import choose, click, told, type_in

from ontmoet_research.coding import change_code
from ontmoet_research.screens.labelling.labels_together import LabelsTogether
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say


@pytest.fixture
def page(small: Project) -> LabelsTogether:
    made = LabelsTogether(small)
    click(made, "Merel")
    return made


def test_a_list_comes_only_when_people_choose_it_and_can_be_taken_back(page: LabelsTogether, small: Project) -> None:
    title = say("practice.codebook.codeboek_D")
    assert [row["title"] for row in read_rows(small, "codebooks")] == ["Lijst"]
    click(page, title)
    choose(page, say("labelling.book_choice"), title)
    assert "Voorop lopen" in told(page) and say("labels_together.starter.codeboek_D") not in told(page)
    page.receive({"do": "undo"})
    assert [row["title"] for row in read_rows(small, "codebooks")] == ["Lijst"]
    assert "Bellen" in told(page)


def test_a_label_that_2_sides_agreed_on_says_in_which_meeting(page: LabelsTogether, small: Project) -> None:
    click(page, "Bellen")
    assert say("labels_together.agreed_where") not in told(page)  # still a proposal
    click(page, say("labels_together.agree"))
    kompas = next(row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Kompas")
    page.receive({"do": "someone_else"})
    click(page, "Kompas")
    click(page, "Bellen")  # what somebody else had open is closed
    click(page, say("labels_together.agree"))
    choose(page, say("labels_together.agreed_where"), "Samen in Veldhoek: Bijeenkomst 1 (7 maart 2024)")
    [code] = read_rows(small, "codes")
    meeting = next(row.object_id for row in read_rows(small, "sessions") if row["status"] == "gehouden")
    assert (code["status"], code["agreed_in_id"]) == ("afgesproken", meeting)
    page.receive({"do": "undo"})
    assert read_rows(small, "codes")[0]["agreed_in_id"] is None
    choose(page, say("labels_together.agreed_where"), "Samen in Veldhoek: Bijeenkomst 1 (7 maart 2024)")
    change_code(small.as_person(kompas), code.object_id, label_nl="Opbellen")
    assert read_rows(small, "codes")[0]["agreed_in_id"] is None  # other words: nobody agreed on these
    asked = {"do": "choose", "in": "list.one", "name": "agreed_in.session_id", "value": meeting}
    page.receive(asked)
    assert page.status["tone"] == "refused"


def test_the_group_says_once_what_a_label_stands_for_and_figures_follow(page: LabelsTogether, small: Project) -> None:
    click(page, "Bellen")
    assert say("labels_together.stands_for_unsaid") in told(page)
    click(page, say("labels_together.sign.leren"))
    click(page, say("labels_together.sign.stap_doen"))
    click(page, say("labels_together.keep_signs"))
    assert read_rows(small, "codes")[0]["signs"] == ["leren", "stap_doen"]
    assert "Dit label staat voor: iemand leert en stap 3: doen." in told(page)
    page.receive({"do": "undo"})
    assert read_rows(small, "codes")[0]["signs"] == []
    click(page, say("labels_together.keep_signs"))
    assert read_rows(small, "codes")[0]["signs"] == ["niets"]


def test_a_pair_of_ones_own_can_be_proposed_and_needs_two_poles(page: LabelsTogether, small: Project) -> None:
    click(page, say("labels_together.new"))
    type_in(page, say("labels_together.label"), "Alleen")
    click(page, say("labels_together.kind.paar"))
    click(page, say("labels_together.propose"))
    assert page.status["tone"] == "refused" and len(read_rows(small, "codes")) == 1
    type_in(page, say("labels_together.label"), "Alleen of samen")
    click(page, say("labels_together.propose"))
    made = next(row for row in read_rows(small, "codes") if row["label_nl"] == "Alleen of samen")
    assert (made["kind"], made["options"]) == ("paar", ["links=alleen", "rechts=samen", "allebei", "weet_niet"])
