"""Signals and urgent questions on one list: what became of them, and the advice they went into.

An open one stays on top until somebody says what became of it (C32, C33). There is no place for details of a case. The
page from wish to change shows those of the whole series, the page of a meeting those of that evening.
"""

from __future__ import annotations

from typing import Protocol

from ontmoet_research.change import add_signal, into_advice, pass_on, reopen_signal, settle_signal
from ontmoet_research.change.signals import ORIGIN
from ontmoet_research.record import in_words
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, buttons, heading, listing
from .forms import Ask, Form, correctable, later, words_of
from .part import Host, Part
from .which_meeting import WhichMeeting

STANDS = ("open", "doorgezet", "opgelost")  # in this order on the list
KINDS = ("signaal", "vraag")


class MeetingHost(Host, Protocol):
    """A page on which a meeting is chosen."""

    meeting: WhichMeeting


def _which_meeting(part: Signals) -> list[Block]:
    return part.page.meeting.asked(part.page.meeting.now()) if part.of_series else []


KIND = Ask(
    "kind",
    "record_meeting.signal_kind_of",
    "choice",
    words_of("record_meeting.signal_kind", KINDS),
    first=KINDS[0],
    stays=True,
)
TEXT = Ask("text", "record_meeting.signal", hint="record_meeting.signal_hint")
SAID_AT = Ask("session_id", "record_meeting.which", "list", lambda part: part.page.meeting.named())
WHOM = Ask("to_whom", "record_meeting.to_whom", hint="record_meeting.to_whom_hint")
PASSED_ON = Ask("day", "follow_wishes.passed_on", "day", hint="follow_wishes.today_when_empty", column="passed_on")
CAME_BACK = Ask("answer", "follow_wishes.came_back")
INTO = Ask("advice", "follow_wishes.into_advice", hint="follow_wishes.advice_hint")

NEW = Form(
    "new",
    add_signal,
    ORIGIN,
    "record_meeting.keep_signal",
    (KIND, TEXT),
    given=lambda part, _one: (part.page.meeting.now(),),
    above=_which_meeting,
    fold="follow_wishes.new_signal",
)
PASS_ON = Form("pass_on", pass_on, ORIGIN, "record_meeting.pass_on", (WHOM, PASSED_ON))
SETTLE = Form("settle", settle_signal, ORIGIN, "record_meeting.settle_signal", (CAME_BACK,))
ADVICE = Form(
    "advice", into_advice, ORIGIN, "follow_wishes.keep_signal_advice", (INTO,), fold="follow_wishes.to_advice"
)
REOPEN = Form("reopen", reopen_signal, ORIGIN, "record_meeting.reopen_signal", main=False)


class Signals(Part[MeetingHost]):
    """All signals and questions of the series, those without a follow-up first; or one opened."""

    forms = (NEW, PASS_ON, SETTLE, ADVICE, REOPEN)
    corrects = correctable(signals=(TEXT, KIND, SAID_AT, *later(WHOM, PASSED_ON, CAME_BACK, INTO)))
    of_series = True
    """Whether those of every meeting are shown; otherwise those of the meeting that was chosen."""

    def blocks(self) -> list[Block]:
        """The list, or the one that is open."""
        meetings = dict(self.page.meeting.named())
        shown = meetings if self.of_series else {self.page.meeting.now()}
        rows = [row for row in read_rows(self.project, "signals") if row["session_id"] in shown]
        if one := next((row for row in rows if row.object_id == self.opened), None):
            return self._one_signal(one, meetings[one["session_id"]])
        rows.sort(key=lambda row: STANDS.index(row["status"]))
        lines = [self.line(row.object_id, isolated(row["text"]), " ".join(self.told(row))) for row in rows]
        return [*self.listed(lines, "follow_wishes.signals", "follow_wishes.no_signals"), *self.form(NEW)]

    def told(self, row: Row) -> list[str]:
        """How it stands, in words."""
        lines = [say(f"follow_wishes.signal_stands.{row['status']}")]
        if row["to_whom"]:
            day = in_words(row["passed_on"]) if row["passed_on"] else ""
            lines.append(say("follow_wishes.passed_to", whom=isolated(row["to_whom"])))
            lines += [say("follow_wishes.passed_when", day=day)] if day else []
        lines += [say("follow_wishes.it_came_back", words=isolated(row["answer"]))] if row["answer"] else []
        return lines + ([say("follow_wishes.in_advice", words=isolated(row["advice"]))] if row["advice"] else [])

    def _one_signal(self, row: Row, meeting: str) -> list[Block]:
        what_now = [] if row["status"] == "opgelost" else [*self.form(PASS_ON), *self.form(SETTLE)]
        again = [] if row["status"] == "open" else self.form(REOPEN)
        return [
            heading(isolated(row["text"])),
            listing([say("follow_wishes.said_at", meeting=meeting), *self.told(row)]),
            *what_now,
            *self.form(ADVICE),
            buttons(*again, self.correct_button("signals", row.object_id), self.back("follow_wishes.back")),
        ]
