"""Delen en leren: a line of what someone did, and a line of what the group learned. The whole form is elsewhere."""

from __future__ import annotations

from ontmoet_research.change import keep_insight, record_progress
from ontmoet_research.change.assignments import ORIGIN as ASSIGNMENTS
from ontmoet_research.change.learned import LINES
from ontmoet_research.change.learned import ORIGIN as LEARNED
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, heading, listing, select, text
from ontmoet_research.store import find_many, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .part import MeetingPart, refuse_identifier

SAID = ("done", "status_text", "going_well", "stuck", "need")  # of what was told, the first that is filled in


class LearnedPart(MeetingPart):
    """Two columns of one meeting, each with a line (B18): sharing and learning."""

    assignment_id = ""
    line = next(iter(LINES))

    @gesture
    def choose_assignment(self, value: str) -> None:
        """Say whose assignment the line is about."""
        self.assignment_id = value
        self.refresh()

    @gesture
    def keep_shared(self) -> None:
        """Store what was done with an assignment."""
        words = self.typed.get("shared", "")
        if not words.strip():
            raise Refused("record_meeting.nothing_typed")
        if self.assignment_id not in dict(self._assignments()):
            raise Refused("record_meeting.needs_assignment")
        refuse_identifier(words)
        record_progress(self.project, self.assignment_id, self.meeting_id, done=words)
        self.forget("shared")
        self.done(ASSIGNMENTS)

    @gesture
    def choose_line(self, value: str) -> None:
        """Say which of the learning questions the line answers."""
        if value in LINES:
            self.line = value
        self.refresh()

    @gesture
    def keep_learned(self) -> None:
        """Store what was learned."""
        words = self.typed.get("learned", "")
        refuse_identifier(words)
        keep_insight(self.project, self.meeting_id, self.line, words)
        self.forget("learned")
        self.done(LEARNED)

    def _learned_part(self) -> list[Block]:
        shared, learned = self._shared(), self._learned()
        lines = [(line, say(f"record_meeting.learn.{line}")) for line in LINES]
        return [
            *self._hint(bool(shared), bool(learned)),
            heading(say("record_meeting.sharing")),
            listing(shared),
            *self._sharing(),
            heading(say("record_meeting.learning")),
            listing(learned),
            choices(say("record_meeting.learn_about"), "choose_line", lines, self.line),
            self.field("learned", say("record_meeting.learned")),
            button(say("record_meeting.keep_learned"), "keep_learned", main=True),
        ]

    def _sharing(self) -> list[Block]:
        known = self._assignments()
        if not known:
            return [text(say("record_meeting.no_assignments"))]
        options = [("", say("record_meeting.no_assignment_chosen")), *known]
        return [
            select(say("record_meeting.assignment"), "choose_assignment", options, self.assignment_id),
            self.field("shared", say("record_meeting.shared"), hint=say("record_meeting.shared_hint")),
            button(say("record_meeting.keep_shared"), "keep_shared", main=True),
        ]

    def _hint(self, shared: bool, learned: bool) -> list[Block]:
        """A friendly line when only one of the two was filled in."""
        shared = shared or bool(read_rows(self.project, "gains", session_id=self.meeting_id))
        if shared == learned:
            return []
        return [text(say("record_meeting.only_sharing" if shared else "record_meeting.only_learning"), strong=True)]

    def _shared(self) -> list[str]:
        rows, known = read_rows(self.project, "progress", session_id=self.meeting_id), dict(self._assignments())
        told = [
            (known.get(row["assignment_id"], ""), next(filter(None, map(row.values.get, SAID)), "")) for row in rows
        ]
        return [say("record_meeting.shared_line", about=about, words=isolated(words)) for about, words in told if words]

    def _learned(self) -> list[str]:
        rows = read_rows(self.project, "insights", session_id=self.meeting_id)
        lines = {value: key for key, value in LINES.items()}
        told = [(lines.get((row["kind"], row["polarity"]), row["kind"]), row["text"]) for row in rows]
        return [say("record_meeting.shared_line", about=_learned_as(line), words=isolated(w)) for line, w in told]

    def _assignments(self) -> list[tuple[str, str]]:
        """The assignments of this series, as (id, who and what)."""
        meetings = {row.object_id for row in read_rows(self.project, "sessions", series_id=self.series_id)}
        decided = {row.object_id: row for row in read_rows(self.project, "decisions") if row["session_id"] in meetings}
        rows = [row for row in read_rows(self.project, "assignments") if row["decision_id"] in decided]
        people = find_many(self.project, "participants", [row["holder_id"] for row in rows])
        return [
            (row.object_id, _named(people[row["holder_id"]]["alias"], decided[row["decision_id"]]["what"]))
            for row in rows
            if row["holder_id"] in people
        ]


def _named(alias: str, what: str) -> str:
    return say("record_meeting.assignment_of", alias=isolated(alias), what=isolated(what.rstrip(". ")))


def _learned_as(line: str) -> str:
    return say(f"record_meeting.learn.{'werkt' if line == 'works' else line}")
