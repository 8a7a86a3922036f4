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
from ontmoet_research.screens.blocks import Block, heading, text
from ontmoet_research.screens.forms import Ask, Form, correctable, words_of
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .part import WORDS, LinesPart, of_meeting


def _share(project: Project, session_id: str, assignment_id: str, shared: str) -> str:
    if not shared:
        raise Refused("record_meeting.nothing_typed")
    if not asks_questions(project, session_id):  # a meeting where people still tell how they see it (A09)
        raise Refused("change.no_questions_here")
    return record_progress(project, assignment_id, session_id, done=shared)


SHARE = Form(
    "share",
    _share,
    ASSIGNMENTS,
    "record_meeting.keep_shared",
    (
        Ask(
            "assignment_id",
            "record_meeting.assignment",
            "list",
            lambda part: [("", say("record_meeting.no_assignment_chosen")), *part.assignments()],
            needs="record_meeting.needs_assignment",
            stays=True,
        ),
        Ask("shared", "record_meeting.shared", hint="record_meeting.shared_hint"),
    ),
    given=of_meeting,
)
LEARN = Form(
    "learn",
    keep_insight,
    LEARNED,
    "record_meeting.keep_learned",
    (
        Ask(
            "line",
            "record_meeting.learn_about",
            "choice",
            words_of("record_meeting.learn", tuple(LINES)),
            first=next(iter(LINES)),
            stays=True,
        ),
        Ask("text", "record_meeting.learned"),
    ),
    given=of_meeting,
)


class LearnedPart(LinesPart):
    """Two columns of one meeting, each with a line (B18): sharing and learning."""

    forms = (SHARE, LEARN)
    corrects = correctable(progress=(WORDS,), insights=(WORDS,))

    def blocks(self) -> list[Block]:
        """What was shared and what was learned, each with its form."""
        shared, learned = self._shared(), self._learned()
        return [
            *self._hint(bool(shared), bool(learned)),
            heading(say("record_meeting.sharing")),
            *self.lines(shared),
            *self._sharing(),
            heading(say("record_meeting.learning")),
            *self.lines(learned),
            *self.form(LEARN),
        ]

    def _sharing(self) -> list[Block]:
        if not asks_questions(self.project, self.meeting_id):
            return [text(say("record_meeting.sharing_later"))]
        return self.form(SHARE) if self.assignments() else [text(say("record_meeting.no_assignments"))]

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

    def assignments(self) -> list[tuple[str, str]]:
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
