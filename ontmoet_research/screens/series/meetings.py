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
from ontmoet_research.screens.blocks import Block, fold, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.store import Project, Row, find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .page import EMPTY_OK, Contact, SeriesPart, as_answer, as_chosen, choosable, one_of, said, yes_or_no

MODES = ("fysiek", "online", "hybride")
ORIGIN = "group.meetings"


def _change(project: Project, session_id: str, day: str | None, **told: str | None) -> None:
    """Keep the words that somebody touched; an empty day leaves the day that was there."""
    change_meeting(project, session_id, day, **said(told))


def _choose(project: Project, session_id: str, **told: str | None) -> None:
    """Change one thing of a meeting; it always has a kind."""
    if "public" in told:
        change_meeting(project, session_id, public=as_answer(told["public"]))
    elif told != {"kind": None}:
        change_meeting(project, session_id, **told)


def _turn_leading(project: Project, session_id: str, facilitator_ids: str) -> None:
    """Someone leads the conversation, or no longer does."""
    leading = list(find(project, "sessions", session_id)["facilitator_ids"])
    changed = [one for one in leading if one != facilitator_ids] + [facilitator_ids] * (facilitator_ids not in leading)
    change_meeting(project, session_id, facilitator_ids=changed)


def _plan(project: Project, series_id: str, now: str, *, kind: str, phase: str | None, day: str) -> str:
    """One more meeting, in the phase the group is in now unless another was chosen."""
    return plan_meeting(project, series_id, phase or now, kind, day)


def _open_made(part: MeetingsPart, made: str) -> None:
    part.opened = made


def _kinds(_part: MeetingsPart) -> Options:
    kinds = [(one, say(f"report.meeting_kind.{one}")) for one in SESSION_KINDS]
    return choosable((one, words[:1].upper() + words[1:]) for one, words in kinds)


def _phases(part: MeetingsPart) -> list[tuple[str, str]]:
    return [(one["phase_id"], say(f"set_up_series.phase.{one['kind']}")) for one in rows_of(part.now.plan())]


PRIVATE = "set_up_series.private_meeting"
MEETING = Form(
    "meeting",
    _change,
    ORIGIN,
    "set_up_series.keep_meeting",
    (
        Ask("day", "set_up_series.meeting_day", "day", column="date", filled=True),
        Ask("topic", "set_up_series.topic", hint=EMPTY_OK, filled=True),
        Ask("place_kind", "set_up_series.place_kind", hint="set_up_series.place_hint", filled=True),
    ),
)
KIND = Form(
    "kind",
    _choose,
    ORIGIN,
    asks=(
        Ask("kind", "set_up_series.kind_of_meeting", "list", _kinds),
        Ask("mode", "set_up_series.mode.ask", "list", one_of("mode", MODES)),
        yes_or_no("public", "set_up_series.public"),
    ),
    at_once=True,
)
LEADING = Form(
    "leading",
    _turn_leading,
    ORIGIN,
    asks=(Ask("facilitator_ids", "set_up_series.facilitators", "several", lambda part: part.now.workers()),),
    at_once=True,
)
CANCEL = Form(
    "cancel",
    cancel_meeting,
    ORIGIN,
    "set_up_series.cancel_it",
    (Ask("reason", "set_up_series.why_cancel", hint=EMPTY_OK),),
    main=False,
)
PUT_BACK = Form(
    "put_back", put_back_meeting, ORIGIN, "set_up_series.put_back", main=False, under="set_up_series.put_back_means"
)
PLAN = Form(
    "plan",
    _plan,
    ORIGIN,
    "set_up_series.plan_it",
    (
        Ask("kind", "set_up_series.new_kind", "list", _kinds, needs="set_up_series.needs_kind"),
        Ask("", PRIVATE, "note", when=lambda part: part.chosen.get("plan.kind") == PRIVATE_KIND),
        Ask("phase", "set_up_series.which_part", "list", _phases, when=lambda part: len(_phases(part)) > 1),
        Ask("day", "set_up_series.new_day", "day", hint=EMPTY_OK),
    ),
    given=lambda part, _one: (part.series_id, current_phase(part.now.plan()) or ""),
    main=False,
    fold="set_up_series.one_more",
    then=_open_made,
)


class MeetingsPart(SeriesPart):
    """One meeting at a time, and one more."""

    forms = (MEETING, KIND, LEADING, CANCEL, PUT_BACK, PLAN)

    def start(self) -> None:
        """Who looks after accessibility is asked in two places."""
        self.contact = self.has(Contact, "contact")

    def blocks(self) -> list[Block]:
        """The choice of a meeting with all that can be changed of it; then planning one more."""
        asked = self.pick("set_up_series.which_meeting", self.now.meetings())
        one = self._one_meeting() if self.opened in dict(self.now.meetings()) else []
        more = self.form(PLAN, now={"phase": current_phase(self.now.plan())})
        return [fold(say("set_up_series.meeting"), asked, *one, *more)]

    def _one_meeting(self) -> list[Block]:
        row = find(self.project, "sessions", self.opened)
        now: dict[str, Any] = as_chosen(row, "public")
        return [
            text(say("set_up_series.topic_is", topic=isolated(topic_in_words(row["topic"])))),
            *([text(say(PRIVATE), quiet=True)] if row["kind"] == PRIVATE_KIND else []),
            *self.form(MEETING, now=now),
            *self.form(KIND, now=now),
            *self.contact.drawn(),
            *self.form(LEADING, now=now),
            *self._goes_on(row),
        ]

    def _goes_on(self, row: Row) -> list[Block]:
        """The way back from what was said of a meeting; or that it does not go on."""
        if row["status"] == "vervallen":
            why = isolated(row["cancel_reason"] or "")
            return [text(say("set_up_series.did_not_go_on", why=why).strip()), *self.form(PUT_BACK)]
        return self.form(PUT_BACK if row["status"] == "gehouden" else CANCEL)
