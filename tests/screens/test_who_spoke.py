"""Wie zei wat, and zwaar of besloten: after the notes, by the gestures of the page."""

from __future__ import annotations

import pytest
from pages import click, every_block, series_named, told, type_in

from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import (
    SpokenLabel,
    Voice,
    closed,
    everything_of,
    labels_in,
    read_privacy_findings,
    say_who_spoke,
    unknown_labels,
    withdraw,
)
from ontmoet_research.privacy.gate import NOTES
from ontmoet_research.screens.labelling.code_cards import CodeCards
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.store import Project, Row, find, new, read_rows, write
from ontmoet_research.words import say, say_count

TALK = """\
Gespreksleider: hoe ging het deze week?

Deelnemer 3: de brief lag er al een maand.

Deelnemer 4: bij ons ook.

Deelnemer 3: ik durfde hem niet open te maken.
"""


@pytest.fixture
def note(small: Project) -> str:
    """A note that came in from a folder, without a meeting, before anyone knew who Deelnemer 3 is."""
    return bring_in(small, read_typed(TALK), title="Uit de map").source_id


@pytest.fixture
def page(small: Project, note: str) -> RecordMeeting:
    made = RecordMeeting(small, who=read_rows(small, "contributors")[0].object_id)
    made.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    click(made, say("record_meeting.step.said"))
    made.receive({"do": "choose_note", "value": note})
    return made


def person(project: Project, alias: str) -> str:
    return next(row.object_id for row in read_rows(project, "participants") if row["alias"] == alias)


def spoken(project: Project, source_id: str) -> list[tuple[str, str | None, str | None]]:
    rows = sorted(read_rows(project, "fragments", source_id=source_id), key=lambda row: row["order"])
    return [(row["speaker_label"], row["participant_id"], row["speaker_perspective"]) for row in rows]


def label(project: Project, source_id: str, name: str) -> SpokenLabel:
    return next(one for one in labels_in(project, source_id) if one.label == name)


def test_the_check_tells_of_a_note_whose_speakers_nobody_knows_until_someone_says_who_they_are(
    small: Project, note: str
) -> None:
    def lacking() -> list[str]:
        return [one.sentence for one in read_privacy_findings(small) if (one.row, one.about) == ("P08", note)]

    assert ["Uit de map" in one and ": 3." in one for one in lacking()] == [True]
    for name in ("Gespreksleider", "Deelnemer 3", "Deelnemer 4"):
        say_who_spoke(small, label(small, note, name).fragment_ids, Voice(perspective="resident"))
    assert lacking() == []


def test_all_pieces_with_a_label_get_their_speaker_at_once_and_that_can_be_undone_and_changed(
    page: RecordMeeting, small: Project, note: str
) -> None:
    merel = person(small, "Merel")
    assert unknown_labels(small, [note]) == {note: 3}
    click(page, "Deelnemer 3")
    assert "de brief lag er al een maand" in told(page)
    click(page, say("who_spoke.keep"))
    assert page.status["tone"] == "refused"  # nobody was chosen
    page.receive({"do": "choose", "in": "said", "name": "voice", "value": merel})
    click(page, say("group.perspective.resident"))  # Merel has two perspectives; here she spoke as one of them
    click(page, say("who_spoke.keep"))
    assert say_count("who_spoke.kept", 2) in page.status["text"]
    assert [one[1:] for one in spoken(small, note) if one[0] == "Deelnemer 3"] == [(merel, "resident")] * 2
    assert any("de brief lag er al" in line for part in everything_of(small, merel) for line in part.lines)
    assert unknown_labels(small, [note]) == {note: 2}
    click(page, "Deelnemer 3")  # what is known can be changed
    assert page.parts["said"].chosen == {"voice": merel, "side": "resident"}
    page.receive({"do": "choose", "in": "said", "name": "voice", "value": "unknown"})
    click(page, say("who_spoke.keep"))
    assert label(small, note, "Deelnemer 3").answered  # nobody knows, and nobody asks again
    page.undo()
    assert label(small, note, "Deelnemer 3").voice == Voice(merel, "resident")
    page.undo()
    assert unknown_labels(small, [note]) == {note: 3}


def test_a_label_can_be_who_leads_or_only_a_perspective_and_one_piece_can_differ(
    page: RecordMeeting, small: Project, note: str
) -> None:
    for name, value in (("Gespreksleider", "lead"), ("Deelnemer 4", "only volunteer")):
        click(page, name)
        page.receive({"do": "choose", "in": "said", "name": "voice", "value": value})
        click(page, say("who_spoke.keep"))
    assert label(small, note, "Gespreksleider").voice == Voice(None, "other")
    assert label(small, note, "Deelnemer 4").voice == Voice(None, "volunteer")
    pieces = sorted(read_rows(small, "fragments", source_id=note), key=lambda row: row["order"])
    page.receive({"do": "open_piece", "in": "said", "value": pieces[3].object_id})
    page.receive({"do": "choose", "in": "said", "name": "voice", "value": person(small, "Tuinman")})
    click(page, say("who_spoke.keep"))
    assert spoken(small, note)[3] == ("Deelnemer 3", person(small, "Tuinman"), "volunteer")
    assert not label(small, note, "Deelnemer 3").answered  # its other piece is still nobody's


