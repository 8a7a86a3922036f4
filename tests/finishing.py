"""What finishing a report takes on the pages: parts that people wrote, read back, agreed to."""

from __future__ import annotations

from pages import choose, click, series_named, type_in

from ontmoet_research.report import build_report
from ontmoet_research.report.writing import CONCLUSIONS, rest_on_knowledge, write_part
from ontmoet_research.screens.report.write_report import WriteReport
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say

BY_PEOPLE = ("in_het_kort", "waarom_deze_reeks", "wie_ontbrak", "wat_we_leerden", "wat_we_vragen", "trots_en_dank")
AGREE, BACK = say("write_report.together.part.agree"), say("write_report.together.part.back")
DISSENT = "Wij kregen die brief wél. Dat staat er niet in, zeg ik."


def opened(project: Project, name: str) -> WriteReport:
    who = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)
    page = WriteReport(project, who=who)
    page.receive({"do": "choose_series", "value": series_named(project, "Samen in Veldhoek")})
    return page


def write_in(page: WriteReport, section: str, words: str) -> None:
    click(page, say(f"report.section.{section}"))
    type_in(page, say("write_report.text"), words)
    click(page, say("write_report.keep"))


def written(project: Project) -> tuple[WriteReport, WriteReport]:
    """The pages of two people who wrote all parts that people write (how that goes is tested elsewhere)."""
    merel, kompas = opened(project, "Merel"), opened(project, "Kompas")
    for part in BY_PEOPLE:
        for page, words in ((merel, "Wij schreven."), (kompas, f"Wij schreven {part.replace('_', ' ')}.")):
            write_part(page.project, page.series_id, part, words)
    for part in CONCLUSIONS:
        for source in ("ervaring", "onderzoek"):
            rest_on_knowledge(merel.project, merel.series_id, part, source)
    return merel, kompas


def read_all(page: WriteReport, reaction: str = "herken_ik") -> None:
    click(page, BACK)
    click(page, say(f"write_report.giving.reaction.{reaction}"))
    type_in(page, say("write_report.giving.day"), "5 juli 2024")
    click(page, say("write_report.giving.keep_all"))
    click(page, say("write_report.together.back"))


def agree_with_all(page: WriteReport, readers: str = "groep") -> None:
    click(page, AGREE)
    choose(page, say("write_report.agree.which"), say(f"report.readers.{readers}"))
    click(page, say("write_report.agree.rest"))
    assert page.status["tone"] == "saved", page.status["text"]
    click(page, say("write_report.together.back"))


def status(project: Project, readers: str = "groep") -> str:
    return build_report(project, series_named(project, "Samen in Veldhoek"), audience=readers).status
