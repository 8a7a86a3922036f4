"""The whole walk on an empty project, as people do it on the pages: from a wish to what changed, and who sees it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from pages import choose, click, every_block, lines_of, told, type_in

from ontmoet_research.group import add_contributor, add_participant, hold_meeting, list_meetings, make_series
from ontmoet_research.report.material import read_material
from ontmoet_research.screens.changes.see_changes import SeeChanges
from ontmoet_research.screens.following.follow_wishes import FollowWishes
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Project, create, find, history, new, open_project, read_rows, write
from ontmoet_research.words import say


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A new project in which nothing was said yet."""
    with new_project(tmp_path / "p.ontmoet") as made:
        yield made


@pytest.fixture(scope="module")
def walked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The new project after :func:`walk_to_the_end`, to copy: a walk over the pages takes seconds."""
    path = tmp_path_factory.mktemp("walk") / "p.ontmoet"
    with new_project(path) as made:
        walk_to_the_end(made)
        made.close()
    return path


@pytest.fixture
def walked(walked_once: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of the project in which one wish went to an assignment that succeeded."""
    path = tmp_path / "p.ontmoet"
    shutil.copy(walked_once, path)
    with open_project(path) as made:
        kompas = next(row for row in read_rows(made, "contributors") if row["display_name"] == "Kompas")
        yield made.as_person(kompas.object_id)


@contextmanager
def new_project(path: Path) -> Iterator[Project]:
    """A series of 4 + 1 + 8 meetings, two people, two organisations and a theme; nothing else."""
    with create(path, title="Nieuw") as made:
        series = make_series(made, "gids-2021", "Samen in Veldhoek")
        merel = add_participant(made, "Merel", series, ["lived_experience"])
        add_participant(made, "Tuinman", series, ["volunteer"])
        kompas = add_contributor(made, "Kompas", "onderzoek")
        add_contributor(made, "Merel", "ervaring", participant_id=merel)
        places = [new("organisations", label=label) for label in ("een woonorganisatie", "een school")]
        write(made, [new("themes", title="Bereikbaar", status="gedeeld"), *places])
        yield made.as_person(kompas)


def opened(project: Project, part: str) -> FollowWishes:
    page = FollowWishes(project, who=project.who)
    click(page, say(f"follow_wishes.part.{part}"))
    return page


def fold_named(page: Page, summary: str) -> dict[str, object]:
    return next(block for block in every_block(page) if block.get("summary") == summary)


def walk_to_the_end(project: Project) -> None:
    """Wish, decision with who and how, assignment, follow-up, done: each on a page that was opened anew."""
    page = opened(project, "wishes")
    type_in(page, say("record_meeting.stem"), "de post op dinsdag kregen")
    click(page, say("record_meeting.keep_wish"))
    page = opened(project, "deciding")
    click(page, say("follow_wishes.way.take"))
    type_in(page, say("follow_wishes.what_do"), "De post komt op dinsdag.")
    type_in(page, say("follow_wishes.how"), "Tuinman vraagt het na.")
    click(page, "Tuinman")
    click(page, say("follow_wishes.take_up"))
    page = opened(project, "assignments")
    click(page, "De post komt op dinsdag.")
    click(page, "Tuinman")
    choose(page, say("follow_wishes.which_place"), "een woonorganisatie")
    click(page, say("follow_wishes.take_on"))
    click(page, "Bereikbaar")
    page = opened(project, "share")
    choose(page, say("follow_wishes.about_which"), "Tuinman: De post komt op dinsdag.")
    type_in(page, say("follow_wishes.question.B36.1"), "Gebeld.")
    click(page, say("follow_wishes.keep_shared"))
    page = opened(project, "assignments")
    click(page, "De post komt op dinsdag.")
    click(page, say("follow_wishes.end.gelukt"))
    assert page.status["tone"] == "saved", page.status


def complete(page: SeeChanges, stage: str) -> None:
    """Say on the open card how far it came."""
    click(page, say(f"effect.stage.{stage}"))
    assert page.status["tone"] == "saved", page.status


