"""Every figure of learning, registered once: what it counts and how it is drawn. Screen, report and notebook use this.

``k`` is the smallest group that may stand apart; ``agreed`` says that the group said yes to seeing small ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontmoet_research.charts import Chart

from .figures import draw_new_or_known, draw_themes_over_meetings, draw_wishes_per_meeting
from .ladder import ladder_over_meetings, level_by_step, understanding, without_level_or_step
from .over_time import certainty_per_session, in_order, new_or_known, wishes_per_meeting
from .reach import learning_reach
from .sign_figures import draw_ladder, draw_level_by_step, draw_reach, draw_travels, draw_understanding
from .together import together
from .together_figures import draw_together

if TYPE_CHECKING:
    import pandas as pd

    from .tables import Learning

__all__ = ["FIGURES", "Figure", "draw_figure"]


OF_WISHES = ("wishes",)  # a wish counts also when the words it came from do not


@dataclass(frozen=True)
class Figure:
    """``count`` gives what is counted, ``draw`` makes the Chart of it; both get the tables of a series."""

    count: Callable[[Learning, int, bool], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Learning], Chart]


def draw_figure(name: str, told: Learning, k: int, *, agreed: bool = False) -> Chart:
    """The figure with this name, of one series; its ``data`` is what was counted. Errors: ``KeyError`` without one.

    What does not count, and why, is among its notes, also where there is nothing to draw.
    """
    found = FIGURES[name].count(told, k, agreed)
    made = FIGURES[name].draw(found, told)
    unsaid = [one for one in told.told_left_out() if one not in made.notes and name not in OF_WISHES]
    return replace(made, data=found, notes=(*unsaid, *made.notes))


def _reach(told: Learning, k: int, agreed: bool) -> pd.DataFrame:
    people = (told.fragments, told.participants, told.attendance, told.sessions)
    return learning_reach(told.codings, *people, k, agreed=agreed)


def _draw_new_or_known(found: pd.DataFrame, told: Learning) -> Chart:
    doubt = certainty_per_session(told.codings, told.sessions)
    return draw_new_or_known(found, doubt, [*told.told_coverage(), *told.told_new()])


FIGURES: Mapping[str, Figure] = {
    "new_or_known": Figure(lambda told, _k, _a: new_or_known(told.codings, told.sessions), _draw_new_or_known),
    "themes": Figure(
        lambda told, _k, _a: told.overview(),
        lambda found, told: draw_themes_over_meetings(found, [*told.told_themes(), *told.told_coverage()]),
    ),
    "wishes": Figure(
        lambda told, _k, _a: wishes_per_meeting(told.wishes, told.sessions),
        lambda found, _: draw_wishes_per_meeting(found),
    ),
    "reach": Figure(_reach, lambda found, _: draw_reach(found)),
    "travels": Figure(
        lambda told, _k, _a: told.travels(), lambda found, told: draw_travels(found, in_order(told.sessions))
    ),
    "ladder": Figure(
        lambda told, _k, _a: ladder_over_meetings(told.themed(), told.codings, told.sessions),
        lambda found, _: draw_ladder(found),
    ),
    "levels": Figure(
        lambda told, _k, _a: level_by_step(told.codings),
        lambda found, told: draw_level_by_step(found, *without_level_or_step(told.codings)),
    ),
    "together": Figure(lambda told, _k, _a: together(told.codings), lambda found, _: draw_together(found)),
    "both_ways": Figure(lambda told, _k, _a: understanding(told.codings), lambda found, _: draw_understanding(found)),
}
"""The figures by name, in the order in which people meet them."""
