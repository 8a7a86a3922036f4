"""What people do together with the report, behind its own buttons: remarks, quotes, pages on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from finishing import BACK, opened
from pages import choose, click, every_block, project_with_a_yes, told, type_in

from ontmoet_research.learning import make_theme
from ontmoet_research.report.writing import write_part
from ontmoet_research.screens.quoting.approve_quotes import ApproveQuotes
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

PART = say("report.section.wat_we_vragen")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    (tmp_path / "werk").mkdir()
    monkeypatch.chdir(tmp_path / "werk")
    return project_with_a_yes(tmp_path / "proef.ontmoet")


def test_a_remark_is_made_on_a_sentence_and_somebody_says_what_became_of_it(project: Project) -> None:
    kompas = opened(project, "Kompas")
    write_part(kompas.project, kompas.series_id, "wat_we_vragen", "Wij vragen een bankje. Wij vragen rust.")
    click(kompas, say("write_report.together.part.remarks"))
    click(kompas, PART)
    choose(kompas, say("write_report.remarks.which_words"), "Wij vragen rust.")
    click(kompas, say("write_report.remarks.kinds.onduidelijk"))
    click(kompas, say("write_report.remarks.keep"))
    assert kompas.status["tone"] == "saved", kompas.status["text"]
    merel = opened(project, "Merel")
    click(merel, say("write_report.together.part.remarks"))
    assert say("write_report.remarks.n_open.one") in told(merel)
    click(merel, PART)
    click(merel, say("write_report.remarks.kinds.onduidelijk"))  # the remark stands above the buttons for a new one
    assert "Wij vragen rust." in told(merel)
    type_in(merel, say("write_report.remarks.answer"), "We schreven op welke rust.")
    click(merel, say("write_report.remarks.settle"))
    [row] = read_rows(project, "report_remarks")
    assert (row["answer"], bool(row["settled_on"])) == ("We schreven op welke rust.", True)


def test_words_are_proposed_in_the_report_and_it_tells_what_a_quote_waits_for(project: Project) -> None:
    page = opened(project, "Kompas")
    click(page, say("write_report.together.part.choose"))
    click(page, "Merel: de telefoon ging niet over.")
    click(page, say("approve_quotes.propose"))
    assert [row["state"] for row in read_rows(project, "quotes")] == ["gevraagd"]
    click(page, say("write_report.together.back"))
    click(page, say("write_report.together.part.quotes"))
    assert say("approve_quotes.none_here") in told(page)
    assert "de telefoon ging niet over." in told(page)


def test_a_card_on_paper_for_who_said_it(project: Project) -> None:
    page = ApproveQuotes(project)
    if page.series() is None:
        click(page, "Samen in Veldhoek")
    click(page, say("approve_quotes.part.choose"))
    click(page, "Merel: de telefoon ging niet over.")
    click(page, say("approve_quotes.propose"))
    click(page, say("approve_quotes.part.ask"))
    click(page, say("approve_quotes.cards"))
    assert page.status["tone"] == "saved", page.status["text"]
    [made] = Path("uitvoer").iterdir()
    text = made.read_text(encoding="utf-8")
    assert "Voor Merel" in text and "CONCEPT" not in text and "de telefoon ging niet over." in text


def test_a_page_on_paper_for_each_theme(project: Project) -> None:
    page = opened(project, "Kompas")
    make_theme(project, page.series_id, title="Bellen")
    click(page, BACK)
    click(page, say("write_report.giving.paper"))
    assert page.status["tone"] == "saved", page.status["text"]
    [made] = Path("uitvoer").iterdir()
    assert "☐ er mist iets" in made.read_text(encoding="utf-8")
    assert [block["text"] for block in every_block(page) if block["kind"] == "button" and block["text"] == "Bellen"]