def test_a_wish_of_a_new_project_ends_in_a_change_that_wish_theme_and_report_know(walked: Project) -> None:
    page = opened(walked, "assignments")
    click(page, "De post komt op dinsdag.")
    assert say("follow_wishes.ask_changed") in told(page), "it succeeded: now somebody asks what changed"
    type_in(page, say("see_changes.field.what"), "Brieven komen nu op dinsdag.")
    type_in(page, say("see_changes.field.actor"), "een woonorganisatie")
    click(page, say("follow_wishes.keep_changed"))
    assert "Brieven komen nu op dinsdag." in told(page)

    cards = SeeChanges(walked, who=walked.who)
    click(cards, "Brieven komen nu op dinsdag.")
    assert say("see_changes.of_wish", wish="Als we nu eens de post op dinsdag kregen") in told(cards)
    assert say("see_changes.of_themes", themes="Bereikbaar") in told(cards), "it begins with those of the assignment"
    assert "een woonorganisatie" in told(cards)
    complete(cards, "doen")

    page = opened(walked, "wishes")
    click(page, "Als we nu eens de post op dinsdag kregen")
    assert say("change.became.veranderd") in told(page)
    assert "Dit is er veranderd bij een woonorganisatie: Brieven komen nu op dinsdag." in told(page)

    click(cards, say("see_changes.back"))
    click(cards, say("see_changes.part.overview"))
    assert [line.split(" (")[0] for line in fold_named(cards, say("see_changes.ladder"))["blocks"][0]["items"]] == [
        "Bereikbaar: doen"
    ]
    (wish,) = read_material(walked, cards.series_id, "groep").wishes.to_dict("records")
    assert (wish["became"], wish["changes"]) == (say("change.became.veranderd"), ["Brieven komen nu op dinsdag."])


def test_a_change_that_was_written_alone_is_tied_later_and_set_free_again(walked: Project) -> None:
    cards = SeeChanges(walked, who=walked.who)
    type_in(cards, say("see_changes.field.what"), "Brieven komen nu op dinsdag.")
    click(cards, say("see_changes.keep_change"))
    card = cards.parts["cards"].opened
    choose(cards, say("see_changes.came_out_of"), "Tuinman: De post komt op dinsdag.")
    choose(cards, say("see_changes.which_organisation"), "een school")
    row = find(walked, "changes", card)
    (task,) = read_rows(walked, "assignments")
    assert (row["assignment_id"], row["theme_ids"]) == (task.object_id, task["theme_ids"])
    assert "een school" in told(cards)
    click(cards, "Bereikbaar")
    choose(cards, say("see_changes.which_organisation"), say("see_changes.as_assignment"))
    assert (find(walked, "changes", card)["theme_ids"], find(walked, "changes", card)["organisation_id"]) == (
        [],
        None,
    )
    choose(cards, say("see_changes.came_out_of"), say("see_changes.from_nothing"))
    assert find(walked, "changes", card)["assignment_id"] is None
    cards.receive({"do": "undo"})
    assert find(walked, "changes", card)["assignment_id"] == task.object_id


def test_someone_else_takes_an_assignment_over_and_the_course_says_who_and_why(walked: Project) -> None:
    page = opened(walked, "assignments")
    click(page, "De post komt op dinsdag.")
    click(page, say("follow_wishes.keep_handing"))
    assert page.status["tone"] == "refused", "nobody was chosen"
    choose(page, say("follow_wishes.next_holder"), "Merel")
    type_in(page, say("follow_wishes.handing_note"), "Bel 06-12345678")
    click(page, say("follow_wishes.keep_handing"))
    assert page.status["text"] == say("record.identifier")
    type_in(page, say("follow_wishes.handing_note"), "De brief ligt er al.")
    click(page, say("follow_wishes.keep_handing"))
    page = opened(walked, "assignments")
    click(page, "De post komt op dinsdag.")
    assert say("follow_wishes.held_by", alias="Merel") in told(page)
    course = fold_named(page, say("follow_wishes.loop_so_far"))["blocks"][0]["items"]
    assert [one.split(": ")[-1] for one in course] == ["leren", "Merel neemt het over.", "De brief ligt er al."]
    click(page, say("follow_wishes.kind.training"))
    click(page, say("follow_wishes.size.groot"))
    choose(page, say("follow_wishes.which_place"), "een school")
    (task,) = read_rows(walked, "assignments")
    school = find(walked, "organisations", task["organisation_id"])
    assert (task["kind"], task["size"], school["label"]) == ("training", "groot", "een school")
    assert len(set(history(walked, "assignments", task.object_id)["holder_id"])) == 2, "who held it before stays known"


