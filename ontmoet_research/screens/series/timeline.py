"""The timeline of part *Reeks*: meetings, what happened between them, and who named it."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import add_event, change_event, read_timeline, remove_event
from ontmoet_research.model.group import TIMELINE_KINDS
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, fold, listing
from ontmoet_research.store import find, read_table, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .page import SeriesPage, pick

OUTSIDE = "buiten"
KINDS = tuple(kind for kind in TIMELINE_KINDS if kind != "bijeenkomst")  # a meeting stands there by itself


class TimelinePart(SeriesPage):
    """What is on the timeline, something new, and one event to change or take away."""

    event_id = ""
    event_kind = OUTSIDE
    voices: tuple[str, ...] = ()
    everywhere = False

    def timeline_fold(self) -> Block:
        """The timeline, and what can be put on it."""
        roles = read_table(self.project, "participation_roles")
        table = read_timeline(self.project, self.series_id, self.sessions(), roles)
        rows = rows_of(table)
        names = [(one["event_id"], isolated(one["title"])) for one in rows if one["event_id"]]
        on_it = self.event_id in dict(names)
        change = [
            pick(say("set_up_series.which_event"), "choose_event", names, self.event_id),
            *(self._event(button(say("set_up_series.keep_event"), "keep_event")) if on_it else []),
            *([button(say("set_up_series.remove_event"), "take_event_off")] if on_it else []),
        ]
        new = [] if on_it else self._event(button(say("set_up_series.add_event"), "add_to_timeline"))
        return fold(
            say("set_up_series.timeline"),
            listing(_line(one) for one in rows),
            *([fold(say("set_up_series.change_event"), *change)] if names else []),
            *new,
        )

    @gesture
    def choose_event(self, value: str) -> None:
        """Look at one event; none starts a new one."""
        self.forget_event()
        if value:
            row = find(self.project, "timeline_events", value)
            self.event_id, self.event_kind, self.voices = value, row["kind"], tuple(row["voices"])
            self.everywhere = row["series_id"] is None
            self.typed |= {"event": row["title"], "event_day": day_in_words(row["date"])}
        self.refresh()

    @gesture
    def choose_event_kind(self, value: str) -> None:
        """Say what kind of event it is."""
        self.event_kind = value or OUTSIDE
        self.refresh()

    @gesture
    def turn_voice(self, value: str) -> None:
        """Say whose voice named it, or no longer."""
        self.voices = tuple(one for one in PERSPECTIVES if (one in self.voices) != (one == value))
        self.refresh()

    @gesture
    def turn_everywhere(self) -> None:
        """It counts for all series, or only for this one."""
        self.everywhere = not self.everywhere
        self.refresh()

    @gesture
    def add_to_timeline(self) -> None:
        """Put something that happened on the timeline."""
        told = {"series_id": self._for(), "kind": self.event_kind, "voices": self.voices}
        self.keep("group.timeline", add_event, *self._typed(), **told)
        self.choose_event("")

    @gesture
    def keep_event(self) -> None:
        """Keep what was changed of an event."""
        told = {"series_id": self._for(), "kind": self.event_kind, "voices": self.voices}
        self.keep("group.timeline", change_event, self.event_id, *self._typed(), **told)
        self.choose_event("")

    @gesture
    def take_event_off(self) -> None:
        """Take an event off the timeline."""
        self.keep("group.timeline", remove_event, self.event_id)
        self.choose_event("")

    def forget_event(self) -> None:
        """Start with an empty event."""
        self.event_id, self.event_kind, self.voices, self.everywhere = "", OUTSIDE, (), False
        self.forget("event", "event_day")

    def _for(self) -> str | None:
        return None if self.everywhere else self.series_id

    def _typed(self) -> tuple[str, str]:
        return self.typed.get("event", ""), self.typed.get("event_day", "")

    def _event(self, keep: Block) -> list[Block]:
        kinds = [(one, say(f"set_up_series.event_choice.{one}")) for one in KINDS]
        voices = [(one, say(f"group.perspective.{one}")) for one in PERSPECTIVES]
        return [
            self.field("event", say("set_up_series.event"), hint=say("set_up_series.event_hint")),
            self.field("event_day", say("set_up_series.event_day"), hint=say("record_meeting.day_hint")),
            fold(
                say("set_up_series.event_more"),
                pick(say("set_up_series.event_choice.ask"), "choose_event_kind", kinds, self.event_kind),
                choices(say("set_up_series.event_voices"), "turn_voice", voices, self.voices),
                buttons(button(say("set_up_series.everywhere"), "turn_everywhere", on=self.everywhere)),
            ),
            keep,
        ]


def _line(one: dict[str, Any]) -> str:
    title = isolated(str(one["title"]))
    if one["kind"] == "meedoen":
        return say("set_up_series.event_kind.meedoen", title=one["title"], day=day_in_words(str(one["date"])))
    if one["event_id"]:
        told = say(f"set_up_series.event_kind.{one['kind']}", title=title, day=day_in_words(str(one["date"])))
        voices = (
            [say(f"group.perspective.{voice}") for voice in one["voices"]] if isinstance(one["voices"], list) else []
        )
        return say("set_up_series.named_by", event=told, voices=join_words(voices)) if voices else told
    why = one["why"] or ""
    return " ".join([say(f"set_up_series.status.{one['kind']}", meeting=title), *([isolated(why)] if why else [])])
