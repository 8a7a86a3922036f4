"""Wie was er: one click a person; in an open group, what the room answered."""

from __future__ import annotations

import pandas as pd

from ontmoet_research.change import keep_poll, other_is_largest, read_options
from ontmoet_research.change.polls import ORIGIN as POLLS
from ontmoet_research.findings import warning
from ontmoet_research.group import meeting_label, record_attendance, take_back_attendance
from ontmoet_research.group.checks import OPEN_FORMATS
from ontmoet_research.group.meetings import ORIGIN as MEETINGS
from ontmoet_research.group.people import ORIGIN as PEOPLE
from ontmoet_research.record import refuse_identifier
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, findings, fold, heading, listing, text
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .file import FilePart

STATES = ("aanwezig", "afgemeld", "afwezig", "nieuw")


class PeoplePart(FilePart):
    """Who was there. First say what you are clicking on, then click the names."""

    attended = STATES[0]

    @gesture
    def choose_state(self, value: str) -> None:
        """Say what the next names are clicked for."""
        if value in STATES:
            self.attended = value
        self.refresh()

    @gesture
    def was_there(self, value: str) -> None:
        """Say of someone what was chosen, stored at once; the same click again says nothing of them any more."""
        if self.attendance().get(value) == self.attended:
            take_back_attendance(self.project, self.meeting_id, value)
            self.done(MEETINGS)
        else:
            record_attendance(self.project, self.meeting_id, {value: self.attended})
            self.done(PEOPLE)

    @gesture
    def others_were_there(self) -> None:
        """Everyone of whom nothing is noted was there."""
        noted = self.attendance()
        others = {key: "aanwezig" for key, _ in in_group(self.project, self.series_id) if key not in noted}
        record_attendance(self.project, self.meeting_id, others)
        self.done(PEOPLE)

    @gesture
    def keep_poll(self) -> None:
        """Store what the room answered, one answer a line with how many chose it."""
        lines = self.typed.get("poll_options", "")
        refuse_identifier(lines)
        keep_poll(self.project, self.meeting_id, self.typed.get("poll_question", ""), read_options(lines.split("\n")))
        self.forget("poll_question", "poll_options")
        self.done(POLLS)

    def attendance(self) -> dict[str, str]:
        """What is noted of whom, by participant."""
        rows = read_rows(self.project, "attendance", session_id=self.meeting_id)
        return {row["participant_id"]: row["state"] for row in rows}

    def _people_part(self) -> list[Block]:
        people, noted = in_group(self.project, self.series_id), self.attendance()
        is_open = find(self.project, "series", self.series_id)["format"] in OPEN_FORMATS
        blocks = [] if people or is_open else [text(say("record_meeting.no_people"))]
        if people:
            states = [(state, say(f"record_meeting.state.{state}")) for state in STATES]
            blocks += [
                choices(say("record_meeting.click_for"), "choose_state", states, self.attended),
                buttons(*(self._person(*one, noted) for one in people), label=say("record_meeting.who_was_there")),
            ]
            if any(key not in noted for key, _ in people):
                blocks.append(button(say("record_meeting.others"), "others_were_there"))
        if is_open or read_rows(self.project, "poll_options", session_id=self.meeting_id):
            return [*blocks, heading(say("record_meeting.poll")), *self._poll()]
        return [*blocks, fold(say("record_meeting.poll"), *self._poll())]  # rare in a group that knows each other (C04)

    def _person(self, key: str, alias: str, noted: dict[str, str]) -> Block:
        state = noted.get(key)
        told = say(f"record_meeting.noted.{state}") if state else ""
        return button(alias, "was_there", on=state == self.attended, more=told, value=key)

    def _poll(self) -> list[Block]:
        options = {"hint": say("record_meeting.poll_options_hint"), "long": True}
        return [
            *self._known_polls(),
            *self.file_blocks("poll"),
            self.field("poll_question", say("record_meeting.poll_question")),
            self.field("poll_options", say("record_meeting.poll_options"), **options),
            button(say("record_meeting.keep_poll"), "keep_poll", main=True),
        ]

    def _known_polls(self) -> list[Block]:
        rows = read_rows(self.project, "poll_options", session_id=self.meeting_id)
        if not rows:
            return []
        table = pd.DataFrame([dict(row.values) for row in rows])
        lines = [say("record_meeting.poll_line", option=isolated(row["option"]), n=row["count"]) for row in rows]
        meeting = self.meeting()
        label = meeting_label(meeting["number"], meeting["date"])
        found = [warning("change.other_is_largest", "C04", meeting=label) for _ in other_is_largest(table)]
        return [listing(lines), *([findings(found, empty="")] if found else [])]


def in_group(project: Project, series_id: str) -> list[tuple[str, str]]:
    """Who takes part in a series now, as (id, alias), by alias."""
    rows = [row for row in read_rows(project, "participants") if _takes_part(row, series_id)]
    return sorted(((row.object_id, row["alias"]) for row in rows), key=lambda one: one[1].casefold())


def _takes_part(row: Row, series_id: str) -> bool:
    return series_id in row["series_ids"] and row["status"] in ("actief", "pauze")
