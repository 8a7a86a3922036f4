"""One door: who is at work is one thing in a window, one screen at a time; without a browser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import every_block, told, type_in
from quick_own import own_home

from ontmoet_research.group import add_contributor
from ontmoet_research.own import make_own_file
from ontmoet_research.screens import window as windows_of_screens
from ontmoet_research.screens.doors import DOORS, Door
from ontmoet_research.screens.labelling.code_cards import CodeCards
from ontmoet_research.screens.memory import at_work, remember
from ontmoet_research.screens.own import own_open
from ontmoet_research.screens.shell.shell import Shell
from ontmoet_research.screens.window import Window, sit_in
from ontmoet_research.store import Project, create, new, read_rows, remove, write
from ontmoet_research.words import say


@pytest.fixture(autouse=True)
def own_window() -> Iterator[None]:
    """Each test has a window of its own, that remembers on this computer as a kernel does."""
    before = windows_of_screens._here.set(Window())
    yield
    windows_of_screens._here.reset(before)  # not even an earlier window stays: another test may make one of its own


def person(project: Project, name: str) -> str:
    return next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)


def label(project: Project) -> str:
    return read_rows(project, "codes")[0].object_id


def stored(project: Project) -> list[tuple[str, str]]:
    return [(row.author, row["contributor_id"]) for row in read_rows(project, "codings")[1:]]


def test_a_label_is_never_stored_under_who_was_here_before(small: Project) -> None:
    """Notebook 03 is open for Merel; in notebook 00 Kompas says who he is."""
    merel, kompas = person(small, "Merel"), person(small, "Kompas")
    remember(small, who=merel)
    cards = CodeCards(small, who=merel)
    remember(small, who=kompas)
    cards.receive({"do": "place", "code_id": label(small)})
    assert stored(small) == []
    assert cards.status["text"] == say("screens.handed_over", name="Kompas")
    assert cards.frame["person"]["you"] == say("shell.you_are", name="Kompas")
    cards.receive({"do": "place", "code_id": label(small)})
    assert stored(small) == [(kompas, kompas)]


def test_a_door_opens_for_who_sat_down_elsewhere_meanwhile(small: Project) -> None:
    merel, kompas = (person(small, name) for name in ("Merel", "Kompas"))
    remember(small, who=merel)
    shell = Shell(small)
    remember(small, who=kompas)  # as another notebook does
    shell.go("kaartjes")
    shell.screen.receive({"do": "place", "code_id": label(small)})
    assert stored(small) == [(kompas, kompas)]


def test_who_sits_down_elsewhere_while_a_door_opens_gets_nothing_stored_by_the_one_before(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    merel, other = (person(small, name) for name in ("Merel", "Kompas"))
    remember(small, who=merel)
    shell = Shell(small)
    monkeypatch.setattr(
        Door, "open", lambda door, *given, opened=Door.open: remember(small, who=other) or opened(door, *given)
    )
    shell.go("kaartjes")
    before = read_rows(small, "codings")
    shell.screen.receive({"do": "place", "code_id": label(small)})
    assert read_rows(small, "codings") == before, "no label of Merel was placed or taken away"


def test_a_person_who_was_taken_out_meanwhile_stores_nothing_more(small: Project) -> None:
    merel = person(small, "Merel")
    remember(small, who=merel)
    cards = CodeCards(small, who=merel)
    write(small, [remove(row) for row in read_rows(small, "contributors", object_id=merel)])
    cards.receive({"do": "place", "code_id": label(small)})
    assert stored(small) == []
    assert cards.status["text"] == say("screens.nobody_now")


def test_every_door_opens_a_screen_and_a_switch_closes_them_all(small: Project) -> None:
    merel = person(small, "Merel")
    remember(small, who=merel)
    shell = Shell(small)
    for key in DOORS:
        shell.go(key)
        assert shell.at == key
        assert shell.screen.frame["person"] is None, "the plate has it"
    before = list(shell.screens.values())
    assert len(before) == len(DOORS)
    shell.plate.receive({"do": "leave"})
    assert at_work(small) == ""
    assert shell.at == "begin"
    assert not [screen for screen in before if screen in shell.screens.values()]
    assert say("page.who") in told(shell.screen)


def test_without_a_series_every_page_leads_to_making_one(tmp_path: Path) -> None:
    with create(tmp_path / "nieuw.ontmoet", title="Nieuw") as project:
        remember(project, who=add_contributor(project, "Merel", "ervaring", "ervaringsonderzoeker"))
        shell = Shell(project)
        assert say("page.no_series") in told(shell.screen)
        made = next(b for b in every_block(shell.screen) if b.get("text") == say("page.make_series"))
        shell.screen.receive({"do": made["do"], **made["sends"]})
        assert shell.at == "reeks"


def test_what_was_typed_stays_behind_its_door_and_goes_with_the_person(small: Project) -> None:
    merel, kompas = person(small, "Merel"), person(small, "Kompas")
    remember(small, who=merel)
    remember(small, series=read_rows(small, "series")[0].object_id)
    shell = Shell(small, at="bijeenkomst")
    type_in(shell.screen, say("record_meeting.notes"), "Half gezegd")
    shell.go("leren")
    shell.go("bijeenkomst")
    assert "Half gezegd" in told(shell.screen)
    draft = shell.screen.draft_name("notes")
    shell.plate.receive({"do": "leave"})
    shell.screen.receive({"do": "choose_person", "person": kompas})
    shell.go("bijeenkomst")
    assert "Half gezegd" not in told(shell.screen)
    assert shell.screen.draft_name("notes") != draft


def test_a_switch_locks_the_own_file(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_home(tmp_path, monkeypatch)
    remember(small, who=person(small, "Merel"))
    shell = Shell(small, at="vanmij")
    shell.screen.own.use(make_own_file("van-mij", "een lange zin voor mij"))
    assert own_open._desk().opened is not None
    shell.leave()
    assert own_open._desk().opened is None


def test_a_door_that_does_not_exist_is_told_in_a_sentence_at_the_beginning(small: Project) -> None:
    shell = Shell(small, at="kelder")
    assert shell.at == "begin"
    assert shell.screen.status["text"] == say("shell.no_door")
    shell.screen.receive({"do": "go_to", "door": "zolder"})
    assert shell.screen.status["text"] == say("shell.no_door")


def test_the_start_page_has_three_large_doors_and_all_others_under_more(small: Project) -> None:
    remember(small, who=person(small, "Merel"))
    shell = Shell(small)
    shell.screen.receive({"do": "choose_series", "value": read_rows(small, "series")[0].object_id})
    large = next(block for block in shell.screen.view["blocks"] if block["kind"] == "buttons" and block["label"])
    assert len(large["buttons"]) == 3
    doors = {b["sends"]["door"] for b in every_block(shell.screen) if b["kind"] == "button" and b["do"] == "go_to"}
    assert doors == {*DOORS} - {"begin"}


@pytest.mark.parametrize(
    ("many", "sitting", "gestures"), [(4, 2, 60), pytest.param(20, 6, 5000, marks=pytest.mark.slow)]
)
def test_nobody_ever_stores_for_another_whoever_switches_when(
    small: Project, many: int, sitting: int, gestures: int
) -> None:
    """Windows of people who switch at random, in one process as in the app."""
    people = [row.object_id for row in read_rows(small, "contributors")][:sitting]
    people += [add_contributor(small, f"Mens {n}", "praktijk") for n in range(sitting - len(people))]
    chance = random.Random(7)
    windows, wanted = [], []
    for _ in range(many):
        window = Window()
        window.facts = {"who": chance.choice(people)}
        sit_in(window)
        windows.append((window, Shell(small, at="kaartjes")))
    for _ in range(gestures):
        window, shell = chance.choice(windows)
        sit_in(window)
        if chance.random() < 0.3:
            now = chance.choice(people)
            if chance.random() < 0.5:
                shell.leave()
                shell.screen.receive({"do": "choose_person", "person": now})
            else:
                remember(small, who=now)  # as another notebook does
        if shell.at != "kaartjes":
            shell.go("kaartjes")
        before = {row.object_id for row in read_rows(small, "codings")}
        shell.screen.receive({"do": "place", "code_id": label(small)})
        came = [row for row in read_rows(small, "codings") if row.object_id not in before]
        wanted += [(at_work(small), row) for row in came]
    assert wanted
    assert (
        [who for who, row in wanted]
        == [row["contributor_id"] for _, row in wanted]
        == [row.author for _, row in wanted]
    )


def test_someone_new_comes_from_the_beginning_to_a_first_text_and_from_another_door_stays_there(small: Project) -> None:
    for at, expected in (("begin", "oefenen"), ("bijeenkomst", "bijeenkomst")):
        remember(small, who="")
        shell = Shell(small, at=at)
        type_in(shell.screen, say("page.name"), f"Nieuw {at}")
        shell.screen.receive({"do": "add_person", "in": "who", "way": "ervaring"})
        assert shell.at == expected
        assert shell.person_name() == f"Nieuw {at}"
        assert shell.screen.project.who == shell.who


def test_cards_that_were_open_see_a_list_that_was_made_behind_another_door(small: Project) -> None:
    """While nobody sees the cards they hear no news: coming back, they look at the lists again."""
    remember(small, who=person(small, "Merel"))
    lists = [*read_rows(small, "codings"), *read_rows(small, "codes"), *read_rows(small, "codebooks")]
    write(small, [remove(row) for row in lists])
    shell = Shell(small)
    shell.go("kaartjes")
    assert say("labelling.no_labels") in str(shell.screen.view)
    shell.go("labels")
    book = new("codebooks", title="Lijst", version="1")
    told = {"code": "B1", "label_nl": "Bellen", "family": "bellen", "order": 1, "kind": "enkel"}
    write(small, [book, new("codes", codebook_id=book.object_id, **told)])
    shell.go("kaartjes")
    assert "Bellen" in str(shell.screen.view)
