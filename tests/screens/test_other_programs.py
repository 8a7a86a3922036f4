"""Naar en van andere programma's, on its page: look, say what only you know, bring in, take back, give along."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bare_page import BarePage
from pages import choose, click, told
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1] / "exchange" / "refi"))
sys.path.insert(0, str(Path(__file__).parents[1] / "exchange" / "programs"))
import makers
from boxes import Box, coding, guid, selection

from ontmoet_research.screens.keeping.other_programs import OtherPrograms
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

TEXT = "De brief kwam te laat en bleef liggen tot maandag."


def box() -> Box:
    made = Box(name="Wijkonderzoek", origin="NVivo")
    made.user("Anna")
    made.code("Te laat")
    variable = f'<VariableRef targetGUID="{guid("variable Sessie")}"/><IntegerValue>3</IntegerValue>'
    made.variables.append(f'<Variable guid="{guid("variable Sessie")}" name="Sessie" typeOfVariable="Integer"/>')
    pieces = [selection(3, 8, coding("Te laat", "Anna", 1)), selection(14, 21, coding("Te laat", "Anna", 2))]
    made.text("Avond 3", TEXT, pieces, more=f"<VariableValue>{variable}</VariableValue>")
    made.sources.append(f'<PictureSource guid="{guid("p")}" name="flap.png"/>')
    return made


@pytest.fixture
def page(small: Project) -> OtherPrograms:
    box().write(Path.cwd() / "wijk.qdpx")
    person = next(row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Kompas")
    return OtherPrograms(small, who=person)


def test_a_file_is_looked_at_first_and_then_brought_in_and_taken_back(page: OtherPrograms) -> None:
    before = len(read_rows(page.project, "codings"))
    click(page, "wijk.qdpx")
    click(page, say("other_programs.look"))
    assert "Dit komt erbij uit wijk.qdpx: 1 verslag, 1 label, 1 lijst met labels, 1 lezer" in told(page)
    assert "foto's: 1 (flap.png)" in told(page)
    assert len(read_rows(page.project, "codings")) == before
    choose(page, say("other_programs.which_side", who=isolated("Anna")), "ervaring")
    choose(page, say("other_programs.which_role", what=isolated("Sessie"), proposed="bijeenkomst"), "bijeenkomst")
    click(page, say("other_programs.bring_in"))
    assert len(read_rows(page.project, "codings")) == before + 2
    assert {row["side"] for row in read_rows(page.project, "contributors") if row["display_name"] == "Anna"} == {
        "ervaring"
    }
    assert any(row["number"] == 3 and row["series_id"] for row in read_rows(page.project, "sessions"))
    assert "1 verslag, 1 label" in told(page).partition(say("other_programs.last_time"))[2]
    click(page, say("other_programs.take_back"))
    assert len(read_rows(page.project, "codings")) == before
    assert say("other_programs.take_back") not in told(page)


def test_nothing_can_be_taken_back_before_something_came_in(page: OtherPrograms) -> None:
    assert say("other_programs.take_back") not in told(page)
    page.receive({"do": "take_back", "in": "bring_in"})
    assert page.status["text"] == say("exchange.load.nothing_to_undo")


def test_what_someone_said_of_a_variable_counts_the_next_time_and_can_be_asked_again(page: OtherPrograms) -> None:
    question = say("other_programs.which_role", what=isolated("Sessie"), proposed="bijeenkomst")
    click(page, "wijk.qdpx")
    click(page, say("other_programs.look"))
    choose(page, question, "bijeenkomst")
    click(page, say("other_programs.bring_in"))
    click(page, "wijk.qdpx")
    click(page, say("other_programs.look"))
    assert say("exchange.load.said_before", variable="Sessie", role="bijeenkomst") in told(page)
    assert question not in told(page)
    click(page, say("other_programs.ask_again"))
    assert question in told(page)
    choose(page, question, say("other_programs.no_role"))
    click(page, say("other_programs.bring_in"))
    click(page, "wijk.qdpx")
    click(page, say("other_programs.look"))
    assert say("exchange.load.said_nothing_before", variable="Sessie") in told(page)
    assert "kenmerken: 1 (Sessie)" in told(page)


def test_a_file_that_is_put_in_the_folder_later_is_found_with_a_button(page: OtherPrograms) -> None:
    box().write(Path.cwd() / "later.qdpx")
    assert "later.qdpx" not in told(page)
    click(page, say("other_programs.look_again"))
    assert "later.qdpx" in told(page)


@pytest.mark.parametrize("form", ["qdpx", "nvivo", "qdc", "xlsx", "csv", "parquet", "jsonld", "html"])
def test_each_form_is_made_in_the_folder_for_what_goes_out(page: OtherPrograms, form: str) -> None:
    click(page, say("other_programs.part.take_along"))
    click(page, say(f"other_programs.form.{form}"))
    click(page, say(f"other_programs.form.{form}"))
    made = list((Path.cwd() / "uitvoer").iterdir())
    assert len(made) == 2
    assert "Dit gaat mee" in told(page)


def test_of_a_file_with_several_projects_one_is_chosen(page: OtherPrograms) -> None:
    small = page.project
    makers.taguette(Path.cwd() / "reeks.sqlite3", more=True)
    page.refresh()
    click(page, "reeks.sqlite3")
    click(page, say("other_programs.look"))
    assert page.status["text"] == say("other_programs.several")
    before = len(read_rows(small, "codings"))
    click(page, isolated("Reeks"))
    click(page, say("other_programs.bring_in"))
    assert len(read_rows(small, "codings")) == before + 3


def test_only_pages_with_labels_stand_in_the_list(page: OtherPrograms) -> None:
    (Path.cwd() / "gewoon.html").write_text("<html><p>Een verslag.</p></html>", encoding="utf-8")
    words = '<p>Wilma <span class="highlight">belde</span><span class="taglist"> [bellen]</span> ons.</p>'
    tagged = f"<html><head><style>.taglist {{ }}</style></head><body><h1>Avond</h1>\n{words}</body></html>"
    (Path.cwd() / "avond.html").write_text(tagged, encoding="utf-8")
    page.refresh()
    assert "avond.html" in told(page)
    assert "gewoon.html" not in told(page)
    click(page, "avond.html")
    click(page, say("other_programs.look"))
    assert "1 verslag" in told(page)


def test_without_a_look_nothing_comes_in(page: OtherPrograms) -> None:
    page.receive({"do": "bring_in", "in": "bring_in"})
    assert page.status["text"] == say("other_programs.look_first")


@pytest.mark.browser
def test_a_person_brings_a_project_in_by_clicking(page: OtherPrograms, fresh_page: Browser) -> None:
    bare = BarePage(fresh_page, page)
    fresh_page.get_by_role("button", name="wijk.qdpx").click()
    bare.wait()
    fresh_page.get_by_role("button", name=say("other_programs.look")).click()
    bare.wait()
    expect(fresh_page.get_by_role("heading", name=say("other_programs.asked"))).to_be_visible()
    fresh_page.get_by_role("button", name=say("other_programs.bring_in")).click()
    bare.wait()
    expect(fresh_page.get_by_role("status")).to_contain_text(say("other_programs.came"))
