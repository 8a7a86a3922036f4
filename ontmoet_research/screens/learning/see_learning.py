"""Zo leren we samen: one figure with its sentences under it; other figures and series by a button."""

from __future__ import annotations

from typing import ClassVar

from ontmoet_research.learning import draw_figure, read_learning
from ontmoet_research.learning.registered import FIGURES
from ontmoet_research.learning.trace import pieces_behind, traced
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.numbers_out import figure_block
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, last_seq
from ontmoet_research.words import say

from .behind import Behind
from .equal_voices import AGREED, small_groups
from .two_series import TwoSeries, k_of

FIRST = 3  # figures with a button of their own; the others are folded


class Figures(Part[PartsPage]):
    """One figure at a time. What one group said yes to, another did not: that is forgotten with the series."""

    figure = "new_or_known"

    def start(self) -> None:
        """Nothing was drawn yet."""
        self.drawings: dict[tuple[str, str, bool, int], Block] = {}
        self.behind = self.has(Behind, "behind")
        self.beside = self.has(TwoSeries, "beside")

    @property
    def agreed(self) -> bool:
        """Whether the group said yes to seeing small groups, now and on this screen."""
        return bool(self.chosen.get(AGREED))

    def blocks(self) -> list[Block]:
        """The buttons for the figures, then the figure that was chosen."""
        self.behind.figure = self.figure
        made = [button(say(f"see_learning.show.{f}"), "show", on=f == self.figure, figure=f) for f in FIGURES]
        first = buttons(*made[:FIRST], row=True, label=say("see_learning.choose"))
        more = fold(say("see_learning.more"), buttons(*made[FIRST:], label=say("see_learning.choose")))
        return [
            *phase_line(self.project, self.series_id),
            first,
            more,
            self._drawn(),
            *self.behind.drawn(),
            *not_counting_blocks(self.project, self.series_id),
            *([small_groups(self.agreed)] if self.figure == "reach" else []),
            *self.beside.drawn(),
        ]

    @gesture
    def show(self, figure: str) -> None:
        """Show another figure."""
        self.page.wait()
        if figure in FIGURES:
            self.figure = figure
            self.behind.close()
        self.page.refresh()
        self.page.tell(say("see_learning.shown", title=self._drawn()["title"]))

    def _drawn(self) -> Block:
        """The figure of this moment, drawn once."""
        now = (self.series_id, self.figure, self.agreed, last_seq(self.project))
        if now not in self.drawings:
            told = read_learning(self.project, self.series_id)
            made = draw_figure(self.figure, told, k_of(self.project, self.series_id), agreed=self.agreed)
            cells = traced(pieces_behind(told, [self.figure]))
            self.drawings[now] = figure_block(self.page, made, self.behind.places(self.figure, cells))
        return self.drawings[now]


class SeeLearning(PartsPage):
    """The page: how the group learns."""

    name = "see_learning"
    asks_person = False
    kinds: ClassVar = {"figures": Figures}

    def start(self) -> None:
        """Open on the first series."""
        super().start()
        if self.series() is None and self.all_series():
            self.series_id = self.all_series()[0][0]


def see_learning(project: Project | None = None) -> SeeLearning:
    """The screen of notebook 06; ``project`` is the one of this notebook unless given."""
    return SeeLearning(project or here())
