"""Besloten en openbaar, without a browser: cases, people in office and agreements with students, with undo."""

from __future__ import annotations

import pytest
from gate_open import AGREED, agree
from pages import choose, click, every_block, told, type_in

from ontmoet_research.coding.access import closed_to
from ontmoet_research.group import add_contributor, change_meeting, list_meetings, meeting_label
from ontmoet_research.privacy import Gate, mark_case, record_consent, record_recognition, released_cases
from ontmoet_research.screens.keeping.kept_close import PARTS, KeptClose
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.store import Project, change, find, new, read_rows, write
from ontmoet_research.words import say


def page_of(project: Project, name: str = "Kompas") -> KeptClose:
    return KeptClose(project, who=person(project, name))


def person(project: Project, name: str) -> str:
    return next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)


def at_note(project: Project, part: str = "cases", name: str = "Kompas") -> KeptClose:
    page = page_of(project, name)
    if part != "cases":
        click(page, say(f"kept_close.part.{part}"))
    choose(page, say("kept_close.which_note"), "Verslag 1 (Samen in Veldhoek)")
    return page


def pieces(project: Project) -> list[str]:
    return [row.object_id for row in sorted(read_rows(project, "fragments"), key=lambda row: row["order"])]


def test_talk_of_someone_outside_is_closed_at_once_and_only_a_reason_lets_it_out(small: Project) -> None:
    page = at_note(small)
    first = pieces(small)[0]
    click(page, say("kept_close.mark"))
    row = find(small, "fragments", first)
    assert (row["contains_case"], row["visibility"]) == (True, "besloten")
    assert say("kept_close.state.case") in told(page)
    click(page, say("kept_close.release"))
    assert page.status["text"] == say("privacy.case.needs_reason")
    assert find(small, "fragments", first)["visibility"] == "besloten"
    type_in(page, say("kept_close.reason"), "De buurvrouw zei zelf ja.")
    click(page, say("kept_close.release"))
    assert find(small, "fragments", first)["visibility"] == "groep"
    assert say("kept_close.state.released") in told(page)
    [note] = [row for row in read_rows(small, "log_events") if row["about_id"] == first]
    assert (note["reason"], note.author) == ("De buurvrouw zei zelf ja.", person(small, "Kompas"))
    page.receive({"do": "undo"})
    assert say("kept_close.state.case") in told(page) and released_cases(small) == set()
    page.receive({"do": "undo"})
    assert not find(small, "fragments", first)["contains_case"]


def test_the_pieces_come_one_at_a_time_and_never_past_the_ends(small: Project) -> None:
    page = at_note(small)
    assert "de telefoon ging" in told(page) and "wij kwamen" not in told(page)
    click(page, say("kept_close.next"))
    assert "wij kwamen" in told(page) and "de telefoon ging" not in told(page)
    page.receive({"do": "step", "by": 1, "in": "walk"})
    assert "wij kwamen" in told(page)
    click(page, say("kept_close.before"))
    assert say("kept_close.piece", n=1, total=2) in told(page)


def test_nobody_reads_here_what_is_closed_elsewhere_nor_changes_it(small: Project) -> None:
    merel = next(row.object_id for row in read_rows(small, "participants") if row["alias"] == "Merel")
    record_consent(small, merel, "notities", False, asked_by=person(small, "Merel"))
    closed = Gate(small).closed("notities", person(small, "Kompas"))
    page = at_note(small)
    assert closed and "de telefoon ging" not in told(page) and "wij kwamen" in told(page)
    page.receive({"do": "keep", "form": "mark", "one": next(iter(closed)), "in": "cases"})
    assert page.status["text"] == say("kept_close.choose_piece_first")
    assert not any(row["contains_case"] for row in read_rows(small, "fragments"))


def test_a_student_lets_nothing_out_and_keeps_no_agreement(small: Project) -> None:
    sem = add_contributor(small, "Sem", "onderwijs", "student")
    agree(small, sem, person(small, "Kompas"))
    page = page_of(small, "Sem")
    assert say("kept_close.no_notes") in told(page), "nobody said yes to students"
    mark_case(small, pieces(small)[0])
    page.receive({"do": "keep", "form": "release", "one": pieces(small)[0], "in": "cases"})
    assert page.status["tone"] == "refused" and released_cases(small) == set()
    click(page, say("kept_close.part.students"))
    choose(page, say("kept_close.which_student"), "Sem")
    type_in(page, say("kept_close.signed"), "1 januari 2024")
    click(page, say("kept_close.keep_agreement"))
    assert page.status["text"] == say("privacy.agreement.not_by_you")
    assert find(small, "contributors", sem)["agreement_signed_on"] == AGREED["agreement_signed_on"]