def test_what_someone_hides_is_handed_over_by_its_holder_only(walked: Project) -> None:
    (task,) = read_rows(walked, "assignments")
    page = opened(walked, "assignments")
    click(page, "De post komt op dinsdag.")
    choose(page, say("follow_wishes.next_holder"), "Merel")
    click(page, say("follow_wishes.keep_handing"))
    click(page, say("follow_wishes.hide"))
    tuinman = next(row.object_id for row in read_rows(walked, "participants") if row["alias"] == "Tuinman")
    holding = {"in": "assignments.holding"}
    page.receive({"do": "choose", **holding, "name": "hand_over.holder_id", "value": tuinman})
    page.receive({"do": "keep", **holding, "form": "hand_over"})
    assert page.status["text"] == say("change.only_holder_shows")
    page.receive({"do": "choose", **holding, "name": "describe.size", "value": "klein"})
    assert page.status["tone"] == "refused"
    assert find(walked, "assignments", task.object_id)["size"] is None


def test_a_wish_after_the_evening_is_of_that_evening_unless_people_choose_another(project: Project) -> None:
    first, second, *_ = list_meetings(project, read_rows(project, "series")[0].object_id)
    hold_meeting(project, first.object_id, "7 maart 2024")
    page = opened(project, "wishes")
    for words in ("a", "b"):
        type_in(page, say("record_meeting.stem"), words)
        click(page, say("record_meeting.keep_wish"))
        choose(page, say("record_meeting.which"), "Bijeenkomst 2")
    assert [row["session_id"] for row in read_rows(project, "wishes")] == [first.object_id, second.object_id]
    hold_meeting(project, second.object_id, date.today().isoformat())
    page = opened(project, "wishes")
    assert page.meeting.now() == second.object_id


IDENTIFIER = "Jan Jansen 06-12345678, Dorpsstraat 12, 1234 AB"


def test_what_points_at_a_person_is_on_no_card_story_ripple_or_list(project: Project) -> None:
    cards = SeeChanges(project, who=project.who)
    tried = [
        ("cards", say("see_changes.field.what"), say("see_changes.keep_change")),
        ("cards", say("see_changes.field.actor"), say("see_changes.keep_change")),
        ("stories", say("effect.story.happened"), say("see_changes.keep_story")),
        ("stories", say("effect.story.transfer"), say("see_changes.keep_story")),
        ("ripples", say("see_changes.ripple_text"), say("see_changes.keep_ripple")),
        ("around", say("see_changes.initiative.gap_note"), say("see_changes.keep_initiative")),
        ("around", say("see_changes.spread.to_whom"), say("see_changes.keep_spread")),
    ]
    for part, label, keep in tried:
        cards = SeeChanges(project, who=project.who)
        click(cards, say(f"see_changes.part.{part}"))
        type_in(cards, label, IDENTIFIER)
        click(cards, keep)
        assert cards.status["text"] == say("record.identifier"), label
    for table in ("changes", "stories", "ripples", "initiatives", "spreads"):
        assert read_rows(project, table) == [], table


ON_A_CARD = {
    "field.evidence": "keep_words",
    "field.contribution": "keep_words",
    "field.place": "keep_words",
    "field.number_what": "keep_number",
    "field.number_source": "keep_number",
    "confirmed_by": "confirm_inside",
}


