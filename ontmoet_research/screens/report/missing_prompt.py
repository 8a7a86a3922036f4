"""Who was missing: what the group itself asked for, beside the place where people write on it (D30)."""

from __future__ import annotations

from ontmoet_research.group import missing_voices, read_participants
from ontmoet_research.report.group_parts import missing_told
from ontmoet_research.screens.blocks import Block, listing, text
from ontmoet_research.screens.page import Page
from ontmoet_research.store import find
from ontmoet_research.words import say


class MissingPrompt(Page):
    """The voices that the group wanted and that nobody in it has."""

    def missing_prompt(self) -> list[Block]:
        """These voices as a list, with what to think of; only the last when none is missing."""
        people = read_participants(self.project)
        people = people.loc[[self.series_id in ids for ids in people["series_ids"]]]
        asked = find(self.project, "series", self.series_id)["required_perspectives"]
        missing = missing_told(missing_voices(people, asked))
        told = [text(say("report.missing.these")), listing(missing)] if missing else []
        return [*told, text(say("write_report.think_of"))]
