"""Wensen: one field that starts with "Als we nu eens …"."""

from __future__ import annotations

from ontmoet_research.change.wishes import add_wish, whole_wish
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, heading, listing
from ontmoet_research.store import read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .part import MeetingPart, refuse_identifier


class WishesPart(MeetingPart):
    """The wishes of a meeting, in the words in which they were said."""

    @gesture
    def keep_wish(self) -> None:
        """Store a wish in the words in which it was said."""
        wish = whole_wish(self.typed.get("wish", ""))
        refuse_identifier(wish)
        add_wish(self.project, wish, self.meeting_id)
        self.forget("wish")
        self.done("change.wishes")

    def _wishes_part(self) -> list[Block]:
        wishes = [isolated(row["text"]) for row in read_rows(self.project, "wishes", session_id=self.meeting_id)]
        return [
            self.field("wish", say("record_meeting.stem"), hint=say("record_meeting.wish_hint")),
            button(say("record_meeting.keep_wish"), "keep_wish", main=True),
            heading(say("record_meeting.wishes")),
            listing(wishes, empty=say("record_meeting.no_wishes")),
        ]
