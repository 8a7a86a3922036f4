"""The wishes that stand in the notes, each a button that puts it in the wish box; for the pages with wishes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ontmoet_research.change import SaidWish, read_wishes_said, take_up_said
from ontmoet_research.change.wishes import ORIGIN
from ontmoet_research.coding.blind import without_blind
from ontmoet_research.coding.tables import read_codings
from ontmoet_research.group import list_meetings, meeting_label
from ontmoet_research.store import Project, last_seq
from ontmoet_research.words import say, say_count

from .blocks import Block, fold, text
from .forms import Form
from .part import Part

__all__ = ["WishesInNotes"]


def _take_up(project: Project, key: str, part: WishesInNotes) -> str:
    return take_up_said(project, key, part.offered())


TAKE_UP = Form("take_up", _take_up, ORIGIN, main=False, given=lambda part, one: (one, part))


class WishesInNotes(Part[Any]):
    """Inside a part with wishes. What is offered is worked out again when something was stored."""

    forms = (TAKE_UP,)

    def start(self) -> None:
        """Nothing was looked for yet."""
        self._found: tuple[object, list[SaidWish]] = (None, [])

    def meetings(self) -> Collection[str]:
        """Of which meetings: those of the series, unless the part above is about one."""
        one = getattr(self.above, "meeting_id", "")
        return [one] if one else [row.object_id for row in list_meetings(self.project, self.series_id)]

    def offered(self) -> list[SaidWish]:
        """The wishes in the notes that are not in the box."""
        meetings = self.meetings()
        known = (last_seq(self.project), self.project.who, tuple(meetings))
        if self._found[0] != known:
            codings, _ = without_blind(self.project, "codings", read_codings(self.project))
            labelled = codings[codings["signs"].map(lambda signs: "wens" in signs)]
            self._found = known, read_wishes_said(self.project, meetings, labelled)
        return self._found[1]

    def blocks(self) -> list[Block]:
        """A fold with a button for each; nothing when there are none."""
        offered = self.offered()
        if not offered:
            return []
        named = {row.object_id: row for row in list_meetings(self.project, self.series_id)}
        rows = [
            (one.key, one.words, meeting_label(named[one.session_id]["number"], named[one.session_id]["date"]))
            for one in offered
        ]
        form = self.form(TAKE_UP, rows, which="wishes_in_notes.which")
        return [fold(say_count("wishes_in_notes.found", len(offered)), text(say("wishes_in_notes.why")), *form)]
