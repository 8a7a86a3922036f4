"""Signals and urgent questions of the whole series on one list: what became of them, and the advice they went into.

An open one stays on top until somebody says what became of it (C32, C33). There is no place for details of a case.
"""

from __future__ import annotations

from ontmoet_research.change import add_signal, into_advice, pass_on, reopen_signal, settle_signal
from ontmoet_research.change.signals import ORIGIN
from ontmoet_research.group import meeting_label
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .putting_right import SIGNAL_KINDS, PuttingRight
from .wording import day_told

STANDS = ("open", "doorgezet", "opgelost")  # in this order on the list
FIELDS = ("signal_whom", "signal_day", "signal_answer", "signal_advice")


class SignalList(PuttingRight):
    """All signals and questions, those without a follow-up first; or one opened."""

    def close_all(self) -> None:
        """Show the list."""
        self.signal_id, self.signal_kind = "", SIGNAL_KINDS[0]
        super().close_all()

    @gesture
    def open_signal(self, signal_id: str) -> None:
        """Look at one signal."""
        self.signal_id = signal_id
        self.forget(*FIELDS)
        self.refresh()

    @gesture
    def back_to_signals(self) -> None:
        """Back to the list."""
        self.signal_id = ""
        self.refresh()

    @gesture
    def choose_signal_kind(self, value: str) -> None:
        """Say whether the new one is a signal or a question."""
        if value in SIGNAL_KINDS:
            self.signal_kind = value
        self.refresh()

    @gesture
    def keep_signal(self) -> None:
        """Store a signal or a question."""
        (words,) = self.kept("signal")
        add_signal(self.project, self.meeting_now(), words, self.signal_kind)
        self.forget("signal")
        self.done(ORIGIN)

    @gesture
    def pass_on(self) -> None:
        """Say to whom it was passed on, and when."""
        (whom,) = self.kept("signal_whom")
        pass_on(self.project, self.signal_id, whom, self.typed.get("signal_day"))
        self.forget("signal_whom", "signal_day")
        self.done(ORIGIN)

    @gesture
    def settle_signal(self) -> None:
        """Say what came back or how it was solved."""
        (words,) = self.kept("signal_answer")
        settle_signal(self.project, self.signal_id, words)
        self.forget("signal_answer")
        self.done(ORIGIN)

    @gesture
    def keep_advice_of_signal(self) -> None:
        """Say which advice it went into."""
        (words,) = self.kept("signal_advice")
        into_advice(self.project, self.signal_id, words)
        self.forget("signal_advice")
        self.done(ORIGIN)

    @gesture
    def reopen_signal(self) -> None:
        """Set it open again; what was done stays."""
        reopen_signal(self.project, self.signal_id)
        self.done(ORIGIN)

    def signals_part(self) -> list[Block]:
        """The list, or the one that is open."""
        meetings = {row.object_id: meeting_label(row["number"], row["date"]) for row in self.meetings()}
        rows = [row for row in read_rows(self.project, "signals") if row["session_id"] in meetings]
        one = next((row for row in rows if row.object_id == self.signal_id), None)
        if one:
            return self._one_signal(one, meetings[one["session_id"]])
        rows.sort(key=lambda row: STANDS.index(row["status"]))
        lines = [
            button(isolated(row["text"]), "open_signal", more=" ".join(_told(row)), signal_id=row.object_id)
            for row in rows
        ]
        kinds = [
            button(
                say(f"record_meeting.signal_kind.{kind}"), "choose_signal_kind", on=kind == self.signal_kind, value=kind
            )
            for kind in SIGNAL_KINDS
        ]
        return [
            *(
                [buttons(*lines, label=say("follow_wishes.signals"))]
                if lines
                else [text(say("follow_wishes.no_signals"))]
            ),
            fold(
                say("follow_wishes.new_signal"),
                *self.which_meeting(self.meeting_now()),
                buttons(*kinds, label=say("record_meeting.signal_kind_of")),
                self.field("signal", say("record_meeting.signal"), hint=say("record_meeting.signal_hint")),
                button(say("record_meeting.keep_signal"), "keep_signal", main=True),
            ),
        ]

    def _one_signal(self, row: Row, meeting: str) -> list[Block]:
        settled = row["status"] == "opgelost"
        again = [] if row["status"] == "open" else [button(say("record_meeting.reopen_signal"), "reopen_signal")]
        return [
            heading(isolated(row["text"])),
            listing([say("follow_wishes.said_at", meeting=meeting), *_told(row)]),
            *([] if settled else self._what_now()),
            fold(
                say("follow_wishes.to_advice"),
                self.field("signal_advice", say("follow_wishes.into_advice"), hint=say("follow_wishes.advice_hint")),
                button(say("follow_wishes.keep_signal_advice"), "keep_advice_of_signal", main=True),
            ),
            buttons(
                *again,
                self.correct_button("signals", row.object_id),
                button(say("follow_wishes.back"), "back_to_signals"),
            ),
        ]

    def _what_now(self) -> list[Block]:
        return [
            self.field("signal_whom", say("record_meeting.to_whom"), hint=say("record_meeting.to_whom_hint")),
            self.field("signal_day", say("follow_wishes.passed_on"), hint=say("follow_wishes.today_when_empty")),
            button(say("record_meeting.pass_on"), "pass_on", main=True),
            self.field("signal_answer", say("follow_wishes.came_back")),
            button(say("record_meeting.settle_signal"), "settle_signal", main=True),
        ]


def _told(row: Row) -> list[str]:
    """How it stands, in words."""
    lines = [say(f"follow_wishes.signal_stands.{row['status']}")]
    if row["to_whom"]:
        day = day_told(row["passed_on"])
        lines.append(say("follow_wishes.passed_to", whom=isolated(row["to_whom"])))
        lines += [say("follow_wishes.passed_when", day=day)] if day else []
    lines += [say("follow_wishes.it_came_back", words=isolated(row["answer"]))] if row["answer"] else []
    return lines + ([say("follow_wishes.in_advice", words=isolated(row["advice"]))] if row["advice"] else [])
