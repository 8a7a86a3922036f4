"""A report that is finished: given back, agreed to by each side, one who does not agree, and then no concept any more.

All through the pages, in a project that nobody prepared with anything but people and one note.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from finishing import AGREE, DISSENT, agree_with_all, opened, read_all, status, write_in, written
from pages import choose, click, every_block, series_named, small_project, told, type_in

from ontmoet_research.report import PARTS, build_report, report_docx, report_html, report_md
from ontmoet_research.store import Project
from ontmoet_research.words import Refused, say

ALWAYS_PRINTED = ("in_het_kort", "wie_deden_mee", "wat_we_leerden", "hoe_zeker_zijn_we")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "proef.ontmoet")


def test_a_report_goes_from_concept_to_final_for_the_group_and_then_for_the_municipality(project: Project) -> None:
    merel, kompas = written(project)
    assert status(project) == "concept"
    read_all(merel)
    assert status(project) != "concept"
    agree_with_all(merel)
    assert status(project) != "vastgesteld", "one side is not both"
    agree_with_all(kompas)
    blocking = [b for b in every_block(kompas) if b["kind"] == "findings"]
    assert status(project) == "vastgesteld", blocking
    click(kompas, AGREE)
    choose(kompas, say("write_report.agree.which"), say("report.readers.gemeente"))
    assert status(project, "gemeente") == "voor_akkoord"
    assert status(project, "openbaar") == "concept", "the public comes after who pays"
    click(kompas, say("write_report.together.back"))
    for page in (kompas, merel):
        agree_with_all(page, "gemeente")
    assert status(project, "gemeente") == "vastgesteld"


def test_concept_stands_on_it_until_it_is_final(project: Project) -> None:
    series = series_named(project, "Samen in Veldhoek")
    merel, kompas = written(project)
    before = build_report(project, series)
    assert b"CONCEPT" in report_html(before) and b"CONCEPT" in report_md(before)
    read_all(merel)
    for page in (merel, kompas):
        agree_with_all(page)
    final = build_report(project, series)
    assert b"CONCEPT" not in report_html(final) and b"CONCEPT" not in report_md(final)
    assert ("Stand", "vastgesteld") in final.facts
    assert len(report_docx(final)) and final.is_concept is False


def test_any_change_voids_the_part_that_changed_and_no_other(project: Project) -> None:
    merel, kompas = written(project)
    read_all(merel)
    for page in (merel, kompas):
        agree_with_all(page)
    write_in(merel, "trots_en_dank", "Wij zijn trots op iets anders.")
    click(merel, AGREE)
    agreeing = merel.parts["together.agree"]
    states = {key: one.state for key, one in agreeing.standings().items()}  # type: ignore[attr-defined]  # of this part
    assert states.pop("trots_en_dank") == "concept"
    assert set(states.values()) == {"vastgesteld"}


def test_not_agreeing_is_printed_word_for_word_and_needs_a_talk_first(project: Project) -> None:
    merel, kompas = written(project)
    read_all(merel)
    click(merel, AGREE)
    click(merel, say("report.section.wat_we_vragen"))
    click(merel, say("write_report.agree.answer.niet_akkoord"))
    click(merel, say("write_report.agree.keep"))
    assert merel.status["tone"] == "refused", "without words nobody knows why"
    type_in(merel, say("write_report.agree.note"), DISSENT)
    click(merel, say("write_report.agree.keep"))
    click(merel, say("write_report.agree.rest"))
    click(merel, say("write_report.together.back"))
    agree_with_all(kompas)
    assert status(project) == "voor_akkoord"
    series = series_named(project, "Samen in Veldhoek")
    assert DISSENT in report_md(build_report(project, series)).decode()
    noor = opened(project, "Merel")
    click(noor, AGREE)
    click(noor, say("report.section.wat_we_vragen"))
    assert DISSENT in told(noor)
    type_in(noor, say("write_report.agree.talked_on"), "6 juli 2024")
    click(noor, say("write_report.agree.keep_talk"))
    assert noor.status["tone"] == "saved", noor.status["text"]
    assert status(project) == "voor_akkoord", "of her side nobody agrees yet"
    assert "Merel" not in next(block["text"] for block in every_block(noor) if block["kind"] == "aloud")


def test_who_does_not_agree_stays_printed_after_the_text_changed(project: Project) -> None:
    merel, _ = written(project)
    read_all(merel)
    click(merel, AGREE)
    click(merel, say("report.section.wat_we_vragen"))
    click(merel, say("write_report.agree.answer.niet_akkoord"))
    type_in(merel, say("write_report.agree.note"), DISSENT)
    click(merel, say("write_report.agree.keep"))
    click(merel, say("write_report.together.back"))
    write_in(merel, "wat_we_vragen", "Een komma, erbij.")
    text = report_md(build_report(project, series_named(project, "Samen in Veldhoek"))).decode()
    assert DISSENT in text and say("report.dissent.earlier") in text


def test_too_early_is_said_and_there_is_nothing_to_click(project: Project) -> None:
    merel, _ = written(project)
    click(merel, AGREE)
    click(merel, say("report.section.wat_we_vragen"))
    assert say("write_report.agree.read_first") in told(merel)
    assert say("write_report.agree.keep") not in told(merel)
    from ontmoet_research.report.signing import sign_part

    version = merel.parts["together.agree"].versions()["wat_we_vragen"]  # type: ignore[attr-defined]  # of this part
    with pytest.raises(Refused, match="nog niet teruggelezen"):
        sign_part(merel.project, merel.series_id, "wat_we_vragen", "groep", "akkoord", seen=version)
    with pytest.raises(Refused, match="net veranderd"):
        sign_part(merel.project, merel.series_id, "wat_we_vragen", "groep", "akkoord", seen="0" * 64)


def test_all_that_still_has_to_be_done_is_told_at_once(project: Project) -> None:
    merel = opened(project, "Merel")
    write_in(merel, "wat_we_vragen", "Bel terug.")
    click(merel, AGREE)
    click(merel, say("report.section.wat_we_vragen"))
    one_side, unread = say("report.kept_back.one_side"), say("write_report.agree.read_first")
    again = say("write_report.agree.read_again")
    assert one_side in told(merel) and unread in told(merel) and again not in told(merel)
    from ontmoet_research.report.signing import sign_part

    version = merel.parts["together.agree"].versions()["wat_we_vragen"]  # type: ignore[attr-defined]  # of this part
    with pytest.raises(Refused, match=f"nog niet teruggelezen.*{one_side}"):
        sign_part(merel.project, merel.series_id, "wat_we_vragen", "groep", "akkoord", seen=version)
    click(merel, say("write_report.agree.back"))
    click(merel, say("write_report.together.back"))
    read_all(merel)
    click(merel, AGREE)
    click(merel, say("report.section.wat_we_vragen"))
    assert one_side in told(merel) and unread not in told(merel)
    assert again in told(merel), "who mends the text hears beforehand that it is read back again"


def test_every_part_can_be_read_as_its_readers_get_it(project: Project) -> None:
    merel, _ = written(project)
    click(merel, AGREE)
    parts = merel.parts["together.agree"].versions()  # type: ignore[attr-defined]  # of this part
    assert set(ALWAYS_PRINTED) <= set(parts) <= set(PARTS), "a part in which nothing stands asks no yes"
    for part in parts:
        click(merel, say(f"report.section.{part}"))
        assert say("write_report.agree.text_of") in told(merel), merel.status
        click(merel, say("write_report.agree.back"))
