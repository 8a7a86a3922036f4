"""Bijeenkomst vastleggen: an evening in seven parts, in the order in which it goes.

Here stands the page itself; each part is a file beside this one.
"""

from __future__ import annotations

from typing import Any, ClassVar

from ontmoet_research.group import cancel_meeting, hold_meeting, meeting_label
from ontmoet_research.group.meetings import ORIGIN as MEETINGS
from ontmoet_research.screens.blocks import Block, text
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, find
from ontmoet_research.words import say

from .closing import ClosingPart
from .course import CoursePart
from .gains import GainsPart
from .learned import LearnedPart
from .notes import NotesPart, note_files
from .part import MeetingPart, of_meeting
from .people import PeoplePart, in_group
from .wishes import WishesPart

__all__ = ["RecordMeeting", "in_group", "note_files", "record_meeting"]


def _call_off(project: Project, session_id: str, reason: str) -> str:
    """The meeting did not take place, with why when that was typed (A05); give what it is called."""
    row = find(project, "sessions", session_id)
    cancel_meeting(project, session_id, reason)
    return say("record_meeting.called_off", meeting=meeting_label(row["number"], row["date"]))


HELD = Form(
    "held",
    hold_meeting,
    MEETINGS,
    "record_meeting.was_held",
    (Ask("day", "record_meeting.day", "day"),),
    given=of_meeting,
    main=False,
)
OFF = Form(
    "off",
    _call_off,
    MEETINGS,
    "record_meeting.keep_off",
    (Ask("reason", "record_meeting.off_reason", hint="record_meeting.off_reason_hint"),),
    given=of_meeting,
    fold="record_meeting.call_off",
    main=False,
    then=lambda part, _made: part.page.close_all(),
)


class WasHeld(MeetingPart):
    """On top of each part, as long as nobody said whether the meeting took place."""

    forms = (HELD, OFF)

    def stored(self, form: Form, made: Any) -> None:
        """Of a meeting that was called off, say which."""
        self.page.done(form.origin, made if form is OFF else "")

    def blocks(self) -> list[Block]:
        """On which day it was, or that it did not go ahead."""
        return [*self.form(HELD), *self.form(OFF)] if self.page.meeting.row()["status"] == "gepland" else []


class NotesShown(Part[Any]):
    """The notes, which the page itself still draws."""

    def blocks(self) -> list[Block]:
        """What stands in the part with notes."""
        made: list[Block] = self.page.notes_blocks()
        return made

    def close(self) -> None:
        """Begin again at bringing in."""
        self.page.leave_notes()


class RecordMeeting(NotesPart):
    """One meeting, in seven parts that can be done in any order; each click is stored."""

    kinds: ClassVar = {
        "people": PeoplePart,
        "course": CoursePart,
        "notes": NotesShown,
        "wishes": WishesPart,
        "learned": LearnedPart,
        "gains": GainsPart,
        "closing": ClosingPart,
    }
    part = "notes"

    def start(self) -> None:
        """Open on the notes of the meeting that most likely was today."""
        super().start()
        WasHeld(self, "held")

    def blocks(self) -> list[Block]:
        """The meeting, whether it was held, and the part that is open."""
        return super().blocks() if self.meeting_id else [text(say("record_meeting.no_meetings"))]

    def around(self, shown: list[Block]) -> list[Block]:
        """The phase, the meeting and the buttons for the parts; one answer that is sorted has nothing around it."""
        closing = self.parts["closing"]
        if isinstance(closing, ClosingPart) and closing.sorting.opened and self.part == "closing":
            return shown
        return [
            *phase_line(self.project, self.series_id),
            *self.meeting.asked(self.meeting_id),
            *self.parts["held"].drawn(),
            *super().around(shown),
        ]

    def meeting_changed(self) -> None:
        """The notes that were looked at belong to the meeting before."""
        super().meeting_changed()
        self.checking, self.recognising = None, ""

    def series_chosen(self) -> None:
        """Another series has other meetings."""
        super().series_chosen()
        self.checking, self.recognising = None, ""


def record_meeting(project: Project | None = None) -> RecordMeeting:
    """The screen of notebook 02; ``project`` is the one of this notebook unless given."""
    return RecordMeeting(project or here())
