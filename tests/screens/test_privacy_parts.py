"""Toestemming, Inzage, Bewaren and Naar buiten, without a browser: every rule where a person meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import choose, click, every_block, series_named, told, type_in

from ontmoet_research.group import add_contributor, add_participant, hold_meeting, list_meetings, record_attendance
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.privacy import read_releases, record_consent
from ontmoet_research.screens.keeping.ask_consent import AskConsent
from ontmoet_research.screens.keeping.going_out import GoingOut
from ontmoet_research.screens.keeping.keep_until import KeepUntil
from ontmoet_research.screens.keeping.own_overview import OwnOverview
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import say, say_count

SERIES = "Samen in Veldhoek"


@pytest.fixture
def project(small: Project) -> Project:
    """The small project with Zwaluw, who was not asked anything yet."""
    add_participant(small, "Zwaluw", series_named(small, SERIES), ["lived_experience"])
    return small


def opened(project: Project, kind: type[Page], who: str = "Kompas") -> Page:
    person = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == who)
    page = kind(project, who=person)
    page.receive({"do": "choose_series", "value": series_named(project, SERIES)})
    return page


@pytest.fixture
def ask(project: Project) -> Page:
    page = opened(project, AskConsent)
    choose(page, say("stop_or_remove.who"), "Zwaluw")
    return page


def answers(project: Project) -> dict[str, bool]:
    person = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Zwaluw")
    return {row["purpose"]: row["given"] for row in read_rows(project, "consents", participant_id=person)}


def start_asking(page: Page) -> None:
    click(page, say("ask_consent.adult"))
    type_in(page, say("ask_consent.leaflet"), "2025-1")


def test_age_is_asked_first_and_under_18_stops_everything_and_keeps_nothing(ask: Page, project: Project) -> None:
    assert say("ask_consent.yes") not in told(ask), "nothing is asked before"
    before = Path(project.path).read_bytes()
    click(ask, say("ask_consent.young"))
    assert say("ask_consent.stop_young") in told(ask)
    assert say("ask_consent.yes") not in told(ask)
    ask.receive({"do": "keep_answer", "given": True, "purpose": "meedoen", "in": "asking"})
    assert ask.status["text"] == say("ask_consent.choose_first")
    assert answers(project) == {}
    assert Path(project.path).read_bytes() == before


def test_nothing_is_chosen_beforehand_and_yes_and_no_look_the_same(ask: Page) -> None:
    start_asking(ask)
    asked = [block for block in every_block(ask) if block.get("do") == "keep_answer"]
    assert [(one["sends"]["given"], one["on"], one["main"]) for one in asked] == [
        (True, None, False),
        (False, None, False),
    ]
    assert say("ask_consent.no_is_good") in told(ask)
    assert say("ask_consent.no_day") in told(ask)


def test_the_purposes_come_one_at_a_time_and_a_no_is_kept_as_a_no(ask: Page, project: Project) -> None:
    start_asking(ask)
    for number, purpose in enumerate(CONSENT_PURPOSES):
        assert say(f"ask_consent.means.{purpose}") in told(ask)
        others = [one for one in CONSENT_PURPOSES if one != purpose]
        assert not any(say(f"ask_consent.means.{one}") in told(ask) for one in others)
        click(ask, say("ask_consent.yes" if number < 3 else "ask_consent.no"))
    assert answers(project) == {one: number < 3 for number, one in enumerate(CONSENT_PURPOSES)}
    assert say("ask_consent.yes") not in told(ask), "all was asked"
    person = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Zwaluw")
    row = read_rows(project, "consents", participant_id=person)[0]
    asker = next(one.object_id for one in read_rows(project, "contributors") if one["display_name"] == "Kompas")
    assert (row["asked_by"], row["info_version"], bool(row["date"])) == (asker, "2025-1", True)


def test_no_to_taking_part_ends_it_and_an_answer_can_be_changed_and_taken_back(ask: Page, project: Project) -> None:
    start_asking(ask)
    click(ask, say("ask_consent.no"))
    assert say("ask_consent.base_no") in told(ask)
    assert say("ask_consent.yes") not in told(ask)
    click(ask, say("privacy.purpose.meedoen"))
    click(ask, say("ask_consent.yes"))
    assert answers(project) == {"meedoen": True}
    ask.receive({"do": "undo"})
    assert answers(project) == {"meedoen": False}


def test_without_the_leaflet_nothing_is_kept(ask: Page, project: Project) -> None:
    click(ask, say("ask_consent.adult"))
    type_in(ask, say("ask_consent.leaflet"), " ")
    click(ask, say("ask_consent.yes"))
    assert ask.status["text"] == say("ask_consent.needs_leaflet")
    assert answers(project) == {}


def test_later_keeps_nothing_and_without_an_answer_it_is_a_no(ask: Page, project: Project) -> None:
    start_asking(ask)
    click(ask, say("ask_consent.later"))
    assert answers(project) == {}
    assert say("ask_consent.not_asked") in told(ask)


@pytest.mark.parametrize("side", ["praktijk", "onderwijs"])
def test_who_others_depend_on_can_not_ask(project: Project, side: str) -> None:
    add_contributor(project, "Ronde", side)
    page = opened(project, AskConsent, "Ronde")
    assert say("ask_consent.not_by_you") in told(page)
    lists = [block["label"] for block in every_block(page) if block["kind"] == "select"]
    assert lists == [say("page.which_series")], "nobody to ask"
    page.receive({"do": "keep_answer", "given": True, "purpose": "meedoen", "in": "asking"})
    assert answers(project) == {}


def test_the_last_day_to_take_words_out_stands_there_before_the_answer(project: Project) -> None:
    days = opened(project, KeepUntil)
    choose(days, say("keep_until.about"), say("keep_until.take_what", what=say("privacy.purpose.meedoen")))
    type_in(days, say("keep_until.day"), "31 december 2099")
    click(days, say("keep_until.keep"))
    page = opened(project, AskConsent)
    choose(page, say("stop_or_remove.who"), "Zwaluw")
    start_asking(page)
    assert say("ask_consent.until", day="31 december 2099") in told(page)
    type_in(days, say("keep_until.day"), "31 december 2020")
    click(days, say("keep_until.keep"))
    page.refresh()
    assert say("ask_consent.day_past", day="31 december 2020") in told(page)


def test_a_day_that_is_past_stands_on_top_and_nothing_goes(project: Project) -> None:
    page = opened(project, KeepUntil)
    assert say("keep_until.nothing_to_look_at") in told(page)
    type_in(page, say("keep_until.day"), "1 mei 2020")
    click(page, say("keep_until.keep"))
    assert page.status["text"] == say("keep_until.choose_first")
    choose(page, say("keep_until.about"), say("keep_until.keep_what", what=say("privacy.kept.ruw")))
    click(page, say("keep_until.keep"))
    first = next(block for block in every_block(page) if block["kind"] == "list")
    assert first["items"] == ["de verslagen met namen: tot en met 1 mei 2020 (voorbij)"]
    type_in(page, say("keep_until.day"), "ooit")
    click(page, say("keep_until.keep"))
    assert page.status["text"] == say("record.no_date")
    assert len(read_rows(project, "sources")) == 1
    page.receive({"do": "undo"})
    assert read_rows(project, "agreed_dates") == []


def test_the_overview_of_one_person_is_made_with_one_click(project: Project, work: Path) -> None:
    page = opened(project, OwnOverview)
    choose(page, say("stop_or_remove.who"), "Tuinman")
    assert "wij kwamen toch" not in told(page), "the words themselves do not stand on this shared screen"
    click(page, say("own_overview.make"))
    (made,) = (work / "uitvoer").iterdir()
    assert made.name.startswith("alles_van_Tuinman_")
    assert "wij kwamen toch" in made.read_text(encoding="utf-8")
    assert "de telefoon ging niet over" not in made.read_text(encoding="utf-8")
    assert say("own_overview.only_for_them") in told(page)


def grow(project: Project, most: int) -> None:
    for number in range(most):
        add_participant(project, f"Vogel {number}", series_named(project, SERIES), ["resident"])


def test_too_few_people_give_no_table(project: Project) -> None:
    page = opened(project, GoingOut)
    click(page, say("going_out.numbers.wie_is_er"))
    assert say("going_out.too_few") in told(page)
    page.receive({"do": "make", "in": "numbers"})
    assert page.status["text"] == say("going_out.choose_first")


def test_a_table_goes_out_once_it_was_seen_and_a_few_others_stop_the_next(project: Project, work: Path) -> None:
    grow(project, 6)
    page = opened(project, GoingOut)
    click(page, say("going_out.numbers.wie_is_er"))
    assert read_releases(project) == []
    click(page, say("going_out.make"))
    (made,) = (work / "uitvoer").iterdir()
    assert "hele groep;9" in made.read_text(encoding="utf-8")
    assert [one.people for one in read_releases(project)] == [9]
    assert "hoeveel mensen meededen" in told(page)
    assert as_it_left(page) == [[["hele groep", "9"]]] and say_count("going_out.people", 9) in told(page)
    add_participant(project, "Nieuw", series_named(project, SERIES), ["resident"])
    page.refresh()
    assert say("privacy.release.changed", k=5) in told(page)
    assert say("going_out.make") not in told(page)
    type_in(page, say("going_out.reason"), "de groep vond het goed")
    click(page, say("going_out.make"))
    assert [one.people for one in read_releases(project)] == [9, 10]
    assert "hele groep;\n" in made.read_text(encoding="utf-8").replace("\r", ""), "10 beside 9 stays hidden"
    assert as_it_left(page) == [[["hele groep", "9"]], [["hele groep", ""]]], "each as it left"
    assert say_count("going_out.people", 10) in told(page)


def as_it_left(page: GoingOut) -> list[list[list[str]]]:
    folds = [block["blocks"] for block in page.view["blocks"] if block["kind"] == "fold"]
    tables = [one for blocks in folds for one in blocks if one["kind"] == "table"]
    return [one["rows"] for one in tables if one["caption"] == say("going_out.left")]


def test_inside_stands_what_outside_is_hidden(project: Project) -> None:
    grow(project, 6)
    series = series_named(project, SERIES)
    people = [row.object_id for row in read_rows(project, "participants") if series in row["series_ids"]]
    first, second = (row.object_id for row in list_meetings(project, series)[:2])
    hold_meeting(project, second, "21 maart 2024")
    for meeting, most in ((first, 6), (second, 3)):
        record_attendance(project, meeting, dict.fromkeys(people[:most], "aanwezig"))
    page = opened(project, GoingOut)
    click(page, say("going_out.numbers.bij_bijeenkomsten"))
    tables = [block for block in every_block(page) if block["kind"] == "table"]
    assert [[row[1] for row in one["rows"]] for one in tables] == [["6", "3"], ["", ""]]


def test_a_package_for_an_archive_waits_for_a_yes_and_one_for_another_group_does_not(
    project: Project, work: Path
) -> None:
    page = opened(project, GoingOut)
    click(page, say("going_out.archive"))
    assert page.status["text"] == say("exchange.archive.nobody")
    click(page, say("going_out.method"))
    assert [one.name.split("_2")[0] for one in (work / "uitvoer").iterdir()] == ["manier_van_werken"]
    person = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Zwaluw")
    record_consent(project, person, "archief", True)
    click(page, say("going_out.archive"))
    assert len(list((work / "uitvoer").iterdir())) == 2
    assert "archief_" in told(page), "the list of files names it"


def test_one_answer_of_the_practice_side_stays_found_by_the_check(project: Project) -> None:
    from ontmoet_research.attention import check_project

    ronde = add_contributor(project, "Ronde", "praktijk")
    person = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Zwaluw")
    record_consent(project, person, "citaat", True, asked_by=ronde)
    assert ("fout", "P09") in {(one.level, one.row) for one in check_project(project)}
