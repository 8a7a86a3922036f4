"""The parts of an evening beside notes and wishes, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from pages import HOSTILE, choose, click, every_block, series_named, told, type_in, typed

from ontmoet_research.change import keep_answers
from ontmoet_research.group import add_part, change_meeting, plan_meeting
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.words import say

ANSWERS = ["bellen met mijn baas", "niks", "een nieuw nummer", "niks"]


def words(key: str) -> str:
    return say(f"record_meeting.{key}")


@pytest.fixture
def open_page(small: Project) -> Callable[..., RecordMeeting]:
    def opened(part: str, who: int = 0, series: str = "Samen in Veldhoek") -> RecordMeeting:
        made = RecordMeeting(small, who=read_rows(small, "contributors")[who].object_id)
        made.receive({"do": "choose_series", "value": series_named(small, series)})
        click(made, words(f"part.{part}"))
        return made

    return opened


@pytest.fixture
def harvest(small: Project, open_page: Callable[..., RecordMeeting]) -> str:
    return keep_answers(small, open_page("closing").meeting_id, "Wat neem je mee?", ANSWERS)


def buttons_of(page: RecordMeeting) -> list[str]:
    return [block["text"] for block in every_block(page) if block["kind"] == "button"]


def test_no_more_than_seven_parts_stand_side_by_side(open_page: Callable[..., RecordMeeting]) -> None:
    assert len(RecordMeeting.kinds) <= 7
    for part in RecordMeeting.kinds:
        page = open_page(part)
        groups = [block for block in every_block(page) if block["kind"] == "buttons"]
        assert all(len(block["buttons"]) <= 7 for block in groups)


def test_one_click_a_person_for_each_state_and_one_for_all_others(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("people")
    click(page, words("state.afgemeld"))
    click(page, "Tuinman")
    assert words("noted.afgemeld") in told(page)
    click(page, words("others"))
    states = {row["state"] for row in read_rows(small, "attendance", session_id=page.meeting_id)}
    assert states == {"afgemeld", "aanwezig"}
    assert words("others") not in told(page)
    page.receive({"do": "undo"})
    page.receive({"do": "undo"})
    assert read_rows(small, "attendance", session_id=page.meeting_id) == []


def test_ways_of_working_are_kept_as_a_list_in_own_words_too(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("course")
    click(page, words("form.kunst"))
    type_in(page, words("other_form"), HOSTILE)
    click(page, words("add_form"))
    assert find(small, "sessions", page.meeting_id)["work_forms"] == [words("form.kunst"), HOSTILE]
    click(page, words("form.kunst"))
    assert find(small, "sessions", page.meeting_id)["work_forms"] == [HOSTILE]
    page.receive({"do": "undo"})
    assert len(find(small, "sessions", page.meeting_id)["work_forms"]) == 2


def test_question_topic_and_place_are_kept_and_an_unknown_topic_follows(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("course")
    assert say("record_meeting.topic_now", topic="volgt") in told(page)
    type_in(page, words("guiding_question"), "Wat kost meedoen?")
    click(page, words("keep_course"))
    choose(page, words("mode_of"), words("mode.online"))
    row = find(small, "sessions", page.meeting_id)
    assert (row["guiding_question"], row["topic"], row["mode"]) == ("Wat kost meedoen?", None, "online")
    click(page, words("part.notes"))
    assert "Wat kost meedoen?" in told(page)


def test_notes_belong_to_a_part_of_the_meeting(small: Project, open_page: Callable[..., RecordMeeting]) -> None:
    page = open_page("notes")
    source = read_rows(small, "sources")[0]
    page.receive({"do": "open_one", "in": "meeting", "value": source["session_id"]})
    assert page.parts["belongs"].drawn() == []
    part = add_part(small, page.meeting_id, "panel", "de hal")
    page.refresh()
    page.receive({"do": "notes_belong", "in": "belongs", "value": part, "source": source.object_id})
    assert {row["part_id"] for row in read_rows(small, "fragments", source_id=source.object_id)} == {part}
    page.receive({"do": "undo"})
    assert {row["part_id"] for row in read_rows(small, "fragments", source_id=source.object_id)} == {None}


def test_each_heading_of_a_note_may_belong_to_another_part(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("notes")
    type_in(page, words("notes"), "# De hal\n\nwij wachtten.\n\n# Bellen\n\nwij belden.")
    click(page, words("look"))
    click(page, words("keep"))
    click(page, say("names_part.later"))  # who could recognise this is asked first
    parts = [add_part(small, page.meeting_id, "deelsessie", title) for title in ("hal", "bellen")]
    page.refresh()
    apart = next(block for block in every_block(page) if block.get("summary") == words("belongs_apart"))["blocks"]
    assert len(apart) == 2
    for ask, part in zip(apart, parts, strict=True):
        page.receive({"do": ask["do"], "value": part, **ask["sends"]})
    rows = read_rows(small, "fragments", source_id=apart[0]["sends"]["source"])
    assert [row["part_id"] for row in sorted(rows, key=lambda row: row["order"])] == [parts[0]] * 2 + [parts[1]] * 2


def test_a_part_is_added_and_taken_out(small: Project, open_page: Callable[..., RecordMeeting]) -> None:
    page = open_page("course")
    choose(page, words("part_kind_of"), words("part_kind.workshop"))
    type_in(page, words("part_title"), HOSTILE)
    click(page, words("add_part"))
    assert "1. Workshop: " in told(page)
    page.receive(
        {"do": "choose", "in": "course", "name": "drop.part", "value": read_rows(small, "session_parts")[0].object_id}
    )
    assert words("no_parts") in told(page)


def test_only_learning_gives_a_friendly_line_until_something_was_shared(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("learned")
    assert words("sharing_later") in told(page)  # workshops ask how people see it, not how assignments go
    type_in(page, words("learned"), "Zeggen voor wie het is.")
    click(page, words("learn.werkt_minder"))
    click(page, words("keep_learned"))
    assert read_rows(small, "insights")[0]["polarity"] == "werkt_minder"
    assert words("only_learning") in told(page)
    click(page, words("part.gains"))
    type_in(page, words("gain"), "Bellen mag ook zonder formulier.")
    click(page, words("keep_gain"))
    click(page, words("part.learned"))
    assert words("only_learning") not in told(page)


def test_another_kind_of_gain_asks_for_words_and_keeps_where_it_goes(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("gains")
    click(page, words("gain_kind.anders"))
    type_in(page, words("gain"), "Wij zijn trots.")
    click(page, words("keep_gain"))
    assert page.status["tone"] == "refused"
    type_in(page, words("other_kind"), "trots")
    for place in ("onderwijs", "bewoners"):
        click(page, words(f"destination.{place}"))
    click(page, words("keep_gain"))
    row = read_rows(small, "gains")[0]
    assert (row["other_kind"], row["destinations"]) == ("trots", ["onderwijs", "bewoners"])
    assert "Naar: onderwijs en bewoners." in told(page)


def test_a_signal_shows_that_nobody_followed_up_until_someone_did(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("gains")
    type_in(page, words("signal"), "bel 06-12345678")
    click(page, words("keep_signal"))
    assert page.status["tone"] == "refused"
    type_in(page, words("signal"), "Op vrijdag is niemand te bereiken.")
    click(page, words("keep_signal"))
    assert say("follow_wishes.signal_stands.open") in told(page)
    click(page, "Op vrijdag is niemand te bereiken.")
    type_in(page, words("to_whom"), "de gemeente")
    click(page, words("pass_on"))
    assert say("follow_wishes.signal_stands.open") not in told(page)
    assert read_rows(small, "signals")[0]["to_whom"] == "de gemeente"


@pytest.mark.parametrize(("n", "shown"), [(4, False), (5, True)])
def test_how_people_went_home_stays_hidden_until_enough_answered(
    open_page: Callable[..., RecordMeeting], n: int, shown: bool
) -> None:
    page = open_page("closing")
    for place in range(n):
        type_in(page, words("home_words"), "fijn" if place == 0 else "")
        click(page, words("energy.veel"))
    assert ("fijn" in told(page)) is shown
    assert ("te weinig antwoorden om te laten zien" in told(page)) is not shown


def test_undo_takes_back_one_answer_on_going_home_and_nothing_of_another_page(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page, other = open_page("closing"), open_page("closing", who=1)
    click(page, words("energy.veel"))
    click(other, words("energy.weinig"))
    page.receive({"do": "undo"})
    assert [row["energy"] for row in read_rows(small, "checkouts")] == ["weinig"]
    page.receive({"do": "undo"})
    assert page.status["tone"] == "refused"


def test_two_people_sort_and_see_each_other_only_after_an_own_choice(
    small: Project, open_page: Callable[..., RecordMeeting], harvest: str
) -> None:
    first, second = open_page("closing"), open_page("closing", who=1)
    click(first, words("sort"))
    assert words("destination.gemeente") not in told(first)  # first a kind
    click(first, words("harvest_kind.actie"))
    click(first, words("destination.gemeente"))
    click(second, words("sort"))
    assert "Iemand anders koos" not in told(second)
    click(second, words("harvest_kind.relatie"))
    assert say("record_meeting.sorted_apart", kinds="iets doen") in told(second)
    assert words("part.notes") not in buttons_of(second)  # one task
    click(second, words("back_to_closing"))
    table = next(block for block in every_block(second) if block["kind"] == "table")
    assert table["caption"] == words("where_caption")
    assert table["columns"] == [
        words("where_to_column"),
        words("harvest_kind.verschil"),
        words("harvest_kind.nog_niet"),
    ]
    assert table["rows"] == [[words("destination.gemeente"), "1", "0"], [words("destination.geen"), "0", "3"]]
    second.receive({"do": "undo"})
    assert [row["kind"] for row in read_rows(small, "harvest_sortings")] == ["actie"]


def test_the_same_words_are_sorted_once_and_going_on_stops_at_the_end(
    open_page: Callable[..., RecordMeeting], harvest: str
) -> None:
    page = open_page("closing")
    click(page, words("sort"))
    seen = []
    for _ in range(9):
        seen += [block["text"] for block in every_block(page) if block["kind"] == "aloud"]
        if words("pass_answer") not in buttons_of(page):
            break
        click(page, words("pass_answer"))
    assert seen == list(dict.fromkeys(ANSWERS))


def test_a_choice_of_answers_needs_a_rule_and_is_told_with_it(
    small: Project, open_page: Callable[..., RecordMeeting], harvest: str
) -> None:
    page = open_page("closing")
    click(page, words("choose_shown"))
    click(page, ANSWERS[0])
    click(page, words("keep_shown"))
    assert page.status["tone"] == "refused"
    assert find(small, "harvests", harvest)["shown"] == []
    type_in(page, words("rule"), "Merel en Kompas")
    click(page, words("keep_shown"))
    assert say("record_meeting.shown", n=1, total=4, rule="Merel en Kompas") in told(page)


def write_poll(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
        book.add_worksheet("Summary").write_row(0, 0, ["Presentation", "Kenniscafé"])
        sheet = book.add_worksheet("Session 1")
        rows = [
            *(["Question 1"], ["Type", "choices"], ["Question", "Wie is er?"], [], ["Choices", "Votes"]),
            *(["onderwijs", 2], ["anders", 3], [], ["Question 2"], ["Question", "Wat neem je mee?"], []),
            *(["Responses"], ["niks"], [HOSTILE], ["niks"]),
        ]
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)


def test_a_file_is_looked_at_first_and_kept_by_a_button(
    small: Project, open_page: Callable[..., RecordMeeting], work: Path
) -> None:
    write_poll(work / "menti.xlsx")
    page = open_page("closing")
    choose(page, words("answers_file"), "menti.xlsx")
    assert page.status["text"] == "In dit bestand staan 2 vragen. Kies er een."
    click(page, next(text for text in buttons_of(page) if "Wat neem je mee?" in text))
    assert typed(page, words("answers")) == f"niks\n{HOSTILE}\nniks"
    assert read_rows(small, "harvests") == []
    click(page, words("keep_closing"))
    assert read_rows(small, "harvests")[0]["answers"] == ["niks", HOSTILE, "niks"]


def test_the_room_of_a_kenniscafe_comes_from_the_same_file_and_says_when_most_fit_nowhere(
    small: Project, open_page: Callable[..., RecordMeeting], work: Path
) -> None:
    write_poll(work / "menti.xlsx")
    page = open_page("people", series="Kenniscafé Veldhoek")
    choose(page, words("answers_file"), "menti.xlsx")
    click(page, next(text for text in buttons_of(page) if "Wie is er?" in text))
    assert typed(page, words("poll_options")) == "onderwijs: 2\nanders: 3"
    click(page, words("keep_poll"))
    kept = [(row["option"], row["count"], row["is_other"]) for row in read_rows(small, "poll_options")]
    assert kept == [("onderwijs", 2, False), ("anders", 3, True)]
    found = next(block for block in every_block(page) if block["kind"] == "findings")
    assert "“anders” is de grootste" in found["items"][0]["text"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 kapot", b"\xd0\xcf\x11\xe0 oud"])
def test_a_damaged_file_is_one_sentence_and_leaves_the_fields_alone(
    open_page: Callable[..., RecordMeeting], work: Path, data: bytes
) -> None:
    (work / "kapot.xlsx").write_bytes(data)
    page = open_page("closing")
    type_in(page, words("question"), "Wat neem je mee?")
    choose(page, words("answers_file"), "kapot.xlsx")
    assert page.status["tone"] == "refused"
    assert "kapot.xlsx" in page.status["text"]
    assert typed(page, words("question")) == "Wat neem je mee?"


@pytest.mark.parametrize("file", ["../p.xlsx", "/etc/hostname", "weg.csv"])
def test_only_a_file_of_this_folder_is_opened(open_page: Callable[..., RecordMeeting], file: str) -> None:
    page = open_page("closing")
    page.receive({"do": "open_answers", "in": "closing.file", "value": file})
    assert page.status["tone"] == "refused"


def test_leaving_a_part_closes_what_was_open_in_it(open_page: Callable[..., RecordMeeting], harvest: str) -> None:
    page = open_page("closing")
    click(page, words("sort"))
    page.receive({"do": "open_part", "part": "wishes"})
    click(page, words("part.closing"))
    assert words("keep_closing") in buttons_of(page)


def test_a_meeting_with_nothing_in_it_can_be_opened_everywhere(
    small: Project, open_page: Callable[..., RecordMeeting]
) -> None:
    page = open_page("people")
    phase = read_rows(small, "phases", series_id=page.series_id)[0].object_id
    meeting = plan_meeting(small, page.series_id, phase, "kenniscafe")
    change_meeting(small, meeting, topic=None)
    page.receive({"do": "open_one", "in": "meeting", "value": meeting})
    for part in RecordMeeting.kinds:
        click(page, words(f"part.{part}"))
        assert page.status.get("tone") not in ("trouble", "refused")
