"""The names of a note and the file with names, without a browser: whose alias comes, what stays, what is kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from gate_open import agree
from pages import answer, click, every_block, series_named, told, type_in, typed

from ontmoet_research.privacy import key_file
from ontmoet_research.privacy.key_file import Person, make_key_file
from ontmoet_research.screens import names_open
from ontmoet_research.screens.keeping.names_apart import NamesApart
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.names_open import open_here, put_away, take_into_use
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.store import Project, change, read_rows, write
from ontmoet_research.store.recovery import new_identity
from ontmoet_research.words import say

NOTE = "Anna Kwibus: ik zag Annas zus.\n\nAnna belde Bea. Bel ANNA op 06-12345678, zei wethouder Flap."


@pytest.fixture
def who(small: Project) -> str:
    return read_rows(small, "contributors")[0].object_id


@pytest.fixture
def merel(small: Project) -> str:
    return next(row.object_id for row in read_rows(small, "participants") if row["alias"] == "Merel")


@pytest.fixture
def opened(small: Project, merel: str, tmp_path_factory: pytest.TempPathFactory) -> Project:
    place = tmp_path_factory.mktemp("apart") / "namen.age"
    made = make_key_file(small, place, [new_identity()[1], new_identity()[1]])
    take_into_use(small, made.with_person(Person(merel, "Anna Kwibus")))
    return small


@pytest.fixture(autouse=True)
def nothing_stays_open() -> None:
    names_open._open().clear()


def meeting(project: Project, who: str, note: str = NOTE) -> RecordMeeting:
    page = RecordMeeting(project, who=who)
    page.receive({"do": "choose_series", "value": series_named(project, "Samen in Veldhoek")})
    type_in(page, say("record_meeting.notes"), note)
    click(page, say("record_meeting.look"))
    return page


def stored(project: Project, page: RecordMeeting) -> str:
    return str(read_rows(project, "sources", session_id=page.meeting_id)[0]["text"])


def test_a_name_becomes_brackets_and_an_alias_only_when_someone_says_so(opened: Project, who: str, merel: str) -> None:
    page = meeting(opened, who)
    assert "Zet Merel neer voor Anna Kwibus, 4 keer" in told(page)
    click(page, "Zet Merel neer voor Anna Kwibus, 4 keer")
    click(page, say("record_meeting.keep"))
    assert stored(opened, page).startswith("Merel: ik zag Merels zus.\n\nMerel belde [naam]. Bel Merel op [telefoon")
    pieces = read_rows(opened, "fragments", source_id=page.recognising)
    assert [row["participant_id"] for row in pieces][:1] == [merel]  # so that Merel can take her words out


def test_without_a_click_a_name_of_the_group_becomes_brackets_and_a_speaker_a_number(opened: Project, who: str) -> None:
    page = meeting(opened, who)
    click(page, say("record_meeting.keep"))
    assert stored(opened, page).startswith("Spreker 1: ik zag [naam] zus.\n\n[naam] belde [naam].")


def test_the_log_is_kept_with_the_note_and_holds_no_words(opened: Project, who: str) -> None:
    page = meeting(opened, who)
    click(page, "Zet Merel neer voor Anna Kwibus, 4 keer")
    click(page, say("record_meeting.keep"))
    log = {(row["kind"], row["replacement"], row["count"]) for row in read_rows(opened, "name_replacements")}
    assert log == {("name", "een schuilnaam", 4), ("name", "[naam]", 2), ("phone", "[telefoonnummer]", 1)}
    files = b"".join(path.read_bytes() for path in opened.path.parent.glob("*") if path.is_file())
    assert not [word for word in (b"Kwibus", b"Anna", b"12345678") if word in files]
    click(page, say("names_part.later"))
    assert "4 keer een schuilnaam" in told(page)
    page.receive({"do": "undo"})
    assert read_rows(opened, "name_replacements") == []


def test_who_could_be_recognised_is_asked_and_waits_when_it_is_left_for_later(small: Project, who: str) -> None:
    page = meeting(small, who)
    click(page, say("record_meeting.keep"))
    click(page, say("names_part.later"))
    assert read_rows(small, "recognition_checks") == []
    waiting = next(b for b in every_block(page) if b.get("label") == say("names_part.waiting"))
    page.receive({"do": waiting["do"], "value": waiting["options"][1][0]})
    click(page, say("names_part.point.functie"))
    click(page, say("names_part.outcome.niemand"))
    assert page.status["tone"] == "refused"
    type_in(page, say("names_part.care"), "Het werk is weggelaten.")
    click(page, say("names_part.outcome.aangepast"))
    (row,) = read_rows(small, "recognition_checks")
    assert (row["outcome"], row["points"], row["note"]) == ("aangepast", ["functie"], "Het werk is weggelaten.")
    assert page.status["tone"] == "saved"
    page.receive({"do": "undo"})
    assert read_rows(small, "recognition_checks") == []


def test_words_that_are_closed_do_not_show_when_someone_looks_who_recognises(
    opened: Project, who: str, merel: str
) -> None:
    page = meeting(opened, who)
    page.receive({"do": "turn_alias", "value": merel})
    click(page, say("record_meeting.keep"))
    person = next(row for row in read_rows(opened, "participants") if row.object_id == merel)
    write(opened, [change(person, status="ingetrokken")])
    page.refresh()
    shown = str(next(block for block in every_block(page) if block["kind"] == "marked")["parts"])
    assert "Merels zus" not in shown
    assert "[telefoonnummer]" in shown


def test_a_student_does_not_say_who_could_be_recognised(small: Project, who: str) -> None:
    student = next(row for row in read_rows(small, "contributors") if row.object_id == who)
    guide = next(row.object_id for row in read_rows(small, "contributors") if row.object_id != who)
    write(small, [change(student, role="student")])
    agree(small, who, guide)
    page = meeting(small, who)
    click(page, say("record_meeting.keep"))
    assert say("names_part.who_recognises") not in told(page)
    page.receive({"do": "keep_recognition", "outcome": "niemand"})
    assert page.status["text"] == say("names_part.not_for_students")
    assert read_rows(small, "recognition_checks") == []


def test_names_of_a_public_office_stay_until_someone_clicks(small: Project, who: str) -> None:
    from ontmoet_research.store import new

    told_in_public = {"name": "Flap", "public_role": "wethouder", "public_source": "Raadsvergadering, 3 mei 2024"}
    write(small, [new("public_officials", **told_in_public)])
    page = meeting(small, who)
    click(page, say("record_meeting.keep"))
    assert stored(small, page).strip().endswith("zei wethouder Flap.")


def test_a_name_stays_only_with_an_office_and_a_public_source(small: Project, who: str) -> None:
    page = meeting(small, who)
    page.receive({"do": "choose_name", "value": "Flap"})
    type_in(page, say("names_part.office"), "wethouder")
    click(page, say("names_part.let_stay"))
    assert page.status["text"] == say("privacy.official.needs_all")
    type_in(page, say("names_part.source"), "Raadsvergadering, 3 mei 2024")
    click(page, say("names_part.let_stay"))
    click(page, say("record_meeting.keep"))
    assert stored(small, page).strip().endswith("zei wethouder Flap.")
    (row,) = read_rows(small, "public_officials")
    assert (row["name"], row["public_role"]) == ("Flap", "wethouder")


def test_another_finder_adds_groups_but_no_alias(small: Project, who: str) -> None:
    from ontmoet_research.privacy import Found

    page = meeting(small, who, "zoebida ging naar zwolle met merel")
    assert page.checking
    assert page.checking.groups() == []
    assert page.checking.add([Found(0, 7, "name"), Found(18, 24, "place"), Found(29, 34, "name")]) == 2
    assert [words for _, words in page.checking.groups()] == ["zoebida wordt [naam]", "zwolle wordt [plaats]"]


def _without_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a script. A browser test in the same process leaves a running loop behind, and then it reads aside."""

    def none_runs() -> None:
        raise RuntimeError("no running event loop")

    monkeypatch.setattr(asyncio, "get_running_loop", none_runs)