def test_a_card_takes_in_no_identifier_and_a_public_link_is_a_source(project: Project) -> None:
    cards = SeeChanges(project, who=project.who)
    type_in(cards, say("see_changes.field.what"), "De brief komt op dinsdag.")
    click(cards, say("see_changes.keep_change"))
    for label, keep in ON_A_CARD.items():
        type_in(cards, say(f"see_changes.{label}"), IDENTIFIER)
        click(cards, say(f"see_changes.{keep}"))
        assert cards.status["text"] == say("record.identifier"), label
        type_in(cards, say(f"see_changes.{label}"), "")
    type_in(cards, say("see_changes.field.evidence"), "https://gemeente.voorbeeld.nl/besluit")
    click(cards, say("see_changes.keep_words"))
    assert find(project, "changes", cards.parts["cards"].opened)["evidence"] == [
        "https://gemeente.voorbeeld.nl/besluit"
    ]


def put_right(page: Page, opens: str, **typed: str) -> None:
    """Open the form by a button, type in its fields (by the key of their label) and keep it."""
    click(page, opens)
    for key, words in typed.items():
        type_in(page, say(key.replace("__", ".")), words)
    click(page, say("correct.keep"))


def test_each_step_of_the_way_is_put_right_after_the_page_is_opened_anew(walked: Project) -> None:
    page = opened(walked, "wishes")
    click(page, "Als we nu eens de post op dinsdag kregen")
    click(page, say("correct.open"))
    type_in(page, say("correct.wish"), "Als we nu eens post op maandag kregen")
    choose(page, say("said_by.ask"), say("group.perspective.resident"))
    assert say("correct.away") not in told(page), "a wish never goes away"
    click(page, say("correct.keep"))
    assert "Gezegd door: inwoner." in told(page)
    (wish,) = read_rows(walked, "wishes")
    assert wish["text"] == "Als we nu eens post op maandag kregen"
    assert set(history(walked, "wishes", wish.object_id)["text"]) > {wish["text"]}, "the old words stay"

    put_right(
        page, "De post komt op dinsdag.", follow_wishes__dissent="Tuinman twijfelt.", follow_wishes__how="Bellen."
    )
    assert "Iemand ziet het anders: Tuinman twijfelt." in told(page)
    click(page, "De post komt op dinsdag.")
    click(page, "Tuinman")
    click(page, say("correct.keep"))
    assert page.status["text"] == say("record.needs.decisions.who")
    click(page, "Merel")
    click(page, say("correct.keep"))
    assert [row["how"] for row in read_rows(walked, "decisions")] == ["Bellen."]
    click(page, "De post komt op dinsdag.")
    click(page, say("correct.away"))
    assert page.status["text"] == say("record.something_hangs_on_it")
    click(page, say("correct.back"))

    page = opened(walked, "assignments")
    click(page, "De post komt op dinsdag.")
    (answer,) = read_rows(walked, "progress")
    page.receive({"do": "correct", "in": "correcting", "table": "progress", "one": answer.object_id})
    type_in(page, say("follow_wishes.part_of.done"), "Bel 06-12345678")
    click(page, say("correct.keep"))
    assert page.status["text"] == say("record.identifier")
    type_in(page, say("follow_wishes.part_of.done"), "Geschreven.")
    click(page, say("correct.keep"))
    assert "Geschreven." in told(page)
    page.receive({"do": "undo"})
    assert [row["done"] for row in read_rows(walked, "progress")] == ["Gebeld."]


