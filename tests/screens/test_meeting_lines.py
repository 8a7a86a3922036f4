"""What was kept of a meeting, corrected or taken out afterwards; and what is shown of assignments, by gestures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pages import choose, click, every_block, list_named, series_named, told, type_in

from ontmoet_research.change import (
    add_wish,
    assign,
    decide,
    keep_answers,
    read_meeting_findings,
    record_progress,
    sort_answer,
)
from ontmoet_research.group import add_participant, hold_meeting, list_meetings, make_series
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.store import Project, change, find, read_rows, write
from ontmoet_research.words import say, say_count


def words(key: str) -> str:
    return say(f"record_meeting.{key}")


def page_at(project: Project, part: str, series: str = "Samen in Veldhoek", meeting: str = "") -> RecordMeeting:
    made = RecordMeeting(project, who=read_rows(project, "contributors")[1].object_id)
    made.receive({"do": "choose_series", "value": series_named(project, series)})
    if meeting:
        made.receive({"do": "open_one", "in": "meeting", "value": meeting})
    click(made, words(f"part.{part}"))
    return made


def button_with(page: RecordMeeting, part_of_words: str) -> dict[str, str]:
    return next(b for b in every_block(page) if b["kind"] == "button" and part_of_words in b["text"])


def open_line(page: RecordMeeting, part_of_words: str) -> None:
    found = button_with(page, part_of_words)
    page.receive({"do": found["do"], **found["sends"]})


def test_a_gain_is_corrected_taken_out_and_brought_back(small: Project) -> None:
    page = page_at(small, "gains")
    type_in(page, words("gain"), "Bellen mag zonder formulir.")
    click(page, words("keep_gain"))
    open_line(page, "formulir")
    type_in(page, say("lines.words"), "Bellen mag zonder formulier.")
    click(page, say("correct.keep"))
    assert read_rows(small, "gains")[0]["text"] == "Bellen mag zonder formulier."
    open_line(page, "formulier")
    type_in(page, say("lines.words"), "  ")
    click(page, say("correct.keep"))
    assert page.status["tone"] == "refused"
    click(page, say("correct.away"))
    assert read_rows(small, "gains") == []
    page.undo()
    page.undo()
    assert read_rows(small, "gains")[0]["text"] == "Bellen mag zonder formulir."


def test_a_signal_and_answers_have_the_same_two_ways(small: Project) -> None:
    page = page_at(small, "gains")
    type_in(page, words("signal"), "Op vrijdag is niemand er.")
    click(page, words("keep_signal"))
    open_line(page, "Op vrijdag")
    click(page, say("correct.open"))
    click(page, say("correct.away"))
    assert read_rows(small, "signals") == []
    harvest = keep_answers(small, page.meeting_id, "Wat neem je mee?", ["niks", "bellen"])
    sort_answer(small, harvest, "niks", "weet_niet")
    click(page, words("part.closing"))
    click(page, words("other_answers"))
    type_in(page, say("lines.words"), "niks\nmoed\nsoep")
    click(page, say("correct.keep"))
    assert (find(small, "harvests", harvest)["answers"], find(small, "harvests", harvest)["n_total"]) == (
        ["niks", "moed", "soep"],
        3,
    )
    click(page, words("other_answers"))
    click(page, say("correct.away"))
    assert read_rows(small, "harvests") == [] and read_rows(small, "harvest_sortings") == []
    page.undo()
    assert len(read_rows(small, "harvest_sortings")) == 1


def test_what_came_after_the_day_of_the_meeting_says_when(small: Project) -> None:
    held = read_rows(small, "sessions", status="gehouden")[0].object_id
    page = page_at(small, "gains", meeting=held)
    type_in(page, words("gain"), "Wij kennen elkaar nu.")
    click(page, words("keep_gain"))
    assert "later toegevoegd op" in button_with(page, "Wij kennen elkaar")["more"]  # that meeting was in 2024
    soon = date.today() + timedelta(days=1)
    write(small, [change(find(small, "sessions", held), date=soon.isoformat())])
    page.refresh()
    assert button_with(page, "Wij kennen elkaar")["more"] == ""


def test_a_meeting_that_asks_how_people_see_it_has_no_sharing_form_and_closing_answers_are_learning(
    small: Project,
) -> None:
    held = read_rows(small, "sessions", status="gehouden")[0].object_id
    page = page_at(small, "learned", meeting=held)
    assert words("sharing_later") in told(page)
    page.receive({"do": "keep", "in": "learned", "form": "share"})
    assert page.status["tone"] == "refused" and read_rows(small, "progress") == []
    keep_answers(small, held, "Wat neem je mee?", ["moed"])
    page.receive({"do": "open_part", "part": "gains"})
    type_in(page, words("gain"), "Wij kennen elkaar nu.")
    click(page, words("keep_gain"))
    assert "B18" not in {one.row for one in read_meeting_findings(small)}
    click(page, words("part.learned"))
    assert words("only_sharing") not in told(page)


@pytest.fixture
def follow_up(small: Project) -> tuple[str, dict[str, str]]:
    """A follow-up meeting, and an assignment for each of three people by alias."""
    series = make_series(small, "gids-2021", "Vervolg")
    meetings = list_meetings(small, series)
    for place, one in enumerate(meetings[:6], 1):
        hold_meeting(small, one.object_id, f"{place} april 2024")
    tasks = {}
    for alias in ("Brug", "Fluit", "Zebra"):
        person = add_participant(small, alias, series, ["resident"])
        wish = add_wish(small, f"Als we nu eens belden met {alias}", meetings[0].object_id)
        decision = decide(small, wish, meetings[4].object_id, f"bellen met {alias}", "samen", [person])
        tasks[alias] = assign(small, decision, person)
        record_progress(small, tasks[alias], meetings[5].object_id, done=f"gebeld met {alias}", stuck="de wachtrij")
    return meetings[5].object_id, tasks


def test_of_assignments_only_what_may_be_seen_and_asked_now_is_shown(
    small: Project, follow_up: tuple[str, dict[str, str]]
) -> None:
    meeting, tasks = follow_up
    holder = {alias: find(small, "assignments", task)["holder_id"] for alias, task in tasks.items()}
    write(small, [change(find(small, "assignments", tasks["Brug"]), details_hidden=True)])
    write(small, [change(find(small, "participants", holder["Fluit"]), status="ingetrokken")])
    page = page_at(small, "learned", "Vervolg", meeting)
    assert "gebeld met Brug" not in told(page)  # kept by its holder
    assert "Fluit" not in told(page)  # took all back
    assert "gebeld met Zebra" in told(page)
    hidden = next(r for r in read_rows(small, "progress") if r["assignment_id"] == tasks["Brug"])
    page.receive({"do": "correct", "in": "correcting", "table": "progress", "one": hidden.object_id})
    assert "gebeld met Brug" not in str(page.view)
    open_line(page, "gebeld met Zebra")
    click(page, say("correct.away"))  # only what is shown; what else was told stays
    kept = next(r for r in read_rows(small, "progress") if r["assignment_id"] == tasks["Zebra"])
    assert (kept["done"], kept["stuck"]) == (None, "de wachtrij")
    write(small, [change(find(small, "participants", holder["Zebra"]), status="pauze")])
    page.refresh()
    options = list_named(page, words("assignment"))["options"]
    assert ["Brug" in one for value, one in options if value] == [True]  # who takes a break is asked nothing


def test_a_wish_may_say_as_who_it_was_said(small: Project) -> None:
    page = page_at(small, "wishes")
    type_in(page, words("stem"), "wij op dinsdag belden")
    choose(page, say("said_by.ask"), say("group.perspective.resident"))
    click(page, words("keep_wish"))
    type_in(page, words("stem"), "wij samen aten")
    click(page, words("keep_wish"))
    assert [row["said_by_perspective"] for row in read_rows(small, "wishes")] == ["resident", None]
    assert told(page).count(say("said_by.told", who=say("group.perspective.resident"))) == 1


def test_a_meeting_that_did_not_go_ahead_says_why_and_comes_back(small: Project) -> None:
    page = page_at(small, "people")
    planned = page.meeting_id
    type_in(page, words("off_reason"), "De zaal was dicht.")
    click(page, words("keep_off"))
    row = find(small, "sessions", planned)
    assert (row["status"], row["cancel_reason"]) == ("vervallen", "De zaal was dicht.")
    assert page.meeting_id != planned
    page.undo()
    assert find(small, "sessions", planned)["status"] == "gepland"


def test_the_room_is_asked_behind_a_fold_until_something_was_kept(small: Project) -> None:
    page = page_at(small, "people")  # workshops: a group that knows each other
    folded = [b for b in page.view["blocks"] if b["kind"] == "fold" and b["summary"] == words("poll")]
    assert len(folded) == 1
    type_in(page, words("poll_question"), "Wie is er in de zaal?")
    type_in(page, words("poll_options"), "praktijk: 3\nanders: 9")
    click(page, words("keep_poll"))
    assert len(read_rows(small, "poll_options")) == 2
    assert not [b for b in page.view["blocks"] if b["kind"] == "fold" and b["summary"] == words("poll")]


def test_a_part_tells_its_way_of_working_where_its_pieces_are_read(small: Project) -> None:
    held = read_rows(small, "sessions", status="gehouden")[0].object_id
    page = page_at(small, "course", meeting=held)
    type_in(page, words("part_form"), "groepjes van 3")
    click(page, words("add_part"))
    click(page, words("form.rondje"))
    part = read_rows(small, "session_parts")[0]
    note = read_rows(small, "sources")[0].object_id
    page.receive({"do": "notes_belong", "in": "belongs", "value": part.object_id, "source": note})
    click(page, words("part.notes"))
    assert words("form.rondje") in told(page)
    click(page, words("step.said"))
    assert told(page).count("groepjes van 3") == 2  # at each of the two pieces


def test_how_awake_people_are_shows_from_as_many_answers_as_agreed(small: Project) -> None:
    page = page_at(small, "closing")
    for place in range(5):
        click(page, words("awake_now.meer"))
        click(page, words("energy.gewoon"))
        assert (say_count("record_meeting.awake.meer", 5) in told(page)) == (place == 4)
    rows = read_rows(small, "checkouts")
    assert [row["level_awareness"] for row in rows] == ["meer"] * 5 and {row.author for row in rows} == {"kit"}
