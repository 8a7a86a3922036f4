"""Wishes in the notes come in the wish box with one click, on the page of the evening and on that of the wishes."""

from __future__ import annotations

import pytest
from pages import choose, click, every_block, series_named, told

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.group import list_meetings
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.screens.following.follow_wishes import FollowWishes
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Project, change, find, read_rows, write
from ontmoet_research.words import say, say_count

WISH = "Als we nu eens samen belden"


@pytest.fixture(params=[FollowWishes, RecordMeeting])
def page(small: Project, request: pytest.FixtureRequest) -> Page:
    series = series_named(small, "Samen in Veldhoek")
    meeting = list_meetings(small, series)[0].object_id
    bring_in(small, read_typed(f"Merel: {WISH}. Ja.\n\nTuinman: en koffie."), session_id=meeting, title="Verslag 2")
    who = read_rows(small, "contributors")[0].object_id
    made: Page = request.param(small, who=who)
    made.receive({"do": "choose_series", "value": series})
    if request.param is RecordMeeting:
        click(made, say("record_meeting.part.wishes"))
        lists = [one["label"] for one in every_block(made) if one["kind"] == "select"]
        assert say("record_meeting.which") in lists
        choose(made, say("record_meeting.which"), _label(made))
    return made


def _label(page: Page) -> str:
    found = next(one for one in every_block(page) if one.get("label") == say("record_meeting.which"))
    return str(found["options"][0][1])


def test_one_click_puts_a_wish_of_a_note_in_the_box(page: Page) -> None:
    assert say_count("wishes_in_notes.found", 1) in told(page)
    assert read_rows(page.project, "wishes") == []
    click(page, WISH)
    (wish,) = read_rows(page.project, "wishes")
    assert find(page.project, "sessions", wish["session_id"])["number"] == 1
    assert say_count("wishes_in_notes.found", 1) not in told(page)
    click_undo(page)
    assert read_rows(page.project, "wishes") == []
    assert say_count("wishes_in_notes.found", 1) in told(page)


def click_undo(page: Page) -> None:
    page.receive({"do": "undo"})


def test_what_i_labelled_as_a_wish_is_offered_too(page: Page) -> None:
    project = page.project
    code = read_rows(project, "codes")[0]
    write(project, [change(code, signs=["wens"])])
    note = next(row for row in read_rows(project, "sources") if row["title"] == "Verslag 2")
    start = note["text"].index("en koffie")
    apply_code(project, Mark(note.object_id, start, start + 9, code.object_id, project.who))
    page.refresh()
    assert say_count("wishes_in_notes.found", 3) in told(page), "the label stood on a piece of the first note already"
    click(page, "en koffie")
    assert [row["text"] for row in read_rows(project, "wishes")] == ["en koffie"]
