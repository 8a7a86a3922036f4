"""To which part of a meeting each note belongs, and each stretch under a heading."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.group import list_parts, put_in_part, sections_of
from ontmoet_research.group.meeting_parts import ORIGIN as PARTS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, fold, select
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .course import part_label
from .part import MeetingPart


class Belongs(MeetingPart):
    """The notes of a meeting and its parts."""

    @gesture
    def notes_belong(self, value: str, source: str, first: str = "") -> None:
        """Say which part of the meeting a note tells of, or only the stretch that begins with the piece ``first``."""
        sections = sections_of(self.project, source)
        pieces = [piece for _, ids in sections for piece in ids if not first or ids[0] == first]
        put_in_part(self.project, pieces, value or None)
        self.page.done(PARTS)

    def blocks(self) -> list[Block]:
        """To which part each note belongs, and each stretch under a heading; nothing when the meeting has no parts."""
        parts = [(part.object_id, part_label(part)) for part in list_parts(self.project, self.meeting_id)]
        notes = read_rows(self.project, "sources", session_id=self.meeting_id) if parts else []
        options = [("", say("record_meeting.whole_meeting")), *parts]
        return [block for note in notes for block in self._note_belongs(note, options)]

    def _note_belongs(self, note: Row, options: list[tuple[str, str]]) -> list[Block]:
        rows = read_rows(self.project, "fragments", source_id=note.object_id)
        known = {row.object_id: row["part_id"] or "" for row in rows}
        title, sections = isolated(note["title"]), sections_of(self.project, note.object_id)

        def ask(words: str, ids: Iterable[str], **sends: str) -> Block:
            now = {known[piece] for piece in ids}
            label = say("record_meeting.belongs", title=words)
            return select(label, "notes_belong", options, now.pop() if len(now) == 1 else "", **sends)

        whole = ask(title, known, source=note.object_id)
        if len(sections) == 1:
            return [whole]
        apart = [ask(isolated(words or title), ids, source=note.object_id, first=ids[0]) for words, ids in sections]
        return [whole, fold(say("record_meeting.belongs_apart"), *apart)]
