"""Putting right what was written down: what may change, what may not be empty, and what stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ontmoet_research.change import (
    add_priority,
    add_signal,
    assign,
    comment_on_priority,
    hand_over,
    hide_details,
    holder_moments,
    notes_on,
    park,
    pass_on,
    put_right,
    settle_signal,
    share,
    stop,
    take_out,
)
from ontmoet_research.change.corrections import OWN
from ontmoet_research.group import add_contributor
from ontmoet_research.model import marked, tables
from ontmoet_research.store import Project, find, history, read_rows, undo
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    from conftest import Small


@pytest.mark.parametrize("table", OWN)
def test_every_table_that_can_be_put_right_has_columns_for_it_in_the_model(table: str) -> None:
    assert marked(table, "mend")


def test_no_column_can_be_put_right_in_a_table_without_a_place_for_its_rules() -> None:
    assert {table for table in tables() if marked(table, "mend")} == set(OWN)


def refused(project: Project, key: str, table: str, one: str, **values: Any) -> None:
    """What is put right is refused with this sentence, and the row stays as it was."""
    before = find(project, table, one).values
    with pytest.raises(Refused) as told:
        put_right(project, table, one, **values)
    assert str(told.value) == say(key)
    assert find(project, table, one).values == before


def test_the_old_words_stay_in_the_history_and_the_same_words_are_not_written_again(small: Small) -> None:
    wish = small.wish("Als we nu eens beldden")
    assert put_right(small.project, "wishes", wish, text=" Als we nu eens belden ", said_by_perspective="")
    assert not put_right(small.project, "wishes", wish, text="Als we nu eens belden")
    assert history(small.project, "wishes", wish)["text"].tolist() == [
        "Als we nu eens beldden",
        "Als we nu eens belden",
    ]
    assert find(small.project, "wishes", wish)["said_by_perspective"] is None
    refused(small.project, "record.needs.wishes.text", "wishes", wish, text=" ")
    refused(small.project, "record.needs.any.session_id", "wishes", wish, session_id="")
    with pytest.raises(ValueError, match="status"):
        put_right(small.project, "wishes", wish, status="open")


def test_a_wish_never_goes_and_waits_with_its_reason(small: Small) -> None:
    wish = small.wish()
    park(small.project, wish, "Nu geen geld.")
    refused(small.project, "change.park_needs_reason", "wishes", wish, parked_reason="")
    with pytest.raises(Refused, match="Een wens haal je niet weg"):
        take_out(small.project, "wishes", wish)
    assert len(read_rows(small.project, "wishes")) == 1


def test_a_decision_that_goes_sets_its_wish_open_and_undo_brings_both_back(small: Small) -> None:
    wish = small.wish()
    decision = small.decision(wish)
    refused(small.project, "record.needs.decisions.who", "decisions", decision, who=[])
    take_out(small.project, "decisions", decision)
    assert (read_rows(small.project, "decisions"), find(small.project, "wishes", wish)["status"]) == ([], "open")
    undo(small.project, origin=OWN["decisions"].origin)
    assert find(small.project, "wishes", wish)["status"] == "opgepakt"
    task = assign(small.project, decision, small.people[0])
    told = share(small.project, small.meetings[5], task, {"done": "Gebeld."})
    for table, one in (("decisions", decision), ("assignments", task)):
        with pytest.raises(Refused, match="Hier hangt nog iets aan vast"):
            take_out(small.project, table, one)
    for table, one in (("progress", told), ("assignments", task), ("decisions", decision)):
        take_out(small.project, table, one)
    assert find(small.project, "wishes", wish)["status"] == "open"


def test_what_a_holder_hides_is_put_right_by_that_holder_or_by_who_wrote_it(small: Small) -> None:
    reiger = small.project.as_person(
        add_contributor(small.project, "Reiger", "ervaring", participant_id=small.people[0])
    )
    kompas = small.project.as_person(add_contributor(small.project, "Kompas", "onderzoek"))
    wilma = small.project.as_person(add_contributor(small.project, "Wilma", "praktijk"))
    task = assign(small.project, small.decision(small.wish()), small.people[0])
    told = share(kompas, small.meetings[5], task, {"done": "Gebeld."})
    stop(reiger, task, "Te druk.")
    hide_details(reiger, task)
    refused(wilma, "change.not_yours", "progress", told, done="Niets.")
    refused(wilma, "change.not_yours", "assignments", task, next_step="iets")
    refused(reiger, "change.stop_needs_reason", "assignments", task, stop_reason="")
    assert put_right(kompas, "progress", told, done="Geschreven.")
    assert put_right(reiger, "assignments", task, stop_reason="Te veel werk.")
    with pytest.raises(Refused, match="Alleen de mens van deze opdracht"):
        hand_over(wilma, task, small.people[1])
    hand_over(reiger, task, small.people[1], "De brief ligt klaar.")
    assert [holder for holder, _ in holder_moments(small.project, task)] == small.people
    assert [note["text"] for note in notes_on(small.project, task)] == ["De brief ligt klaar."]


def test_a_signal_stands_as_it_stood_and_points_at_nobody(small: Small) -> None:
    signal = add_signal(small.project, small.meetings[0], "De bus rijdt niet.")
    refused(small.project, "record.identifier", "signals", signal, text="Bel 06-12345678")
    pass_on(small.project, signal, "de gemeente")
    refused(small.project, "change.signal_needs_whom", "signals", signal, to_whom="")
    settle_signal(small.project, signal, "De bus rijdt weer.")
    refused(small.project, "change.signal_needs_answer", "signals", signal, answer="")
    assert put_right(small.project, "signals", signal, passed_on="5 mei 2025")
    assert find(small.project, "signals", signal)["passed_on"] == "2025-05-05"


@pytest.mark.parametrize(
    ("side", "linked", "may"), [("ervaring", False, True), ("praktijk", True, True), ("praktijk", False, False)]
)
def test_the_side_with_experience_and_a_linked_resident_word_the_list_and_others_comment(
    small: Small, side: str, linked: bool, may: bool
) -> None:
    series = read_rows(small.project, "series")[0].object_id
    first = small.project.as_person(add_contributor(small.project, "Merel", "ervaring"))
    title = add_priority(first, series, "een huus")
    person = small.people[0] if linked else None
    other = small.project.as_person(add_contributor(small.project, "Ander", side, participant_id=person))
    if may:
        assert put_right(other, "priorities", title, title="een huis")
    else:
        refused(other, "change.priorities_are_of_residents", "priorities", title, title="een huis")
    said = comment_on_priority(other, title, "Goed idee.")
    refused(first, "change.not_yours", "memos", said, text="Slecht idee.")
    assert put_right(other, "memos", said, text="Heel goed idee.")
