"""Wensen: one field that starts with "Als we nu eens …"."""

from __future__ import annotations

from ontmoet_research.change.wishes import add_wish, whole_wish
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, heading, listing
from ontmoet_research.screens.said_by import ask_said_by, told_said_by
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .lines import LinesPart


class WishesPart(LinesPart):
    """The wishes of a meeting, in the words in which they were said."""

    said_by = ""

    @gesture
    def keep_wish(self) -> None:
        """Store a wish in the words in which it was said."""
        wish = whole_wish(self.typed.get("wish", ""))
        add_wish(self.project, wish, self.meeting_id, self.said_by or None)
        self.said_by = ""
        self.forget("wish")
        self.done("change.wishes")

    @gesture
    def choose_said_by(self, value: str) -> None:
        """Say from which perspective the wish was said; that may stay empty."""
        self.said_by = value if value in PERSPECTIVES else ""
        self.refresh()

    def _wishes_part(self) -> list[Block]:
        wishes = [self._told_wish(row) for row in read_rows(self.project, "wishes", session_id=self.meeting_id)]
        return [
            self.field("wish", say("record_meeting.stem"), hint=say("record_meeting.wish_hint")),
            fold(say("record_meeting.who_wished"), ask_said_by("choose_said_by", self.said_by)),
            button(say("record_meeting.keep_wish"), "keep_wish", main=True),
            heading(say("record_meeting.wishes")),
            listing(wishes, empty=say("record_meeting.no_wishes")),
        ]

    def _told_wish(self, row: Row) -> str:
        more = [one for one in (told_said_by(row["said_by_perspective"]), self.came_later(row)) if one]
        words = isolated(row["text"])
        return f"{words} ({', '.join(more)})" if more else words
