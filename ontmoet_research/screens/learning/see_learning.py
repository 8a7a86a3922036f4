"""Zo leren we samen: one figure with its sentences under it; other figures and series by a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from ontmoet_research.charts import Chart
from ontmoet_research.learning import (
    Learning,
    by_theme,
    certainty_per_session,
    draw_ladder,
    draw_level_by_step,
    draw_new_or_known,
    draw_reach,
    draw_themes_over_meetings,
    draw_travels,
    draw_understanding,
    draw_wishes_per_meeting,
    ideas_travel,
    in_order,
    ladder_over_meetings,
    learning_reach,
    level_by_step,
    new_or_known,
    over_meetings,
    read_learning,
    understanding,
    wishes_per_meeting,
    without_level_or_step,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, chart, fold
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, last_seq
from ontmoet_research.words import say

from .equal_voices import AGREED, small_groups
from .two_series import TwoSeries, k_of

if TYPE_CHECKING:
    import pandas as pd

Draw = Callable[[Learning, int, bool], Chart]


def _themed(told: Learning) -> pd.DataFrame:
    return by_theme(told.codings, told.themes, told.theme_links, told.fragments)


def _reach(told: Learning, k: int, agreed: bool) -> Chart:
    people = (told.fragments, told.participants, told.attendance, told.sessions)
    return draw_reach(learning_reach(told.codings, *people, k, agreed=agreed))


def _travels(told: Learning, _k: int, _agreed: bool) -> Chart:
    found = ideas_travel(_themed(told), told.fragments, told.participants, told.sessions)
    return draw_travels(found, in_order(told.sessions))


def _levels(told: Learning, _k: int, _agreed: bool) -> Chart:
    return draw_level_by_step(level_by_step(told.codings), *without_level_or_step(told.codings))


FIGURES: dict[str, Draw] = {
    "new_or_known": lambda told, _k, _agreed: draw_new_or_known(
        new_or_known(told.codings, told.sessions),
        certainty_per_session(told.codings, told.sessions),
        [*told.told_coverage(), *told.told_new()],
    ),
    "themes": lambda told, _k, _agreed: draw_themes_over_meetings(
        over_meetings(_themed(told), told.codings, told.sessions, told.quiet()),
        [*told.told_themes(), *told.told_coverage()],
    ),
    "wishes": lambda told, _k, _agreed: draw_wishes_per_meeting(wishes_per_meeting(told.wishes, told.sessions)),
    "reach": _reach,
    "travels": _travels,
    "ladder": lambda told, _k, _agreed: draw_ladder(ladder_over_meetings(_themed(told), told.codings, told.sessions)),
    "levels": _levels,
    "both_ways": lambda told, _k, _agreed: draw_understanding(understanding(told.codings)),
}
FIRST = 3  # figures with a button of their own; the others are folded


class Figures(Part[PartsPage]):
    """One figure at a time. What one group said yes to, another did not: that is forgotten with the series."""

    figure = "new_or_known"

    def start(self) -> None:
        """Nothing was drawn yet."""
        self.drawings: dict[tuple[str, str, bool, int], Block] = {}
        self.beside = self.has(TwoSeries, "beside")

    @property
    def agreed(self) -> bool:
        """Whether the group said yes to seeing small groups, now and on this screen."""
        return bool(self.chosen.get(AGREED))

    def blocks(self) -> list[Block]:
        """The buttons for the figures, then the figure that was chosen."""
        made = [button(say(f"see_learning.show.{f}"), "show", on=f == self.figure, figure=f) for f in FIGURES]
        first = buttons(*made[:FIRST], row=True, label=say("see_learning.choose"))
        more = fold(say("see_learning.more"), buttons(*made[FIRST:], label=say("see_learning.choose")))
        return [
            *phase_line(self.project, self.series_id),
            first,
            more,
            self._drawn(),
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
        self.page.refresh()
        self.page.tell(say("see_learning.shown", title=self._drawn()["title"]))

    def _drawn(self) -> Block:
        """The figure of this moment, drawn once."""
        now = (self.series_id, self.figure, self.agreed, last_seq(self.project))
        if now not in self.drawings:
            told = read_learning(self.project, self.series_id)
            self.drawings[now] = chart(FIGURES[self.figure](told, k_of(self.project, self.series_id), self.agreed))
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
