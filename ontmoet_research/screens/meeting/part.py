"""What the parts of *Bijeenkomst vastleggen* share: which meeting it is, and lines that can be put right later."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from ontmoet_research.change.said_lines import ORIGIN as LINES
from ontmoet_research.change.said_lines import added_later, drop_line, find_line, reword, words_of
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, text
from ontmoet_research.screens.door import Door
from ontmoet_research.screens.forms import Ask
from ontmoet_research.screens.part import CORRECTING, Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.which_meeting import WhichMeeting
from ontmoet_research.store import Project, Row, find
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say


class RecordedMeeting(WhichMeeting):
    """The meeting that is recorded: the first that is still planned, otherwise the last, until people choose."""

    @gesture
    def open_one(self, value: str) -> None:
        """Record another meeting, with nothing open or typed of the one before."""
        if isinstance(self.page, MeetingPage):
            self.page.meeting_changed()
        super().open_one(value)

    def now(self, *_kinds: str) -> str:
        """The meeting that is recorded, and stays so when it is held meanwhile; "" when the series has none."""
        rows = self.all()
        if self.opened not in {row.object_id for row in rows}:
            planned = [row for row in rows if row["status"] == "gepland"]
            self.opened = (planned or rows[-1:])[0].object_id if rows else ""
        return self.opened


class MeetingPage(PartsPage):
    """The page on one meeting."""

    name = "record_meeting"

    def start(self) -> None:
        """Choose the meeting that most likely was today."""
        self.meeting = RecordedMeeting(self, "meeting")
        super().start()

    @property
    def meeting_id(self) -> str:
        """The meeting that is recorded."""
        return self.meeting.now()

    def draft_name(self, name: str) -> str:
        """Each meeting has its own kept notes."""
        return f"{super().draft_name(name)} {self.meeting.opened}"

    def meeting_changed(self) -> None:
        """Nothing is open or typed of the meeting before."""
        self.typed.clear()
        self.close_all()

    def series_chosen(self) -> None:
        """Another series has other meetings."""
        self.meeting.leave()
        super().series_chosen()


class NotesPage(MeetingPage):
    """The page, with the note that is looked at."""

    note_id = ""
    """The note that is looked at, by id."""


class NotePart(Part[NotesPage]):
    """A part about the note that is looked at."""

    @property
    def note_id(self) -> str:
        """The note that is looked at."""
        return self.page.note_id


class MeetingPart(Part[MeetingPage]):
    """A part of the page on one meeting."""

    @property
    def meeting_id(self) -> str:
        """The meeting that is recorded."""
        return self.page.meeting_id

    def came_later(self, row: Row) -> str:
        """That something was added after the day of its meeting, and when; practice is no real evening."""
        return came_later(self.project, row, self.page.meeting.row()["date"])


def came_later(project: Project, row: Row, held: str | None) -> str:
    """That a row was added after the day its meeting was held, and when; "" when it was not."""
    day = None if project.fact("practice") == "ja" else added_later(row, held)
    return say("lines.later", day=isolated(format_date(day))) if day else ""


def of_meeting(part: MeetingPart, _one: str) -> tuple[Any, ...]:
    """The meeting that is recorded, for a form."""
    return (part.meeting_id,)


def _may(project: Project, table: str, row: Row) -> bool:
    try:
        find_line(project, table, row.object_id)
    except Refused:
        return False
    return True


def _reword(project: Project, table: str, row_id: str, words: str) -> bool:
    if words == words_of(find(project, table, row_id)):
        return False
    reword(project, table, row_id, words)
    return True


WORDS = Ask("words", "lines.words")
LONG_WORDS = Ask("words", "lines.words", "long")
LINE = Door(
    _may,
    lambda row: {"words": words_of(row)},
    _reword,
    drop_line,
    lambda _table: LINES,
    lambda _table: True,
)


class LinesPart(MeetingPart):
    """A part with lines of a meeting, each of which can get other words or go."""

    door = LINE

    def lines(self, told: Iterable[tuple[Row, str]], *, empty: str = "") -> list[Block]:
        """The lines as (row, words), each a button that opens it; and which came later (A32)."""
        made = [
            button(words, "correct", more=self.came_later(row), table=row.table, one=row.object_id)
            for row, words in told
        ]
        if not made:
            return [text(empty, quiet=True)] if empty else []
        return self.page.parts[CORRECTING].mine([buttons(*made, label=say("lines.click"))])


def files_here(suffixes: Collection[str]) -> list[str]:
    """The files beside the notebook with one of these suffixes."""
    ends = tuple(suffixes)
    return sorted(path.name for path in Path.cwd().iterdir() if path.suffix.lower() in ends and path.is_file())
