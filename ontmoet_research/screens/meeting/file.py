"""A file with answers of the room: see what is in it, choose a question, and get it in the fields to keep."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.change import Asked, read_questions
from ontmoet_research.intake import SHEET_SUFFIXES, read_sheets
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, choices, select
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .part import MeetingPart, files_here

FIELDS = {"poll": ("poll_question", "poll_options"), "closing": ("question", "answers")}


class FilePart(MeetingPart):
    """Reading a file of Mentimeter. Nothing is stored before someone saw it and pressed a button."""

    asked: tuple[Asked, ...] = ()

    @gesture
    def open_answers(self, value: str, into: str) -> None:
        """Read a file of this folder; with one question in it, that is the one."""
        if not value:
            return
        if value not in files_here(SHEET_SUFFIXES):
            raise Refused("record_meeting.no_file")
        self.wait()
        self.asked = tuple(read_questions(read_sheets(Path.cwd() / value)))
        if len(self.asked) == 1:
            self._fill_in(self.asked[0], into)
        self.refresh()
        self.tell(say_count("record_meeting.in_file", len(self.asked)))

    @gesture
    def take_question(self, value: str, into: str) -> None:
        """Put one question of the file in the fields."""
        if not value.isdecimal() or int(value) >= len(self.asked):
            raise Refused("record_meeting.no_file")
        self._fill_in(self.asked[int(value)], into)
        self.refresh()

    def file_blocks(self, into: str) -> list[Block]:
        """The list of files, and the questions in the one that is open; nothing when there are no files."""
        files = files_here(SHEET_SUFFIXES)
        if not files:
            return []
        options = [("", say("record_meeting.no_file_chosen")), *((name, name) for name in files)]
        blocks = [select(say("record_meeting.answers_file"), "open_answers", options, "", into=into)]
        if len(self.asked) > 1:
            known = [(str(place), _told(one)) for place, one in enumerate(self.asked)]
            chosen = choices(say("record_meeting.which_question"), "take_question", known, None)
            for one in chosen["buttons"]:
                one["sends"]["into"], one["on"] = into, None
            blocks.append(chosen)
        return blocks

    def _fill_in(self, asked: Asked, into: str) -> None:
        question, answers = FIELDS[into]
        self.forget(question, answers)  # also what the browser's tab still keeps of them
        if into == "poll":
            lines = [say("record_meeting.poll_line", option=_line(one), n=n) for one, n in asked.counted()]
        else:
            lines = [_line(answer) for answer in asked.all_answers()]
        self.typed[question], self.typed[answers] = asked.question, "\n".join(lines)
        self.asked = ()


def _told(asked: Asked) -> str:
    named = isolated(asked.question) if asked.question else say("record_meeting.no_question")
    return say_count("record_meeting.asked", len(asked.all_answers()), question=named)


def _line(words: str) -> str:
    """An answer on one line: in the field, a new line is a new answer."""
    return " ".join(words.split())
