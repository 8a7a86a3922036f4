"""Wat verandert er? Cards of changes, an overview, stories, ripples, what stands around, and asking again."""

from __future__ import annotations

from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, select
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project
from ontmoet_research.words import say

from .around import ChangeAround
from .overview import ChangeOverview
from .ripples import ChangeRipples
from .stories import ChangeStories

PARTS = ("cards", "ask", "overview", "stories", "ripples", "around")


class SeeChanges(ChangeOverview, ChangeStories, ChangeRipples, ChangeAround):
    """Six parts, one at a time; each click is stored."""

    name = "see_changes"

    def start(self) -> None:
        """Open on the cards."""
        self.part = "cards"
        super().start()

    def blocks(self) -> list[Block]:
        """The series, the buttons for the parts, and the part that is open; an open card or story stands alone."""
        if form := self.correction_blocks():
            return form
        if self.part == "cards" and self.card:
            return self.card_blocks()
        if self.part == "stories" and self.story:
            return self.story_blocks()
        known = self.all_series()
        which = [select(say("page.which_series"), "choose_series", known, self.series_id)] if len(known) > 1 else []
        parts = [button(say(f"see_changes.part.{one}"), "open_part", on=one == self.part, part=one) for one in PARTS]
        shown = {
            "cards": self.card_blocks,
            "ask": self.ask_blocks,
            "overview": self.overview_blocks,
            "stories": self.story_blocks,
            "ripples": self.ripple_blocks,
            "around": self.around_blocks,
        }[self.part]()
        return [*phase_line(self.project, self.series_id), *which, buttons(*parts, row=True), *shown]

    def series_chosen(self) -> None:
        """Another series has other cards, stories and ripples."""
        self._leave_card()
        self.close_form()
        self.story, self.initiative, self.linking = "", "", ""
        self.new_from = ""
        self.ripple_after, self.ripple_about, self.panel = (), "", ()

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part, self.story = part, ""
            self.close_form()
            self._leave_card()
        self.refresh()


def see_changes(project: Project | None = None) -> SeeChanges:
    """The screen of notebook 07; ``project`` is the one of this notebook unless given."""
    return SeeChanges(project or here())
