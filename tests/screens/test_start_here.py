"""Begin hier, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from gate_open import agree
from pages import choose, click, every_block, told

from ontmoet_research.coding import finish_fragment, make_batches
from ontmoet_research.group import add_contributor, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.screens import label_cards
from ontmoet_research.screens.begin.next_step import NextStep
from ontmoet_research.screens.begin.start_here import BEFORE_NOTES, LARGE, WHILE_SHUT, StartHere
from ontmoet_research.screens.doors import DOORS
from ontmoet_research.screens.resume import where_was
from ontmoet_research.store import Project, create, read_rows
from ontmoet_research.words import say

LABELLING = "03_lezen_en_labelen.ipynb"


@pytest.fixture
def begin(small: Project) -> StartHere:
    page = StartHere(small)
    click(page, "Merel")
    click(page, "Samen in Veldhoek")
    return page


def doors(page: StartHere) -> list[str]:
    return [b["sends"]["door"] for b in every_block(page) if b["kind"] == "button" and b["do"] == "go_to"]


def large(page: StartHere) -> list[str]:
    found = [block for block in page.view["blocks"] if block["kind"] == "buttons"]
    return [button["sends"]["door"] for button in found[0]["buttons"]]


def test_it_greets_and_says_what_you_work_on(begin: StartHere) -> None:
    assert say("start_here.hello", name="Merel", series="Samen in Veldhoek") in told(begin)
    assert all(say(f"start_here.rule.{rule}") in told(begin) for rule in ("names", "no_is_fine", "tell"))


def test_three_large_doors_and_all_others_once_under_more(begin: StartHere) -> None:
    assert large(begin) == list(LARGE)
    assert sorted(doors(begin)) == sorted({*DOORS} - {"begin"})


def test_before_the_first_note_the_large_doors_lead_to_bringing_one_in(tmp_path: Path) -> None:
    with create(tmp_path / "nieuw.ontmoet", title="Nieuw") as project:
        merel = add_contributor(project, "Merel", "ervaring", "ervaringsonderzoeker")
        make_series(project, "kenniscafe", "Kenniscafé")
        page = StartHere(project.as_person(merel))
        assert large(page) == list(BEFORE_NOTES)
        assert sorted(doors(page)) == sorted({*DOORS} - {"begin"})


def test_the_notebooks_that_are_there_are_linked_for_who_wants_to_calculate(begin: StartHere, work: Path) -> None:
    def linked() -> list[str]:
        return [item["file"] for block in every_block(begin) if block["kind"] == "links" for item in block["items"]]

    assert linked() == []
    (work / LABELLING).touch()
    begin.refresh()
    assert linked() == [LABELLING, "../../lab"]


def test_a_student_is_led_to_practising_first_and_without_an_agreement_only_there(
    begin: StartHere, small: Project
) -> None:
    merel, sem = begin.project.who, add_contributor(small, "Sem", "onderwijs", "student")
    begin.receive({"do": "someone_else"})
    click(begin, "Sem")
    assert doors(begin) == list(WHILE_SHUT)
    agree(small, sem, merel)
    begin.refresh()
    assert large(begin)[0] == "oefenen"


def test_it_says_where_you_were_and_only_then(begin: StartHere, small: Project) -> None:
    assert say("start_here.go_on") not in told(begin)
    first = min(read_rows(small, "fragments"), key=lambda row: row["order"])
    finish_fragment(begin.project, first.object_id, "gelabeld")
    begin.refresh()
    assert say("start_here.place", number=2, total=2, note="Verslag 1 (Samen in Veldhoek)") in told(begin)
    for row in read_rows(small, "fragments"):
        finish_fragment(begin.project, row.object_id, "gelabeld")
    begin.refresh()
    assert say("start_here.go_on") not in told(begin)


def test_going_on_opens_the_note_and_the_piece_that_the_start_screen_names(begin: StartHere, small: Project) -> None:
    """Also for who has a round of their own in another note, and for who began a later note."""
    merel = begin.project.who
    first, second = (
        bring_in(small, read_typed(f"Eén {n}.\n\nTwee {n}.\n\nDrie {n}."), session_id=None, title=f"Los {n}").source_id
        for n in ("a", "b")
    )
    pieces = {
        source: [row.object_id for row in read_rows(small, "fragments", source_id=source)] for source in (first, second)
    }
    finish_fragment(begin.project, pieces[second][0], "gelabeld")
    place = where_was(begin.project)
    assert place
    assert opens(small, merel) == (place.note, "Twee b.") == ("Los b", "Twee b.")
    make_batches(small, first, [merel], fragment_ids=pieces[first][1:])
    finish_fragment(begin.project, pieces[first][1], "gelabeld")
    place = where_was(begin.project)
    assert place
    assert (place.note, place.number, place.total) == ("Los a", 2, 2)
    assert opens(small, merel) == ("Los a", "Drie a.")


def opens(project: Project, who: str) -> tuple[str, str]:
    """The note and the piece that Kaartjes opens by itself."""
    cards = label_cards(project, who=who)
    return cards.open_note.title, cards.piece.text


def test_someone_else_can_sit_down(begin: StartHere) -> None:
    begin.receive({"do": "someone_else"})
    assert say("page.who") in told(begin)
    click(begin, "Kompas")
    choose(begin, say("page.which_series"), "Kenniscafé Veldhoek")
    assert say("start_here.hello", name="Kompas", series="Kenniscafé Veldhoek") in told(begin)


def test_the_step_for_tomorrow_comes_back_and_leaves_the_project_alone(begin: StartHere, small: Project) -> None:
    before = small.path.stat().st_size
    NextStep(small).receive({"do": "fill", "name": "step", "value": "Wilma bellen"})
    begin.refresh()
    assert say("start_here.step", step="Wilma bellen") in told(begin)
    assert small.path.stat().st_size == before
    NextStep(small).receive({"do": "undo"})
    begin.refresh()
    assert "Wilma bellen" not in told(begin)


def test_the_practice_series_says_that_all_is_invented(begin: StartHere) -> None:
    assert say("start_here.practice") not in told(begin)
