"""Wie was er: one click a person; in an open group, what the room answered."""

from __future__ import annotations

import pandas as pd

from ontmoet_research.change import Asked, keep_poll, other_is_largest, read_options
from ontmoet_research.change.polls import ORIGIN as POLLS
from ontmoet_research.findings import warning
from ontmoet_research.group import meeting_label, record_attendance, take_back_attendance
from ontmoet_research.group.checks import OPEN_FORMATS
from ontmoet_research.group.meetings import ORIGIN as MEETINGS
from ontmoet_research.group.people import ORIGIN as PEOPLE
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, findings, fold, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .file import AnswersFile, one_line
from .part import MeetingPart, of_meeting

STATES = ("aanwezig", "afgemeld", "afwezig", "nieuw")


def _others(project: Project, session_id: str, series_id: str) -> None:
    """Everyone of whom nothing is noted was there."""
    noted = attendance(project, session_id)
    others = {key: STATES[0] for key, _ in in_group(project, series_id) if key not in noted}
    record_attendance(project, session_id, others)


def _poll(project: Project, session_id: str, question: str, options: str) -> list[str]:
    """What the room answered, one answer a line with how many chose it."""
    return keep_poll(project, session_id, question, read_options(options.split("\n")))


OTHERS = Form(
    "others",
    _others,
    PEOPLE,
    "record_meeting.others",
    given=lambda part, _one: (part.meeting_id, part.series_id),
    main=False,
)
POLL = Form(
    "poll",
    _poll,
    POLLS,
    "record_meeting.keep_poll",
    (
        Ask("question", "record_meeting.poll_question"),
        Ask("options", "record_meeting.poll_options", "long", hint="record_meeting.poll_options_hint"),
    ),
    given=of_meeting,
)


class PeoplePart(MeetingPart):
    """Who was there. First say what you are clicking on, then click the names."""

    forms = (OTHERS, POLL)

    def start(self) -> None:
        """What the room answered may stand in a file."""
        self.file = self.has(AnswersFile, "file")
        self.file.into = self

    @gesture
    def was_there(self, value: str) -> None:
        """Say of someone what was chosen, stored at once; the same click again says nothing of them any more."""
        if attendance(self.project, self.meeting_id).get(value) == self._state():
            take_back_attendance(self.project, self.meeting_id, value)
            self.page.done(MEETINGS)
        else:
            record_attendance(self.project, self.meeting_id, {value: self._state()})
            self.page.done(PEOPLE)

    def take_in(self, asked: Asked) -> None:
        """Put a question of a file in the fields."""
        lines = [say("record_meeting.poll_line", option=one_line(one), n=n) for one, n in asked.counted()]
        self.clear(POLL)  # also what the browser's tab still keeps of them
        self.fill_in("poll.question", asked.question)
        self.fill_in("poll.options", "\n".join(lines))

    def blocks(self) -> list[Block]:
        """The states, the names, and what the room answered."""
        people, noted = in_group(self.project, self.series_id), attendance(self.project, self.meeting_id)
        is_open = find(self.project, "series", self.series_id)["format"] in OPEN_FORMATS
        blocks = [] if people or is_open else [text(say("record_meeting.no_people"))]
        if people:
            states = [
                button(say(f"record_meeting.state.{one}"), "choose", on=one == self._state(), value=one, name="state")
                for one in STATES
            ]
            blocks += [
                buttons(*states, label=say("record_meeting.click_for")),
                buttons(*(self._person(*one, noted) for one in people), label=say("record_meeting.who_was_there")),
            ]
            if any(key not in noted for key, _ in people):
                blocks += self.form(OTHERS)
        poll = [*self._known_polls(), *self.file.drawn(), *self.form(POLL)]
        if is_open or read_rows(self.project, "poll_options", session_id=self.meeting_id):
            return [*blocks, heading(say("record_meeting.poll")), *poll]
        return [*blocks, fold(say("record_meeting.poll"), *poll)]  # rare in a group that knows each other (C04)

    def _state(self) -> str:
        """What the next names are clicked for."""
        return str(self.chosen.get("state", STATES[0]))

    def _person(self, key: str, alias: str, noted: dict[str, str]) -> Block:
        state = noted.get(key)
        told = say(f"record_meeting.noted.{state}") if state else ""
        return button(alias, "was_there", on=state == self._state(), more=told, value=key)

    def _known_polls(self) -> list[Block]:
        rows = read_rows(self.project, "poll_options", session_id=self.meeting_id)
        if not rows:
            return []
        table = pd.DataFrame([dict(row.values) for row in rows])
        lines = [say("record_meeting.poll_line", option=isolated(row["option"]), n=row["count"]) for row in rows]
        meeting = self.page.meeting.row()
        label = meeting_label(meeting["number"], meeting["date"])
        found = [warning("change.other_is_largest", "C04", meeting=label) for _ in other_is_largest(table)]
        return [listing(lines), *([findings(found, empty="")] if found else [])]


def attendance(project: Project, session_id: str) -> dict[str, str]:
    """What is noted of whom, by participant."""
    rows = read_rows(project, "attendance", session_id=session_id)
    return {row["participant_id"]: row["state"] for row in rows}


def in_group(project: Project, series_id: str) -> list[tuple[str, str]]:
    """Who takes part in a series now, as (id, alias), by alias."""
    rows = [row for row in read_rows(project, "participants") if _takes_part(row, series_id)]
    return sorted(((row.object_id, row["alias"]) for row in rows), key=lambda one: one[1].casefold())


def _takes_part(row: Row, series_id: str) -> bool:
    return series_id in row["series_ids"] and row["status"] in ("actief", "pauze")
