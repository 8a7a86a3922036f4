"""Who may see, stop and erase what is of someone else, and ask for a yes: each side, role and page (4.1, P09)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages import click, series_named, small_project, told

from ontmoet_research.group import add_contributor
from ontmoet_research.privacy import looks_after, may_handle, must_handle, must_look_after
from ontmoet_research.screens.keeping.ask_consent import AskConsent
from ontmoet_research.screens.keeping.erase_for_good import EraseForGood
from ontmoet_research.screens.keeping.keep_until import KeepUntil
from ontmoet_research.screens.keeping.own_overview import OwnOverview
from ontmoet_research.screens.keeping.stop_or_remove import StopOrRemove
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import Project, change, create, find, read_rows, write
from ontmoet_research.words import Refused, say

SERIES = "Samen in Veldhoek"
AGREED = {"agreement_signed_on": "2024-01-01", "agreement_until": "2099-12-31"}
# side, role, stopped -> looks after others
SIDES: list[tuple[str, str | None, str | None, bool]] = [
    ("ervaring", "ervaringsonderzoeker", None, True),
    ("ervaring", None, None, True),
    ("onderzoek", "docent-onderzoeker", None, True),
    ("onderzoek", "student", None, False),
    ("ervaring", "student", None, False),
    ("onderwijs", "student", None, False),
    ("onderwijs", None, None, False),
    ("praktijk", "gespreksleider", None, False),
    ("praktijk", None, None, False),
    ("onderzoek", None, "2020-01-01", False),
    ("onderzoek", None, "2099-01-01", True),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small project, with Sem (a student with an agreement) and Ronde (practice, who is Tuinman)."""
    with small_project(tmp_path_factory.mktemp("wie") / "p.ontmoet") as made:
        sem = add_contributor(made, "Sem", "onderwijs", "student")
        ronde = add_contributor(made, "Ronde", "praktijk")
        guide = person(made, "Kompas")
        told = {"supervisor_id": guide, **AGREED}
        rows = [change(find(made, "contributors", sem), **told)]
        rows.append(change(find(made, "contributors", ronde), participant_id=taking_part(made, "Tuinman")))
        write(made, rows)
        yield made


def person(project: Project, name: str) -> str:
    return next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)


def someone(project: Project, side: str, role: str | None = None) -> str:
    return add_contributor(project, f"Iemand {len(read_rows(project, 'contributors'))}", side, role)


def taking_part(project: Project, alias: str) -> str:
    return next(row.object_id for row in read_rows(project, "participants") if row["alias"] == alias)


@pytest.mark.parametrize(("side", "role", "end", "may"), SIDES)
def test_the_research_and_experience_side_look_after_others_and_nobody_else(
    project: Project, side: str, role: str | None, end: str | None, may: bool
) -> None:
    who = someone(project, side, role)
    write(project, [change(find(project, "contributors", who), end=end)])
    at_work, other = project.as_person(who), taking_part(project, "Merel")
    assert (looks_after(at_work), may_handle(at_work, other)) == (may, may)
    assert may_handle(at_work, who), "what is their own"
    write(project, [change(find(project, "contributors", who), participant_id=other)])
    assert may_handle(at_work, other)
    assert may_handle(at_work, taking_part(project, "Tuinman")) is may


def test_of_two_versions_of_someone_the_one_with_the_least_rights_counts(project: Project) -> None:
    who = someone(project, "onderzoek")
    row = find(project, "contributors", who)
    write(project, [change(row, display_name="Iemand anders"), change(row, side="praktijk")])
    assert not looks_after(project.as_person(who))


def test_a_refusal_names_who_can(project: Project) -> None:
    for act in (must_look_after, must_handle):
        with pytest.raises(Refused, match="Merel"):
            act(project.as_person(person(project, "Sem")))


def test_in_a_practice_project_anyone_sees_and_erases_to_learn_it(tmp_path: Path) -> None:
    with create(tmp_path / "p.ontmoet", title="Oefenen", practice=True) as made:
        assert may_handle(made, "wie dan ook")
        assert not looks_after(made)


def opened(project: Project, kind: type[PartsPage], who: str) -> PartsPage:
    page = kind(project, who=person(project, who))
    page.receive({"do": "choose_series", "value": series_named(project, SERIES)})
    return page


def be_about(page: PartsPage, participant_id: str) -> None:
    """Say whom the page is about, also when that is not on the list."""
    page.receive({"do": "open_one", "value": participant_id, "in": next(iter(page.kinds))})


ACTS: list[tuple[type[PartsPage], tuple[dict[str, Any], ...]]] = [
    (OwnOverview, ({"do": "make", "in": "overview"},)),
    (
        StopOrRemove,
        (
            {"do": "choose", "value": "alles", "name": "wanted", "in": "stopping"},
            {"do": "do_it", "in": "stopping"},
        ),
    ),
    (EraseForGood, ({"do": "look", "in": "erasing"}, {"do": "erase_now", "in": "erasing"})),
]


@pytest.mark.parametrize("who", ["Sem", "Ronde"])
@pytest.mark.parametrize(("kind", "acts"), ACTS)
def test_a_student_or_someone_of_practice_does_nothing_with_what_is_of_someone_else(
    project: Project,
    kind: type[PartsPage],
    acts: tuple[dict[str, Any], ...],
    who: str,
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path(project.path).read_bytes()
    page = opened(project, kind, who)
    assert "Merel" not in [words for block in page.view["blocks"] for _, words in block.get("options", [])]
    be_about(page, taking_part(project, "Merel"))
    for act in acts:
        page.receive(act)
    assert page.status["tone"] == "refused"
    assert not list(tmp_path.iterdir()) and Path(project.path).read_bytes() == before


@pytest.mark.parametrize(("kind", "acts"), ACTS)
def test_who_takes_over_the_page_does_not_go_on_with_whom_it_was_about(
    project: Project, kind: type[PartsPage], acts: tuple[dict[str, Any], ...], tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    page = opened(project, kind, "Kompas")
    be_about(page, taking_part(project, "Merel"))
    if kind is EraseForGood:
        page.receive(acts[0])
    page.project = project.as_person(person(project, "Sem"))
    for act in acts:
        page.receive(act)
    assert page.status["tone"] == "refused" and not list(tmp_path.iterdir())
    page.refresh()
    assert "Hier kun je alleen iets doen met wat van jezelf is" in told(page)


def test_who_is_a_participant_too_sees_what_is_their_own(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = opened(project, OwnOverview, "Ronde")
    be_about(page, taking_part(project, "Tuinman"))
    click(page, say("own_overview.make"))
    [made] = (tmp_path / "uitvoer").iterdir()
    assert "wij kwamen toch" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("who", ["Sem", "Ronde"])
@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (AskConsent, {"do": "keep_answer", "given": True, "purpose": "meedoen", "in": "asking"}),
        (KeepUntil, {"do": "keep", "form": "agree", "in": "keeping"}),
    ],
)
def test_a_student_or_someone_of_practice_asks_for_no_yes_and_agrees_on_no_day(
    project: Project, kind: type[PartsPage], act: dict[str, Any], who: str
) -> None:
    before = Path(project.path).read_bytes()
    page = opened(project, kind, who)
    assert not [block for block in page.view["blocks"] if block["kind"] == "field"]
    page.receive(act)
    assert page.status["tone"] == "refused"
    assert Path(project.path).read_bytes() == before
