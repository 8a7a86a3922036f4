"""All pages on a plain page in Chromium: small windows, axe, hostile words, what is typed and not stored yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_page import BarePage, hold_to_the_rules
from pages import HOSTILE, NOTE, choose, click, series_named, type_in
from playwright.sync_api import expect

from ontmoet_research.change import add_signal, add_wish, keep_answers
from ontmoet_research.coding import NewPiece, correct_text
from ontmoet_research.group import add_contributor, add_part, add_participant, list_meetings
from ontmoet_research.intake import cut_again
from ontmoet_research.learning import ask_question, make_theme
from ontmoet_research.privacy import add_official
from ontmoet_research.screens.begin.next_step import NextStep
from ontmoet_research.screens.begin.start_here import StartHere
from ontmoet_research.screens.begin.whats_open import WhatsOpen
from ontmoet_research.screens.keeping.ask_consent import AskConsent
from ontmoet_research.screens.keeping.erase_for_good import EraseForGood
from ontmoet_research.screens.keeping.going_out import GoingOut
from ontmoet_research.screens.keeping.keep_until import KeepUntil
from ontmoet_research.screens.keeping.kept_close import KeptClose
from ontmoet_research.screens.keeping.other_programs import OtherPrograms
from ontmoet_research.screens.keeping.own_overview import OwnOverview
from ontmoet_research.screens.keeping.stop_or_remove import StopOrRemove
from ontmoet_research.screens.labelling.our_pairs import OurPairs
from ontmoet_research.screens.labelling.own_notes import OwnNotes
from ontmoet_research.screens.learning.equal_voices import EqualVoices
from ontmoet_research.screens.learning.our_questions import OurQuestions
from ontmoet_research.screens.learning.our_themes import OurThemes
from ontmoet_research.screens.learning.see_learning import SeeLearning
from ontmoet_research.screens.meeting.bring_in_notes import BringInNotes
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.screens.page import Page as OwnPage
from ontmoet_research.screens.report.write_report import WriteReport
from ontmoet_research.screens.series.set_up_series import SetUpSeries
from ontmoet_research.screens.sharing.copies import Copies
from ontmoet_research.screens.sharing.two_versions import TwoVersions
from ontmoet_research.store import Project, change, find, new, read_rows, write
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BAR = "Bijeenkomst 1, labels die toen nieuw waren: 1 stukje tekst"
# Every state of every page: which page, and what to click first.
NOTE_1 = "Verslag 1 (Samen in Veldhoek)"
STATES: dict[str, tuple[type[OwnPage], list[str]]] = {
    "begin": (StartHere, []),
    "aandacht": (WhatsOpen, [say("whats_open.look")]),
    "reeks": (SetUpSeries, []),
    **{
        f"reeks: {part}": (SetUpSeries, [say(f"set_up_series.part.{part}")])
        for part in ("group", "start", "agreements", "needs", "research", "handover")
    },
    "regel van de startlijst": (SetUpSeries, [say("set_up_series.part.start"), say("set_up_series.start.geld")]),
    "nieuwe reeks": (SetUpSeries, [say("set_up_series.part.new"), "Gids 2021: 4 + 1 + 8"]),
    "notities": (RecordMeeting, []),
    "namen": (RecordMeeting, [say("record_meeting.look")]),
    "wensen": (RecordMeeting, [say("record_meeting.part.wishes")]),
    "aanwezig": (RecordMeeting, [say("record_meeting.part.people")]),
    "slotvraag": (RecordMeeting, [say("record_meeting.part.closing")]),
    "hoe ging het": (RecordMeeting, [say("record_meeting.part.course")]),
    "delen en leren": (RecordMeeting, [say("record_meeting.part.learned")]),
    "opbrengsten": (RecordMeeting, [say("record_meeting.part.gains")]),
    "sorteren": (RecordMeeting, [say("record_meeting.part.closing"), say("record_meeting.sort")]),
    "kiezen": (RecordMeeting, [say("record_meeting.part.closing"), say("record_meeting.choose_shown")]),
    "plaatje": (SeeLearning, []),
    "stukjes bij een getal": (SeeLearning, [BAR]),
    "notities van mij": (OwnNotes, []),
    "tandems": (OurPairs, []),
    "leervragen": (OurQuestions, []),
    "themas": (OurThemes, []),
    "gelijk meedoen": (EqualVoices, []),
    "wie hoor je": (EqualVoices, [say("equal_voices.show.speaking"), say("equal_voices.agreed")]),
    "inhoud": (WriteReport, []),
    "deel": (WriteReport, [say("report.section.in_het_kort")]),
    "boeken": (WriteReport, [say("write_report.books.title")]),
    "morgen": (NextStep, []),
    "2 versies": (TwoVersions, []),
    "kopie mee": (Copies, []),
    "kopie in": (Copies, [say("copies.part.bring_in"), "kopie.age"]),
    "reservekopie": (Copies, [say("copies.part.keep"), say("copies.keep")]),
    "verslagen": (BringInNotes, []),
    "verslag binnen": (BringInNotes, [say("bring_in_notes.read_folder")]),
    "namen na": (BringInNotes, [say("bring_in_notes.part.names")]),
    "wie zei wat": (RecordMeeting, [say("record_meeting.part.notes"), say("record_meeting.step.said")]),
    "labels na": (BringInNotes, [say("bring_in_notes.part.look")]),
    "wie zegt dit": (BringInNotes, [say("bring_in_notes.part.look"), say("bring_in_notes.away"), "Tuinman"]),
    "weghalen": (StopOrRemove, ["Merel", say("stop_or_remove.scope.alles")]),
    "weggehaald": (StopOrRemove, ["Merel", say("stop_or_remove.scope.stukjes"), say("stop_or_remove.do_it")]),
    "toestemming": (AskConsent, ["Merel", say("ask_consent.adult")]),
    "te jong": (AskConsent, ["Merel", say("ask_consent.young")]),
    "inzage": (OwnOverview, ["Merel", say("own_overview.make")]),
    "bewaren": (KeepUntil, []),
    "besloten": (KeptClose, [NOTE_1, say("kept_close.mark")]),
    "publiek ambt": (KeptClose, [say("kept_close.part.officials"), NOTE_1]),
    "student": (KeptClose, [say("kept_close.part.students"), "Sem"]),
    "naar buiten": (GoingOut, [say("going_out.numbers.wie_is_er")]),
    "andere programma's": (OtherPrograms, ["wijk.csv", say("other_programs.look")]),
    "meegeven": (OtherPrograms, [say("other_programs.part.take_along"), say("other_programs.form.csv")]),
    "pakket": (GoingOut, [say("going_out.method")]),
    "wissen": (EraseForGood, ["Merel", say("erase_for_good.look")]),
    "1 van 2": (TwoVersions, [say("two_versions.join")]),
}

# What is no button: in which list someone chooses it.
LISTS = {
    "Merel": say("stop_or_remove.who"),
    NOTE_1: say("kept_close.which_note"),
    "Sem": say("kept_close.which_student"),
    "Tuinman": say("bring_in_notes.who_speaks"),
}


def _correct(project: Project, words: str) -> None:
    """Someone corrects the note, so that a label has to be looked at."""
    [source] = read_rows(project, "sources")
    text = source["text"].replace("de telefoon", f"zij {words}")
    cut = cut_again(project, source.object_id, text)
    correct_text(project, source.object_id, text, [NewPiece(**piece) for piece in cut])


@pytest.fixture
def hostile(small: Project) -> Project:
    """The small project with hostile words wherever people can type."""
    series_id = series_named(small, "Samen in Veldhoek")
    person = add_participant(small, "Iemand", series_id, ["resident"])
    write(small, [change(find(small, "participants", person), alias=HOSTILE)])  # as an older project may hold it
    for meeting in list_meetings(small, series_id):
        add_wish(small, f"Als we nu eens {HOSTILE}", meeting.object_id)
        keep_answers(small, meeting.object_id, HOSTILE, [HOSTILE, "niks"])
        add_signal(small, meeting.object_id, HOSTILE)
        add_part(small, meeting.object_id, "panel", HOSTILE)
    wish = read_rows(small, "wishes")[0]
    write(small, [change(wish, text=f"Als we nu eens eerst {HOSTILE}", status="opgepakt")])
    write(small, [change(wish, text=f"Als we nu eens samen {HOSTILE}")])
    _correct(small, HOSTILE)
    add_contributor(small, "Sem", "onderwijs", "student")
    ask_question(small, series_id, HOSTILE)
    make_theme(small, series_id, HOSTILE)
    add_official(small, HOSTILE, HOSTILE, HOSTILE)
    write(small, [new("bibliography", key="x2020", authors=HOSTILE, title=HOSTILE, year=2020)])
    (Path.cwd() / "7 maart 2024.txt").write_text(f"{NOTE}\n{HOSTILE}", encoding="utf-8")
    (Path.cwd() / "wijk.csv").write_text(f"citaat,label,wie\nwij kwamen,{HOSTILE},{HOSTILE}\n{HOSTILE},x,y\n", "utf-8")
    (Path.cwd() / "kopie.age").write_bytes(b"age-encryption.org/v1")
    return small


@pytest.fixture
def show(fresh_page: Page, hostile: Project) -> Callable[[str], BarePage]:
    def shown(state: str) -> BarePage:
        kind, clicks = STATES[state]
        own = kind(hostile, who=read_rows(hostile, "contributors")[0].object_id)
        own.receive({"do": "choose_series", "value": series_named(hostile, "Samen in Veldhoek")})
        if state == "namen":
            type_in(own, say("record_meeting.notes"), f"{NOTE}\n{HOSTILE}")
        for text in clicks:
            if text in LISTS:
                choose(own, LISTS[text], text)
            else:
                click(own, text)
        fresh_page.goto("about:blank")
        return BarePage(fresh_page, own)

    return shown


@pytest.mark.parametrize("state", STATES)
def test_a_page_fits_a_small_window_breaks_no_rule_and_runs_no_hostile_word(
    show: Callable[[str], BarePage], fresh_page: Page, state: str
) -> None:
    hold_to_the_rules(fresh_page, lambda: show(state))


def test_typing_survives_an_answer_that_comes_meanwhile(show: Callable[[str], BarePage], fresh_page: Page) -> None:
    bare = show("notities")
    box = fresh_page.get_by_label(say("record_meeting.notes"))
    box.press_sequentially("Wij praatten")
    bare.screen.refresh()
    bare.page.evaluate("window.toKernel('{}')")
    fresh_page.get_by_role("button", name=say("screens.undo")).evaluate("(button) => button.click()")  # focus stays
    bare.wait()
    box.press_sequentially(" verder")
    expect(box).to_have_value("Wij praatten verder")
    expect(box).to_be_focused()


def test_the_caret_stays_where_it_is_when_the_page_is_drawn_again(
    show: Callable[[str], BarePage], fresh_page: Page
) -> None:
    bare = show("wensen")
    box = fresh_page.get_by_label(say("record_meeting.stem"))
    box.fill("samen koken")
    box.press("Tab")
    bare.wait()
    box.focus()
    box.evaluate("(box) => box.setSelectionRange(5, 5)")
    fresh_page.get_by_role("button", name=say("screens.undo")).evaluate("(button) => button.click()")
    bare.wait()
    assert box.evaluate("(box) => [box.selectionStart, document.activeElement === box]") == [5, True]


def test_a_stored_wish_leaves_an_empty_field(show: Callable[[str], BarePage], fresh_page: Page) -> None:
    bare = show("wensen")
    box = fresh_page.get_by_label(say("record_meeting.stem"))
    for wish in ("samen koken", "samen koken"):
        box.fill(wish)
        fresh_page.get_by_role("button", name=say("record_meeting.keep_wish")).click()
        bare.wait()
        expect(box).to_have_value("")
    expect(fresh_page.get_by_text("Als we nu eens samen koken")).to_have_count(2)


def test_someone_is_taken_out_by_keyboard_alone(show: Callable[[str], BarePage], fresh_page: Page) -> None:
    bare = show("weghalen")
    button = fresh_page.get_by_role("button", name=say("stop_or_remove.do_it"))
    fresh_page.get_by_label(say("stop_or_remove.who")).focus()
    for _ in range(12):
        if button.evaluate("(node) => node === document.activeElement"):
            break
        fresh_page.keyboard.press("Tab")
    expect(button).to_be_focused()
    fresh_page.keyboard.press("Enter")
    bare.wait()
    expect(fresh_page.get_by_role("status")).to_contain_text(say("stop_or_remove.done"))
    status = [row["status"] for row in read_rows(bare.screen.project, "participants") if row["alias"] == "Merel"]
    assert status == ["ingetrokken"]
    assert fresh_page.evaluate("document.activeElement.closest('.ontmoet-root') !== null")
