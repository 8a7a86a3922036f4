"""Papier voor de avond: sheets for a meeting in one file, and what came back on them, copy by copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from ontmoet_research.change import read_decisions
from ontmoet_research.change.tables import read_assignments
from ontmoet_research.change.wishes import ORIGIN as WISHED
from ontmoet_research.change.wishes import add_wishes
from ontmoet_research.group import record_needs
from ontmoet_research.model.people import CONSENT_PURPOSES, NEEDS
from ontmoet_research.paper.evening import (
    EveningSheet,
    entered_evening,
    find_evening_sheet,
    make_evening,
    sheets_that_fit,
)
from ontmoet_research.privacy import looks_after, must_look_after
from ontmoet_research.privacy.consent import ORIGIN as CONSENTED
from ontmoet_research.privacy.consent import record_consents
from ontmoet_research.privacy.who_may import MAY_ASK, STUDENT
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, links, text
from ontmoet_research.screens.following.share_learn import LEARN, SHARE
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.screens.meeting.closing import QUESTION
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.said_by import SAID_BY
from ontmoet_research.screens.session import here, output_folder
from ontmoet_research.screens.which_meeting import WhichMeeting
from ontmoet_research.store import Project, find, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say

USUAL = "evening_paper.usual_question"


def _keep_wishes(project: Project, session_id: str, wishes: str, perspective: str | None) -> list[str]:
    return add_wishes(project, wishes.splitlines(), session_id, perspective)


def _keep_needs(project: Project, _session: str, person_id: str, needs: list[str], words: str) -> str:
    """What one person ticked and wrote; who left everything empty needs nothing now."""
    record_needs(project, person_id, needs, words, origin=NEEDED)
    return person_id


def _keep_consent(
    project: Project, sheet: EveningSheet, person_id: str, adult: bool, day: str, asked_by: str, **answers: str | None
) -> str:
    """The answers of one person; the number of the sheet is that of the explanation."""
    must_look_after(project)
    if not adult:
        raise Refused("evening_paper.adults_only")
    told = {purpose: answer == "ja" for purpose, answer in answers.items() if answer}
    if not told:
        raise Refused("evening_paper.nothing_ticked")
    known = {"asked_by": asked_by, "date": iso_day(day), "info_version": sheet.shown}
    return record_consents(project, {person_id: told}, **known)[0]


def _people(part: EnterPart) -> Options:
    rows = [row for row in read_rows(part.project, "participants") if part.series_of() in row["series_ids"]]
    known = sorted(((row.object_id, isolated(row["alias"])) for row in rows), key=lambda one: one[1].casefold())
    return [("", say("labelling.choose")), *known]


def _askers(part: EnterPart) -> Options:
    rows = [row for row in read_rows(part.project, "contributors") if row["side"] in MAY_ASK and row["role"] != STUDENT]
    return [("", say("labelling.choose")), *((row.object_id, isolated(row["display_name"])) for row in rows)]


def _tasks(part: EnterPart) -> Options:
    decided = read_decisions(part.project)
    here = set(decided.loc[decided["series_id"] == part.series_of(), "decision_id"])
    aliases = {row.object_id: row["alias"] for row in read_rows(part.project, "participants")}
    tasks = rows_of(read_assignments(part.project, part.project.who))
    named = [
        (row["assignment_id"], f"{isolated(aliases.get(row['holder_id'], ''))}: {isolated(row['what'])}")
        for row in tasks
        if row["decision_id"] in here
    ]
    return [("", say("follow_wishes.choose_one")), *named]


def _yes_no(_part: EnterPart) -> Options:
    return [("ja", say("ask_consent.yes")), ("nee", say("ask_consent.no"))]


def of_sheet(part: EnterPart, _one: str) -> tuple[Any, ...]:
    """The meeting of the sheet that is up."""
    return (part.sheet.session_id if part.sheet else "",)


NEEDED = "evening_paper.needs"
WHOSE = Ask("person_id", "evening_paper.whose", "list", _people, needs="evening_paper.needs_person")
FORMS: Mapping[str, Form] = {
    "wensen": Form(
        "wensen",
        _keep_wishes,
        WISHED,
        "evening_paper.keep",
        (Ask("wishes", "evening_paper.wishes", "lines", hint="evening_paper.wishes_hint"), SAID_BY),
        given=of_sheet,
    ),
    "delen": replace(
        SHARE,
        name="delen",
        asks=(
            Ask("assignment_id", "follow_wishes.about_which", "list", _tasks, needs="evening_paper.needs_task"),
            *SHARE.asks,
        ),
        given=of_sheet,
        button="evening_paper.keep",
    ),
    "leren": replace(LEARN, name="leren", given=of_sheet, button="evening_paper.keep"),
    "nodig": Form(
        "nodig",
        _keep_needs,
        NEEDED,
        "evening_paper.keep",
        (
            WHOSE,
            Ask(
                "needs",
                "what_you_need.needs",
                "several",
                lambda _part: [(need, say(f"what_you_need.need.{need.replace(' ', '_')}")) for need in NEEDS],
            ),
            Ask("words", "what_you_need.in_own_words", "long", hint="what_you_need.own_words_hint"),
        ),
        given=of_sheet,
    ),
    "toestemming": Form(
        "toestemming",
        _keep_consent,
        CONSENTED,
        "evening_paper.keep",
        (
            WHOSE,
            Ask("adult", "evening_paper.is_adult", "yes"),
            *(Ask(one, f"ask_consent.question.{one}", "choice", _yes_no) for one in CONSENT_PURPOSES),
            Ask("day", "evening_paper.day_on_sheet", "day", stays=True),
            Ask("asked_by", "evening_paper.asked_by", "list", _askers, needs="evening_paper.needs_asker", stays=True),
        ),
        given=lambda part, _one: (part.sheet,),
    ),
    "slotvraag": replace(QUESTION, name="slotvraag", given=of_sheet, button="evening_paper.keep"),
}


def _make(project: Project, session_id: str, contact: str | None, kinds: list[str], question: str) -> Path:
    """One file with the sheets that were chosen, in the folder ``uitvoer``."""
    number = find(project, "sessions", session_id)["number"]
    place = output_folder() / f"avond_{number}_{'_'.join(kinds) or 'leeg'}.pdf"
    make_evening(project, place, session_id, kinds, question=question, contact=contact)
    return place


def _kinds(part: MakePart) -> Options:
    now = part.meeting.now()
    fitting = sheets_that_fit(part.project, now) if now else ()
    return [(kind, say(f"evening_paper.kind.{kind}")) for kind in fitting]


MAKE = Form(
    "make",
    _make,
    "paper.evening",
    "evening_paper.make",
    (
        Ask("kinds", "evening_paper.which", "several", _kinds),
        Ask("question", "evening_paper.question", hint=USUAL),
    ),
    given=lambda part, _one: (part.meeting.now(), part.page.contact()),
    said="evening_paper.made",
    then=lambda part, made: part.made.append(made),
)


class MakePart(Part["EveningPaper"]):
    """For which meeting, which sheets; then the file to print."""

    forms = (MAKE,)

    def start(self) -> None:
        """Nothing was made yet."""
        self.made: list[Path] = []
        self.meeting = WhichMeeting(self.page, "meeting")

    def blocks(self) -> list[Block]:
        """The meeting, the sheets, and what was made."""
        asked = self.meeting.asked(self.meeting.now())
        if not self.meeting.now():
            return asked
        files = [(f"uitvoer/{place.name}", place.name, "") for place in dict.fromkeys(self.made)]
        shown = [text(say("evening_paper.print")), links(*files)] if files else []
        return [*asked, *self.form(MAKE), *shown]


class EnterPart(Part["EveningPaper"]):
    """What stands on a copy that came back: the code opens its questions, in the order of the paper."""

    forms = tuple(FORMS.values())

    def start(self) -> None:
        """No sheet is up."""
        self.sheet: EveningSheet | None = None

    def series_of(self) -> str:
        """The series of the meeting of the sheet."""
        return str(find(self.project, "sessions", self.sheet.session_id)["series_id"]) if self.sheet else ""

    def blocks(self) -> list[Block]:
        """The question for the code, or the questions of the sheet."""
        if self.sheet is None:
            return [
                self.field("code", say("enter_sheet.code"), hint=say("evening_paper.code_hint")),
                button(say("enter_sheet.find"), "look_up", main=True),
            ]
        kind = self.sheet.kind
        head = text(
            say("evening_paper.sheet", code=self.sheet.shown, kind=say(f"evening_paper.kind.{kind}")), strong=True
        )
        other = button(say("enter_sheet.other"), "put_down")
        if kind == "toestemming" and not looks_after(self.project):
            return [head, text(say("ask_consent.not_by_you")), other]
        day = self.sheet.entered_on
        before = (
            [text(say("evening_paper.before", day=format_date(date.fromisoformat(day))), quiet=True)] if day else []
        )
        return [head, *before, *self.form(FORMS[kind]), other]

    @gesture
    def look_up(self) -> None:
        """Find the sheet whose code was typed, with what is stored already where that would be replaced."""
        self.sheet = find_evening_sheet(self.project, self.typed("code"))
        self.forget("code")
        if self.sheet.kind == "slotvraag":
            self._fill_answers()
        if self.sheet.kind == "toestemming":
            self.chosen["toestemming.asked_by"] = self.project.who if looks_after(self.project) else ""
        self.page.refresh()

    @gesture
    def put_down(self) -> None:
        """Go to another sheet; what was stored stays."""
        self.clear(*self.forms)
        self.sheet = None
        self.page.refresh()

    def close(self) -> None:
        """No sheet is up any more."""
        super().close()
        self.sheet = None

    def stored(self, form: Form, made: Any) -> None:
        """A copy came back; the next copy of the same sheet can follow."""
        if self.sheet:
            entered_evening(self.project, self.sheet)
            self.sheet = find_evening_sheet(self.project, self.sheet.code)
            if form.name == "slotvraag":
                self._fill_answers()
        self.page.done(form.origin, say("evening_paper.next_copy") if made else "")

    def _fill_answers(self) -> None:
        """The answers so far stay in the field, so that those of the next copy are added to them."""
        known = read_rows(self.project, "harvests", session_id=self.sheet.session_id) if self.sheet else []
        self.fill_in("slotvraag.question", known[-1]["question"] if known else say(USUAL))
        self.fill_in("slotvraag.answers", "\n".join([*known[-1]["answers"], ""]) if known else "")


class EveningPaper(PartsPage):
    """Two parts: paper out, and paper back."""

    name = "evening_paper"
    kinds: ClassVar = {"make": MakePart, "enter": EnterPart}


def evening_paper(project: Project | None = None) -> EveningPaper:
    """The screen *Papier voor de avond*; ``project`` is the one of this notebook unless given."""
    return EveningPaper(project or here())
