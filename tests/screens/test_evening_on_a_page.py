"""A whole evening in the browser, as a person would do it: within a quarter of an hour, and all of it is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import browser
import pytest
from bare_page import BarePage
from evening import Recorder
from playwright.sync_api import expect

from ontmoet_research.change import add_wish, assign, decide, keep_answers
from ontmoet_research.group import (
    add_contributor,
    add_participant,
    change_meeting,
    hold_meeting,
    list_meetings,
    make_series,
)
from ontmoet_research.screens.meeting.record_meeting import RecordMeeting
from ontmoet_research.store import Project, create, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PEOPLE = ["Merel", "Tuinman", "Wilma", "Brug", "Stempel", "Kompas", "Fluit", "Lantaarn", "Pepermunt"]
PEOPLE += ["Zebra", "Ooievaar"]
LINE = "Iemand vertelde dat de brief op vrijdag komt en dat er dan niemand meer te bereiken is. "
NOTES = f"""\
Wij begonnen met een rondje. {LINE}

Merel: ik belde met Noor van Dam, en die zei dat het maandag kon. {LINE * 2}

Tuinman: in Zandwijk kan het wel. {LINE * 3}

Daarna vertelde Joris over de hal. {LINE * 8}

Toen was er soep, van Fatima. {LINE * 10}
"""
WISHES = [
    "Als we nu eens op dinsdag belden in plaats van op vrijdag",
    "Als we nu eens in de hal gingen zitten met koffie",
    "Als we nu eens elkaars brieven lazen voor ze weggaan",
    "Als we nu eens kinderen vroegen wat zij zien",
]
GAINS = [
    ("kennis", "Bellen mag ook zonder formulier."),
    ("samenwerking", "De hal en het spreekuur zetten samen een tafel neer."),
    ("bespreekbaar_maken", "Over wachten durfden mensen eerst niets te zeggen."),
]
LEARNED = [("werkt", "Laat mensen zelf ervaren wat er in beeld komt."), ("werkt_minder", "Zeggen voor wie het is.")]
ANSWERS = ["niks", "bellen met mijn baas", "een nieuw nummer", "dat het mag", "zwijgen", "soep", "ja", "moed", "tijd"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.chdir(tmp_path)
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        series = make_series(made, "gids-2021", "Samen in Veldhoek")
        add_contributor(made, "Ronde", "praktijk", "gespreksleider")
        people = [add_participant(made, alias, series, ["resident"]) for alias in PEOPLE]
        meetings = [row.object_id for row in list_meetings(made)]
        for place, meeting in enumerate(meetings[:5]):
            hold_meeting(made, meeting, f"{place + 1} maart 2024")
        wish = add_wish(made, "Als we nu eens op dinsdag bellen", meetings[0])
        assign(made, decide(made, wish, meetings[4], "op dinsdag bellen", "samen oefenen", people[:1]), people[0])
        change_meeting(made, meetings[5], guiding_question="Hoe staat het ervoor?")
        yield made


@pytest.fixture
def recorder(fresh_page: Page, project: Project) -> Recorder:
    screen = RecordMeeting(project, who=read_rows(project, "contributors")[0].object_id)
    screen.receive({"do": "choose_series", "value": read_rows(project, "series")[0].object_id})
    return Recorder(fresh_page, BarePage(fresh_page, screen))


def words(key: str) -> str:
    return say(f"record_meeting.{key}")


def record_people(person: Recorder) -> None:
    person.click(words("part.people"))
    person.type(words("day"), "28 maart 2024")
    person.click(words("was_held"))
    for state, alias in (("afgemeld", "Fluit"), ("afwezig", "Zebra"), ("nieuw", "Ooievaar")):
        person.click(words(f"state.{state}"))
        person.click(alias)
    person.click(words("others"))


def record_course(person: Recorder) -> None:
    person.click(words("part.course"))
    for form in ("rondje", "flappen"):
        person.click(words(f"form.{form}"))
    for kind, title in (("plenair", ""), ("pauze", ""), ("deelsessie", "de hal")):
        person.choose(words("part_kind_of"), words(f"part_kind.{kind}"))
        if title:
            person.type(words("part_title"), title)
        person.click(words("add_part"))


def record_notes(person: Recorder) -> None:
    person.click(words("part.notes"))
    person.paste(words("notes"), NOTES)
    person.click(words("look"))
    person.click("Zandwijk")  # a town may stay
    person.type(words("word"), "fatima")
    person.click(words("also"))
    person.read(NOTES)
    person.click(words("keep"))


def record_wishes(person: Recorder) -> None:
    person.click(words("part.wishes"))
    for wish in WISHES:
        person.type(words("stem"), wish.removeprefix("Als we nu eens "))
        person.click(words("keep_wish"))


def record_learned(person: Recorder) -> None:
    person.click(words("part.learned"))
    person.choose(
        words("assignment"),
        say("record_meeting.assignment_of", alias=isolated("Merel"), what=isolated("op dinsdag bellen")),
    )
    person.type(words("shared"), "Drie weken gebeld. Het team doet mee.")
    person.click(words("keep_shared"))
    for line, learned in LEARNED:
        person.click(words(f"learn.{line}"))
        person.type(words("learned"), learned)
        person.click(words("keep_learned"))


def record_gains(person: Recorder) -> None:
    person.click(words("part.gains"))
    for kind, gain in GAINS:
        person.click(words(f"gain_kind.{kind}"))
        person.type(words("gain"), gain)
        person.click(words("keep_gain"))


def record_closing(person: Recorder) -> None:
    person.click(words("part.closing"))
    person.type(words("question"), "Wat neem je mee?")
    person.type(words("answers"), "\n".join(ANSWERS))
    person.click(words("keep_closing"))
    for state in ("veel", "veel", "gewoon", "weinig", "veel", "gewoon", "gewoon", "veel", "gewoon"):
        person.click(words(f"energy.{state}"))


PARTS = {
    "people": record_people,
    "course": record_course,
    "notes": record_notes,
    "wishes": record_wishes,
    "learned": record_learned,
    "gains": record_gains,
    "closing": record_closing,
}


def test_a_whole_evening_is_recorded_within_a_quarter_of_an_hour(
    recorder: Recorder, project: Project, record_property, capsys: pytest.CaptureFixture[str]
) -> None:
    problems: list[str] = []
    recorder.page.on("pageerror", lambda problem: problems.append(str(problem)))
    meeting = list_meetings(project)[5]
    for part, record in PARTS.items():
        recorder.begin(part)
        record(recorder)
        assert browser.axe(recorder.page, ".ontmoet-root") == []
        low = "(nodes) => nodes.filter((n) => n.getBoundingClientRect().height < 43.5).map((n) => n.outerHTML)"
        controls = recorder.page.locator(".ontmoet-root :is(button, select, input, textarea, summary)")
        assert controls.evaluate_all(low) == []
    look_after_the_notes(recorder)
    with capsys.disabled():
        print(f"\n{recorder.table()}")
    record_property("minutes", round(recorder.seconds() / 60, 1))
    assert recorder.seconds() < 15 * 60
    assert problems == []

    def kept(table: str, column: str, **where: str) -> list[str]:
        return sorted(row[column] for row in read_rows(project, table, session_id=meeting.object_id, **where))

    states = kept("attendance", "state")
    assert [states.count(one) for one in ("aanwezig", "afgemeld", "afwezig", "nieuw")] == [8, 1, 1, 1]
    note = read_rows(project, "sources", session_id=meeting.object_id)[0]["text"]
    assert [name for name in ("Noor", "van Dam", "Joris", "Fatima") if name in note] == []
    assert "Zandwijk" in note and "Merel: ik belde met [naam]" in note
    assert kept("wishes", "text") == sorted(WISHES)
    assert kept("gains", "text") == sorted(gain for _, gain in GAINS)
    assert kept("insights", "text") == sorted(learned for _, learned in LEARNED)
    assert kept("progress", "done") == ["Drie weken gebeld. Het team doet mee."]
    assert read_rows(project, "harvests")[0]["answers"] == ANSWERS
    assert kept("session_parts", "kind") == ["deelsessie", "pauze", "plenair"]
    assert len(kept("checkouts", "energy")) == 9
    row = next(row for row in list_meetings(project) if row.object_id == meeting.object_id)
    assert (row["date"], row["status"], row["work_forms"]) == ("2024-03-28", "gehouden", ["rondje", "flappen"])


def look_after_the_notes(person: Recorder) -> None:
    """Who said what and what is heavy comes after the evening, so it is not in the quarter of an hour."""
    page, bare, root = person.page, person.bare, person.page.locator(".ontmoet-root")

    def press(name: str) -> None:
        root.get_by_role("button", name=name).first.click()
        bare.wait()
        assert browser.axe(page, ".ontmoet-root") == []

    press(words("part.notes"))
    press(say("names_part.later"))
    press(words("step.said"))
    root.get_by_text(say("who_spoke.known")).click()
    press("Merel")
    assert root.get_by_label(say("who_spoke.who")).input_value() != ""  # the alias was known when the note came in
    press(say("who_spoke.back"))
    press(words("step.careful"))
    press("Daarna vertelde")  # words of who gave no yes yet are not here
    assert root.get_by_role("button", name="Daarna vertelde").get_attribute("aria-pressed") == "true"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a control whose words hold this name has the focus."""
    here = "() => { const at = document.activeElement; return at.innerText || at.labels?.[0]?.innerText || ''; }"
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(here):
            return
    raise AssertionError(f"no focus on {name}")


