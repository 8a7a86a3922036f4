"""Bijeenkomst vastleggen, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import HOSTILE, NOTE, choose, click, every_block, series_named, told, type_in, typed

from ontmoet_research.change import whole_wish
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting, note_files
from ontmoet_research.store import Project, change, find, read_rows, write
from ontmoet_research.words import say


@pytest.fixture
def page(small: Project) -> RecordMeeting:
    made = RecordMeeting(small, who=read_rows(small, "contributors")[0].object_id)
    made.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    return made


def check_notes(page: RecordMeeting, notes: str = NOTE) -> None:
    type_in(page, say("record_meeting.notes"), notes)
    click(page, say("record_meeting.look"))


def going(page: RecordMeeting) -> list[str]:
    """The buttons of what goes, without the word in brackets."""
    assert page.checking
    return [words.split(" wordt ")[0].split(" worden ")[0] for _, words in page.checking.groups()]


def test_it_opens_on_the_first_meeting_that_is_still_planned(small: Project, page: RecordMeeting) -> None:
    assert find(small, "sessions", page.meeting_id)["number"] == 2


def test_with_all_meetings_held_it_opens_on_the_last(small: Project, page: RecordMeeting) -> None:
    type_in(page, say("record_meeting.day"), "14 maart 2024")
    click(page, say("record_meeting.was_held"))
    assert find(small, "sessions", page.meeting_id)["status"] == "gehouden"
    assert say("record_meeting.was_held") not in told(page)
    later = RecordMeeting(small, who=page.project.who)
    later.receive({"do": "choose_series", "value": page.series_id})
    assert later.meeting_id == page.meeting_id


@pytest.mark.parametrize("day", ["", "morgen misschien"])
def test_a_day_that_can_not_be_read_is_refused_and_stays_in_the_field(page: RecordMeeting, day: str) -> None:
    type_in(page, say("record_meeting.day"), day)
    click(page, say("record_meeting.was_held"))
    assert page.status["tone"] == "refused"
    assert typed(page, say("record_meeting.day")) == day


def test_pasted_notes_show_names_and_numbers_but_no_alias(page: RecordMeeting) -> None:
    check_notes(page)
    assert going(page) == ["Noor van Dam", "1 telefoonnummer", "Noor", "Joris", "1 mailadres"]
    marked = next(block for block in every_block(page) if block["kind"] == "marked")
    assert ["06-12345678", "[telefoonnummer]"] in marked["parts"]
    assert "".join(words for words, _ in marked["parts"]).strip() == NOTE.strip()


def test_what_goes_is_not_in_the_project_and_the_rest_is(page: RecordMeeting, small: Project) -> None:
    check_notes(page)
    click(page, say("record_meeting.keep"))
    assert page.status["text"].startswith("De notities staan erin, in 3 stukjes.")
    kept = read_rows(small, "sources", session_id=page.meeting_id)[0]
    assert kept["text"].startswith("Gisteren belde [naam] nog af. Haar nummer is [telefoonnummer].")
    assert "Merel: ik zat" in kept["text"]
    assert kept["checked_by"] == "Merel"
    assert kept["pseudonymised_on"]
    stored = b"".join(path.read_bytes() for path in small.path.parent.glob(f"{small.path.name}*"))
    assert b"Noor" not in stored
    assert b"12345678" not in stored


def test_a_name_that_may_stay_stays(page: RecordMeeting, small: Project) -> None:
    check_notes(page, "Wij gingen samen naar Zandwijk met Noor.")
    click(page, "Zandwijk wordt [naam]")
    click(page, say("record_meeting.keep"))
    assert read_rows(small, "sources", session_id=page.meeting_id)[0]["text"].strip() == (
        "Wij gingen samen naar Zandwijk met [naam]."
    )


def test_a_name_that_nobody_found_can_be_typed(page: RecordMeeting, small: Project) -> None:
    check_notes(page, "toen belde zoebida weer.")
    assert going(page) == []
    type_in(page, say("record_meeting.word"), "Zoebida")
    click(page, say("record_meeting.also"))
    click(page, say("record_meeting.keep"))
    assert "[naam]" in read_rows(small, "sources", session_id=page.meeting_id)[0]["text"]


def test_going_back_keeps_the_notes_and_stores_nothing(page: RecordMeeting, small: Project) -> None:
    check_notes(page)
    click(page, say("record_meeting.back"))
    assert [b["value"] for b in every_block(page) if b["kind"] == "field" and b["name"] == "notes"] == [NOTE]
    assert read_rows(small, "sources", session_id=page.meeting_id) == []


def test_empty_notes_are_refused(page: RecordMeeting) -> None:
    click(page, say("record_meeting.look"))
    assert page.status["tone"] == "refused"


def test_the_same_notes_twice_are_refused_and_stay_on_the_screen(page: RecordMeeting, small: Project) -> None:
    for _ in range(2):
        page.receive({"do": "later"})  # after the first time it asks who could recognise this
        check_notes(page)
        click(page, say("record_meeting.keep"))
    assert page.status["tone"] == "refused"
    assert page.typed["notes"] == NOTE
    assert len(read_rows(small, "sources", session_id=page.meeting_id)) == 1


def test_a_file_in_the_folder_is_read_and_checked_too(page: RecordMeeting, work: Path, small: Project) -> None:
    (work / "notitie.md").write_text("Wij hoorden het van Noor.", encoding="utf-8")
    (work / "foto.png").write_bytes(b"\x89PNG")
    assert note_files() == ["notitie.md"]
    page.refresh()
    choose(page, say("record_meeting.or_file"), "notitie.md")
    assert going(page) == ["Noor"]
    click(page, say("record_meeting.keep"))
    assert len(read_rows(small, "sources", session_id=page.meeting_id)) == 1


@pytest.mark.parametrize("file", ["../veldhoek.ontmoet", "/etc/hostname", "weg.md"])
def test_only_a_file_of_this_folder_can_be_read(page: RecordMeeting, file: str) -> None:
    page.receive({"do": "open_file", "value": file})
    assert page.status["tone"] == "refused"
    assert page.checking is None


def test_undo_takes_the_notes_out_again(page: RecordMeeting, small: Project) -> None:
    check_notes(page)
    click(page, say("record_meeting.keep"))
    page.receive({"do": "undo"})
    assert read_rows(small, "sources", session_id=page.meeting_id) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("samen koken", "Als we nu eens samen koken"),
        ("… samen koken.", "Als we nu eens samen koken."),
        ("Als we nu eens belden", "Als we nu eens belden"),
        ("ik weet et niet", "Als we nu eens ik weet et niet"),
    ],
)
def test_a_wish_keeps_its_words_after_the_first_four(typed: str, kept: str) -> None:
    assert whole_wish(typed) == kept


def test_a_wish_is_kept_and_listed(page: RecordMeeting, small: Project) -> None:
    click(page, say("record_meeting.part.wishes"))
    type_in(page, say("record_meeting.stem"), HOSTILE)
    click(page, say("record_meeting.keep_wish"))
    assert [row["text"] for row in read_rows(small, "wishes")] == [f"Als we nu eens {HOSTILE}"]
    assert "<script>" in told(page)
    assert typed(page, say("record_meeting.stem")) == ""


@pytest.mark.parametrize("wish", ["", "  …", "belden naar 06-12345678"])
def test_a_wish_without_words_or_with_a_number_is_refused(page: RecordMeeting, small: Project, wish: str) -> None:
    click(page, say("record_meeting.part.wishes"))
    type_in(page, say("record_meeting.stem"), wish)
    click(page, say("record_meeting.keep_wish"))
    assert page.status["tone"] == "refused"
    assert read_rows(small, "wishes") == []


def test_one_click_says_that_someone_was_there_and_one_more_that_not(page: RecordMeeting, small: Project) -> None:
    click(page, say("record_meeting.part.people"))
    states = []
    for _ in range(3):
        click(page, "Tuinman")
        states.append([row["state"] for row in read_rows(small, "attendance", session_id=page.meeting_id)])
    assert states == [["aanwezig"], [], ["aanwezig"]]


def test_closing_answers_are_kept_one_per_line(page: RecordMeeting, small: Project) -> None:
    click(page, say("record_meeting.part.closing"))
    type_in(page, say("record_meeting.question"), "Wat neem je mee?")
    type_in(page, say("record_meeting.answers"), "niks\n\n  bellen \nweet ik niet")
    click(page, say("record_meeting.keep_closing"))
    kept = read_rows(small, "harvests")[0]
    assert (kept["answers"], kept["n_total"]) == (["niks", "bellen", "weet ik niet"], 3)
    assert "Wat neem je mee? 3 antwoorden." in told(page)


@pytest.mark.parametrize(
    ("question", "answers"), [("", "niks"), ("Wat neem je mee?", " \n"), ("Wat?", "bel 06-12345678")]
)
def test_closing_answers_that_miss_something_are_refused(
    page: RecordMeeting, small: Project, question: str, answers: str
) -> None:
    click(page, say("record_meeting.part.closing"))
    type_in(page, say("record_meeting.question"), question)
    type_in(page, say("record_meeting.answers"), answers)
    click(page, say("record_meeting.keep_closing"))
    assert page.status["tone"] == "refused"
    assert read_rows(small, "harvests") == []


def test_another_meeting_starts_with_empty_fields_and_its_own_kept_text(page: RecordMeeting) -> None:
    type_in(page, say("record_meeting.notes"), "half")
    before = page.draft_name("notes")
    choose(page, say("record_meeting.which"), "Bijeenkomst 1 (7 maart 2024)")
    assert page.typed == {}
    assert page.draft_name("notes") != before
    assert say("record_meeting.has_notes", titles="Verslag 1") in told(page)


def test_a_preparing_talk_says_before_typing_that_its_notes_are_not_kept_here(page: RecordMeeting) -> None:
    meeting = find(page.project, "sessions", page.meeting_id)
    write(page.project, [change(meeting, kind="voorbespreking")])
    page.refresh()
    labels = [block.get("label") for block in every_block(page) if block["kind"] == "field"]
    assert say("record_meeting.private") in told(page)
    assert say("record_meeting.notes") not in labels
    assert say("record_meeting.look") not in told(page)
    click(page, say("record_meeting.part.people"))
    assert say("record_meeting.private") not in told(page), "only about the notes"
