"""The overview of *Wat verandert er?*: how far it came and where, WAM, what it is worth; one figure at a time."""

from __future__ import annotations

from collections.abc import Callable

from ontmoet_research.change import (
    count_sure,
    draw_levels,
    draw_value,
    draw_wam,
    easy_steps,
    ladder_per_theme,
    value_layers,
    wam_parts,
)
from ontmoet_research.change.effects import Effects
from ontmoet_research.charts import Chart
from ontmoet_research.record import in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, listing, side_by_side, text
from ontmoet_research.screens.numbers_out import figure_block
from ontmoet_research.store import read_table, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .parts import ChangePart

FIGURES: dict[str, Callable[[Effects], Chart | None]] = {
    "levels": lambda told: draw_levels(told.changes),
    "wam": lambda told: draw_wam(wam_parts(told.changes)),
    "value": lambda told: draw_value(value_layers(told.changes, told.stories, told.indicators)),
}


class ChangeOverview(ChangePart):
    """The part with the figures."""

    figure = "levels"

    def blocks(self) -> list[Block]:
        """How sure it is, buttons for the figures, the chosen figure, and the same in words."""
        told = self.read("stories", "indicators")
        if told.changes.empty and told.stories.empty:
            return [text(say("see_changes.no_cards"))]
        sure = [say_count(f"see_changes.sure.{level}", n) for level, n in count_sure(told.changes).items()]
        made = [
            button(say(f"see_changes.show.{one}"), "show_figure", on=one == self.figure, figure=one) for one in FIGURES
        ]
        drawn = FIGURES[self.figure](told)
        figure = figure_block(self.page, drawn) if drawn else text(say(f"effect.{self.figure}.nothing"))
        return [
            listing(sure),
            buttons(*made, row=True, label=say("see_changes.which_figure")),
            figure,
            *self._in_words(told),
            fold(
                say("see_changes.easy"),
                listing(map(isolated, easy_steps(told.changes)["what"]), empty=say("see_changes.no_easy")),
            ),
            fold(say("see_changes.region"), listing(_region(told), empty=say("see_changes.region_unknown"))),
        ]

    @gesture
    def show_figure(self, figure: str) -> None:
        """Show another figure."""
        if figure in FIGURES:
            self.page.wait()
            self.figure = figure
        self.page.refresh()
        self.page.tell(say("see_changes.shown"))

    def _in_words(self, told: Effects) -> list[Block]:
        if self.figure == "wam":
            parts = rows_of(wam_parts(told.changes))
            cards = [
                (say(f"effect.wam.{one['part']}"), [say(f"effect.wam_means.{one['part']}"), *one["words"]], "")
                for one in parts
            ]
            return [side_by_side(cards)]
        if self.figure == "value":
            layers = rows_of(value_layers(told.changes, told.stories, told.indicators))
            return [
                fold(
                    say(f"effect.value.{one['layer']}"),
                    listing([*one["words"], *one["numbers"]], empty=say("see_changes.empty_layer")),
                )
                for one in layers
            ]
        themes = read_table(self.project, "themes")
        steps = ladder_per_theme(told.changes, themes)
        lines = [
            say(
                "see_changes.step_lower" if one["lower"] else "see_changes.step",
                theme=isolated(one["title"]),
                stage=say(f"effect.stage.{one['stage']}").lower(),
                day=in_words(one["since"]) if one["since"] else say("effect.card.unknown"),
            )
            for one in rows_of(steps)
        ]
        return [fold(say("see_changes.ladder"), listing(lines, empty=say("see_changes.no_ladder")))]


def _region(told: Effects) -> list[str]:
    effects = told.changes["region_effect"].dropna()
    return [isolated(one) for one in effects if one.strip()]