def test_what_someone_took_out_before_goes_out_of_what_turns_out_to_be_theirs(
    page: RecordMeeting, small: Project, note: str
) -> None:
    tuinman = person(small, "Tuinman")
    withdraw(small, tuinman, "stukjes", date="2024-03-20")
    first = next(row for row in read_rows(small, "fragments", source_id=note) if row["speaker_label"] == "Deelnemer 3")
    quote = new(
        "quotes",
        fragment_id=first.object_id,
        text_used="de brief lag er al een maand",
        attribution="perspectief",
        state="gevraagd",
    )
    write(small, [quote])
    click(page, "Deelnemer 3")
    page.receive({"do": "choose", "in": "said", "name": "voice", "value": tuinman})
    assert say("who_spoke.took_out", alias="Tuinman") in told(page)  # said before it happens
    click(page, say("who_spoke.keep"))
    ids = label(small, note, "Deelnemer 3").fragment_ids
    assert set(ids) <= closed(small, NOTES)
    assert read_rows(small, "quotes") == []
    page.undo()
    assert not set(ids) & closed(small, NOTES) and len(read_rows(small, "quotes")) == 1


def test_who_gave_no_yes_is_told_beforehand_and_holds_at_once(page: RecordMeeting, small: Project, note: str) -> None:
    tuinman = person(small, "Tuinman")
    withdraw(small, tuinman, "alles", date="2024-03-20")
    click(page, "Deelnemer 4")
    options = next(
        b["options"] for b in every_block(page) if b["kind"] == "select" and b["sends"].get("name") == "voice"
    )
    assert "Tuinman" not in str(options)  # the alias is named nowhere any more
    page.receive({"do": "choose", "in": "said", "name": "voice", "value": "out"})
    assert say("who_spoke.out_means") in told(page)
    click(page, say("who_spoke.keep"))
    assert set(label(small, note, "Deelnemer 4").fragment_ids) <= closed(small, NOTES)


def test_a_later_note_of_who_took_out_earlier_words_goes_out_up_to_that_day(small: Project) -> None:
    tuinman = person(small, "Tuinman")
    withdraw(small, tuinman, "stukjes", date="2024-03-20")
    meeting = next(row for row in read_rows(small, "sessions") if row["date"] == "2024-03-07")
    came = bring_in(small, read_typed("Tuinman: nog iets van die dag."), session_id=meeting.object_id)
    assert [find(small, "fragments", one)["withdrawn"] for one in came.fragment_ids] == [True]


def test_a_perspective_of_someone_else_is_refused(small: Project, note: str) -> None:
    ids = label(small, note, "Deelnemer 3").fragment_ids
    with pytest.raises(ValueError, match="no perspective"):
        say_who_spoke(small, ids, Voice(person(small, "Tuinman"), "policy"))


def test_a_piece_marked_heavy_shows_a_notice_first_and_a_case_is_closed(
    page: RecordMeeting, small: Project, note: str
) -> None:
    click(page, say("record_meeting.step.careful"))
    click(page, "Deelnemer 3: ik durfde hem niet open te maken.")
    heavy: list[Row] = read_rows(small, "fragments", heavy=True)
    assert len(heavy) == 1
    cards = CodeCards(small, who=page.project.who, source_id=note)
    while cards.view["state"] == "card":  # three pieces come before it
        cards.receive({"do": "next"})
    assert cards.view["state"] == "heavy" and "durfde" not in str(cards.view)
    click(page, "Deelnemer 3: ik durfde hem niet open te maken.")
    assert read_rows(small, "fragments", heavy=True) == []
    click(page, say("careful.case"))
    click(page, "Deelnemer 4: bij ons ook.")
    case = read_rows(small, "fragments", contains_case=True)
    assert [row["visibility"] for row in case] == ["besloten"]
    click(page, "Deelnemer 4: bij ons ook.")  # out again only with a reason
    click(page, say("kept_close.release"))
    assert page.status["tone"] == "refused"
    type_in(page, say("kept_close.reason"), "Het ging over onszelf.")
    click(page, say("kept_close.release"))
    assert [row["visibility"] for row in read_rows(small, "fragments", contains_case=True)] == ["groep"]
    page.undo()
    page.undo()
    assert read_rows(small, "fragments", contains_case=True) == []
