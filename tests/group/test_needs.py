"""What someone needs: asked once, changed any time, never why."""

from __future__ import annotations

import pytest

from ontmoet_research.group import Look, add_contributor, change_look, read_look, read_needs, record_needs
from ontmoet_research.store import Project, history, read_rows, undo
from ontmoet_research.words import Refused


@pytest.fixture
def noor(project: Project) -> Project:
    """The project with Noor at work."""
    return project.as_person(add_contributor(project, "Noor", "ervaring"))


def test_who_never_said_anything_gets_the_usual_look_and_no_needs(noor: Project) -> None:
    assert read_look(noor, noor.who) == Look("gewoon", "gewoon", calm=False, read_aloud=True)
    assert read_needs(noor, noor.who) == ([], "")


def test_each_part_of_a_look_changes_on_its_own_and_can_be_taken_back(noor: Project) -> None:
    change_look(noor, noor.who, origin="proef", text_size="groot")
    change_look(noor, noor.who, origin="proef", calm=True)
    change_look(noor, noor.who, origin="proef", calm=True)  # the same again is no change
    assert read_look(noor, noor.who) == Look("groot", calm=True)
    undo(noor, origin="proef")
    assert read_look(noor, noor.who) == Look("groot")
    assert read_look(noor, "someone else") == Look()


def test_needs_stay_in_the_order_of_the_list_and_own_words_stay_beside_them(noor: Project) -> None:
    record_needs(noor, noor.who, text="  een stoel bij het raam ")
    record_needs(noor, noor.who, ["stil", "pauze"])
    assert read_needs(noor, noor.who) == (["pauze", "stil"], "een stoel bij het raam")


def test_a_need_that_is_not_on_the_list_is_refused_and_nothing_changes(noor: Project) -> None:
    record_needs(noor, noor.who, ["pauze"])
    with pytest.raises(Refused):
        record_needs(noor, noor.who, ["pauze", "geld"])
    assert read_needs(noor, noor.who) == (["pauze"], "")


def test_what_someone_needed_before_stays_in_the_history(noor: Project) -> None:
    record_needs(noor, noor.who, ["tolk"])
    record_needs(noor, noor.who, [])
    kept = history(noor, "needs", read_rows(noor, "needs")[0].object_id)
    assert kept["needs"].tolist() == [["tolk"], []]
