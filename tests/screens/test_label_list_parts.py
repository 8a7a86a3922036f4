"""Around the list of labels: a ready-made list, and the meeting where a label was agreed; without a browser."""

from __future__ import annotations

import pytest
from pages import choose, click, told

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
    page.receive({"do": "someone_else"})
    click(page, "Kompas")
    click(page, "Bellen")
    click(page, say("labels_together.agree"))
    choose(page, say("labels_together.agreed_where"), "Samen in Veldhoek: Bijeenkomst 1 (7 maart 2024)")
    [code] = read_rows(small, "codes")
    meeting = next(row.object_id for row in read_rows(small, "sessions") if row["status"] == "gehouden")
    assert (code["status"], code["agreed_in_id"]) == ("afgesproken", meeting)
    page.receive({"do": "undo"})
    assert read_rows(small, "codes")[0]["agreed_in_id"] is None
    page.receive({"do": "agreed_in", "value": meeting})
    change_code(page.project, code.object_id, label_nl="Opbellen")
    assert read_rows(small, "codes")[0]["agreed_in_id"] is None  # other words: nobody agreed on these
    page.receive({"do": "agreed_in", "value": meeting})
    assert page.status["tone"] == "refused"
