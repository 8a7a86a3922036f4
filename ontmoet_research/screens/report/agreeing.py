"""Geef akkoord: each part as its readers get it, how far it is, and what the person at work says of it."""

from __future__ import annotations

from typing import Any

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.record import in_words
from ontmoet_research.report import Report
from ontmoet_research.report.signing import (
    ANSWERS,
    ORIGIN,
    may_sign,
    sign_part,
    sign_the_rest,
    take_signature_back,
    talked_about,
)
from ontmoet_research.report.standing import Standing, people_of, read_agreed
from ontmoet_research.report.states import CONCEPT, FINAL, FIRST, NO, TO_AGREE
from ontmoet_research.report.writing import ANOTHER_VOICE
from ontmoet_research.screens.blocks import Block, aloud, buttons, heading, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import Project, Row, last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .as_read import as_read


def _options(part: Any) -> Options:
    if part.opened == ANOTHER_VOICE:
        return [(ANSWERS[0], say("write_report.agree.read_it"))]
    return [(one, say(f"write_report.agree.answer.{one}")) for one in ANSWERS]


def _needs_words(part: Any) -> bool:
    return part.chosen.get("sign.answer") in ANSWERS[1:]


def _given(part: Any, _one: str) -> tuple[Any, ...]:
    return (part.series_id, part.opened, part.readers, part.shown[part.opened])


def _sign(project: Project, series_id: str, part: str, readers: str, seen: str, *, answer: str, note: str) -> None:
    sign_part(project, series_id, part, readers, answer, note or "", seen=seen)


def _close(part: Any, _made: Any) -> None:
    part.opened = ""


def _talked(project: Project, one: str, *, day: str) -> None:
    talked_about(project, one, day)


SIGN = Form(
    "sign",
    _sign,
    ORIGIN,
    "write_report.agree.keep",
    (
        Ask("answer", "write_report.agree.how", "choice", _options, needs="write_report.agree.choose"),
        Ask("note", "write_report.agree.note", "long", hint="write_report.agree.note_hint", when=_needs_words),
    ),
    given=_given,
    then=_close,
)
TAKE_BACK = Form(
    "take_back",
    take_signature_back,
    ORIGIN,
    "write_report.agree.take_back",
    given=lambda part, _one: (part.series_id, part.opened, part.readers),
    main=False,
)
TALKED = Form(
    "talked",
    _talked,
    ORIGIN,
    "write_report.agree.keep_talk",
    (Ask("day", "write_report.agree.talked_on", "day"),),
    given=lambda part, _one: (part.waiting(),),
    main=False,
)
REST = Form(
    "rest",
    sign_the_rest,
    ORIGIN,
    "write_report.agree.rest",
    given=lambda part, _one: (part.series_id, part.readers, part.shown),
    main=False,
    said=lambda n: say_count("write_report.agree.rest_said", n),
)


