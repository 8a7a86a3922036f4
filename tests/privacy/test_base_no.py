"""A no to the base, taking part or notes, closes all that was asked besides, whatever way the no came (P08, P11)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import choose, click, told, type_in

from ontmoet_research.coding.access import closed_to
from ontmoet_research.exchange import make_bundle, merge_copy, open_bundle
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.privacy import (
    Gate,
    fragment_texts,
    read_quote_rules,
    record_consent,
    record_recognition,
    releasable_quotes,
    withdraw,
    withdraw_consent,
    without_withdrawn,
)
from ontmoet_research.screens.keeping.ask_consent import AskConsent
from ontmoet_research.store import Project, change, create, find, new, open_project, read_rows, read_table_raw, write
from ontmoet_research.words import say

BASE = ("meedoen", "notities")
SAID = "onze buren brachten vrijdag warme soep"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Reiger said yes to all, and yes to a quote for all readers; a part of the report rests on it."""
    place = tmp_path_factory.mktemp("basis") / "p.ontmoet"
    with create(place, title="Proef") as made:
        series = make_series(made, "twee-workshops", "Reeks")
        teun = add_contributor(made, "Teun", "onderzoek", "docent-onderzoeker")
        desk = made.as_person(teun)
        reiger = add_participant(desk, "Reiger", series, ["resident"])
        for purpose in CONSENT_PURPOSES:
            record_consent(desk, reiger, purpose, True, asked_by=teun, date="2025-01-02", info_version="2025-1")
        meeting = list_meetings(desk, series)[0].object_id
        source = bring_in(desk, read_typed(f"Reiger: {SAID}."), session_id=meeting, title="Verslag").source_id
        [piece] = read_rows(desk, "fragments", source_id=source)
        answers = {"audiences": list(AUDIENCES), "state": "akkoord", "attribution": "perspectief"}
        quote = new("quotes", fragment_id=piece.object_id, text_used=SAID, **answers)
        told = {"section": "samenvatting", "title": "In het kort", "body_md": SAID, "state": "vastgesteld"}
        part = new("report_sections", series_id=series, sources=[quote.object_id], **told)
        write(desk, [change(piece, participant_id=reiger), quote, part])
        record_recognition(desk, source, "niemand")
    return place, teun


@pytest.fixture
def project(made_once: tuple[Path, str], tmp_path: Path) -> Iterator[Project]:
    """A copy of it for one test."""
    place, teun = made_once
    with open_project(shutil.copy(place, tmp_path / "p.ontmoet"), who=teun) as made:
        yield made


def reiger(project: Project) -> str:
    return next(row.object_id for row in read_rows(project, "participants"))


def open_purposes(project: Project) -> set[str]:
    piece = read_rows(project, "fragments")[0].object_id
    return {one for one in CONSENT_PURPOSES if piece in Gate(project).may_read(one)}


def quotes_out(project: Project) -> int:
    names = ("quotes", "fragments", "participants", "consents")
    tables = [read_table_raw(project, name, versions="all") for name in names]
    texts = fragment_texts(tables[1], read_table_raw(project, "sources"))
    found = [releasable_quotes(*tables, texts, one, read_quote_rules(project))[0] for one in AUDIENCES]
    return sum(len(one) for one in found)


def no_on_the_screen(project: Project, base: str) -> None:
    page = AskConsent(project, who=project.who)
    page.receive({"do": "choose_series", "value": page.all_series()[0][0]})
    choose(page, say("stop_or_remove.who"), "Reiger")
    click(page, say("ask_consent.adult"))
    type_in(page, say("ask_consent.leaflet"), "2025-1")
    click(page, say(f"privacy.purpose.{base}"))
    click(page, say("ask_consent.no"))
    assert say("ask_consent.base_no") in told(page)


def no_by_function(project: Project, base: str) -> None:
    record_consent(project, reiger(project), base, False)


def taken_back(project: Project, base: str) -> None:
    withdraw_consent(project, reiger(project), base, "2025-03-04")


def taken_back_and_then_no(project: Project, base: str) -> None:
    taken_back(project, base)
    no_by_function(project, base)