def test_someone_says_who_could_be_harmed_and_takes_it_back(small: Project) -> None:
    page = at_note(small)
    choose(page, say("kept_close.harms.ask"), say("kept_close.harms.professional"))
    assert find(small, "fragments", pieces(small)[0])["sensitive_for"] == "professional"
    page.receive({"do": "undo"})
    assert find(small, "fragments", pieces(small)[0])["sensitive_for"] is None


@pytest.mark.parametrize("lacking", ["name", "office", "source"])
def test_nobody_is_named_without_name_office_and_public_source(small: Project, lacking: str) -> None:
    page = page_of(small)
    click(page, say("kept_close.part.officials"))
    for part, words in (("name", "Loes Verbeek"), ("office", "wethouder"), ("source", "de krant van 3 mei")):
        if part != lacking:
            type_in(page, say(f"kept_close.{part}"), words)
    click(page, say("kept_close.keep_official"))
    assert page.status["text"] == say("privacy.official.needs_all")
    assert read_rows(small, "public_officials") == []


def test_someone_in_office_is_listed_and_their_words_are_pointed_out(small: Project) -> None:
    meeting = list_meetings(small)[0]
    page = page_of(small)
    click(page, say("kept_close.part.officials"))
    change_meeting(small, meeting.object_id, public=True)
    for part, words in (("name", "Loes Verbeek"), ("office", "wethouder"), ("source", "de krant van 3 mei")):
        type_in(page, say(f"kept_close.{part}"), words)
    choose(page, say("kept_close.meeting"), meeting_label(meeting["number"], meeting["date"]))
    click(page, say("kept_close.keep_official"))
    [official] = read_rows(small, "public_officials")
    assert official["session_id"] == meeting.object_id
    assert "Loes Verbeek, wethouder (de krant van 3 mei)" in told(page)
    choose(page, say("kept_close.which_note"), "Verslag 1 (Samen in Veldhoek)")
    click(page, say("kept_close.next"))
    click(page, say("kept_close.said_it"))
    second = find(small, "fragments", pieces(small)[1])
    assert (second["official_id"], second["participant_id"]) == (official.object_id, None)
    assert "Dit zei Loes Verbeek" in told(page).replace("\u2068", "").replace("\u2069", "")
    page.receive({"do": "undo"})
    assert find(small, "fragments", pieces(small)[1])["official_id"] is None


def agreement(page: KeptClose, signed: str, until: str, guide: str) -> None:
    type_in(page, say("kept_close.signed"), signed)
    type_in(page, say("kept_close.until"), until)
    choose(page, say("kept_close.guide"), guide)
    click(page, say("kept_close.keep_agreement"))


def test_a_student_reads_once_signed_until_and_guided_and_no_longer_after_undo(small: Project) -> None:
    sem = add_contributor(small, "Sem", "onderwijs", "student")
    page = page_of(small)
    click(page, say("kept_close.part.students"))
    assert "leest nog geen" in told(page)
    choose(page, say("kept_close.which_student"), "Sem")
    agreement(page, "1 januari 2024", "31 december 2023", "Kompas")
    assert page.status["text"] == say("privacy.agreement.ends_before")
    agreement(page, "1 januari 2024", "gisteren", "Kompas")
    assert page.status["text"] == say("privacy.agreement.no_day")
    assert not Gate(small).reader(sem).agreed
    agreement(page, "1 januari 2024", "31 december 2099", "Kompas")
    assert Gate(small).reader(sem).agreed
    assert "31 december 2099" in told(page)
    page.receive({"do": "undo"})
    assert not Gate(small).reader(sem).agreed
    assert "leest nog geen" in told(page)


