"""A series of five notes in five formats with eleven people, from an empty folder to *klaar om te labelen*."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from docx import Document

from ontmoet_research.group import add_contributor, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.screens import window as windows
from ontmoet_research.screens.bringing.bring_in_series import BringInSeries
from ontmoet_research.screens.memory import remember
from ontmoet_research.screens.shell.shell import Shell
from ontmoet_research.screens.window import Window
from ontmoet_research.store import Project, create, new, read_rows, remove, write
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from ..intake.files import page_of, pdf, xlsx
from ..pages import choose, click, every_block, told, type_in

PEOPLE = {
    "Zon": ("Wilma", "eigen ervaring"), "Maan": ("Teun Bakker", "vrijwilliger"),
    "Ster": ("Fatima el Amrani", "inwoner"),
    "Beuk": ("Vries, Jan de", "professional"), "Eik": ("Hatice", "eigen ervaring"), "Linde": ("Rachid", "inwoner"),
    "Wilg": ("Truus", "eigen ervaring"), "Berk": ("Piet", "docent"), "Den": ("Ayşe", "vrijwilliger"),
    "Iep": ("Joris", "student"), "Es": ("Kees", "beleid"),
}  # fmt: skip
MOST = 40


def _folder(folder: Path) -> None:
    (folder / "bijeenkomst 1, 3 sept 2024.txt").write_text(
        "Wilma  0:12\nIk vond het fijn dat we samen aten.\n\nTeun Bakker  0:15\nBij ons komt de brief op vrijdag.\n\n"
        "Wilma  0:22\nDan kun je niemand bellen.\n", encoding="utf-8",
    )  # fmt: skip
    (folder / "bijeenkomst 2, 10 sept 2024.vtt").write_text(
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Fatima el Amrani>Ik ken de weg niet.</v>\n\n"
        "00:00:03.000 --> 00:00:04.000\n<v Vries, Jan de>Wij ook niet altijd.</v>\n", encoding="utf-8",
    )  # fmt: skip
    document = Document()
    for line in ("Hatice: een vast gezicht helpt.", "Rachid: en geen brieven.", "Truus: laat Hatice het voorlezen."):
        document.add_paragraph(line)
    into = io.BytesIO()
    document.save(into)
    (folder / "bijeenkomst 3, 17 sept 2024.docx").write_bytes(into.getvalue())
    (folder / "bijeenkomst 4, 24 sept 2024.xlsx").write_bytes(
        xlsx([["Naam", "Antwoord"], ["Piet", "Ik neem mee dat je mag vragen."], ["Ayşe", "Dat wij ook iets weten."]])
    )
    (folder / "bijeenkomst 5, 1 okt 2024.pdf").write_bytes(
        pdf(page_of("Joris 00:01", "Ik bel de gemeente morgen.", "Kees 00:09", "Dan neem ik de telefoon op.",
                    "Joris 00:12", "Dat is fijn.")),
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    folder = tmp_path / "werk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    _folder(folder)
    with create(tmp_path / "p.ontmoet", title="Reeks") as made:
        make_series(made, "gids-2021", "Samen in Veldhoek", "Veldhoek")
        kompas = add_contributor(made, "Kompas", "onderzoek", "docent-onderzoeker")
        book = new("codebooks", title="Lijst", version="1")
        told = {"code": "B1", "label_nl": "Bellen", "family": "bellen", "order": 1, "kind": "enkel"}
        write(made, [book, new("codes", codebook_id=book.object_id, **told)])
        yield made.as_person(kompas)


class Counting:
    """Does what a person does, and counts it."""

    def __init__(self, page: BringInSeries) -> None:
        self.page, self.actions = page, 0

    def click(self, words: str) -> None:
        self.actions += 1
        click(self.page, words)

    def choose(self, label: str, words: str) -> None:
        self.actions += 1
        choose(self.page, label, words)

    def type(self, label: str, words: str) -> None:
        self.actions += 1
        type_in(self.page, label, words)


def lists_of(page: BringInSeries) -> list[str]:
    return [block["label"] for block in every_block(page) if block["kind"] == "select"]


class Doing(Protocol):
    """Someone who clicks, chooses and types, in a browser or without one."""

    actions: int

    def click(self, words: str) -> None: ...

    def choose(self, label: str, words: str) -> None: ...

    def type(self, label: str, words: str) -> None: ...


def bring_all_in(person: Doing, page: BringInSeries) -> None:
    """From a series without people or notes to *klaar om te labelen*."""
    right = say("bring_in_series.right")
    person.type(say("bring_in_series.people"), "\n".join(f"{alias}, {side}" for alias, (_, side) in PEOPLE.items()))
    person.click(say("bring_in_series.age.all"))
    person.click(right)
    person.click(say("bring_in_series.read"))
    assert [bool(one.session_id) for one in page.waiting] == [True] * 5
    person.click(right)
    for label in lists_of(page):
        alias = next(alias for alias, (name, _) in PEOPLE.items() if name in label)
        person.choose(label, isolated(alias))
    person.click(say("bring_in_series.store", n=5))
    person.type(say("ask_consent.leaflet"), "versie 2")
    person.click(say("bring_in_series.answer.all"))
    person.click(right)
    for label in lists_of(page):
        person.choose(label, say("bring_in_series.seen.niemand"))
    person.click(right)
    assert say("bring_in_series.ready") in told(page)


def test_a_whole_series_comes_in_within_forty_actions(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    page = BringInSeries(project, who=project.who)
    person = Counting(page)
    bring_all_in(person, page)
    with capsys.disabled():
        print(f"\n{person.actions} handelingen")
    assert person.actions <= MOST
    is_right(project)


def is_right(project: Project) -> None:
    notes = read_rows(project, "sources")
    meetings = {row.object_id: row for row in read_rows(project, "sessions")}
    assert sorted(meetings[note["session_id"]]["number"] for note in notes) == [1, 2, 3, 4, 5]
    assert all(meetings[note["session_id"]]["date"] for note in notes)
    pieces = read_rows(project, "fragments")
    assert [row["speaker_label"] for row in pieces if row["speaker_label"] and not row["participant_id"]] == []
    assert {row["speaker_label"] for row in pieces} == set(PEOPLE)
    words = " ".join(note["text"] for note in notes)
    assert not [name for name, _ in PEOPLE.values() if name.split()[0].strip(",") in words]
    assert "laat Eik het voorlezen" in words
    assert "[naam]" not in words
    assert len({row["participant_id"] for row in read_rows(project, "consents")}) == 11


def test_nobody_comes_on_the_list_before_the_question_of_age(project: Project) -> None:
    page = BringInSeries(project, who=project.who)
    type_in(page, say("bring_in_series.people"), "Zon, inwoner")
    click(page, say("bring_in_series.right"))
    assert page.status["tone"] == "refused"
    assert read_rows(project, "participants") == []


def test_a_series_without_a_list_of_labels_is_not_ready_and_shows_the_way_there(project: Project) -> None:
    write(project, [remove(row) for row in [*read_rows(project, "codes"), *read_rows(project, "codebooks")]])
    meeting = next(row for row in read_rows(project, "sessions") if row["number"] == 1)
    bring_in(project, read_typed("Wij spraken samen."), session_id=meeting.object_id, title="Verslag 1")
    remember(project, who=project.who)
    before = windows._here.set(Window())
    try:
        shell = Shell(project, at="reeks-binnen")
        page = shell.screen
        assert isinstance(page, BringInSeries)
        assert say("bring_in_series.open.labels") in told(page) and say("bring_in_series.ready") not in told(page)
        click(page, say("labels_together.title"))
        assert shell.at == "labels"
    finally:
        windows._here.reset(before)


@pytest.fixture
def undated(project: Project) -> BringInSeries:
    """Somebody says that a note without a day is of the third meeting."""
    for path in Path.cwd().iterdir():
        path.unlink()
    (Path.cwd() / "los verslag.txt").write_text("Wilma: ik vond het fijn.\n", encoding="utf-8")
    page = BringInSeries(project, who=project.who)
    page.receive({"do": "open_part", "part": "notes"})
    click(page, say("bring_in_series.read"))
    label = say("bring_in_series.note_is", file=isolated("los verslag.txt"))
    asked = next(one for one in every_block(page) if one["kind"] == "select" and one["label"] == label)
    third = next(row for row in read_rows(project, "sessions") if row["number"] == 3)
    page.receive({"do": asked["do"], "value": third.object_id, **asked["sends"]})
    return page


DAY = say("bring_in_series.which_day", file=isolated("los verslag.txt"))


def third(page: BringInSeries) -> tuple[str, str | None]:
    row = next(row for row in read_rows(page.project, "sessions") if row["number"] == 3)
    return row["status"], row["date"]


def test_a_note_without_a_day_asks_it_and_the_meeting_was_held_then(undated: BringInSeries) -> None:
    type_in(undated, DAY, "ooit")
    click(undated, say("bring_in_series.right"))
    assert undated.status["tone"] == "refused" and third(undated) == ("gepland", None)
    type_in(undated, DAY, "17 september 2024")
    click(undated, say("bring_in_series.right"))
    assert third(undated) == ("gehouden", "2024-09-17")


def test_a_day_that_nobody_knows_is_told_with_what_is_open(undated: BringInSeries) -> None:
    click(undated, say("bring_in_series.right"))
    click(undated, say("bring_in_series.store", n=1))
    assert third(undated) == ("gepland", None)
    assert say("bring_in_series.open.days", n=1) in told(undated)
