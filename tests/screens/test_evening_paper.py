"""Paper for the whole evening: one code a sheet, the words of the screens, and what came back is stored as there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import choose, click, series_named, told, type_in, typed
from pdf_text import pdf_pages

from ontmoet_research.change import add_wish, assign, decide, read_progress
from ontmoet_research.group import add_phase, list_meetings
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.paper import find_sheet
from ontmoet_research.paper.evening import EVENING, find_evening_sheet, last_consent_code, make_evening
from ontmoet_research.screens.sharing.evening_paper import EveningPaper
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.words import Refused, say

KEEP = say("evening_paper.keep")


@pytest.fixture
def meeting(small: Project) -> str:
    """A meeting of a follow-up, with an assignment of Tuinman."""
    series = series_named(small, "Samen in Veldhoek")
    add_phase(small, series, "action_learning", 2)
    first, *_, last = list_meetings(small, series)
    wish = add_wish(small, "Als we nu eens belden", first.object_id)
    people = {row["alias"]: row.object_id for row in read_rows(small, "participants")}
    decision = decide(small, wish, last.object_id, "bellen", "samen", [people["Tuinman"]], elsewhere_reason="nu")
    assign(small, decision, people["Tuinman"])
    return last.object_id


@pytest.fixture
def codes(small: Project, meeting: str, work: Path) -> dict[str, str]:
    made = make_evening(small, work / "avond.pdf", meeting, EVENING, contact="Bel Noor")
    return dict(zip(EVENING, made, strict=True))


@pytest.fixture
def page(small: Project) -> EveningPaper:
    kompas = next(row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Kompas")
    made = EveningPaper(small, who=kompas)
    made.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    return made


def put_up(page: EveningPaper, code: str) -> None:
    click(page, say("evening_paper.part.enter"))
    type_in(page, say("enter_sheet.code"), code.lower())
    click(page, say("enter_sheet.find"))


def test_each_sheet_stands_on_its_own_page_with_its_own_code_and_the_words_of_the_screens(
    small: Project, codes: dict[str, str], work: Path
) -> None:
    pages = pdf_pages((work / "avond.pdf").read_bytes())
    whole = " ".join(" ".join(pages).split())
    for kind in EVENING:
        shown = find_evening_sheet(small, codes[kind]).shown
        assert [n for n, page in enumerate(pages) if say(f"evening_paper.kind.{kind}") in page and shown in page], kind
    for words in (say("follow_wishes.question.B36.3"), say("follow_wishes.question.B38"), say("record_meeting.stem"),
                  say("what_you_need.needs"), say("ask_consent.question.citaat"), "Bel Noor"):  # fmt: skip
        assert words in whole
    assert len(set(codes.values())) == len(EVENING)


def test_made_again_a_sheet_keeps_its_code(small: Project, codes: dict[str, str], meeting: str, work: Path) -> None:
    assert make_evening(small, work / "nog.pdf", meeting, ["leren", "wensen"]) == [codes["wensen"], codes["leren"]]
    assert len(read_rows(small, "sheets")) == len(EVENING)


def test_a_first_meeting_has_no_questions_of_a_follow_up(small: Project, work: Path) -> None:
    first = list_meetings(small, series_named(small, "Samen in Veldhoek"))[0].object_id
    with pytest.raises(Refused):
        make_evening(small, work / "avond.pdf", first, ["delen"])
    assert not (work / "avond.pdf").exists()
    assert read_rows(small, "sheets") == []


def test_wishes_of_a_copy_come_in_one_by_one_and_go_back_together(
    page: EveningPaper, small: Project, codes: dict[str, str], meeting: str
) -> None:
    put_up(page, codes["wensen"])
    type_in(page, say("evening_paper.wishes"), "samen aten\n\nAls we nu eens zongen")
    click(page, KEEP)
    wishes = [row["text"] for row in read_rows(small, "wishes", session_id=meeting)]
    assert wishes == ["Als we nu eens samen aten", "Als we nu eens zongen"]
    assert find_evening_sheet(small, codes["wensen"]).entered_on
    page.receive({"do": "undo"})
    assert read_rows(small, "wishes", session_id=meeting) == []


def test_the_four_and_the_three_questions_come_in(
    page: EveningPaper, small: Project, codes: dict[str, str], meeting: str
) -> None:
    put_up(page, codes["delen"])
    click(page, KEEP)
    assert page.status["tone"] == "refused"
    choose(page, say("follow_wishes.about_which"), "Tuinman: bellen")
    type_in(page, say("follow_wishes.question.B36.1"), "twee keer gebeld")
    click(page, KEEP)
    assert list(read_progress(small)["done"]) == ["twee keer gebeld"]
    click(page, say("enter_sheet.other"))
    put_up(page, codes["leren"])
    type_in(page, say("follow_wishes.part_of.works_werkt"), "bellen op dinsdag")
    click(page, KEEP)
    (insight,) = read_rows(small, "insights", session_id=meeting)
    assert (insight["kind"], insight["polarity"], insight["text"]) == ("works", "werkt", "bellen op dinsdag")


def test_consent_of_paper_has_the_number_of_its_sheet_and_goes_back_as_one(
    page: EveningPaper, small: Project, codes: dict[str, str]
) -> None:
    before = {row.id for row in read_rows(small, "consents")}
    put_up(page, codes["toestemming"])
    choose(page, say("evening_paper.whose"), "Merel")
    for purpose in CONSENT_PURPOSES:
        value = "nee" if purpose == "archief" else "ja"
        page.receive({"do": "choose", "in": "enter", "name": f"toestemming.{purpose}", "value": value})
    type_in(page, say("evening_paper.day_on_sheet"), "7 maart 2024")
    click(page, KEEP)
    assert page.status["tone"] == "refused", "nobody said that this person is 18"
    click(page, say("evening_paper.is_adult"))
    click(page, KEEP)
    merel = next(row.object_id for row in read_rows(small, "participants") if row["alias"] == "Merel")
    rows = {row["purpose"]: row for row in read_rows(small, "consents", participant_id=merel)}
    assert {one for one, row in rows.items() if row["given"]} == set(CONSENT_PURPOSES) - {"archief"}
    shown = find_evening_sheet(small, codes["toestemming"]).shown
    assert {(row["info_version"], row["date"], row["asked_by"]) for row in rows.values()} == {
        (shown, "2024-03-07", page.project.who)
    }
    assert last_consent_code(small, page.series_id) == shown
    page.receive({"do": "undo"})
    assert {row["purpose"] for row in read_rows(small, "consents", participant_id=merel)} == {
        row["purpose"] for row in read_rows(small, "consents", participant_id=merel) if row.id in before or row["given"]
    }
    assert not read_rows(small, "consents", participant_id=merel, purpose="archief")


def test_who_others_depend_on_enters_no_consent(small: Project, codes: dict[str, str]) -> None:
    from ontmoet_research.group import add_contributor

    ronde = add_contributor(small, "Ronde", "praktijk")
    page = EveningPaper(small, who=ronde)
    page.receive({"do": "choose_series", "value": series_named(small, "Samen in Veldhoek")})
    put_up(page, codes["toestemming"])
    assert say("ask_consent.not_by_you") in told(page)
    page.receive({"do": "keep", "in": "enter", "form": "toestemming"})
    assert page.status["tone"] == "refused"


def test_needs_and_the_closing_question_come_in_and_a_next_copy_adds(
    page: EveningPaper, small: Project, codes: dict[str, str], meeting: str
) -> None:
    put_up(page, codes["nodig"])
    choose(page, say("evening_paper.whose"), "Tuinman")
    click(page, say("what_you_need.need.pauze"))
    click(page, KEEP)
    assert [row["needs"] for row in read_rows(small, "needs")] == [["pauze"]]
    click(page, say("enter_sheet.other"))
    put_up(page, codes["slotvraag"])
    type_in(page, say("record_meeting.answers"), "Rust")
    click(page, KEEP)
    assert typed(page, say("record_meeting.answers")) == "Rust\n"
    type_in(page, say("record_meeting.answers"), "Rust\nMoed")
    click(page, KEEP)
    (harvest,) = read_rows(small, "harvests", session_id=meeting)
    assert harvest["answers"] == ["Rust", "Moed"]


def test_each_page_says_where_a_code_of_the_other_belongs(
    page: EveningPaper, small: Project, codes: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        find_sheet(small, codes["wensen"])
    assert say("evening_paper.title") in str(refused.value)
    put_up(page, "K7B-Q4D")
    assert page.status["tone"] == "refused"


def test_the_screen_makes_the_file_and_links_it(page: EveningPaper, small: Project, meeting: str, work: Path) -> None:
    page.refresh()
    label = next(words for key, words in next(
        block["options"] for block in page.view["blocks"] if block.get("label") == say("record_meeting.which")
    ) if key == meeting)  # fmt: skip
    choose(page, say("record_meeting.which"), label)
    click(page, say("evening_paper.make"))
    assert page.status["tone"] == "refused"
    click(page, say("evening_paper.kind.wensen"))
    click(page, say("evening_paper.kind.leren"))
    click(page, say("evening_paper.make"))
    (made,) = (work / "uitvoer").iterdir()
    assert made.read_bytes().startswith(b"%PDF")
    assert made.name in told(page)
    assert find(small, "sheets", read_rows(small, "sheets")[0].object_id)["form"] == "papier"
