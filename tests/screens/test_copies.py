"""Kopieën, without a browser: what comes in is told first, and can go out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import click, every_block, told, type_in
from sample_notes import make_project

from ontmoet_research.exchange import make_bundle
from ontmoet_research.screens.sharing.copies import Copies
from ontmoet_research.store import Project, change, new, open_project, read_rows, write
from ontmoet_research.store.merge import keep_copy
from ontmoet_research.words import say

PHRASE = "drie groene fietsen in de regen"


@pytest.fixture
def project(work: Path) -> Iterator[Project]:
    with make_project(work / "p.ontmoet") as made:
        yield made


def wish(project: Project, text: str) -> None:
    write(project, [new("wishes", text=text, session_id="dag1", status="open")])


@pytest.fixture
def of_noor(project: Project, work: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy in which Noor worked, back in the folder of the notebook; only locked where asked: locks take time."""
    lock: dict[str, Any] = {"passphrase": PHRASE} if getattr(request, "param", "") == "locked" else {"plain": True}
    kept = keep_copy(project)
    assert kept is not None
    with open_project(kept.rename(tmp_path / "noor.ontmoet"), who="noor") as other:
        wish(other, "Als we nu eens samen reisden")
        make_bundle(other, work / "van noor.age", **lock)
    return work / "van noor.age"


def texts(project: Project) -> list[str]:
    return [row["text"] for row in read_rows(project, "wishes")]


def buttons(page: Copies) -> list[str]:
    return [block["text"] for block in every_block(page) if block["kind"] == "button"]


def test_a_copy_to_take_along_is_locked_stands_in_uitvoer_and_is_listed(project: Project, work: Path) -> None:
    page = Copies(project)
    assert say("copies.none_made") in told(page)
    type_in(page, say("copies.phrase"), "te kort")
    click(page, say("copies.make"))
    assert page.status["tone"] == "refused"
    assert not list(work.glob("uitvoer/*"))
    type_in(page, say("copies.phrase"), PHRASE)
    click(page, say("copies.make"))
    made = next(work.glob("uitvoer/p_*.age"))
    assert made.read_bytes().startswith(b"age-encryption.org")
    assert say("copies.where", file=made.name) in told(page)
    assert f"uitvoer/{made.name}: kopie om mee te nemen" in told(page)
    assert PHRASE not in told(page)


def test_what_lifts_a_no_waits_and_asks_when_it_was_asked_anew(project: Project, work: Path, tmp_path: Path) -> None:
    person = new("participants", alias="Merel", status="gestopt")
    answer = new("consents", participant_id=person.object_id, purpose="citaat", given=False)
    write(project, [person, answer])
    kept = keep_copy(project)
    assert kept is not None
    with open_project(kept.rename(tmp_path / "noor.ontmoet"), who="noor") as other:
        write(other, [change(row, status="actief") for row in read_rows(other, "participants", alias="Merel")])
        write(other, [change(row, given=True) for row in read_rows(other, "consents", purpose="citaat")])
        make_bundle(other, work / "van noor.age", plain=True)
    page = Copies(project)
    for step in ("copies.part.bring_in", "van noor.age", "copies.look", "copies.bring_in"):
        click(page, say(step) if step.startswith("copies") else step)
    assert "Merel" in told(page) and "weer meedoen" in told(page)
    click(page, say("copies.yes"))
    assert page.status["tone"] == "refused"
    assert {row["status"] for row in read_rows(project, "participants", alias="Merel")} == {"gestopt"}
    type_in(page, say("copies.asked_on"), "3-12-2025")
    click(page, say("copies.yes"))
    click(page, say("copies.no"))
    assert say("copies.waiting") not in told(page)
    assert {row["status"] for row in read_rows(project, "participants", alias="Merel")} | {
        row["given"] for row in read_rows(project, "consents", purpose="citaat")
    } in ({"actief", False}, {"gestopt", True})


def test_a_copy_is_looked_at_in_words_brought_in_and_taken_back(project: Project, of_noor: Path) -> None:
    page = Copies(project)
    click(page, say("copies.part.bring_in"))
    click(page, "van noor.age")
    click(page, say("copies.look"))
    assert "Nieuw van Noor: 1 wens." in told(page)
    assert texts(project) == [], "looking changes nothing"
    click(page, say("copies.bring_in"))
    assert texts(project) == ["Als we nu eens samen reisden"]
    assert "van noor.age in op" in told(page)
    assert say("copies.bring_in") not in buttons(page)
    click(page, say("copies.take_back"))
    assert page.status["tone"] == "saved"
    assert texts(project) == []
    assert say("copies.take_back") not in buttons(page)


def test_nothing_comes_in_that_was_not_looked_at(project: Project, of_noor: Path) -> None:
    page = Copies(project)
    click(page, say("copies.part.bring_in"))
    click(page, "van noor.age")
    assert say("copies.bring_in") not in buttons(page)
    page.receive({"do": "bring_in", "in": "bring_in"})
    assert page.status["text"] == say("copies.look_first")
    assert texts(project) == []


@pytest.mark.parametrize("of_noor", ["locked"], indirect=True)
def test_a_locked_copy_opens_with_its_phrase_and_no_other(project: Project, of_noor: Path) -> None:
    page = Copies(project)
    click(page, say("copies.part.bring_in"))
    click(page, "van noor.age")
    for phrase, says in (("", "wachtzin"), ("een heel andere wachtzin", "gaat niet open")):
        type_in(page, say("copies.phrase_of"), phrase)
        click(page, say("copies.look"))
        assert page.status["tone"] == "refused"
        assert says in page.status["text"]
    type_in(page, say("copies.phrase_of"), PHRASE)
    click(page, say("copies.look"))
    assert "Nieuw van Noor: 1 wens." in told(page)
    assert texts(project) == []


def test_a_file_that_is_no_copy_is_told(project: Project, work: Path) -> None:
    (work / "foto.zip").write_bytes(b"geen kopie")
    page = Copies(project)
    click(page, say("copies.part.bring_in"))
    click(page, "foto.zip")
    click(page, say("copies.look"))
    assert page.status["tone"] == "refused"


def test_without_a_file_it_says_where_to_put_it(project: Project) -> None:
    page = Copies(project)
    click(page, say("copies.part.bring_in"))
    assert say("copies.none_here") in told(page)
    page.receive({"do": "open_one", "in": "bring_in", "value": "../geheim.age"})
    page.receive({"do": "look", "in": "bring_in"})
    assert page.status["tone"] == "refused"


def test_a_copy_to_be_safe_stands_beside_the_project_and_opens(project: Project, work: Path) -> None:
    wish(project, "Als we nu eens belden")
    page = Copies(project)
    click(page, say("copies.part.keep"))
    click(page, say("copies.keep"))
    kept = next((work / "p_kopieën").iterdir())
    assert kept.name in told(page)
    with open_project(kept) as copy:
        assert texts(copy) == ["Als we nu eens belden"]
    click(page, say("copies.part.take_along"))
    assert f"{kept.name}: reservekopie" in told(page), "who erases something later is told of it"
