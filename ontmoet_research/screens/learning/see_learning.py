"""Zo leren we samen: one figure with its sentences under it; other figures and series by a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

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
from ontmoet_research.screens.blocks import Block, button, buttons, chart, fold, select
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, last_seq
from ontmoet_research.words import say

from .two_series import TwoSeries

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


class SeeLearning(TwoSeries):
    """One figure at a time."""

    name = "see_learning"
    asks_person = False

    def start(self) -> None:
        """Open on *Nieuw of bekend?* of the first series."""
        self.figure = "new_or_known"
        self.agreed = False
        self.kept: dict[tuple[str, str, bool, int], Block] = {}
        if self.series() is None and self.all_series():
            self.series_id = self.all_series()[0][0]

    def blocks(self) -> list[Block]:
        """The buttons for the figures, then the figure that was chosen."""
        known = self.all_series()
        which = [select(say("page.which_series"), "choose_series", known, self.series_id)] if len(known) > 1 else []
        made = [button(say(f"see_learning.show.{f}"), "show", on=f == self.figure, figure=f) for f in FIGURES]
        first = buttons(*made[:FIRST], row=True, label=say("see_learning.choose"))
        more = fold(say("see_learning.more"), buttons(*made[FIRST:], label=say("see_learning.choose")))
        return [
            *phase_line(self.project, self.series_id),
            *which,
            first,
            more,
            self._drawn(),
            *not_counting_blocks(self.project, self.series_id),
            *self._small_groups(),
            *self.two_series(),
        ]

    @gesture
    def show(self, figure: str) -> None:
        """Show another figure."""
        self.wait()
        if figure in FIGURES:
            self.figure = figure
        self.refresh()
        self.tell(say("see_learning.shown", title=self._drawn()["title"]))

    @gesture
    def agree(self) -> None:
        """The group said yes to seeing small groups, now and on this screen; or takes that back."""
        self.agreed = not self.agreed
        self.refresh()

    def series_chosen(self) -> None:
        """What one group said yes to, another did not."""
        self.agreed = False

    def _small_groups(self) -> list[Block]:
        if self.figure != "reach":
            return []
        small = say("equal_voices.hide_small") if self.agreed else say("equal_voices.agreed")
        return [button(small, "agree", more="" if self.agreed else say("equal_voices.agreed_more"))]

    def _drawn(self) -> Block:
        """The figure of this moment, drawn once."""
        now = (self.series_id, self.figure, self.agreed, last_seq(self.project))
        if now not in self.kept:
            told = read_learning(self.project, self.series_id)
            self.kept[now] = chart(FIGURES[self.figure](told, self.k_of(self.series_id), self.agreed))
        return self.kept[now]


def see_learning(project: Project | None = None) -> SeeLearning:
    """The screen of notebook 06; ``project`` is the one of this notebook unless given."""
    return SeeLearning(project or here())
