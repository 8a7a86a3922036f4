"""Who reads what: small rounds, pairs of two sides, and nobody's own words unless they choose so."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research import coding
from ontmoet_research.coding.access import closed_to
from ontmoet_research.coding.batches import divide
from ontmoet_research.group import change_look
from ontmoet_research.privacy import record_consent
from ontmoet_research.store import change, find, new, read_rows, write
from ontmoet_research.words import Refused


@given(count=st.integers(0, 200), size=st.integers(1, 20))
def test_rounds_hold_every_piece_once_in_order_and_are_as_equal_as_can_be(count: int, size: int) -> None:
    pieces = [str(number) for number in range(count)]
    parts = divide(pieces, size)
    assert [piece for part in parts for piece in part] == pieces
    lengths = [len(part) for part in parts]
    assert not lengths or (max(lengths) <= size and max(lengths) - min(lengths) <= 1 and min(lengths) >= 1)


def test_a_round_goes_to_its_readers_and_to_nobody_else(desk: SimpleNamespace) -> None:
    made = coding.make_batches(desk.project, desk.source, [desk.kees], size=2)
    assert [batch.batch_id for batch in coding.batches_for(desk.project, desk.kees)] == made
    assert coding.batches_for(desk.project, desk.noor) == []
    assert [len(batch.fragment_ids) for batch in coding.batches_for(desk.project, desk.kees)] == [2, 1]


def test_the_same_round_for_the_same_readers_is_given_out_once(desk: SimpleNamespace) -> None:
    first = coding.make_batches(desk.project, desk.source, [desk.kees, desk.noor])
    assert coding.make_batches(desk.project, desk.source, [desk.noor, desk.kees]) == first
    assert coding.make_batches(desk.project, desk.source, [desk.noor]) != first


def test_a_round_on_pause_keeps_its_place(desk: SimpleNamespace) -> None:
    (made,) = coding.make_batches(desk.project, desk.source, [desk.noor])
    coding.pause_batch(desk.project, made)
    assert coding.batches_for(desk.project, desk.noor)[0].status == "pauze"
    coding.resume_batch(desk.project, made)
    assert coding.batches_for(desk.project, desk.noor)[0].status == "open"


@pytest.mark.parametrize("readers", [[], ["nobody"]])
def test_a_round_without_readers_is_refused(desk: SimpleNamespace, readers: list[str]) -> None:
    with pytest.raises(Refused):
        coding.make_batches(desk.project, desk.source, readers)
    assert read_rows(desk.project, "batches") == []


def test_a_tandem_is_two_people_of_two_sides_experience_first(desk: SimpleNamespace) -> None:
    ria = new("contributors", display_name="Ria", side="onderzoek")
    write(desk.project, [ria])
    for one, other in ((desk.noor, desk.kees), (desk.noor, desk.noor)):
        with pytest.raises(Refused, match="verschillende kanten"):
            coding.make_tandem(desk.project, one, other)
    made = coding.make_tandem(desk.project, ria.object_id, desk.noor)
    assert coding.make_tandem(desk.project, desk.noor, ria.object_id) == made, "made once"
    assert coding.tandems_of(desk.project, ria.object_id) == [(desk.noor, ria.object_id)]
    assert coding.tandems_of(desk.project, desk.kees) == []


def test_own_words_are_left_out_until_their_speaker_chooses_otherwise(desk: SimpleNamespace) -> None:
    speaker = new("participants", alias="Wilma", status="actief")
    write(
        desk.project, [speaker, change(find(desk.project, "contributors", desk.noor), participant_id=speaker.object_id)]
    )
    ria = new("contributors", display_name="Ria", side="onderzoek")
    write(
        desk.project, [ria, change(find(desk.project, "fragments", desk.pieces[0]), participant_id=speaker.object_id)]
    )
    record_consent(desk.project, speaker.object_id, "labelen_door_medeonderzoekers", True, asked_by=ria.object_id)
    assert desk.pieces[0] in closed_to(desk.project)
    assert desk.pieces[0] not in closed_to(desk.project.as_person(desk.kees)), "others read on"
    change_look(desk.project, desk.noor, own_words=True)
    assert desk.pieces[0] not in closed_to(desk.project)
