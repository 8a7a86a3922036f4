"""Lines of a meeting that can be corrected or taken out, each in the same way; and which came later (A32)."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.change.said_lines import LINES as TABLES
from ontmoet_research.change.said_lines import ORIGIN as LINES
from ontmoet_research.change.said_lines import added_later, drop_line, find_line, reword, words_of
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, text
from ontmoet_research.store import Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say

from .part import MeetingPart

FIELD = "line_words"


class LinesPart(MeetingPart):
    """A list of lines as buttons, and the one that is open."""

    line_table = line_id = ""

    @gesture
    def open_line(self, table: str, row: str) -> None:
        """Open a line to correct it or take it out; without one, back to the list."""
        self.forget(FIELD)
        words = words_of(find_line(self.project, table, row)) if table in TABLES and row else ""
        self.line_table, self.line_id = (table, row) if words else ("", "")
        self.typed |= {FIELD: words} if words else {}
        self.refresh()

    @gesture
    def keep_line(self) -> None:
        """Keep the words as they are typed now."""
        words = self.typed.get(FIELD, "")
        self._need_line()
        reword(self.project, self.line_table, self.line_id, words)
        self.close_line()
        self.done(LINES)

    @gesture
    def drop_line(self) -> None:
        """Take the line out; undo brings it back."""
        self._need_line()
        drop_line(self.project, self.line_table, self.line_id)
        self.close_line()
        self.done(LINES)

    def close_line(self) -> None:
        """Back to the list."""
        self.line_table = self.line_id = ""
        self.forget(FIELD)

    def lines(self, told: Iterable[tuple[Row, str]], *, empty: str = "") -> list[Block]:
        """The lines as (row, words), each a button that opens it."""
        made = [
            button(words, "open_line", more=self.came_later(row), table=row.table, row=row.object_id)
            for row, words in told
        ]
        if not made:
            return [text(empty, quiet=True)] if empty else []
        return [buttons(*made, label=say("lines.click"))]

    def open_line_blocks(self, *tables: str) -> list[Block]:
        """The line that is open when it is of one of these tables; otherwise nothing."""
        if not self.line_id or self.line_table not in tables:
            return []
        return [
            self.field(FIELD, say("lines.words"), long=self.line_table == "harvests"),
            buttons(
                button(say("lines.keep"), "keep_line", main=True),
                button(say("lines.drop"), "drop_line"),
                button(say("lines.back"), "open_line", table="", row=""),
                row=True,
            ),
        ]

    def came_later(self, row: Row) -> str:
        """That something was added after the day of its meeting, and when; practice is no real evening."""
        later = None if self.project.fact("practice") == "ja" else added_later(row, self.meeting()["date"])
        return say("lines.later", day=isolated(format_date(later))) if later else ""

    def _need_line(self) -> None:
        if not self.line_id:
            raise Refused("store.gone")
