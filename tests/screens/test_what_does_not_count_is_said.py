"""Every page that counts pieces or labels says what it leaves out, with the reason that is true, and where to ask."""

from __future__ import annotations

import pytest
from pages import choose, click, every_block, series_named, told

import ontmoet_research as ont
from ontmoet_research.change import add_initiative
from ontmoet_research.group import add_participant
from ontmoet_research.learning import draw_figure, make_theme, read_learning
from ontmoet_research.learning.registered import FIGURES, OF_WISHES
from ontmoet_research.privacy.not_counting import read_not_counting
from ontmoet_research.screens.changes.see_changes import SeeChanges
from ontmoet_research.screens.learning.our_themes import OurThemes
from ontmoet_research.screens.learning.see_learning import SeeLearning
from ontmoet_research.screens.learning.under_label import UnderLabelPage
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.quoting.approve_quotes import ApproveQuotes
from ontmoet_research.store import Project, change, read_rows, write
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

ASKED = "nog geen antwoord over notities"
WRONG = ("Nog niet gelabeld", "te weinig mensen", "gaf een ja", "nog niets gelabeld", "leren geplakt")


@pytest.fixture
def silent(small: Project) -> Project:
    """All that was labelled is of someone nobody asked yet."""
    series_id = series_named(small, "Samen in Veldhoek")
    stil = add_participant(small, "Stil", series_id, ["resident"], joined="1 maart 2024")
    write(small, [change(row, participant_id=stil) for row in read_rows(small, "fragments") if row["order"] == 1])
    make_theme(small, series_id, "Bereikbaar zijn")
    add_initiative(small, "De soepbus")
    return small


def opened(kind: type[Page], project: Project) -> Page:
    page = kind(project, who=read_rows(project, "contributors")[1].object_id)
    page.receive({"do": "choose_series", "value": series_named(project, "Samen in Veldhoek")})
    return page


def everything(page: Page) -> str:
    drawn = [str(block.get("sentence", "")) + str(block.get("notes", "")) for block in every_block(page)]
    return " ".join([told(page), *drawn])


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_says_it_also_when_there_is_nothing_to_draw(silent: Project, name: str) -> None:
    made = draw_figure(name, read_learning(silent, series_named(silent, "Samen in Veldhoek")), 5)
    assert (ASKED in " ".join(made.notes)) == (name not in OF_WISHES)
    words = " ".join([made.sentence, *made.notes, *map(str, made.table.columns)])
    assert not [one for one in WRONG if one in words]


def test_the_page_of_the_figures_says_it(silent: Project) -> None:
    page = opened(SeeLearning, silent)
    for name in FIGURES:
        page.receive({"do": "show", "figure": name})
        assert ASKED in everything(page) and say("privacy.not_counting.door") in told(page), name


def test_the_themes_say_it_in_the_list_and_in_one_theme(silent: Project) -> None:
    page = opened(OurThemes, silent)
    assert ASKED in told(page)
    page.receive({"do": "open_one", "value": read_rows(silent, "themes")[0].object_id})
    assert ASKED in told(page) and say("privacy.not_counting.door") in told(page)


def test_what_stands_under_a_label_says_it(silent: Project) -> None:
    page = opened(UnderLabelPage, silent)
    choose(page, say("under_label.which"), isolated("Bellen"))
    assert ASKED in told(page)


def test_an_initiative_that_is_counted_in_pieces_says_it(silent: Project) -> None:
    page = opened(SeeChanges, silent)
    click(page, say("see_changes.part.around"))
    assert ASKED in told(page)


def test_who_chooses_a_quote_hears_it(silent: Project) -> None:
    page = opened(ApproveQuotes, silent)
    click(page, say("approve_quotes.part.choose"))
    assert ASKED in told(page)


def test_who_counts_in_python_sees_what_is_left_out(silent: Project) -> None:
    out = ont.left_out(silent, "Samen in Veldhoek")
    assert out[["why", "n_pieces"]].to_numpy().tolist() == [["no_answer", 1]]
    assert ASKED in " ".join(ont.figure(silent, "heard", "Samen in Veldhoek").notes)
    assert read_not_counting(silent, what="pieces").why == {"no_answer": 1}