def test_a_student_does_not_guide_a_student(small: Project) -> None:
    add_contributor(small, "Sem", "onderwijs", "student")
    add_contributor(small, "Ans", "onderwijs", "student")
    page = page_of(small)
    click(page, say("kept_close.part.students"))
    choose(page, say("kept_close.which_student"), "Sem")
    asked = next(b for b in every_block(page) if b["kind"] == "select" and b["label"] == say("kept_close.guide"))
    assert "Ans" not in str(asked["options"]) and "Kompas" in str(asked["options"])


@pytest.mark.parametrize("part", PARTS)
def test_no_part_has_more_than_seven_buttons(small: Project, part: str) -> None:
    add_contributor(small, "Sem", "onderwijs", "student")
    from ontmoet_research.privacy import add_official

    add_official(small, "Loes Verbeek", "wethouder", "de krant")
    page = page_of(small) if part == "students" else at_note(small, part)
    click(page, say(f"kept_close.part.{part}"))
    if part == "students":
        choose(page, say("kept_close.which_student"), "Sem")
    assert len([block for block in every_block(page) if block["kind"] == "button"]) <= 7


def test_after_a_look_that_closed_a_note_it_opens_with_a_reason_and_is_looked_at_again(small: Project) -> None:
    source = read_rows(small, "sources")[0].object_id
    desk = small.as_person(person(small, "Kompas"))
    record_recognition(desk, source, "besloten")
    page = at_note(small)
    assert "2 stukjes, want iemand sloot het hele verslag" in plain(page)
    assert say("kept_close.state.recognised") in told(page)
    click(page, say("kept_close.ask_new_look"))
    assert page.status["text"] == say("privacy.opened.needs_reason")
    type_in(page, say("kept_close.reason"), "De dag is uit de tekst.")
    click(page, say("kept_close.ask_new_look"))
    assert {row["visibility"] for row in read_rows(small, "fragments")} == {"groep"}
    assert Gate(small).unchecked == {source}, "students and quotes wait for the new look"
    [note] = [row for row in read_rows(small, "log_events") if row["about_id"] == source]
    assert (note["reason"], note.author) == ("De dag is uit de tekst.", desk.who)
    evening = RecordMeeting(small, who=desk.who)
    asked = evening.looked_at(list_meetings(small)[0].object_id)
    assert source in str(asked), "the question who recognises this is there again"
    page.receive({"do": "undo"})
    assert {row["visibility"] for row in read_rows(small, "fragments")} == {"besloten"}
    assert Gate(small).unchecked == set()


def plain(page: KeptClose) -> str:
    return told(page).replace("\u2068", "").replace("\u2069", "")


# What a piece is besloten for, and what can be done about it on the page.
WHY_CLOSED: list[tuple[str, dict[str, object], str | None]] = [
    ("before", {}, "open_again"),
    ("carried", {"to_check": True}, None),
    ("before", {"to_check": False}, "open_again"),
    ("case", {"contains_case": True}, "release"),
    ("case", {"contains_case": True, "to_check": True}, "release"),
]


@pytest.mark.parametrize(("why", "marks", "act"), WHY_CLOSED)
def test_each_reason_to_close_a_piece_is_told_and_has_its_own_way_back(
    small: Project, why: str, marks: dict[str, object], act: str | None
) -> None:
    first, second = pieces(small)
    write(small, [change(find(small, "fragments", first), visibility="besloten", **marks)])
    page = at_note(small)
    choose(page, say("kept_close.which_pieces"), say("kept_close.only_closed"))
    assert f"1 stukje, {say(f'kept_close.why.{why}')}" in plain(page)
    assert say(f"kept_close.state.{why}") in told(page) and "wij kwamen" not in told(page)
    for other in ("open_again", "ask_new_look"):
        if other != act:
            page.receive({"do": "keep", "form": other, "one": first, "in": "cases"})
            assert page.status["tone"] == "refused"
            assert find(small, "fragments", first)["visibility"] == "besloten"
    if act:
        type_in(page, say("kept_close.reason"), "Zij zei zelf ja.")
        click(page, say(f"kept_close.{act}"))
        assert find(small, "fragments", first)["visibility"] == "groep"
        assert say("kept_close.none_closed") in told(page)
        [note] = [row for row in read_rows(small, "log_events") if row["about_id"] == first]
        assert note["reason"] == "Zij zei zelf ja."
        page.receive({"do": "undo"})
        assert find(small, "fragments", first)["visibility"] == "besloten"
    assert find(small, "fragments", second)["visibility"] == "groep"


