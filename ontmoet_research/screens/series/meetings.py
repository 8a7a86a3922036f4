"""The meetings of part *Reeks*: planning one more, its day and kind, and whether it goes on."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import (
    cancel_meeting,
    change_meeting,
    current_phase,
    plan_meeting,
    put_back_meeting,
    topic_in_words,
)
from ontmoet_research.group.staying import PRIVATE_KIND
from ontmoet_research.model.people import SESSION_KINDS
from ontmoet_research.record import in_words as day_in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, fold, text
from ontmoet_research.store import Row, find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .page import SeriesPage, as_answer, in_words, pick, yes_no

MODES = ("fysiek", "online", "hybride")
FIELDS = ("topic", "place_kind")


class MeetingsPart(SeriesPage):
    """One meeting at a time, and one more."""

    meeting_id = ""
    new_kind = ""
    new_phase = ""

    def meeting_fold(self) -> Block:
        """The choice of a meeting with all that can be changed of it; then planning one more."""
        asked = pick(say("set_up_series.which_meeting"), "choose_meeting", self.meetings(), self.meeting_id)
        one = self._one_meeting() if self.meeting_id in dict(self.meetings()) else []
        return fold(say("set_up_series.meeting"), asked, *one, fold(say("set_up_series.one_more"), *self._one_more()))

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Look at one meeting."""
        self.meeting_id = value
        self.forget("day", *FIELDS, "cancel_reason")
        if value:
            row = find(self.project, "sessions", value)
            self.typed |= {name: row[name] or "" for name in FIELDS}
            self.typed["day"] = day_in_words(row["date"]) if row["date"] else ""
        self.refresh()

    @gesture
    def change_one_meeting(self, what: str, value: str) -> None:
        """Change one thing of a meeting that is chosen from a list."""
        if what == "public":
            self._change_meeting(public=as_answer(value))
        elif what == "mode":
            self._change_meeting(mode=value or None)
        elif what == "kind" and value:
            self._change_meeting(kind=value)

    @gesture
    def toggle_facilitator(self, value: str) -> None:
        """Say that someone leads the conversation, or no longer does."""
        leading = list(find(self.project, "sessions", self.meeting_id)["facilitator_ids"])
        changed = [one for one in leading if one != value] + [value] * (value not in leading)
        self._change_meeting(facilitator_ids=changed)

    @gesture
    def keep_meeting(self) -> None:
        """Keep day, topic and place of a meeting."""
        told: dict[str, Any] = {name: self.typed.get(name, "").strip() or None for name in FIELDS}
        self._change_meeting(self.typed.get("day", ""), **told)

    @gesture
    def cancel_it(self) -> None:
        """Say that the meeting does not go on; a reason may be given."""
        self.keep("group.meetings", cancel_meeting, self.meeting_id, self.typed.get("cancel_reason", ""))
        self.forget("cancel_reason")
        self.refresh()

    @gesture
    def put_back(self) -> None:
        """The meeting is still to come after all: it goes on, or it was not held yet."""
        self.keep("group.meetings", put_back_meeting, self.meeting_id)

    @gesture
    def choose_new_kind(self, value: str) -> None:
        """Say which kind of meeting comes on top."""
        self.new_kind = value
        self.refresh()

    @gesture
    def choose_new_phase(self, value: str) -> None:
        """Say to which phase it belongs."""
        self.new_phase = value
        self.refresh()

    @gesture
    def plan_it(self) -> None:
        """Plan one more meeting, and go to it."""
        if not self.new_kind:
            raise Refused("set_up_series.needs_kind")
        made = plan_meeting(self.project, self.series_id, self._phase(), self.new_kind, self.typed.get("new_day", ""))
        self.forget("new_day")
        self.new_kind = self.new_phase = ""
        self.choose_meeting(made)
        self.done("group.meetings")

    def _change_meeting(self, day: str = "", **details: Any) -> None:
        if self.meeting_id:
            self.keep("group.meetings", change_meeting, self.meeting_id, day or None, **details)

    def _one_meeting(self) -> list[Block]:
        row, do = find(self.project, "sessions", self.meeting_id), "change_one_meeting"
        return [
            text(say("set_up_series.topic_is", topic=isolated(topic_in_words(row["topic"])))),
            *_private(row["kind"]),
            self.field("day", say("set_up_series.meeting_day"), hint=say("record_meeting.day_hint")),
            self.field("topic", say("set_up_series.topic"), hint=say("set_up_series.may_stay_empty")),
            self.field("place_kind", say("set_up_series.place_kind"), hint=say("set_up_series.place_hint")),
            button(say("set_up_series.keep_meeting"), "keep_meeting", main=True),
            pick(say("set_up_series.kind_of_meeting"), do, meeting_kinds(), row["kind"], what="kind"),
            pick(say("set_up_series.mode.ask"), do, in_words("mode", MODES), row["mode"], what="mode"),
            self.contact_of(self.meeting_id),
            choices(say("set_up_series.facilitators"), "toggle_facilitator", self.workers(), row["facilitator_ids"]),
            yes_no(say("set_up_series.public"), do, row["public"], what="public"),
            *self._goes_on(row),
        ]

    def _goes_on(self, row: Row) -> list[Block]:
        """The way back from what was said of a meeting; or that it does not go on."""
        back = button(say("set_up_series.put_back"), "put_back", more=say("set_up_series.put_back_means"))
        if row["status"] == "vervallen":
            why = isolated(row["cancel_reason"] or "")
            return [text(say("set_up_series.did_not_go_on", why=why).strip()), back]
        if row["status"] == "gehouden":
            return [back]
        return [
            self.field("cancel_reason", say("set_up_series.why_cancel"), hint=say("set_up_series.may_stay_empty")),
            button(say("set_up_series.cancel_it"), "cancel_it"),
        ]

    def _one_more(self) -> list[Block]:
        phases = [(one["phase_id"], say(f"set_up_series.phase.{one['kind']}")) for one in rows_of(self.plan())]
        which = pick(say("set_up_series.which_part"), "choose_new_phase", phases, self._phase())
        return [
            pick(say("set_up_series.new_kind"), "choose_new_kind", meeting_kinds(), self.new_kind),
            *_private(self.new_kind),
            *([which] if len(phases) > 1 else []),
            self.field("new_day", say("set_up_series.new_day"), hint=say("set_up_series.may_stay_empty")),
            button(say("set_up_series.plan_it"), "plan_it"),
        ]

    def _phase(self) -> str:
        """The phase that was chosen for one more meeting, or else the one the group is in."""
        return self.new_phase or current_phase(self.plan()) or ""


def meeting_kinds() -> list[tuple[str, str]]:
    """The kinds of meetings, as (value, Dutch words with a capital)."""
    kinds = [(one, say(f"report.meeting_kind.{one}")) for one in SESSION_KINDS]
    return [(one, words[:1].upper() + words[1:]) for one, words in kinds]


def _private(kind: str) -> list[Block]:
    """That notes of a preparing talk stay with who was there (D28), before anyone types them."""
    return [text(say("set_up_series.private_meeting"), quiet=True)] if kind == PRIVATE_KIND else []
