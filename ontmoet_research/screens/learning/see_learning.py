"""Zo leren we samen: one figure with its sentences under it; other figures and series by a button."""

from __future__ import annotations

from collections.abc import Callable

from ontmoet_research.charts import Chart
from ontmoet_research.learning import (
    Learning,
    by_theme,
    certainty_per_session,
    draw_new_or_known,
    draw_themes_over_meetings,
    draw_wishes_per_meeting,
    new_or_known,
    over_meetings,
    read_learning,
    wishes_per_meeting,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, chart, select
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.phase_line import phase_line
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, last_seq
from ontmoet_research.words import say

FIGURES: dict[str, Callable[[Learning], Chart]] = {
    "new_or_known": lambda told: draw_new_or_known(
        new_or_known(told.codings, told.sessions), certainty_per_session(told.codings, told.sessions)
    ),
    "themes": lambda told: draw_themes_over_meetings(
        over_meetings(
            by_theme(told.codings, told.themes, told.theme_links, told.fragments), told.codings, told.sessions
        )
    ),
    "wishes": lambda told: draw_wishes_per_meeting(wishes_per_meeting(told.wishes, told.sessions)),
}


class SeeLearning(Page):
    """One figure at a time."""

    name = "see_learning"
    asks_person = False

    def start(self) -> None:
        """Open on *Nieuw of bekend?* of the first series."""
        self.figure = "new_or_known"
        self.kept: dict[tuple[str, str, int], Block] = {}
        if self.series() is None and self.all_series():
            self.series_id = self.all_series()[0][0]

    def blocks(self) -> list[Block]:
        """The buttons for the figures, then the figure that was chosen."""
        known = self.all_series()
        which = [select(say("page.which_series"), "choose_series", known, self.series_id)] if len(known) > 1 else []
        made = [button(say(f"see_learning.show.{f}"), "show", on=f == self.figure, figure=f) for f in FIGURES]
        return [
            *phase_line(self.project, self.series_id),
            *which,
            buttons(*made, row=True, label=say("see_learning.choose")),
            self._drawn(),
        ]

    @gesture
    def show(self, figure: str) -> None:
        """Show another figure."""
        self.wait()
        if figure in FIGURES:
            self.figure = figure
        self.refresh()
        self.tell(say("see_learning.shown", title=self._drawn()["title"]))

    def _drawn(self) -> Block:
        """The figure of this moment, drawn once."""
        now = (self.series_id, self.figure, last_seq(self.project))
        if now not in self.kept:
            self.kept[now] = chart(FIGURES[self.figure](read_learning(self.project, self.series_id)))
        return self.kept[now]


def see_learning(project: Project | None = None) -> SeeLearning:
    """The screen of notebook 06; ``project`` is the one of this notebook unless given."""
    return SeeLearning(project or here())
