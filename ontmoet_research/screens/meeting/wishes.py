"""Wensen: one field that starts with "Als we nu eens …"."""

from __future__ import annotations

from dataclasses import replace

from ontmoet_research.change.tables import read_wishes
from ontmoet_research.change.wishes import ORIGIN, add_wish, whole_wish
from ontmoet_research.screens.blocks import Block, heading, listing
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.screens.said_by import SAID_BY, told_said_by
from ontmoet_research.screens.wishes_in_notes import WishesInNotes
from ontmoet_research.store import Project, Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .part import MeetingPart, of_meeting


def keep_wish(project: Project, session_id: str, text: str, perspective: str | None) -> str:
    """Keep a wish in the words in which it was said."""
    return add_wish(project, whole_wish(text), session_id, perspective)


NEW = Form(
    "new",
    keep_wish,
    ORIGIN,
    "record_meeting.keep_wish",
    (Ask("text", "record_meeting.stem", hint="record_meeting.wish_hint"), replace(SAID_BY, aside=True)),
    given=of_meeting,
    more="record_meeting.who_wished",
)


class WishesPart(MeetingPart):
    """The wishes of a meeting, in the words in which they were said."""

    forms = (NEW,)

    def start(self) -> None:
        """Offer what stands in the notes of the meeting."""
        self.in_notes = self.has(WishesInNotes, "in_notes")

    def blocks(self) -> list[Block]:
        """The form, what the notes offer, and the wishes."""
        readable = read_wishes(self.project).set_index("wish_id")["text"]
        rows = read_rows(self.project, "wishes", session_id=self.meeting_id)
        wishes = [self._told_wish(row, readable[row.object_id]) for row in rows]
        return [
            *self.form(NEW),
            *self.in_notes.drawn(),
            heading(say("record_meeting.wishes")),
            listing(wishes, empty=say("record_meeting.no_wishes")),
        ]

    def _told_wish(self, row: Row, words: str) -> str:
        more = [one for one in (told_said_by(row["said_by_perspective"]), self.came_later(row)) if one]
        return f"{isolated(words)} ({', '.join(more)})" if more else isolated(words)
