"""A student without a signed agreement and a supervisor sees nothing of a real series, on no page at all (P24)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from canary import CANARY, fill
from gate_open import agree, look_at_notes

from ontmoet_research import screens
from ontmoet_research.group import add_contributor
from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy import why_shut
from ontmoet_research.screens.memory import remember
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Project, create, read_rows
from ontmoet_research.words import say

NO_PAGE = {"menu", "here", "known_here"}
PAGES = sorted(set(screens.__all__) - NO_PAGE)
OWN = {"next_step", "what_you_need", "own_overview", "stop_or_remove", "erase_for_good"}  # only what is their own


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, str, str]]:
    """A real project with a word on every place, Noor who works on it, and Sem, a student without agreement."""
    with create(tmp_path_factory.mktemp("dicht") / "p.ontmoet", title="Proef") as project:
        noor = fill(project).noor
        look_at_notes(project, noor)
        sem = add_contributor(project, "Sem", "onderwijs", "student")
        yield project, noor, sem


def opened(project: Project, name: str, who: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Any:
    monkeypatch.chdir(folder)
    remember(project, who=who)
    more = {"who": who} if name in ("label_cards", "read_and_label") else {}
    return getattr(screens, name)(project.as_person(who), **more)


def shown(page: Any) -> str:
    return f"{page.view} {page.frame} {page.status}".lower()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_student_without_agreement_anything_of_a_real_series(
    desk: tuple[Project, str, str], name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project, _, sem = desk
    before = len(read_rows(project, "log_events"))
    page = opened(project, name, sem, monkeypatch, tmp_path)
    assert CANARY not in shown(page)
    if isinstance(page, Page) and name not in OWN:
        assert page.view["blocks"][0]["text"] == why_shut(project.as_person(sem))
        for act in ({"do": "choose_series", "value": "x"}, {"do": "undo"}, {"do": "make"}):
            page.receive(act)
            assert page.status["tone"] == "refused" and CANARY not in shown(page)
    assert len(read_rows(project, "log_events")) == before and not list(tmp_path.glob("uitvoer/*"))


def test_the_sentence_says_what_is_needed_and_whom_to_ask_and_someone_else_goes_on(
    desk: tuple[Project, str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project, noor, sem = desk
    page = opened(project, "follow_wishes", sem, monkeypatch, tmp_path)
    assert page.view["blocks"][0]["text"].endswith("Oefenen kan nu al, met de oefenreeks.")
    assert "Vraag het aan Noor." in page.view["blocks"][0]["text"]
    page.receive({"do": "someone_else"})
    assert say("page.who") in str(page.view)
    page.receive({"do": "choose_person", "person": noor})
    assert CANARY in shown(page), "what the search looks for is there"


def test_with_an_agreement_and_a_supervisor_the_pages_open_and_end_with_it(
    desk: tuple[Project, str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project, noor, _ = desk
    ans = add_contributor(project, "Ans", "onderwijs", "student")
    agree(project, ans, noor)
    page = opened(project, "follow_wishes", ans, monkeypatch, tmp_path)
    assert why_shut(project.as_person(ans)) is None and CANARY in shown(page)


@pytest.mark.parametrize("name", ["follow_wishes", "start_here", "see_changes"])
def test_a_practice_project_stays_open_to_them(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    place = tmp_path_factory.getbasetemp() / "oefenen.ontmoet"
    if not place.exists():
        make_practice_project(place).close()
    from ontmoet_research.store import open_project

    with open_project(place) as project:
        student = next(row.object_id for row in read_rows(project, "contributors") if row["role"] == "student")
        page = opened(project, name, student, monkeypatch, tmp_path)
        assert why_shut(project.as_person(student)) is None
        assert say("page.someone_else") not in [block.get("text") for block in page.view["blocks"]]
