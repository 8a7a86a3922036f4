"""Wat verandert er? Cards of changes, an overview, stories, ripples, what stands around, and asking again."""

from __future__ import annotations

from typing import ClassVar

from ontmoet_research.screens.blocks import Block
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project

from .around import ChangeAround
from .asking import AskAgain
from .cards import ChangeCards
from .overview import ChangeOverview
from .ripples import ChangeRipples
from .stories import ChangeStories

ALONE = ("cards", "stories")  # what is open in these stands alone


class SeeChanges(PartsPage):
    """Six parts, one at a time; each click is stored."""

    name = "see_changes"
    kinds: ClassVar = {
        "cards": ChangeCards,
        "ask": AskAgain,
        "overview": ChangeOverview,
        "stories": ChangeStories,
        "ripples": ChangeRipples,
        "around": ChangeAround,
    }

    def around(self, shown: list[Block]) -> list[Block]:
        """The phase, the series and the buttons for the parts; an open card or story stands alone."""
        if self.part in ALONE and self.parts[self.part].opened:
            return shown
        return [*phase_line(self.project, self.series_id), *super().around(shown)]


def see_changes(project: Project | None = None) -> SeeChanges:
    """The screen of notebook 07; ``project`` is the one of this notebook unless given."""
    return SeeChanges(project or here())
