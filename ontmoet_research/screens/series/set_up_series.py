"""Reeks en groep: how the series goes, who is in it, what is still to arrange, and starting a new one.

Seven parts, one at a time; each is a file of its own. A new series is made from a template, in every number of which
the group may differ.
"""

from __future__ import annotations

from typing import ClassVar

from ontmoet_research.screens.blocks import Block, buttons
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row

from .agreements import AgreementsPart
from .course import CoursePart, phase_bar
from .group import GroupPart, group_list
from .handover import HandoverPart
from .needs import NeedsPart
from .new_series import NewSeries
from .page import PARTS, SeriesPage
from .research import ResearchPart
from .start import StartPart

__all__ = ["SetUpSeries", "group_list", "phase_bar", "set_up_series"]

NEW = "new"


class SetUpSeries(SeriesPage):
    """The parts as buttons, and the one that is open; making a new series takes the whole screen."""

    kinds: ClassVar = {
        "series": CoursePart,
        "group": GroupPart,
        "start": StartPart,
        "agreements": AgreementsPart,
        "needs": NeedsPart,
        "research": ResearchPart,
        "handover": HandoverPart,
        NEW: NewSeries,
    }

    def start(self) -> None:
        """Open on the series; on a new one when there is none yet."""
        super().start()
        self._begin()

    def _begin(self) -> None:
        known = self.all_series()
        self.part = "series" if known else NEW
        if self.series() is None and known:
            self.series_id = known[0][0]

    def around(self, shown: list[Block]) -> list[Block]:
        """The buttons for the parts, then the part that is open; a new series stands alone."""
        return shown if self.part == NEW else [buttons(*map(self.part_button, PARTS), row=True), *shown]

    def after_undo(self, rows: list[Row]) -> None:
        """When the series itself is gone, begin with another or a new one."""
        super().after_undo(rows)
        if self.series() is None:
            self._begin()


def set_up_series(project: Project | None = None) -> SetUpSeries:
    """The screen of notebook 01; ``project`` is the one of this notebook unless given."""
    return SetUpSeries(project or here())
