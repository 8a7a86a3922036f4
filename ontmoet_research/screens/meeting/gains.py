"""Opbrengsten: what the meeting brought, and the signals and questions that ask for follow-up."""

from __future__ import annotations

from ontmoet_research.change import add_gain, add_signal, pass_on, reopen_signal, settle_signal
from ontmoet_research.change.gains import DESTINATIONS, GAIN_KINDS, OTHER
from ontmoet_research.change.gains import ORIGIN as GAINS
from ontmoet_research.change.signals import ORIGIN as SIGNALS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, heading, listing, text
from ontmoet_research.store import Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .lines import LinesPart

SIGNAL_KINDS = ("signaal", "vraag")


class GainsPart(LinesPart):
    """What a meeting brought, by kind; and signals, with what became of them."""

    gain_kind = GAIN_KINDS[0]
    taken_to: tuple[str, ...] = ()
    signal_kind = SIGNAL_KINDS[0]
    signal_id = ""

    @gesture
    def choose_gain_kind(self, value: str) -> None:
        """Say of which kind the next gain is."""
        if value in GAIN_KINDS:
            self.gain_kind = value
        self.refresh()

    @gesture
    def turn_taken_to(self, value: str) -> None:
        """Say that the next gain is taken somewhere, or is not."""
        if value in DESTINATIONS:
            chosen = set(self.taken_to) ^ {value}
            self.taken_to = tuple(place for place in DESTINATIONS if place in chosen)
        self.refresh()

    @gesture
    def keep_gain(self) -> None:
        """Store what the meeting brought."""
        words, own = self.typed.get("gain", ""), self.typed.get("other_kind", "")
        add_gain(self.project, self.meeting_id, self.gain_kind, words, other_kind=own, destinations=self.taken_to)
        self.forget("gain", "other_kind")
        self.taken_to = ()
        self.done(GAINS)

    @gesture
    def choose_signal_kind(self, value: str) -> None:
        """Say whether the next one is a signal or a question."""
        if value in SIGNAL_KINDS:
            self.signal_kind = value
        self.refresh()

    @gesture
    def keep_signal(self) -> None:
        """Store a signal or a question."""
        add_signal(self.project, self.meeting_id, self.typed.get("signal", ""), self.signal_kind)
        self.forget("signal")
        self.done(SIGNALS)

    @gesture
    def open_signal(self, signal_id: str) -> None:
        """Say what became of one; without an id, back to the list."""
        self.signal_id = signal_id
        self.forget("to_whom", "signal_answer")
        self.refresh()

    @gesture
    def pass_on(self) -> None:
        """Someone else got the signal, today."""
        pass_on(self.project, self.signal_id, self.typed.get("to_whom", ""))
        self._signal_done()

    @gesture
    def settle_signal(self) -> None:
        """The signal is dealt with."""
        settle_signal(self.project, self.signal_id, self.typed.get("signal_answer", ""))
        self._signal_done()

    @gesture
    def reopen_signal(self) -> None:
        """It asks for more after all."""
        reopen_signal(self.project, self.signal_id)
        self._signal_done()

    def _signal_done(self) -> None:
        self.signal_id = ""
        self.forget("to_whom", "signal_answer")
        self.done(SIGNALS)

    def close_line(self) -> None:
        """Back to the list, also of signals."""
        super().close_line()
        self.signal_id = ""

    def _gains_part(self) -> list[Block]:
        if one := self.open_line_blocks("gains", "signals"):
            return one
        if self.signal_id:
            return self._one_signal(find(self.project, "signals", self.signal_id))
        kinds = [(kind, say(f"record_meeting.gain_kind.{kind.replace(' ', '_')}")) for kind in GAIN_KINDS]
        places = [(place, say(f"record_meeting.destination.{place}")) for place in DESTINATIONS]
        own = [self.field("other_kind", say("record_meeting.other_kind"))] if self.gain_kind == OTHER else []
        told = [(row, _told(row)) for row in read_rows(self.project, "gains", session_id=self.meeting_id)]
        return [
            choices(say("record_meeting.gain_kind_of"), "choose_gain_kind", kinds, self.gain_kind),
            *own,
            self.field("gain", say("record_meeting.gain"), hint=say("record_meeting.gain_hint")),
            fold(
                say("record_meeting.taken_to"),
                choices(say("record_meeting.where_to"), "turn_taken_to", places, self.taken_to),
            ),
            button(say("record_meeting.keep_gain"), "keep_gain", main=True),
            heading(say("record_meeting.gains")),
            *self.lines(told, empty=say("record_meeting.no_gains")),
            *self._signals(),
        ]

    def _signals(self) -> list[Block]:
        rows = read_rows(self.project, "signals", session_id=self.meeting_id)
        known = [
            button(
                isolated(row["text"]),
                "open_signal",
                more=" – ".join(
                    filter(None, [say(f"record_meeting.signal_status.{row['status']}"), self.came_later(row)])
                ),
                signal_id=row.object_id,
            )
            for row in rows
        ]
        kinds = [(kind, say(f"record_meeting.signal_kind.{kind}")) for kind in SIGNAL_KINDS]
        return [
            heading(say("record_meeting.signals")),
            *([buttons(*known, label=say("record_meeting.signals_known"))] if known else []),
            fold(
                say("record_meeting.new_signal"),
                choices(say("record_meeting.signal_kind_of"), "choose_signal_kind", kinds, self.signal_kind),
                self.field("signal", say("record_meeting.signal"), hint=say("record_meeting.signal_hint")),
                button(say("record_meeting.keep_signal"), "keep_signal", main=True),
            ),
        ]

    def _one_signal(self, signal: Row) -> list[Block]:
        told = [say(f"record_meeting.signal_status.{signal['status']}")]
        told += [say("record_meeting.passed_to", whom=isolated(signal["to_whom"]))] if signal["to_whom"] else []
        told += [say("record_meeting.came_back", answer=isolated(signal["answer"]))] if signal["answer"] else []
        again = [] if signal["status"] == "open" else [button(say("record_meeting.reopen_signal"), "reopen_signal")]
        return [
            text(isolated(signal["text"]), strong=True),
            listing(told),
            self.field("to_whom", say("record_meeting.to_whom"), hint=say("record_meeting.to_whom_hint")),
            button(say("record_meeting.pass_on"), "pass_on", main=True),
            self.field("signal_answer", say("record_meeting.signal_answer")),
            button(say("record_meeting.settle_signal"), "settle_signal", main=True),
            buttons(
                *again,
                button(say("record_meeting.other_words"), "open_line", table="signals", row=signal.object_id),
                button(say("record_meeting.back_to_gains"), "open_signal", signal_id=""),
            ),
        ]


def _told(gain: Row) -> str:
    kind = gain["other_kind"] or say(f"record_meeting.gain_kind.{gain['kind'].replace(' ', '_')}")
    words = say("record_meeting.shared_line", about=isolated(kind), words=isolated(gain["text"]))
    places = [say(f"record_meeting.destination.{place}").lower() for place in gain["destinations"]]
    return f"{words} {say('record_meeting.goes_to', places=join_words(places))}" if places else words
