"""Parts of a meeting, and pieces of text that know their part (C28, D01); topic and attendance (C36, B25)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research.group import (
    add_part,
    add_participant,
    change_meeting,
    drop_part,
    list_meetings,
    list_parts,
    make_series,
    put_in_part,
    record_attendance,
    sections_of,
    take_back_attendance,
    topic_in_words,
)
from ontmoet_research.model.people import PART_KINDS
from ontmoet_research.store import Project, create, find, new, read_rows, undo, write
from ontmoet_research.words import Refused


@pytest.fixture
def project(tmp_path: Path):
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        make_series(made, "twee-workshops", "Samen in Veldhoek")
        yield made


@pytest.fixture
def meetings(project: Project) -> list[str]:
    return [row.object_id for row in list_meetings(project)]


def note_with_pieces(project: Project, meeting: str) -> list[str]:
    text = "een\n\ntwee"
    source = new("sources", title="n", kind="flap", session_id=meeting, sha256="0" * 64, text=text)
    places = enumerate([(0, 5), (5, 9)], 1)
    pieces = [
        new("fragments", source_id=source.object_id, order=n, start=a, end=b, visibility="groep")
        for n, (a, b) in places
    ]
    write(project, [source, *pieces])
    return [piece.object_id for piece in pieces]


def test_every_kind_of_part_stands_in_the_order_of_the_day(project: Project, meetings: list[str]) -> None:
    for kind in PART_KINDS:
        add_part(project, meetings[0], kind, f" {kind} ", "rondje")
    parts = list_parts(project, meetings[0])
    assert [(row["order"], row["kind"], row["title"]) for row in parts] == [
        (n, kind, kind) for n, kind in enumerate(PART_KINDS, 1)
    ]
    assert list_parts(project, meetings[1]) == []
    with pytest.raises(ValueError, match="kind"):
        add_part(project, meetings[0], "borrel")


def test_pieces_know_their_part_until_it_is_gone_and_undo_brings_both_back(
    project: Project, meetings: list[str]
) -> None:
    pieces = note_with_pieces(project, meetings[0])
    part = add_part(project, meetings[0], "panel")
    assert put_in_part(project, pieces[:1], part) == 1
    assert put_in_part(project, pieces[:1], part) == 0
    assert [row["part_id"] for row in read_rows(project, "fragments")] == [part, None]
    drop_part(project, part)
    assert [row["part_id"] for row in read_rows(project, "fragments")] == [None, None]
    undo(project, origin="group.meeting_parts")
    assert [row["part_id"] for row in read_rows(project, "fragments")] == [part, None]
    assert len(list_parts(project, meetings[0])) == 1
    assert put_in_part(project, pieces, None) == 1


def test_a_piece_is_not_put_in_a_part_of_another_meeting(project: Project, meetings: list[str]) -> None:
    pieces = note_with_pieces(project, meetings[0])
    part = add_part(project, meetings[1], "panel")
    with pytest.raises(Refused) as refusal:
        put_in_part(project, pieces, part)
    assert refusal.value.key == "group.part_of_other_meeting"


def test_a_topic_that_nobody_knows_yet_follows(project: Project, meetings: list[str]) -> None:
    assert topic_in_words(find(project, "sessions", meetings[0])["topic"]) == "volgt"
    change_meeting(project, meetings[0], topic="wonen")
    assert topic_in_words(find(project, "sessions", meetings[0])["topic"]) == "wonen"


def test_what_was_noted_of_someone_can_be_taken_back(project: Project, meetings: list[str]) -> None:
    person = add_participant(project, "Reiger", find(project, "sessions", meetings[0])["series_id"], ["resident"])
    record_attendance(project, meetings[0], {person: "afgemeld"})
    take_back_attendance(project, meetings[0], person)
    take_back_attendance(project, meetings[0], person)
    assert read_rows(project, "attendance") == []


def test_a_note_has_a_stretch_under_each_heading_and_one_before(project: Project, meetings: list[str]) -> None:
    text = "vooraf\n\n## De hal\n\neen\n\ntwee\n\n## Bellen\n\ndrie"
    source = new("sources", title="n", kind="flap", session_id=meetings[0], sha256="1" * 64, text=text)
    words, place, drafts = text.split("\n\n"), 0, [source]
    for order, part in enumerate(words, 1):
        where = {"order": order, "start": place, "end": place + len(part)}
        kind = "kop" if part.startswith("#") else "tekst"
        drafts.append(new("fragments", source_id=source.object_id, kind=kind, visibility="groep", **where))
        place += len(part) + 2
    write(project, drafts)
    sections = sections_of(project, source.object_id)
    assert [(heading, len(ids)) for heading, ids in sections] == [("", 1), ("De hal", 3), ("Bellen", 2)]
    assert [piece for _, ids in sections for piece in ids] == [draft.object_id for draft in drafts[1:]]
