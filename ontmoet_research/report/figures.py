"""The figure of the report itself: how many people were at each meeting (domain report 8.3, F1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.charts import BLUE, Chart
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_attendance"]


def draw_attendance(attended: Mapping[str, int | None], k: int) -> Chart:
    """F1: a row of dots per meeting, one dot for each person, the whole group together; hidden ones have no dots."""
    table = pd.DataFrame(
        {
            say("report.column.meeting"): list(attended),
            say("report.column.people"): [_told(n) for n in attended.values()],
        }
    )
    known = [n for n in attended.values() if n is not None]
    told = [say_count("report.attended.range", len(known), least=min(known), most=max(known))] if known else []
    hidden = len(attended) - len(known)
    told += [say_count("report.attended.hidden", hidden, k=k)] if hidden else []
    size = (8.0, 1.0 + 0.4 * len(attended))
    title, notes = say("report.attended.title"), (say("report.attended.dots"),)
    return Chart(title, " ".join(told), table, lambda axes: _dots(axes, attended), size, notes)


def _dots(axes: Axes, attended: Mapping[str, int | None]) -> None:
    for place, number in enumerate(attended.values()):
        axes.plot(range(1, (number or 0) + 1), [place] * (number or 0), "o", color=BLUE, markersize=9)
        axes.text((number or 0) + 0.6, place, _told(number), va="center")
    axes.set_yticks(range(len(attended)), list(attended))
    axes.set_xticks([])
    axes.set_xlim(0, max((n or 0) for n in attended.values()) + 4)
    axes.spines["bottom"].set_visible(False)
    axes.set_ylim(-0.6, len(attended) - 0.4)
    axes.invert_yaxis()


def _told(number: int | None) -> str:
    return say("report.attended.few") if number is None else str(number)