def taken_back_without_an_answer_before(project: Project, base: str) -> None:
    [row] = read_rows(project, "consents", purpose=base)
    write(project, [change(row, purpose="archief")])  # as if it had never been asked
    taken_back(project, base)


def no_in_a_copy(project: Project, base: str) -> None:
    """Both went on apart: a no in the copy, a new yes with another leaflet here."""
    folder = Path(project.path).parent
    make_bundle(project, folder / "heen.kopie", plain=True)
    with create(folder / "elders.ontmoet", title="Proef", who=project.who) as other:
        merge_copy(other, open_bundle(folder / "heen.kopie"))
        record_consent(other, reiger(other), base, False)
        make_bundle(other, folder / "terug.kopie", plain=True)
    record_consent(project, reiger(project), base, True, info_version="2025-2")
    merge_copy(project, open_bundle(folder / "terug.kopie"))


def everything_withdrawn(project: Project, base: str) -> None:
    withdraw(project, reiger(project), "alles", date="2025-03-04")


ROUTES = (
    *(no_on_the_screen, no_by_function, taken_back, taken_back_and_then_no, taken_back_without_an_answer_before),
    *(no_in_a_copy, everything_withdrawn),
)


def test_before_it_everything_is_open(project: Project) -> None:
    assert open_purposes(project) == set(CONSENT_PURPOSES)
    assert quotes_out(project) == len(AUDIENCES)
    assert closed_to(project) == set()


@pytest.mark.parametrize("base", BASE)
@pytest.mark.parametrize("route", ROUTES)
def test_a_no_to_the_base_closes_every_purpose_that_got_a_yes(
    project: Project, route: Callable[[Project, str], None], base: str
) -> None:
    route(project, base)
    assert open_purposes(project) == set()
    assert quotes_out(project) == 0
    assert closed_to(project) == {row.object_id for row in read_rows(project, "fragments")}
    for name in ("participants", "quotes", "sources", "report_sections"):
        given = without_withdrawn(project, name).to_csv()
        assert SAID not in given and "Reiger" not in given, name


@pytest.mark.parametrize("purpose", [one for one in CONSENT_PURPOSES if one not in BASE])
@pytest.mark.parametrize("route", [no_by_function, taken_back])
def test_a_no_to_something_else_closes_that_and_nothing_besides(
    project: Project, route: Callable[[Project, str], None], purpose: str
) -> None:
    route(project, purpose)
    assert open_purposes(project) == set(CONSENT_PURPOSES) - {purpose}


@pytest.mark.parametrize("base", BASE)
def test_parts_of_the_report_with_these_words_go_back_to_concept_and_come_back_with_undo(
    project: Project, base: str
) -> None:
    [part] = read_rows(project, "report_sections")
    page = AskConsent(project, who=project.who)
    page.receive({"do": "choose_series", "value": page.all_series()[0][0]})
    choose(page, say("stop_or_remove.who"), "Reiger")
    click(page, say("ask_consent.adult"))
    click(page, say(f"privacy.purpose.{base}"))
    click(page, say("ask_consent.no"))
    assert find(project, "report_sections", part.object_id)["state"] == "concept"
    page.receive({"do": "undo"})
    assert find(project, "report_sections", part.object_id)["state"] == "vastgesteld"
    assert open_purposes(project) == set(CONSENT_PURPOSES)


def test_a_new_yes_after_a_no_opens_again_what_was_open(project: Project) -> None:
    no_by_function(project, "notities")
    record_consent(project, reiger(project), "notities", True)
    assert open_purposes(project) == set(CONSENT_PURPOSES)


def test_who_was_not_asked_for_the_base_yet_is_open_only_for_what_got_a_yes(project: Project) -> None:
    for purpose in ("meedoen", "notities", "archief"):
        [row] = read_rows(project, "consents", purpose=purpose)
        write(project, [change(row, purpose="citaat")])
    assert open_purposes(project) == set(CONSENT_PURPOSES) - {"meedoen", "notities", "archief"}