def test_a_list_is_put_right_row_by_row_and_what_goes_comes_back(project: Project) -> None:
    page = opened(project, "promises")
    for label, words in (("what", "Een bief sturen."), ("whom", "de groep")):
        type_in(page, say(f"follow_wishes.promise_{label}"), words)
    click(page, say("follow_wishes.keep_promise"))
    page = opened(project, "promises")
    click(page, "Een bief sturen.")  # the first button is the one that says it was kept
    assert page.status["tone"] == "refused", "without a day"
    (promised,) = read_rows(project, "promises")
    page.receive({"do": "correct", "in": "correcting", "table": "promises", "one": promised.object_id})
    type_in(page, say("follow_wishes.promise_what"), "Een brief sturen.")
    type_in(page, say("follow_wishes.promise_due"), "1 mei 2025")
    choose(page, say("follow_wishes.promised_at"), "Bijeenkomst 2")
    click(page, say("correct.keep"))
    assert "Een brief sturen. Aan: de groep. Voor 1 mei 2025." in told(page)
    page.receive({"do": "correct", "in": "correcting", "table": "promises", "one": promised.object_id})
    click(page, say("correct.keep"))
    assert page.status["text"] == say("correct.same")
    page.receive({"do": "correct", "in": "correcting", "table": "promises", "one": promised.object_id})
    click(page, say("correct.away"))
    assert say("follow_wishes.no_open_promises") in told(page)
    page.receive({"do": "undo"})
    assert "Een brief sturen." in told(page)


def test_a_signal_of_any_meeting_stays_open_until_it_has_a_follow_up_and_goes_into_an_advice(project: Project) -> None:
    page = opened(project, "signals")
    assert say("follow_wishes.no_signals") in told(page)
    for words in ("De bus rijdt niet meer.", "Wie helpt met post?"):
        type_in(page, say("record_meeting.signal"), words)
        click(page, say("record_meeting.keep_signal"))
    click(page, "De bus rijdt niet meer.")
    type_in(page, say("record_meeting.to_whom"), "mevrouw, 06-12345678")
    click(page, say("record_meeting.pass_on"))
    assert page.status["text"] == say("record.identifier"), "no details of a case"
    type_in(page, say("record_meeting.to_whom"), "de gemeente")
    type_in(page, say("follow_wishes.passed_on"), "5 mei 2025")
    click(page, say("record_meeting.pass_on"))
    type_in(page, say("follow_wishes.into_advice"), "advies aan de gemeente, mei 2025")
    click(page, say("follow_wishes.keep_signal_advice"))
    type_in(page, say("follow_wishes.came_back"), "De bus komt terug.")
    click(page, say("record_meeting.settle_signal"))
    page = opened(project, "signals")
    listed = lines_of(page, "signals")
    assert [block["text"] for block in listed] == ["Wie helpt met post?", "De bus rijdt niet meer."], "open ones first"
    assert "Dit is nog open." in listed[0]["more"]
    assert "de gemeente" in listed[1]["more"] and "advies aan de gemeente, mei 2025" in listed[1]["more"]
    click(page, "De bus rijdt niet meer.")
    click(page, say("record_meeting.reopen_signal"))
    assert [row["status"] for row in read_rows(project, "signals")] == ["open", "open"]


def test_only_residents_word_their_list_and_only_who_wrote_a_comment_words_it(project: Project) -> None:
    merel = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == "Merel")
    page = opened(project.as_person(merel), "priorities")
    type_in(page, say("follow_wishes.priority"), "een huus")
    click(page, say("follow_wishes.keep_priority"))
    click(page, "1. een huus")
    put_right(page, say("correct.open"), follow_wishes__priority="een huis")
    assert [row["title"] for row in read_rows(project, "priorities")] == ["een huis"]
    kompas = opened(project, "priorities")
    click(kompas, "1. een huis")
    assert say("correct.open") not in told(kompas)
    kompas.receive(
        {
            "do": "correct",
            "in": "correcting",
            "table": "priorities",
            "one": read_rows(project, "priorities")[0].object_id,
        }
    )
    assert kompas.status["text"] == say("change.priorities_are_of_residents")
    type_in(kompas, say("follow_wishes.comment"), "Dat vraagt de provinsie.")
    click(kompas, say("follow_wishes.keep_comment"))
    put_right(kompas, "Dat vraagt de provinsie.", follow_wishes__comment="Dat vraagt de provincie.")
    assert "Kompas: Dat vraagt de provincie." in told(kompas)
    page.refresh()
    assert not [block for block in every_block(page) if block.get("do") == "correct" and "provincie" in block["text"]]
