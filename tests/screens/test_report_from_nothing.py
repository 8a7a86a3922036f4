"""A new series, made only through the pages, from an empty project to a report that is *vastgesteld*."""

from __future__ import annotations

from pathlib import Path

import pytest
from finishing import AGREE, BACK, BY_PEOPLE, DISSENT, agree_with_all, read_all, write_in
from pages import choose, click, every_block, told, type_in

from ontmoet_research.report import build_report, report_md
from ontmoet_research.screens.bringing.bring_in_series import BringInSeries
from ontmoet_research.screens.learning.our_themes import OurThemes
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.quoting.approve_quotes import ApproveQuotes
from ontmoet_research.screens.report.write_report import WriteReport
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import Project, create, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

SAID = ("Ik vond het fijn dat we samen aten.", "Bij ons komt de brief op vrijdag.")
PEOPLE = {"Zon": ("Wilma", "eigen ervaring"), "Maan": ("Teun Bakker", "vrijwilliger")}
TEAM = {"Merel": "ervaring", "Specht": "ervaring", "Kompas": "onderzoek"}


def saved(page: Page) -> None:
    assert page.status["tone"] == "saved", page.status["text"]


def click_with(page: Page, words: str) -> None:
    """Click the first button with these words in it."""
    click(page, next(str(one["text"]) for one in every_block(page) if one["kind"] == "button" and words in one["text"]))


def lists_of(page: Page) -> list[str]:
    return [block["label"] for block in every_block(page) if block["kind"] == "select"]


def set_up(project: Project) -> None:
    page = SetUpSeries(project)
    click(page, "Twee workshops")
    type_in(page, say("set_up_series.title_of"), "Nieuwe reeks")
    click(page, say("set_up_series.make"))
    saved(page)
    for name, side in TEAM.items():
        who = WriteReport(project)
        if who.person():
            who.receive({"do": "someone_else"})
        type_in(who, say("page.name"), name)
        click(who, say(f"page.i_am.{side}"))


def at_work(project: Project, name: str) -> Project:
    return project.as_person(
        next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)
    )


def bring_in(project: Project, folder: Path) -> None:
    (folder / "bijeenkomst 1, 3 sept 2024.txt").write_text(
        f"Wilma  0:12\n{SAID[0]}\n\nTeun Bakker  0:15\n{SAID[1]}\n", encoding="utf-8"
    )
    page, right = BringInSeries(project, who=project.who), say("bring_in_series.right")
    people = "\n".join(f"{alias}, {side}" for alias, (_, side) in PEOPLE.items())
    type_in(page, say("bring_in_series.people"), people)
    click(page, say("bring_in_series.age.all"))
    click(page, right)
    click(page, say("bring_in_series.read"))
    click(page, right)
    for label in lists_of(page):
        choose(page, label, isolated(next(alias for alias, (name, _) in PEOPLE.items() if name in label)))
    click(page, next(str(one["text"]) for one in every_block(page) if one.get("main")))
    type_in(page, say("ask_consent.leaflet"), "versie 2")
    for label in [one for one in lists_of(page) if one != say("evening_paper.asked_by")]:
        choose(page, label, say("bring_in_series.answer.all"))
    click(page, right)
    for label in lists_of(page):
        choose(page, label, say("bring_in_series.seen.niemand"))
    click(page, right)
    assert say("bring_in_series.open.labels") in told(page)  # all else is done


def make_theme(project: Project) -> None:
    page = OurThemes(project, who=project.who)
    type_in(page, say("our_themes.title_is"), "Samen eten")
    click(page, say("our_themes.add"))
    type_in(page, say("our_themes.sought"), "aten")
    click(page, say("our_themes.look"))
    click_with(page, SAID[0])
    click(page, say("approve_quotes.propose"))  # *Stel voor als citaat*, where the piece is read
    saved(page)
    click(page, say("our_themes.relation.past"))


def make_quotes(project: Project) -> None:
    page = ApproveQuotes(project, who=project.who)
    click(page, say("approve_quotes.part.choose"))
    click_with(page, SAID[1])
    click(page, say("approve_quotes.propose"))
    click(page, say("approve_quotes.part.ask"))
    for words in SAID:
        click_with(page, words)
        click(page, say("approve_quotes.answer.akkoord"))
        for readers in ("groep", "gemeente"):
            click(page, say(f"report.readers.{readers}"))
        click(page, say("approve_quotes.keep_answer"))
        saved(page)


def give_back(page: WriteReport) -> None:
    """The theme is given back; someone does not recognise it, and people talk about that."""
    click(page, BACK)
    click(page, "Samen eten")
    assert SAID[0] in told(page)
    click(page, say("write_report.giving.reaction.herken_ik_niet"))
    type_in(page, say("write_report.giving.said"), "Ik at thuis.")
    type_in(page, say("write_report.giving.day"), "5 oktober 2024")
    click(page, say("write_report.giving.keep"))
    saved(page)
    click(page, say("write_report.giving.outcomes.beide_blijven_staan"))
    type_in(page, say("write_report.giving.day"), "5 oktober 2024")
    click(page, say("write_report.giving.keep_outcome"))
    saved(page)
    click(page, say("write_report.giving.back"))
    click(page, say("write_report.together.back"))


def say_no(page: WriteReport) -> None:
    click(page, AGREE)
    click(page, say("report.section.wat_we_vragen"))
    click(page, say("write_report.agree.answer.niet_akkoord"))
    type_in(page, say("write_report.agree.note"), DISSENT)
    click(page, say("write_report.agree.keep"))
    saved(page)
    click(page, say("report.section.wat_we_vragen"))
    type_in(page, say("write_report.agree.talked_on"), "6 oktober 2024")
    click(page, say("write_report.agree.keep_talk"))
    saved(page)


def test_a_new_series_gets_a_report_that_is_final(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "werk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    with create(tmp_path / "p.ontmoet", title="Nieuw") as project:
        set_up(project)
        kompas = at_work(project, "Kompas")
        bring_in(kompas, folder)
        make_theme(kompas)
        make_quotes(kompas)
        pages = {name: WriteReport(project, who=at_work(project, name).who) for name in TEAM}
        for part in BY_PEOPLE:
            write_in(pages["Merel"], part, "Wij schreven.")
            write_in(pages["Kompas"], part, "Wij schreven dit samen.")
        for part in ("wat_we_leerden", "wat_we_vragen"):
            click(pages["Merel"], say(f"report.section.{part}"))
            click(pages["Merel"], say("report.knowledge.ervaring"))
            click(pages["Merel"], say("write_report.back"))
        give_back(pages["Merel"])
        read_all(pages["Merel"])
        say_no(pages["Specht"])
        for name in ("Merel", "Kompas"):
            agree_with_all(pages[name])
        final = build_report(project)
        text = report_md(final).decode()
        [given] = read_rows(project, "member_checks", theme_id=read_rows(project, "themes")[0].object_id)
    assert final.status == "vastgesteld", told(pages["Kompas"])
    assert "CONCEPT" not in text and DISSENT in text
    assert all(words in text for words in SAID)
    assert (given["reactions"], given["outcome"]) == (["herken ik niet"], "beide_blijven_staan")