class Agreeing(Part[Page]):
    """The parts with how far each is for the readers that were chosen; or one part, to read and to answer."""

    forms = (SIGN, TAKE_BACK, TALKED, REST)

    def start(self) -> None:
        """Nothing was worked out yet."""
        self.known: tuple[object, dict[str, Standing], Report] | None = None
        self.shown: dict[str, str] = {}
        """The version of each part as it stands on the screen: that is what someone says yes or no to."""

    @property
    def readers(self) -> str:
        """For whom the text is that people read now."""
        return str(self.chosen.get("readers", AUDIENCES[0]))

    def standings(self) -> dict[str, Standing]:
        """How far each part is, worked out once as long as nothing is stored."""
        return self._worked_out()[0]

    def versions(self) -> dict[str, str]:
        """The version of each part, as it is shown."""
        return {key: one.version for key, one in self.standings().items()}

    def waiting(self) -> str:
        """The first answer of who does not agree with the open part, about which nobody talked yet."""
        found = (row.object_id for row in self.standings()[self.opened].dissents if row["talked_on"] is None)
        return next(found, "")

    def blocks(self) -> list[Block]:
        """The open part, or all parts."""
        known = self.standings()
        self.shown = self.versions()
        if self.opened in known:
            return self._one(known[self.opened])
        report = self._worked_out()[1]
        options = [(one, say(f"report.readers.{one}")) for one in AUDIENCES]
        first = FIRST.get(self.readers)
        wait = [text(say("write_report.agree.first", readers=say(f"report.readers.{first}")))] if first else []
        return [
            text(say("write_report.agree.what")),
            select(say("write_report.agree.which"), "choose", options, self.readers, name="readers"),
            *wait,
            text(say("write_report.agree.whole", state=say(f"report.status.{report.status}")), strong=True),
            *self.listed(map(self._line, known.values()), "write_report.agree.parts"),
            *(self.form(REST) if self._can_sign_more() else []),
        ]

    def _worked_out(self) -> tuple[dict[str, Standing], Report]:
        now = (self.series_id, self.readers, last_seq(self.project))
        if self.known is None or self.known[0] != now:
            report, standings = read_agreed(self.project, self.series_id, self.readers)
            self.known = now, standings, report
        return self.known[1], self.known[2]

    def _can_sign_more(self) -> bool:
        mine = self.project.who
        ready = (one for one in self.standings().values() if one.state in (TO_AGREE, FINAL))
        return may_sign(self.project) and any(
            all(row["contributor_id"] != mine for row in one.answers) for one in ready
        )

    def _line(self, one: Standing) -> Block:
        state = say(f"report.status.{one.state}")
        more = say("write_report.agree.line", state=f"{state[:1].upper()}{state[1:]}", who=self._who(one))
        return self.line(one.part, say(f"report.section.{one.part}"), more)

    def _who(self, one: Standing) -> str:
        if not one.answers:
            return say("write_report.agree.nobody")
        names = people_of(self.project, one.answers)
        said = [
            say("write_report.agree.one_said", name=isolated(names[row["contributor_id"]]), answer=_told(row, one.part))
            for row in one.answers
        ]
        return say("write_report.agree.said", who=join_words(said))

    def _one(self, one: Standing) -> list[Block]:
        told = [block for part in self._worked_out()[1].of(one.part) for block in part.blocks]  # none when not written
        return [
            heading(say(f"report.section.{one.part}")),
            text(say("write_report.agree.text_of"), quiet=True),
            *as_read(told),
            *self._dissents(one),
            *self._answering(one),
            buttons(self.back("write_report.agree.back")),
        ]

    def _answering(self, one: Standing) -> list[Block]:
        if not may_sign(self.project):
            return [text(say("write_report.agree.funder"))]
        if one.state not in (TO_AGREE, FINAL):
            return [heading(say("write_report.agree.not_yet")), listing(self._why_not_yet(one))]
        mine = next((row for row in one.answers if row["contributor_id"] == self.project.who), None)
        said = [text(say("write_report.agree.yours", answer=_told(mine, one.part)))] if mine else []
        return [text(self._who(one), quiet=True), *said, *self.form(SIGN), *(self.form(TAKE_BACK) if mine else [])]

    def _why_not_yet(self, one: Standing) -> list[str]:
        """All that still has to be done, also what mending the text asks anew."""
        again = [say("write_report.agree.read_again")] if one.kept_back and not FIRST.get(self.readers) else []
        return [*one.kept_back, *(self._too_early(one) or again)]

    def _too_early(self, one: Standing) -> list[str]:
        first = FIRST.get(self.readers)
        if one.state != CONCEPT:
            return []
        if first:
            return [say("write_report.agree.first", readers=say(f"report.readers.{first}"))]
        return [say("write_report.agree.read_first")]

    def _dissents(self, one: Standing) -> list[Block]:
        made: list[Block] = []
        for row in one.dissents:
            key = "dissent" if row["section_hash"] == one.version else "dissent_earlier"
            who, words = say(f"report.side.{row['side']}"), isolated(row["note"] or "")
            made.append(aloud(say(f"write_report.agree.{key}", who=who, words=words)))
            if row["talked_on"]:
                made.append(text(say("write_report.agree.talked", day=in_words(row["talked_on"])), quiet=True))
        return [*made, text(say("write_report.agree.talk_first")), *self.form(TALKED)] if self.waiting() else made


def _told(row: Row, part: str) -> str:
    if part == ANOTHER_VOICE and row["answer"] != NO:
        return say("write_report.agree.read_it")
    return say(f"write_report.agree.answer.{row['answer']}")