def test_answers_are_sorted_by_keyboard_alone(recorder: Recorder, project: Project) -> None:
    page, meeting = recorder.page, list_meetings(project)[5].object_id
    harvest = keep_answers(project, meeting, "Wat neem je mee?", ["niks", "bellen"])
    page.locator(".ontmoet-root").focus()
    for name in ("part.closing", "sort", "harvest_kind.weet_niet", "destination.bewoners", "next_answer"):
        tab_to(page, words(name))
        page.keyboard.press("Enter")
        recorder.bare.wait()
    expect(page.get_by_text("bellen", exact=True)).to_be_visible()
    assert page.evaluate("document.querySelector('.ontmoet-root').contains(document.activeElement)")
    tab_to(page, words("harvest_kind.actie"))
    page.keyboard.press("Space")
    recorder.bare.wait()
    told = {row["answer"]: (row["kind"], row["destinations"]) for row in read_rows(project, "harvest_sortings")}
    assert told == {"niks": ("weet_niet", ["bewoners"]), "bellen": ("actie", [])}
    tab_to(page, words("back_to_closing"))
    page.keyboard.press("Enter")
    recorder.bare.wait()
    tab_to(page, words("choose_shown"))
    page.keyboard.press("Enter")
    recorder.bare.wait()
    tab_to(page, "bellen")
    page.keyboard.press("Space")
    tab_to(page, words("rule"))
    page.keyboard.type("Ronde en Merel")
    tab_to(page, words("keep_shown"))
    page.keyboard.press("Enter")
    recorder.bare.wait()
    expect(page.get_by_text(say("record_meeting.shown", n=1, total=2, rule="Ronde en Merel"))).to_be_visible()
    assert find(project, "harvests", harvest)["shown"] == ["bellen"]