@pytest.mark.parametrize(
    ("seen", "told_then", "groups"),
    [
        ([(0, 7, "name")], "names_part.helper.found.one", ["zoebida wordt [naam]"]),
        ([], "names_part.helper.found.none", []),
        (None, "names_part.helper.failed", []),
    ],
)
def test_the_helper_reads_along_and_says_what_it_did(
    small: Project,
    who: str,
    monkeypatch: pytest.MonkeyPatch,
    seen: list[tuple[int, int, str]] | None,
    told_then: str,
    groups: list[str],
) -> None:
    from ontmoet_research.privacy import Found, deduced

    _without_a_loop(monkeypatch)
    monkeypatch.setattr(deduced, "state", lambda: deduced.READY)
    monkeypatch.setattr(deduced, "spans_of", lambda _: None if seen is None else [Found(*one) for one in seen])
    page = meeting(small, who, "zoebida ging naar huis")
    assert say(told_then) in told(page)
    assert page.checking
    assert [words for _, words in page.checking.groups()] == groups


def test_while_the_helper_gets_ready_nobody_waits(small: Project, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from ontmoet_research.privacy import deduced

    began: list[int] = []
    monkeypatch.setattr(deduced, "state", lambda: deduced.MAKING)
    monkeypatch.setattr(deduced, "make_lists", lambda: began.append(1))
    page = meeting(small, who)
    assert say("names_part.helper.making") in told(page)
    assert began == [1]
    click(page, say("record_meeting.keep"))
    assert page.status["tone"] == "saved"


# ── the file with names ───────────────────────────────────────────────────────


@pytest.fixture
def apart(opened: Project, who: str) -> NamesApart:
    return NamesApart(opened, who=who)


def test_an_alias_taken_while_the_names_were_shut_is_pointed_out_when_they_open(
    opened: Project, who: str, merel: str
) -> None:
    write(opened, [change(row, alias="Anna") for row in read_rows(opened, "participants", object_id=merel)])
    page = NamesApart(opened, who=who)
    assert say("key_file.alias_turned_out", alias="Anna") in told(page)
    write(opened, [change(row, alias="Zwaluw") for row in read_rows(opened, "participants", object_id=merel)])
    page.refresh()
    assert "echte naam in de groep" not in told(page)


def choose_tuinman(page: NamesApart, project: Project) -> str:
    tuinman = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Tuinman")
    page.receive({"do": "open_one", "in": "apart", "value": tuinman})
    return tuinman


def test_a_line_is_kept_after_saying_that_the_alias_is_safe(apart: NamesApart, opened: Project) -> None:
    tuinman = choose_tuinman(apart, opened)
    type_in(apart, say("names_apart.name"), "Bea Flapdrol")
    type_in(apart, say("names_apart.exact_role"), "regisseur zorg")
    click(apart, say("names_apart.keep"))
    assert apart.status["text"] == say("names_apart.alias_unknown")
    click(apart, say("names_apart.yes"))
    click(apart, say("names_apart.keep"))
    assert apart.status["text"] == say("names_apart.alias_tells")
    click(apart, say("names_apart.no"))
    click(apart, say("names_apart.keep"))
    assert apart.status["text"] == say("names_apart.kept")
    held = open_here(opened)
    assert held
    assert held.find(tuinman) == Person(tuinman, "Bea Flapdrol", "", "regisseur zorg")
    assert "Tuinman (naam staat erin)" in told(apart)
    assert "Flapdrol" not in told(apart)


def test_an_alias_that_is_a_real_name_is_not_kept(apart: NamesApart, opened: Project) -> None:
    choose_tuinman(apart, opened)
    type_in(apart, say("names_apart.name"), "Karel Merel")
    click(apart, say("names_apart.no"))
    merel = next(row for row in read_rows(opened, "participants") if row["alias"] == "Tuinman")
    write(opened, [change(merel, alias="Kwibus")])
    click(apart, say("names_apart.keep"))
    assert apart.status["text"] == say("key_file.alias_is_name")


def test_the_line_of_who_took_words_out_is_offered_to_go_too(apart: NamesApart, opened: Project, merel: str) -> None:
    row = next(row for row in read_rows(opened, "participants") if row.object_id == merel)
    write(opened, [change(row, status="ingetrokken")])
    apart.refresh()
    click(apart, say("names_apart.take_out_of", name="Anna Kwibus"))
    held = open_here(opened)
    assert held
    assert held.people == ()


def test_a_line_is_taken_out(apart: NamesApart, merel: str, opened: Project) -> None:
    apart.receive({"do": "open_one", "in": "apart", "value": merel})
    assert typed(apart, say("names_apart.name")) == "Anna Kwibus"
    click(apart, say("names_apart.take_out"))
    held = open_here(opened)
    assert held
    assert held.people == ()


def test_closed_names_show_nothing(apart: NamesApart, opened: Project, merel: str) -> None:
    apart.receive({"do": "open_one", "in": "apart", "value": merel})
    click(apart, say("names_apart.put_away"))
    assert "Kwibus" not in str(apart.view) + str(apart.typed)
    apart.receive({"do": "open_one", "in": "apart", "value": merel})
    assert apart.status["tone"] == "refused"


def test_making_and_opening_ask_two_passphrases_and_keep_none(small: Project, who: str, tmp_path: Path) -> None:
    page = NamesApart(small, who=who)
    place = tmp_path.parent / f"{tmp_path.name}-apart" / "namen.age"
    type_in(page, say("names_apart.place"), str(place))
    for label, phrase in (("phrase_one", "vier gele fietsen zingen"), ("phrase_two", "een groene deur van glas")):
        type_in(page, say(f"names_apart.{label}"), phrase)
    assert "fietsen" not in str(page.view)
    click(page, say("names_apart.make"))
    assert page.status["text"] == say("names_apart.made")
    assert "fietsen" not in str(page.typed)
    assert [path.name for path in sorted(place.parent.iterdir())] == [
        "namen.age",
        "namen.sleutel-1.age",
        "namen.sleutel-2.age",
    ]
    put_away(small)
    page.refresh()
    type_in(page, say("names_open.phrase"), "vier gele fietsen zingen")
    click(page, say("names_open.open"))
    assert open_here(small)
    assert key_file.known_place(small) == place


def test_a_place_in_the_project_is_refused_before_anything_is_made(small: Project, who: str) -> None:
    page = NamesApart(small, who=who)
    place = small.path.parent / "namen.age"
    type_in(page, say("names_apart.place"), str(place))
    click(page, say("names_apart.make"))
    assert page.status["tone"] == "refused"
    assert list(small.path.parent.glob("*.age")) == []


def test_who_keeps_a_passphrase_is_noted(apart: NamesApart, opened: Project) -> None:
    click(apart, "Kompas")
    assert [row["display_name"] for row in read_rows(opened, "contributors") if row["keeps_key_file"]] == ["Kompas"]
    apart.receive({"do": "undo"})
    assert not [row for row in read_rows(opened, "contributors") if row["keeps_key_file"]]


def new_person(project: Project, alias: str) -> SetUpSeries:
    page = SetUpSeries(project)
    page.receive({"do": "choose_series", "value": series_named(project, "Samen in Veldhoek")})
    click(page, say("set_up_series.part.group"))
    type_in(page, say("set_up_series.alias"), alias)
    answer(page, say("set_up_series.perspectives"), "Inwoner")
    answer(page, say("set_up_series.adult"), say("set_up_series.yes"))
    click(page, say("set_up_series.add"))
    return page


def aliases(project: Project) -> set[str]:
    return {row["alias"] for row in read_rows(project, "participants")}


@pytest.mark.parametrize("alias", ["Anna", "kwibus", "Anna Kwibus"])
def test_an_alias_that_is_a_name_in_the_file_is_refused_where_it_is_first_typed(opened: Project, alias: str) -> None:
    page = new_person(opened, alias)
    assert page.status["text"] == say("key_file.alias_is_name")
    assert say("set_up_series.alias_not_compared") not in told(page)
    assert alias not in aliases(opened)
    type_in(page, say("set_up_series.alias"), "Reiger")
    click(page, say("set_up_series.add"))
    assert "Reiger" in aliases(opened)


def test_while_the_names_are_locked_the_kit_says_that_it_can_not_compare_and_stops_nobody(opened: Project) -> None:
    put_away(opened)
    page = new_person(opened, "Anna")
    assert say("set_up_series.alias_not_compared") in told(page)
    assert "Anna" in aliases(opened)


def test_without_a_file_with_names_there_is_nothing_to_compare_and_nothing_is_said(small: Project) -> None:
    page = new_person(small, "Reiger")
    assert say("set_up_series.alias_not_compared") not in told(page)
    assert "Reiger" in aliases(small)
