"""Bijeenkomst vastleggen: an evening in seven parts, in the order in which it goes.

Here stand the page itself and the notes; each other part is a file ``meeting_*.py``.
"""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.group import hold_meeting, list_meetings, meeting_label, topic_in_words
from ontmoet_research.group.staying import PRIVATE_KIND
from ontmoet_research.intake import bring_in, known_suffixes, read_file, read_typed
from ontmoet_research.intake.notes import ORIGIN as INTAKE
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, select, text
from ontmoet_research.screens.names_check import NamesCheck
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here, today
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .closing import ClosingPart
from .course import CoursePart
from .gains import GainsPart
from .learned import LearnedPart
from .names import NamesPart
from .part import files_here
from .people import PeoplePart, in_group
from .wishes import WishesPart

__all__ = ["RecordMeeting", "in_group", "most_likely", "note_files", "record_meeting"]

PARTS = ("people", "course", "notes", "wishes", "learned", "gains", "closing")


class RecordMeeting(PeoplePart, CoursePart, NamesPart, WishesPart, LearnedPart, GainsPart, ClosingPart):
    """One meeting, in seven parts that can be done in any order; each click is stored."""

    def start(self) -> None:
        """Open on the notes of the meeting that most likely was today."""
        self.part = "notes"
        self.checking: NamesCheck | None = None
        self.meeting_id = ""

    def blocks(self) -> list[Block]:
        """The meeting, whether it was held, and the part that is open."""
        meetings = self._meetings()
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
        if value in dict(self._meetings()):
            self.meeting_id, self.checking, self.recognising = value, None, ""
            self.typed.clear()
            self._leave()
        self.refresh()

    @gesture
    def was_held(self) -> None:
        """Say that the meeting took place, on the day that was typed."""
        hold_meeting(self.project, self.meeting_id, self.typed.get("day", ""))
        self.forget("day")
        self.done("group.meetings")

    @gesture
    def look_for_names(self) -> None:
        """Show what may point at a person in the notes that were typed or pasted."""
        self.check_names(read_typed(self.typed.get("notes", "")))

    @gesture
    def open_file(self, value: str) -> None:
        """Read a file of this folder and show what may point at a person in it."""
        if value:
            if value not in note_files():
                raise Refused("record_meeting.no_file")
            self.check_names(read_file(Path.cwd() / value))

    @gesture
    def back_to_notes(self) -> None:
        """Change something in the notes before they are stored."""
        self.checking = None
        self.refresh()

    @gesture
    def keep_notes(self) -> None:
        """Store the notes as they are shown, in pieces."""
        brought = bring_in(
            self.project,
            self._checked().result(),
            session_id=self.meeting_id,
            kind="notities",
            title=self._title(),
            author_ref=self.person(),
            pseudonymised_on=today(),
            checked_by=self.person(),
            replaced=self._checked().log(),
        )
        self.checking, self.recognising, self.points = None, brought.source_id, ()
        self.forget("notes", "word")
        self.done(INTAKE, say_count("record_meeting.kept", len(brought.fragment_ids)))

    def _notes_part(self) -> list[Block]:
        if self.checking:
            return self._names_part(self.checking)
        if self.recognising and self.may_look() and self._is_there(self.recognising):
            return self.recognition_part()
        known = [isolated(row["title"]) for row in read_rows(self.project, "sources", session_id=self.meeting_id)]
        if self.meeting()["kind"] == PRIVATE_KIND:  # said before someone types what is theirs alone (D28)
            told = [text(say("record_meeting.has_notes", titles=join_words(known)))] if known else []
            return [text(say("record_meeting.private"), strong=True), *told, *self.looked_at(self.meeting_id)]
        files = note_files()
        choose = [("", say("record_meeting.no_file_chosen")), *((name, name) for name in files)]
        return [
            *self._about_meeting(),
            *([text(say("record_meeting.has_notes", titles=join_words(known)))] if known else []),
            *self._belongs(),
            self.field(
                "notes",
                say("record_meeting.notes"),
                hint=say("record_meeting.notes_hint"),
                long=True,
                draft=self.draft_name("notes"),
            ),
            button(say("record_meeting.look"), "look_for_names", main=True),
            *([select(say("record_meeting.or_file"), "open_file", choose, "")] if files else []),
            *self.looked_at(self.meeting_id),
        ]

    def _names_part(self, checking: NamesCheck) -> list[Block]:
        return self.names_part(
            checking,
            button(say("record_meeting.keep"), "keep_notes", main=True),
            button(say("record_meeting.back"), "back_to_notes"),
        )

    def _is_there(self, source_id: str) -> bool:
        return any(row.object_id == source_id for row in read_rows(self.project, "sources"))

    def _was_held(self) -> list[Block]:
        if find(self.project, "sessions", self.meeting_id)["status"] != "gepland":
            return []
        return [
            self.field("day", say("record_meeting.day"), hint=say("record_meeting.day_hint")),
            button(say("record_meeting.was_held"), "was_held"),
        ]

    def _about_meeting(self) -> list[Block]:
        """What the meeting was about and asked, on top of its notes (C02, B32)."""
        meeting = self.meeting()
        asked = meeting["guiding_question"]
        told = [say("record_meeting.topic_now", topic=isolated(topic_in_words(meeting["topic"])))]
        told += [say("record_meeting.asked_now", question=isolated(asked))] if asked else []
        return [text(" ".join(told)), text(say("record_meeting.good_and_bad"), quiet=True)]

    def _leave(self) -> None:
        """Close what was open inside a part."""
        self.harvest_id = self.signal_id = ""
        self.asked = ()

    def _meetings(self) -> list[tuple[str, str]]:
        rows = [row for row in list_meetings(self.project, self.series_id) if row["status"] != "vervallen"]
        return [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]

    def _title(self) -> str:
        return dict(self._meetings())[self.meeting_id]


def record_meeting(project: Project | None = None) -> RecordMeeting:
    """The screen of notebook 02; ``project`` is the one of this notebook unless given."""
    return RecordMeeting(project or here())


def most_likely(project: Project, series_id: str) -> str:
    """The meeting that someone most likely wants to record: the first that is still planned; otherwise the last one."""
    rows = [row for row in list_meetings(project, series_id) if row["status"] != "vervallen"]
    planned = [row for row in rows if row["status"] == "gepland"]
    return (planned or rows[-1:])[0].object_id


def note_files() -> list[str]:
    """The files beside the notebook that can be read as notes."""
    return files_here(known_suffixes())
