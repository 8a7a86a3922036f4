"""A file with answers of the room: see what is in it, choose a question, and get it in the fields to keep."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ontmoet_research.change import Asked, read_questions
from ontmoet_research.intake import SHEET_SUFFIXES, read_sheets
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, select
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .part import MeetingPart, files_here


class TakesIn(Protocol):
    """A part whose fields can come from a file."""

    def take_in(self, asked: Asked) -> None:
        """Put a question of a file in the fields."""


class AnswersFile(MeetingPart):
    """Reading a file of Mentimeter. Nothing is stored before someone saw it and pressed a button."""

    asked: tuple[Asked, ...] = ()
    into: TakesIn
    """The part whose fields get what is in the file."""

    @gesture
    def open_answers(self, value: str) -> None:
        """Read a file of this folder; with one question in it, that is the one."""
        if not value:
            return
        if value not in files_here(SHEET_SUFFIXES):
            raise Refused("record_meeting.no_file")
        self.page.wait()
        self.asked = tuple(read_questions(read_sheets(Path.cwd() / value)))
        told = say_count("record_meeting.in_file", len(self.asked))
        if len(self.asked) == 1:
            self._take_in(self.asked[0])
        self.page.refresh()
        self.page.tell(told)

    @gesture
    def take_question(self, value: str) -> None:
        """Put one question of the file in the fields."""
        if not value.isdecimal() or int(value) >= len(self.asked):
            raise Refused("record_meeting.no_file")
        self._take_in(self.asked[int(value)])
        self.page.refresh()

    def close(self) -> None:
        """No file is open."""
        super().close()
        self.asked = ()

    def blocks(self) -> list[Block]:
        """The list of files, and the questions in the one that is open; nothing when there are no files."""
        files = files_here(SHEET_SUFFIXES)
        if not files:
            return []
        options = [("", say("record_meeting.no_file_chosen")), *((name, name) for name in files)]
        blocks = [select(say("record_meeting.answers_file"), "open_answers", options, "")]
        if len(self.asked) > 1:
            known = [button(_told(one), "take_question", value=str(place)) for place, one in enumerate(self.asked)]
            blocks.append(buttons(*known, label=say("record_meeting.which_question")))
        return blocks

    def _take_in(self, asked: Asked) -> None:
        self.into.take_in(asked)
        self.asked = ()


def one_line(words: str) -> str:
    """An answer on one line: in the field, a new line is a new answer."""
    return " ".join(words.split())


def _told(asked: Asked) -> str:
    named = isolated(asked.question) if asked.question else say("record_meeting.no_question")
    return say_count("record_meeting.asked", len(asked.all_answers()), question=named)
