"""Notes that belong to no meeting yet, or to another one: a person puts them where they belong."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.intake import attach, loose_notes
from ontmoet_research.intake.notes import ORIGIN as INTAKE
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, fold, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

NO_MEETING = ""


class LoosePart(Page):
    """Any page on which notes come in."""

    @gesture
    def put_with(self, value: str, note: str) -> None:
        """Say to which meeting a note belongs; an empty one is none."""
        attach(self.project, note, value or None)
        self.done(INTAKE)

    def which_meeting(self, note: str, title: str, meetings: Sequence[tuple[str, str]], now: str = NO_MEETING) -> Block:
        """The question to which meeting this note belongs; ``meetings`` as (id, words)."""
        options = [(NO_MEETING, say("loose.none")), *meetings]
        return select(say("loose.which", title=isolated(title)), "put_with", options, now, note=note)

    def loose_blocks(self, meetings: Sequence[tuple[str, str]]) -> list[Block]:
        """The notes that wait for a meeting; nothing when there are none."""
        loose = loose_notes(self.project)
        if not loose:
            return []
        asked = [self.which_meeting(one, title, meetings) for one, title in loose]
        return [fold(say_count("loose.waiting", len(loose)), text(say("loose.why")), *asked)]
