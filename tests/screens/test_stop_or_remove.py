"""Stoppen of weghalen, and Voorgoed wissen, without a browser: told first, done after, and proved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import choose, click, every_block, series_named, told, type_in

from ontmoet_research.exchange import make_bundle, merge_copy, open_bundle
from ontmoet_research.group import add_participant, list_meetings
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import record_consent
from ontmoet_research.screens.keeping.erase_for_good import EraseForGood
from ontmoet_research.screens.keeping.stop_or_remove import StopOrRemove
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Project, change, create, erase, read_rows, write
from ontmoet_research.words import say, say_count

SERIES = "Samen in Veldhoek"
SECRET = "Mijn buurman Kwintijn stopte de rode brieven in de vriezer."


@pytest.fixture
def project(small: Project) -> Project:
    """The small project in which Zwaluw said something, beside what Merel and Tuinman said."""
    series_id = series_named(small, SERIES)
    person = add_participant(small, "Zwaluw", series_id, ["lived_experience"])
    for purpose in ("meedoen", "notities", "labelen_door_medeonderzoekers"):
        record_consent(small, person, purpose, True)
    meeting = list_meetings(small, series_id)[1]
    note = f"Merel: wij waren op tijd.\n\nZwaluw: {SECRET}\n\nTuinman: dat ken ik."
    brought = bring_in(small, read_typed(note), session_id=meeting.object_id, title="Verslag 2")
    pieces = read_rows(small, "fragments", source_id=brought.source_id)
    said = next(row for row in pieces if row["order"] == 2)
    if said["participant_id"] != person:
        write(small, [change(said, participant_id=person)])
    return small


def opened(project: Project, kind: type[Page]) -> Page:
    page = kind(project, who=read_rows(project, "contributors")[1].object_id)
    page.receive({"do": "choose_series", "value": series_named(project, SERIES)})
    return page


@pytest.fixture
def stop(project: Project) -> StopOrRemove:
    page = opened(project, StopOrRemove)
    assert isinstance(page, StopOrRemove)
    choose(page, say("stop_or_remove.who"), "Zwaluw")
    return page


@pytest.fixture
def wipe(project: Project) -> EraseForGood:
    page = opened(project, EraseForGood)
    assert isinstance(page, EraseForGood)
    choose(page, say("stop_or_remove.who"), "Zwaluw")
    return page


def stands(project: Project) -> bool:
    return any(SECRET in row["text"] for row in read_rows(project, "sources"))


def status_of(project: Project) -> str:
    return next(row["status"] for row in read_rows(project, "participants") if row["alias"] == "Zwaluw")


def taken_out(project: Project) -> int:
    return sum(bool(row["withdrawn"]) for row in read_rows(project, "fragments"))


def test_the_four_wishes_stand_there_with_what_they_mean(stop: StopOrRemove) -> None:
    for scope in ("stop", "citaten", "stukjes", "alles"):
        assert say(f"stop_or_remove.scope.{scope}") in told(stop)
        assert say(f"cli.withdraw.about.{scope}") in told(stop)
    assert say("stop_or_remove.do_it") not in told(stop), "nothing can be done before something is chosen"


def test_what_goes_is_told_before_it_goes_and_can_come_back(stop: StopOrRemove, project: Project) -> None:
    click(stop, say("stop_or_remove.scope.stukjes"))
    assert say_count("cli.withdraw.pieces", 1) in told(stop)
    assert say_count("stop_or_remove.neighbours", 2) in told(stop)
    assert say("stop_or_remove.no_limit") in told(stop)
    assert taken_out(project) == 0
    click(stop, say("stop_or_remove.do_it"))
    assert taken_out(project) == 1
    assert say_count("cli.withdraw.gone.pieces", 1) in told(stop)
    assert say_count("cli.withdraw.pieces", 1) not in told(stop), "it is done: nothing is still to go"
    assert say("cli.erase.neighbour", title="Verslag 2", n=1) in told(stop)
    assert say("cli.erase.neighbour", title="Verslag 2", n=3) in told(stop)
    folded = {block["summary"]: block["blocks"] for block in every_block(stop) if block["kind"] == "fold"}
    first = folded[say("stop_or_remove.read_beside", piece=say("cli.erase.neighbour", title="Verslag 2", n=1))]
    assert first[0]["text"] == "Merel: wij waren op tijd.", "the words to look at are there, folded away"
    assert say("erase.todo.paper") in told(stop)
    assert SECRET not in told(stop)
    stop.receive({"do": "undo"})
    assert taken_out(project) == 0
    assert say("stop_or_remove.do_it") in told(stop)


def test_who_only_stops_keeps_the_words_and_asks_for_no_work_elsewhere(stop: StopOrRemove, project: Project) -> None:
    click(stop, say("stop_or_remove.scope.stop"))
    assert say("stop_or_remove.nothing_goes") in told(stop)
    click(stop, say("stop_or_remove.do_it"))
    assert (status_of(project), taken_out(project)) == ("gestopt", 0)
    assert say("stop_or_remove.to_do") not in told(stop)
    click(stop, say("stop_or_remove.scope.stop"))
    click(stop, say("stop_or_remove.do_it"))
    assert stop.status["text"] == say("cli.withdraw.same")


def test_nothing_is_done_for_nobody(project: Project) -> None:
    page = opened(project, StopOrRemove)
    page.receive({"do": "do_it", "in": "stopping"})
    assert page.status["text"] == say("stop_or_remove.choose_first")


def test_erasing_asks_to_look_first_then_a_reason_and_then_a_word(wipe: EraseForGood, project: Project) -> None:
    wipe.receive({"do": "erase_now", "in": "erasing"})
    assert wipe.status["text"] == say("erase_for_good.look_first")
    click(wipe, say("erase_for_good.look"))
    assert say("erase.preview.gone").removesuffix(":") in told(wipe)
    assert "1 deelnemer: Zwaluw" in told(wipe)
    click(wipe, say("erase_for_good.erase_now"))
    assert wipe.status["text"] == say("erase_for_good.not_sure", word="wissen")
    type_in(wipe, say("erase_for_good.type_word", word="wissen"), "Wissen ")
    click(wipe, say("erase_for_good.erase_now"))
    assert wipe.status["text"] == say("erase.needs_reason")
    assert stands(project)
    type_in(wipe, say("erase_for_good.reason"), "gevraagd op 3 mei")
    click(wipe, say("erase_for_good.erase_now"))
    assert wipe.status["tone"] == "saved"
    assert not stands(project)
    assert say_count("cli.erase.found", 0, files=say_count("cli.erase.files", 2)).split(":")[0] in told(wipe)
    assert ": 0 plekken gevonden" in told(wipe)
    assert say("cli.erase.neighbour", title="Verslag 2", n=1) in told(wipe)
    assert "wij waren op tijd" in told(wipe) and "Kwintijn" not in told(wipe)
    assert "wissen" not in wipe.typed.values(), "the next one is asked again"
    click(wipe, say("erase_for_good.ready"))
    assert "Zwaluw" not in [words for block in every_block(wipe) for _, words in block.get("options", [])]
    data = Path(project.path).read_bytes()
    assert b"Kwintijn" not in data


def test_what_the_kit_made_and_holds_the_words_can_be_thrown_away(wipe: EraseForGood, work: Path) -> None:
    made = work / "uitvoer" / "verslag.html"
    made.parent.mkdir()
    made.write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    click(wipe, say("erase_for_good.look"))
    type_in(wipe, say("erase_for_good.reason"), "gevraagd")
    type_in(wipe, say("erase_for_good.type_word", word="wissen"), "wissen")
    click(wipe, say("erase_for_good.erase_now"))
    assert str(made.resolve()) in told(wipe)
    click(wipe, say("erase_for_good.throw_away"))
    assert not made.exists()
    assert ": 0 plekken gevonden" in told(wipe)


def test_other_words_ask_for_another_look(wipe: EraseForGood) -> None:
    click(wipe, say("erase_for_good.look"))
    type_in(wipe, say("erase_for_good.words"), "Kwintijn")
    assert say("erase_for_good.erase_now") not in told(wipe)
    click(wipe, say("erase_for_good.look"))
    assert say("erase_for_good.erase_now") in told(wipe)


@pytest.fixture
def proposed(project: Project, tmp_path: Path) -> Iterator[EraseForGood]:
    """What a colleague erased in a copy, and that came in with it."""
    whole, back = tmp_path / "heen.kopie", tmp_path / "terug.kopie"
    make_bundle(project, whole, plain=True)
    with create(
        tmp_path / "elders.ontmoet", title="Proef", who=read_rows(project, "contributors")[0].object_id
    ) as other:
        merge_copy(other, open_bundle(whole))
        person = next(row.object_id for row in read_rows(other, "participants") if row["alias"] == "Zwaluw")
        said = [row.object_id for row in read_rows(other, "fragments", participant_id=person)]
        erase(other, [person, *said], reason="gevraagd bij de koffie")
        make_bundle(other, back, plain=True)
    merge_copy(project, open_bundle(back))
    page = opened(project, EraseForGood)
    assert isinstance(page, EraseForGood)
    yield page


def test_what_was_erased_in_a_copy_waits_for_a_yes(proposed: EraseForGood, project: Project) -> None:
    assert say_count("cli.erase.waiting", 1) in told(proposed)
    assert "Waarom: gevraagd bij de koffie" in told(proposed)
    click(proposed, say("erase_for_good.say_yes"))
    assert proposed.status["text"] == say("erase_for_good.not_sure", word="wissen")
    assert status_of(project) == "actief"
    type_in(proposed, say("erase_for_good.type_word", word="wissen"), "wissen")
    click(proposed, say("erase_for_good.say_yes"))
    assert [row for row in read_rows(project, "participants") if row["alias"] == "Zwaluw"] == []
    assert not stands(project)
    assert say("erase_for_good.report") in told(proposed)


def test_a_no_lets_it_stay_and_is_not_asked_again(proposed: EraseForGood, project: Project) -> None:
    click(proposed, say("erase_for_good.say_no"))
    assert status_of(project) == "actief"
    assert stands(project)
    assert say("erase_for_good.proposals") not in told(proposed)
