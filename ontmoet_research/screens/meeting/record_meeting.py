"""Bijeenkomst vastleggen: an evening in seven parts, in the order in which it goes.

Here stands the page itself; each part is a file beside this one.
"""

from __future__ import annotations

from ontmoet_research.group import cancel_meeting, hold_meeting, list_meetings, meeting_label
from ontmoet_research.group.meetings import ORIGIN as MEETINGS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, select, text
from ontmoet_research.screens.names_check import NamesCheck
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, find
from ontmoet_research.words import say

from .closing import ClosingPart
from .gains import GainsPart
from .learned import LearnedPart
from .notes import NotesPart, note_files
from .people import PeoplePart, in_group
from .wishes import WishesPart

__all__ = ["RecordMeeting", "in_group", "most_likely", "note_files", "record_meeting"]

PARTS = ("people", "course", "notes", "wishes", "learned", "gains", "closing")


class RecordMeeting(PeoplePart, NotesPart, WishesPart, LearnedPart, GainsPart, ClosingPart):
    """One meeting, in seven parts that can be done in any order; each click is stored."""

    def start(self) -> None:
        """Open on the notes of the meeting that most likely was today."""
        self.part = "notes"
        self.checking: NamesCheck | None = None
        self.meeting_id = ""

    def blocks(self) -> list[Block]:
        """The meeting, whether it was held, and the part that is open."""
        meetings = self.meetings()
        if not meetings:
            return [text(say("record_meeting.no_meetings"))]
        if self.meeting_id not in dict(meetings):
            self.meeting_id = most_likely(self.project, self.series_id)
        if self.part == "closing" and self.harvest_id:  # one answer at a time, and nothing around it
            return self._sorting()
        parts = [button(say(f"record_meeting.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = {
            "people": self._people_part,
            "course": self._course_part,
            "notes": self._notes_part,
            "wishes": self._wishes_part,
            "learned": self._learned_part,
            "gains": self._gains_part,
            "closing": self._closing_part,
        }[self.part]()
        which = select(say("record_meeting.which"), "choose_meeting", meetings, self.meeting_id)
        return [*phase_line(self.project, self.series_id), which, *self._was_held(), buttons(*parts, row=True), *shown]

    def series_chosen(self) -> None:
        """Another series has other meetings."""
        self.meeting_id, self.checking, self.recognising = "", None, ""
        self._leave()

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part = part
        self._leave()
        self.refresh()

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Record another meeting."""
        if value in dict(self.meetings()):
            self.meeting_id, self.checking, self.recognising = value, None, ""
            self.typed.clear()
            self._leave()
        self.refresh()

    @gesture
    def was_held(self) -> None:
        """Say that the meeting took place, on the day that was typed."""
        hold_meeting(self.project, self.meeting_id, self.typed.get("day", ""))
        self.forget("day")
        self.done(MEETINGS)

    @gesture
    def called_off(self) -> None:
        """Say that the meeting did not take place, with why when that was typed (A05)."""
        label = self.meeting_title()
        cancel_meeting(self.project, self.meeting_id, self.typed.get("off_reason", ""))
        self.forget("day", "off_reason")
        self.meeting_id = ""
        self._leave()
        self.done(MEETINGS, say("record_meeting.called_off", meeting=label))

    def _was_held(self) -> list[Block]:
        if find(self.project, "sessions", self.meeting_id)["status"] != "gepland":
            return []
        return [
            self.field("day", say("record_meeting.day"), hint=say("record_meeting.day_hint")),
            button(say("record_meeting.was_held"), "was_held"),
            fold(
                say("record_meeting.call_off"),
                self.field("off_reason", say("record_meeting.off_reason"), hint=say("record_meeting.off_reason_hint")),
                button(say("record_meeting.keep_off"), "called_off"),
            ),
        ]

    def _leave(self) -> None:
        """Close what was open inside a part."""
        self.harvest_id = self.signal_id = ""
        self.asked = ()
        self.close_line()
        self.leave_notes()

    def meetings(self) -> list[tuple[str, str]]:
        """The meetings of the series that went or go ahead, as (id, words)."""
        rows = [row for row in list_meetings(self.project, self.series_id) if row["status"] != "vervallen"]
        return [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]

    def meeting_title(self) -> str:
        """What the meeting is called in lists."""
        return dict(self.meetings())[self.meeting_id]


def record_meeting(project: Project | None = None) -> RecordMeeting:
    """The screen of notebook 02; ``project`` is the one of this notebook unless given."""
    return RecordMeeting(project or here())


def most_likely(project: Project, series_id: str) -> str:
    """The meeting that someone most likely wants to record: the first that is still planned; otherwise the last one."""
    rows = [row for row in list_meetings(project, series_id) if row["status"] != "vervallen"]
    planned = [row for row in rows if row["status"] == "gepland"]
    return (planned or rows[-1:])[0].object_id
