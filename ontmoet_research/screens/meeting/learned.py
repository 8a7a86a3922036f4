"""Delen en leren: a line of what someone did, and a line of what the group learned. The whole form is elsewhere."""

from __future__ import annotations

from ontmoet_research.change import (
    asks_questions,
    keep_insight,
    read_assignments,
    read_progress,
    record_progress,
    rests,
)
from ontmoet_research.change.assignments import ORIGIN as ASSIGNMENTS
from ontmoet_research.change.learned import LINES
from ontmoet_research.change.learned import ORIGIN as LEARNED
from ontmoet_research.change.said_lines import TOLD
from ontmoet_research.group import read_participants
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, choices, heading, select, text
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .lines import LinesPart


class LearnedPart(LinesPart):
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
        if not asks_questions(self.project, self.meeting_id):  # a meeting where people still tell how they see it (A09)
            raise Refused("change.no_questions_here")
        if self.assignment_id not in dict(self._assignments()):
            raise Refused("record_meeting.needs_assignment")
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
        keep_insight(self.project, self.meeting_id, self.line, words)
        self.forget("learned")
        self.done(LEARNED)

    def _learned_part(self) -> list[Block]:
        if one := self.open_line_blocks("progress", "insights"):
            return one
        shared, learned = self._shared(), self._learned()
        lines = [(line, say(f"record_meeting.learn.{line}")) for line in LINES]
        return [
            *self._hint(bool(shared), bool(learned)),
            heading(say("record_meeting.sharing")),
            *self.lines(shared),
            *self._sharing(),
            heading(say("record_meeting.learning")),
            *self.lines(learned),
            choices(say("record_meeting.learn_about"), "choose_line", lines, self.line),
            self.field("learned", say("record_meeting.learned")),
            button(say("record_meeting.keep_learned"), "keep_learned", main=True),
        ]

    def _sharing(self) -> list[Block]:
        if not asks_questions(self.project, self.meeting_id):
            return [text(say("record_meeting.sharing_later"))]
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
        answered = bool(read_rows(self.project, "harvests", session_id=self.meeting_id))
        if shared == learned or (shared and answered):
            return []
        return [text(say("record_meeting.only_sharing" if shared else "record_meeting.only_learning"), strong=True)]

    def _shared(self) -> list[tuple[Row, str]]:
        """What was told of assignments, without what their holder keeps from the person at work (methods 3.17)."""
        seen, names = read_progress(self.project, self.project.who), self._names()
        open_to_me = set(seen.loc[seen[list(TOLD)].notna().any(axis=1), "progress_id"])
        told = []
        for row in read_rows(self.project, "progress", session_id=self.meeting_id):
            words = next(filter(None, map(row.values.get, TOLD)), "")
            if words and row.object_id in open_to_me:
                about = names.get(row["assignment_id"], say("follow_wishes.someone"))
                told.append((row, say("record_meeting.shared_line", about=about, words=isolated(words))))
        return told

    def _learned(self) -> list[tuple[Row, str]]:
        rows = read_rows(self.project, "insights", session_id=self.meeting_id)
        lines = {value: key for key, value in LINES.items()}
        told = [(row, _learned_as(lines.get((row["kind"], row["polarity"]), row["kind"]))) for row in rows]
        return [
            (row, say("record_meeting.shared_line", about=about, words=isolated(row["text"]))) for row, about in told
        ]

    def _assignments(self) -> list[tuple[str, str]]:
        """The assignments that can be told about, as (id, who and what): not while their holder takes a break (A32)."""
        tasks = read_assignments(self.project)
        quiet = rests(tasks, read_participants(self.project))
        return [(key, words) for key, words in self._names().items() if key not in quiet]

    def _names(self) -> dict[str, str]:
        """The assignments of this series by id, as who and what; of someone who took all back there is none."""
        meetings = {row.object_id for row in read_rows(self.project, "sessions", series_id=self.series_id)}
        decided = {row.object_id: row for row in read_rows(self.project, "decisions") if row["session_id"] in meetings}
        people = {row.object_id: row for row in read_rows(self.project, "participants")}
        rows = [row for row in read_rows(self.project, "assignments") if row["decision_id"] in decided]
        return {
            row.object_id: _named(people[row["holder_id"]]["alias"], decided[row["decision_id"]]["what"])
            for row in rows
            if row["holder_id"] in people and people[row["holder_id"]]["status"] != "ingetrokken"
        }


def _named(alias: str, what: str) -> str:
    return say("record_meeting.assignment_of", alias=isolated(alias), what=isolated(what.rstrip(". ")))


def _learned_as(line: str) -> str:
    return say(f"record_meeting.learn.{'werkt' if line == 'works' else line}")