@pytest.mark.parametrize("act", ["open_again", "ask_new_look", "release"])
def test_someone_of_practice_opens_nothing_and_reads_who_can(small: Project, act: str) -> None:
    add_contributor(small, "Ronde", "praktijk")
    record_recognition(small.as_person(person(small, "Kompas")), read_rows(small, "sources")[0].object_id, "besloten")
    page = at_note(small, name="Ronde")
    assert "Weer openmaken doet iemand van ervaring of onderzoek" in told(page)
    forms = {block["sends"].get("form") for block in every_block(page) if block.get("do") == "keep"}
    assert not forms & {"open_again", "ask_new_look", "release"}
    page.receive({"do": "fill", "name": f"cases.{act}.reason", "value": "het mag"})
    page.receive({"do": "keep", "form": act, "one": pieces(small)[0], "in": "cases"})
    assert page.status["tone"] == "refused"
    assert {row["visibility"] for row in read_rows(small, "fragments")} == {"besloten"}


def test_an_incomplete_official_is_listed_and_completed_corrected_and_taken_off(small: Project) -> None:
    meeting = list_meetings(small)[0]
    write(small, [new("public_officials", name="Loes Verbek", public_role="wethouder", public_source=" ")])
    page = page_of(small)
    click(page, say("kept_close.part.officials"))
    change_meeting(small, meeting.object_id, public=True)
    assert say("kept_close.lacks", name="Loes Verbek") in plain(page)
    choose(page, say("kept_close.whom"), "Loes Verbek")
    type_in(page, say("kept_close.name"), "Loes Verbeek")
    click(page, say("kept_close.keep_corrected"))
    assert page.status["text"] == say("privacy.official.needs_all")
    type_in(page, say("kept_close.source"), "de krant van 3 mei")
    choose(page, say("kept_close.meeting"), meeting_label(meeting["number"], meeting["date"]))
    click(page, say("kept_close.keep_corrected"))
    assert "Loes Verbeek, wethouder (de krant van 3 mei)" in plain(page)
    [official] = read_rows(small, "public_officials")
    assert official["session_id"] == meeting.object_id
    choose(page, say("kept_close.which_official"), "Loes Verbeek, wethouder (de krant van 3 mei)")
    choose(page, say("kept_close.which_note"), "Verslag 1 (Samen in Veldhoek)")
    click(page, say("kept_close.said_it"))
    assert find(small, "fragments", pieces(small)[0])["official_id"] == official.object_id
    click(page, say("kept_close.did_not_say_it"))
    assert find(small, "fragments", pieces(small)[0])["official_id"] is None
    page.receive({"do": "undo"})
    choose(page, say("kept_close.whom"), "Loes Verbeek")
    click(page, say("kept_close.off_list"))
    assert read_rows(small, "public_officials") == []
    assert find(small, "fragments", pieces(small)[0])["official_id"] is None
    page.receive({"do": "undo"})
    assert [row["name"] for row in read_rows(small, "public_officials")] == ["Loes Verbeek"]
    assert find(small, "fragments", pieces(small)[0])["official_id"] == official.object_id


def test_someone_of_practice_changes_no_list_of_officials(small: Project) -> None:
    add_contributor(small, "Ronde", "praktijk")
    page = page_of(small, "Ronde")
    click(page, say("kept_close.part.officials"))
    assert say("kept_close.keep_official") not in told(page)
    told_of = {"name": "Loes Verbeek", "public_role": "wethouder", "public_source": "de krant van 3 mei"}
    for part, words in told_of.items():
        page.receive({"do": "fill", "name": f"officials.new.{part}", "value": words})
    page.receive({"do": "keep", "form": "new", "in": "officials"})
    assert page.status["tone"] == "refused" and read_rows(small, "public_officials") == []


def test_marking_closes_a_piece_to_students_with_an_agreement(small: Project) -> None:
    page = at_note(small)
    click(page, say("kept_close.mark"))
    assert pieces(small)[0] in Gate(small).closed("labelen_door_studenten", person(small, "Kompas"))
    assert pieces(small)[0] not in closed_to(small.as_person(person(small, "Kompas")))
