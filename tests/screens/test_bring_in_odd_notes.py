"""Notes and people that are not as they should be: asked or told, and no words in the wrong mouth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research.group import add_contributor, make_series
from ontmoet_research.screens.bringing.bring_in_series import BringInSeries
from ontmoet_research.store import create, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from ..intake.files import page_of, pdf, xlsx
from ..pages import choose, click, list_named, told, type_in

RIGHT, STORE = say("bring_in_series.right"), say("bring_in_series.store", n=1)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BringInSeries]:
    folder = tmp_path / "werk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with create(tmp_path / "p.ontmoet", title="Reeks") as made:
        make_series(made, "gids-2021", "Samen in Veldhoek", "Veldhoek")
        kompas = add_contributor(made, "Kompas", "onderzoek", "docent-onderzoeker")
        yield BringInSeries(made.as_person(kompas), who=kompas)


def people(page: BringInSeries, *lines: str) -> None:
    type_in(page, say("bring_in_series.people"), "\n".join(lines))
    click(page, say("bring_in_series.age.all"))
    click(page, RIGHT)


def read(page: BringInSeries) -> None:
    click(page, say("bring_in_series.part.notes"))
    click(page, say("bring_in_series.read"))


def test_the_columns_of_a_form_are_chosen_on_the_page(page: BringInSeries) -> None:
    rows = [
        ["ID", "Begintijd", "E-mail", "Wat nam je mee van vanavond?", "Welke opmerking heb je nog?"],
        ["1", "45000", "a@voorbeeld.nl", "Dat iedereen mag meepraten over geld.", "De koffie was lekker vanavond."],
    ]
    Path("bijeenkomst 1.xlsx").write_bytes(xlsx(rows))
    read(page)
    (one,) = page.waiting
    assert "koffie" in one.note.text
    click(page, "Welke opmerking heb je nog?")
    assert "koffie" not in one.note.text
    assert "meepraten" in one.note.text
    click(page, "Wat nam je mee van vanavond?")
    assert page.status["tone"] == "refused"
    assert "meepraten" in one.note.text


def test_a_line_at_the_edge_of_a_pdf_comes_back_with_one_click(page: BringInSeries) -> None:
    top = "Verslag Veldhoek vertrouwelijk"
    Path("bijeenkomst 1.pdf").write_bytes(
        pdf(*(page_of(top, f"Dit zei iemand op blad {n}.", f"En dat was nummer {n}.") for n in range(1, 7)))
    )
    read(page)
    (one,) = page.waiting
    if top in one.note.text:
        pytest.fail("the header was not left out, so nothing can come back")
    click(page, say("bring_in_series.edges_back"))
    assert one.note.text.count(top) == 6
    assert say("bring_in_series.edges_back") not in told(page)


def test_two_notes_of_one_evening_two_evenings_in_one_and_a_day_that_is_not_planned_are_told(
    page: BringInSeries,
) -> None:
    Path("bijeenkomst 1 deel a.txt").write_text("Wij aten samen.", encoding="utf-8")
    Path("bijeenkomst 1 deel b.txt").write_text("Wij zongen samen.", encoding="utf-8")
    Path("over 3 sept 2024 en 10 sept 2024.txt").write_text("Twee avonden.", encoding="utf-8")
    read(page)
    shown = told(page)
    assert "2 verslagen horen bij Bijeenkomst 1" in shown
    assert "3 september 2024" in shown
    assert "10 september 2024" in shown
    assert read_rows(page.project, "sources") == []


def test_an_alias_that_is_the_name_of_another_puts_no_words_in_the_wrong_mouth(page: BringInSeries) -> None:
    people(page, "Wilma, inwoner", "Zon, inwoner")
    Path("bijeenkomst 1.txt").write_text("Wilma: ik zei dit.\n\nZon: ik dat.\n\nWilma: en dit.", encoding="utf-8")
    read(page)
    click(page, RIGHT)
    choose(page, _question(page, "Wilma"), isolated("Zon"))
    click(page, STORE)
    assert page.status["tone"] == "refused"
    assert read_rows(page.project, "sources") == []


def _question(page: BringInSeries, name: str) -> str:
    return next(
        str(block["label"]) for block in page.view["blocks"] if block["kind"] == "select" and name in block["label"]
    )


def test_answers_of_paper_have_their_day_who_asked_and_each_purpose_and_go_back_together(page: BringInSeries) -> None:
    people(page, "Zon, inwoner", "Maan, inwoner")
    click(page, say("bring_in_series.part.answers"))
    type_in(page, say("ask_consent.leaflet"), "2024-1")
    type_in(page, say("bring_in_series.answer_day"), "3 sept 2024")
    for alias in ("Maan", "Zon"):
        choose(page, say("bring_in_series.said", alias=isolated(alias)), say("bring_in_series.answer.no"))
    maan = next(row.object_id for row in read_rows(page.project, "participants") if row["alias"] == "Maan")
    for purpose in ("meedoen", "notities", "citaat"):
        cell = {"do": "turn_answer", "in": "answers", "value": purpose, "person": maan}
        page.receive(cell)  # no answer
        page.receive(cell)  # yes
    click(page, RIGHT)
    rows = read_rows(page.project, "consents")
    who = {row.object_id: row["alias"] for row in read_rows(page.project, "participants")}
    assert {(who[row["participant_id"]], row["purpose"]) for row in rows if row["given"]} == {
        ("Maan", "meedoen"), ("Maan", "notities"), ("Maan", "citaat"),
    }  # fmt: skip
    assert {(row["date"], row["asked_by"], row["info_version"]) for row in rows} == {
        ("2024-09-03", page.project.who, "2024-1")
    }
    page.receive({"do": "undo"})
    assert read_rows(page.project, "consents") == []


def test_who_others_depend_on_does_not_enter_answers(page: BringInSeries) -> None:
    people(page, "Zon, inwoner")
    ronde = add_contributor(page.project, "Ronde", "praktijk")
    other = BringInSeries(page.project.as_person(ronde), who=ronde)
    click(other, say("bring_in_series.part.answers"))
    assert say("ask_consent.not_by_you") in told(other)
    other.receive({"do": "right", "in": "answers"})
    assert other.status["tone"] == "refused"


def test_a_note_can_wait_and_the_list_of_meetings_stays(page: BringInSeries) -> None:
    Path("aantekening.txt").write_text("Geen dag, geen nummer.", encoding="utf-8")
    read(page)
    (one,) = page.waiting
    assert one.session_id == ""
    assert list_named(page, _question(page, "aantekening"))["value"] == ""


def test_the_same_person_under_three_names_is_one_person(page: BringInSeries) -> None:
    people(page, "Zon, inwoner")
    lines = ("Wilma: ik zei dit.", "Bos, Wilma: en dat.", "W. Bos: en nog wat.")
    Path("bijeenkomst 1.txt").write_text("\n\n".join(lines), encoding="utf-8")
    read(page)
    click(page, RIGHT)
    for name in (f"Wie is {isolated('Wilma')}?", "Bos, Wilma", "W. Bos"):
        choose(page, _question(page, name), isolated("Zon"))
    click(page, STORE)
    zon = read_rows(page.project, "participants")[0].object_id
    assert [row["participant_id"] for row in read_rows(page.project, "fragments")] == [zon] * 3
    assert "Bos" not in read_rows(page.project, "sources")[0]["text"]


def test_a_speaker_who_is_on_no_list_stays_unknown_and_loses_no_words(page: BringInSeries) -> None:
    people(page, "Zon, inwoner")
    Path("bijeenkomst 1.txt").write_text("Zon: ik zei dit.\n\nTheodoor: ik woon hier niet.", encoding="utf-8")
    read(page)
    click(page, RIGHT)
    click(page, STORE)
    rows = sorted(read_rows(page.project, "fragments"), key=lambda row: row["order"])
    assert [row["participant_id"] is None for row in rows] == [False, True]
    text = read_rows(page.project, "sources")[0]["text"]
    assert "ik woon hier niet." in text and "Theodoor" not in text


def test_a_file_that_changes_after_it_was_read_comes_in_as_it_was_and_the_newer_one_is_asked_about(
    page: BringInSeries,
) -> None:
    file, words = Path("bijeenkomst 1.txt"), " ".join(f"woord{n}" for n in range(60))
    file.write_text(f"Zij zei: {words}.", encoding="utf-8")
    read(page)
    file.write_text(f"Zij zei: {words}, en nog iets.", encoding="utf-8")
    click(page, RIGHT)
    click(page, STORE)
    (note,) = read_rows(page.project, "sources")
    assert "nog iets" not in note["text"]
    click(page, say("bring_in_series.part.notes"))
    read(page)
    assert say("bring_in_series.looks_like", title=isolated(note["title"])) in told(page)
    choose(page, _question(page, "bijeenkomst 1.txt"), say("bring_in_series.leave_out"))
    assert page.waiting == []
    assert say("bring_in_series.left_out", file=isolated("bijeenkomst 1.txt")) in told(page)
    assert len(read_rows(page.project, "sources")) == 1
