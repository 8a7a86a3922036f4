"""People of a series out of the files themselves, their real names into the key file, and consent as one grid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from pages import choose, click, every_block, told, type_in

from ontmoet_research.group import add_contributor, make_series
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.privacy import key_file
from ontmoet_research.privacy.consent import BASE_PURPOSES
from ontmoet_research.screens import names_open
from ontmoet_research.screens.bringing.bring_in_series import BringInSeries
from ontmoet_research.store import create, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from ..intake.files import xlsx

RIGHT = say("bring_in_series.right")
PHRASES = ("zes groene fietsen op zondag", "zeven gele boten bij de brug")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "werk"
    made.mkdir()
    monkeypatch.chdir(made)
    monkeypatch.setattr(key_file, "settings_file", lambda: tmp_path / "waar.json")
    return made


@pytest.fixture
def page(folder: Path, tmp_path: Path) -> Iterator[BringInSeries]:
    (tmp_path / "project").mkdir()
    with create(tmp_path / "project" / "p.ontmoet", title="Reeks") as made:
        make_series(made, "gids-2021", "Samen in Veldhoek", "Veldhoek")
        kompas = add_contributor(made, "Kompas", "onderzoek", "docent-onderzoeker")
        yield BringInSeries(made.as_person(kompas), who=kompas)
        names_open.waiting_names(made).clear()
        names_open.put_away(made)


def note_with_table(path: Path) -> None:
    document = Document()
    document.add_paragraph("Bijeenkomst 1, 3 september 2024")
    table = document.add_table(rows=0, cols=3)
    for cells in (("Naam", "Telefoon", "Aanwezig"), ("Wilma Bos", "06-12345678", "ja"), ("Jan de Vries", "", "nee")):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("Wilma: de brief kwam te laat. Jan de Vries weet dat ook.")
    document.save(str(path))


def typed_list(page: BringInSeries) -> str:
    return next(one["value"] for one in every_block(page) if one.get("label") == say("bring_in_series.people"))


def people(page: BringInSeries) -> dict[str, str]:
    return {row["alias"]: row.object_id for row in read_rows(page.project, "participants")}


def test_people_come_out_of_a_table_in_a_note_and_a_name_says_who_speaks(page: BringInSeries, folder: Path) -> None:
    note_with_table(folder / "verslag 1.docx")
    click(page, say("bring_in_series.find_people"))
    assert typed_list(page) == "Deelnemer 1 (Wilma Bos)\nDeelnemer 2 (Jan de Vries)"
    type_in(page, say("bring_in_series.people"), "Zon (Wilma Bos), inwoner\nBeuk (Jan de Vries)")
    click(page, say("bring_in_series.age.all"))
    click(page, RIGHT)
    assert set(people(page)) == {"Zon", "Beuk"}
    assert say("bring_in_series.open.names", n=2) in told(page)
    page.receive({"do": "open_part", "part": "speakers"})
    wilma = next(one for one in every_block(page) if one["kind"] == "select" and "Wilma" in one["label"])
    assert wilma["value"] == people(page)["Zon"]
    click(page, say("bring_in_series.store", n=1))
    text = read_rows(page.project, "sources")[0]["text"]
    assert "Zon: de brief kwam te laat. Beuk weet dat ook." in text
    assert not [one for one in ("Wilma", "Bos", "Vries", "12345678") if one in text]


def test_a_file_that_is_a_list_of_people_is_no_note_and_who_is_under_18_is_left_out(
    page: BringInSeries, folder: Path
) -> None:
    heads = ["Schuilnaam", "Naam", "18+", "Perspectief"]
    rows = [heads, ["Zon", "Wilma Bos", "ja", "inwoner"], ["Iep", "Joris", "nee", ""]]
    (folder / "deelnemers.xlsx").write_bytes(xlsx(rows))
    (folder / "verslag.txt").write_text("Wilma: ja.\n", encoding="utf-8")
    click(page, say("bring_in_series.find_people"))
    assert typed_list(page) == "Zon (Wilma Bos), inwoner"
    assert "nog geen 18" in page.status["text"]
    assert [one.path.name for one in page.waiting] == ["verslag.txt"]
    click(page, say("bring_in_series.find_people"))
    assert typed_list(page) == "Zon (Wilma Bos), inwoner"  # nobody comes twice


def test_a_table_that_is_pasted_becomes_a_list(page: BringInSeries) -> None:
    type_in(page, say("bring_in_series.people"), "Naam\tRol\tE-mail\nTruus Bos\tvrijwilliger\tt@voorbeeld.nl")
    click(page, say("bring_in_series.make_list"))
    assert typed_list(page) == "Deelnemer 1 (Truus Bos), vrijwilliger"


def test_an_alias_that_is_a_real_name_of_the_group_is_refused(page: BringInSeries) -> None:
    type_in(page, say("bring_in_series.people"), "Wilma (Truus Bos)\nZon (Wilma de Wit)")
    click(page, say("bring_in_series.age.all"))
    click(page, RIGHT)
    assert page.status["tone"] == "refused" and people(page) == {}


def test_the_names_go_from_the_page_into_a_key_file_outside_the_project(page: BringInSeries, tmp_path: Path) -> None:
    type_in(page, say("bring_in_series.people"), "Zon (Wilma Bos)\nBeuk (Jan de Vries)")
    click(page, say("bring_in_series.age.all"))
    click(page, RIGHT)
    place = tmp_path / "apart" / "namen.age"
    place.parent.mkdir()
    type_in(page, say("names_apart.place"), str(place))
    type_in(page, say("names_apart.phrase_one"), PHRASES[0])
    type_in(page, say("names_apart.phrase_two"), PHRASES[1])
    click(page, say("names_apart.make"))
    click(page, say("bring_in_series.put_apart", n=2))
    assert page.status["tone"] == "refused"  # nobody said yet whether an alias tells who it is
    click(page, say("names_apart.no"))
    click(page, say("bring_in_series.put_apart", n=2))
    assert page.status["tone"] == "saved", page.status
    opened = key_file.open_key_file(page.project, place, passphrase=PHRASES[1])
    assert {one.participant_id: one.name for one in opened.people} == {
        people(page)["Zon"]: "Wilma Bos",
        people(page)["Beuk"]: "Jan de Vries",
    }
    assert not names_open.waiting_names(page.project)
    content = Path(page.project.path).read_bytes()
    assert b"Wilma" not in content and b"Vries" not in content


def grid_cells(page: BringInSeries, alias: str) -> list[dict[str, object]]:
    (grid,) = [block for block in every_block(page) if block["kind"] == "grid"]
    (row,) = [one for one in grid["blocks"] if one["head"] == isolated(alias)]
    return list(row["blocks"])


@pytest.fixture
def asking(page: BringInSeries) -> BringInSeries:
    type_in(page, say("bring_in_series.people"), "Zon\nMaan\nSter\nBeuk")
    click(page, say("bring_in_series.age.all"))
    click(page, RIGHT)
    page.receive({"do": "open_part", "part": "answers"})
    type_in(page, say("ask_consent.leaflet"), "versie 2")
    type_in(page, say("bring_in_series.answer_day"), "5 juli 2024")
    return page


def answers(page: BringInSeries, alias: str) -> dict[str, bool]:
    rows = read_rows(page.project, "consents", participant_id=people(page)[alias])
    assert {(row["date"], row["info_version"], row["asked_by"]) for row in rows} <= {
        ("2024-07-05", "versie 2", page.project.who)
    }
    return {row["purpose"]: row["given"] for row in rows}


def test_one_grid_keeps_each_answer_and_what_stays_empty_was_not_answered(asking: BringInSeries) -> None:
    choose(asking, say("bring_in_series.said", alias=isolated("Zon")), say("bring_in_series.answer.base"))
    choose(asking, say("bring_in_series.said", alias=isolated("Maan")), say("bring_in_series.answer.no"))
    cell = {"do": "turn_answer", "in": "answers", "person": people(asking)["Ster"]}
    for purpose, times in (("meedoen", 1), ("notities", 2), ("citaat", 3)):
        for _ in range(times):
            asking.receive({**cell, "value": purpose})
    assert [one["text"] for one in grid_cells(asking, "Ster")[1:4]][:2] == ["ja", "nee"]
    asking.receive({"do": "open_part", "part": "people"})  # to look at something else loses nothing
    asking.receive({"do": "open_part", "part": "answers"})
    click(asking, RIGHT)
    assert answers(asking, "Zon") == {one: one in BASE_PURPOSES for one in CONSENT_PURPOSES}
    assert answers(asking, "Maan") == dict.fromkeys(CONSENT_PURPOSES, False)
    assert answers(asking, "Ster") == {"meedoen": True, "notities": False}
    assert answers(asking, "Beuk") == {}
    assert say("bring_in_series.open.answers", n=1) in told(asking)


def test_as_on_this_paper_fills_everybody_and_an_answer_that_was_given_stays(asking: BringInSeries) -> None:
    asking.receive({"do": "turn_answer", "in": "answers", "value": "meedoen", "person": people(asking)["Ster"]})
    click(asking, RIGHT)
    asking.receive({"do": "open_part", "part": "answers"})
    assert grid_cells(asking, "Ster")[1]["text"] == "ja"
    click(asking, say("bring_in_series.answer.all"))
    click(asking, RIGHT)
    for alias in ("Zon", "Maan", "Ster", "Beuk"):
        assert answers(asking, alias) == dict.fromkeys(CONSENT_PURPOSES, True)
    asking.receive({"do": "open_part", "part": "answers"})
    assert say("bring_in_series.all_answered") in told(asking)


def test_without_the_number_of_the_paper_nothing_is_kept_and_nothing_is_lost(asking: BringInSeries) -> None:
    type_in(asking, say("ask_consent.leaflet"), "")
    click(asking, say("bring_in_series.answer.all"))
    click(asking, RIGHT)
    assert asking.status["tone"] == "refused" and answers(asking, "Zon") == {}
    assert [one["text"] for one in grid_cells(asking, "Zon")[1:]] == ["ja"] * len(CONSENT_PURPOSES)


def test_names_that_are_shut_can_be_opened_where_it_is_asked_who_speaks(
    page: BringInSeries, folder: Path, tmp_path: Path
) -> None:
    (folder / "verslag.txt").write_text("Wilma: ja.\n\nVries, Jan de: nee.\n\nWilma: ja.\n", encoding="utf-8")
    type_in(page, say("bring_in_series.people"), "Zon (Wilma Bos)\nBeuk (Jan de Vries)")
    click(page, say("bring_in_series.age.all"))
    click(page, RIGHT)
    (tmp_path / "apart").mkdir()
    type_in(page, say("names_apart.place"), str(tmp_path / "apart" / "namen.age"))
    type_in(page, say("names_apart.phrase_one"), PHRASES[0])
    type_in(page, say("names_apart.phrase_two"), PHRASES[1])
    click(page, say("names_apart.make"))
    click(page, say("names_apart.no"))
    click(page, say("bring_in_series.put_apart", n=2))
    click(page, say("bring_in_series.read"))
    page.receive({"do": "open_part", "part": "speakers"})
    assert who_speaks(page)["Wilma"] == people(page)["Zon"]  # the names are at hand as long as the file is open
    names_open.put_away(page.project)  # as in a window that was opened anew
    page.refresh()
    assert who_speaks(page)["Wilma"] == "" and say("bring_in_series.names_shut") in told(page)
    type_in(page, say("names_open.phrase"), PHRASES[0])
    click(page, say("names_open.open"))
    assert who_speaks(page)["Wilma"] == people(page)["Zon"]
    assert say("bring_in_series.names_shut") not in told(page)


def who_speaks(page: BringInSeries) -> dict[str, str]:
    """Who is proposed for each speaker, by the first name that stands in the question."""
    lists = [one for one in every_block(page) if one["kind"] == "select" and one["sends"].get("speaker")]
    return {str(one["sends"]["speaker"]): str(one["value"]) for one in lists}
