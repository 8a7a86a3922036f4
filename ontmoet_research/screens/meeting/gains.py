"""Opbrengsten: what the meeting brought, and the signals and questions that ask for follow-up."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.change import add_gain
from ontmoet_research.change.gains import DESTINATIONS, GAIN_KINDS, ORIGIN, OTHER
from ontmoet_research.screens.blocks import Block, heading
from ontmoet_research.screens.forms import Ask, Form, correctable, words_of
from ontmoet_research.screens.signals import Signals
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .part import WORDS, LinesPart, came_later, of_meeting


def _add(project: Project, session_id: str, kind: str, text: str, other_kind: str, destinations: Sequence[str]) -> str:
    places = [place for place in DESTINATIONS if place in destinations]
    return add_gain(project, session_id, kind, text, other_kind=other_kind, destinations=places)


NEW = Form(
    "new",
    _add,
    ORIGIN,
    "record_meeting.keep_gain",
    (
        Ask(
            "kind",
            "record_meeting.gain_kind_of",
            "choice",
            words_of("record_meeting.gain_kind", GAIN_KINDS),
            first=GAIN_KINDS[0],
            stays=True,
        ),
        Ask(
            "other_kind",
            "record_meeting.other_kind",
            when=lambda part: part.chosen.get("new.kind") == OTHER,
        ),
        Ask("text", "record_meeting.gain", hint="record_meeting.gain_hint"),
        Ask(
            "destinations",
            "record_meeting.where_to",
            "several",
            words_of("record_meeting.destination", DESTINATIONS),
            aside=True,
        ),
    ),
    given=of_meeting,
    more="record_meeting.taken_to",
)


class MeetingSignals(Signals):
    """The signals of this meeting."""

    of_series = False

    def told(self, row: Row) -> list[str]:
        """How it stands, and that it came later."""
        held = self.page.meeting.row()["date"]
        return [*super().told(row), *filter(None, [came_later(self.project, row, held)])]


class GainsPart(LinesPart):
    """What a meeting brought, by kind; and signals, with what became of them."""

    forms = (NEW,)
    corrects = correctable(gains=(WORDS,))

    def start(self) -> None:
        """Signals are a part of their own."""
        self.signals = self.has(MeetingSignals, "signals")

    def blocks(self) -> list[Block]:
        """The form, what was brought and the signals; an open signal stands alone."""
        signals = self.signals.drawn()
        if self.signals.opened:
            return signals
        told = [(row, _told(row)) for row in read_rows(self.project, "gains", session_id=self.meeting_id)]
        return [
            *self.form(NEW),
            heading(say("record_meeting.gains")),
            *self.lines(told, empty=say("record_meeting.no_gains")),
            heading(say("record_meeting.signals")),
            *signals,
        ]


def _told(gain: Row) -> str:
    kind = gain["other_kind"] or say(f"record_meeting.gain_kind.{gain['kind'].replace(' ', '_')}")
    words = say("record_meeting.shared_line", about=isolated(kind), words=isolated(gain["text"]))
    places = [say(f"record_meeting.destination.{place}").lower() for place in gain["destinations"]]
    return f"{words} {say('record_meeting.goes_to', places=join_words(places))}" if places else words
