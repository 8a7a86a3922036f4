"""The figure of two series beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.charts import BLUE, HATCHES, INK, SAND, Chart
from ontmoet_research.text.bidi import isolated, without_marks
from ontmoet_research.words import say

from .figures import draw_nothing
from .reading import reading_rules

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_beside_each_other"]


def draw_beside_each_other(
    table: pd.DataFrame, titles: tuple[str, str], sizes: tuple[int, int], k: int, cares: list[str]
) -> Chart:
    """Two bars per place, one for each series, from ``beside_each_other``.

    ``sizes`` is how many people each series has: under ``k`` nothing is drawn and no number is told. ``cares`` are the
    sentences on what differs (another version of the method, other lists of labels).
    """
    title, names = say("learning.across.title"), [isolated(one) for one in titles]
    notes = (*cares, say("learning.across.other_people"), *reading_rules())
    if min(sizes) < k:
        told = say("learning.across.too_few", k=k)
        return Chart(title, told, pd.DataFrame(), draw_nothing("learning.across.hidden"), notes=notes)
    shown = pd.DataFrame({say("learning.across.place"): table["place"]})
    for name, column in zip(names, ("one", "other"), strict=True):
        for kind in ("new", "known"):
            numbers = table[f"{kind}_{column}"]
            cells = [say("learning.across.no_meeting") if pd.isna(n) else str(n) for n in numbers]
            shown[say(f"learning.across.{kind}", series=name)] = cells
    if table.empty:
        nothing = "learning.new_or_known.nothing"
        return Chart(title, say(nothing), shown, draw_nothing(nothing), notes=notes)
    told = " ".join(
        say(
            "learning.across.told", series=name, new=int(table[f"new_{column}"].sum()), n=table[f"new_{column}"].count()
        )
        for name, column in zip(names, ("one", "other"), strict=True)
    )
    size = (8.0, 1.6 + 0.8 * len(table))
    return Chart(title, told, shown, lambda axes: _bars(axes, table, titles), size, notes)


def _bars(axes: Axes, table: pd.DataFrame, titles: tuple[str, str]) -> None:
    looks = ((BLUE, ""), (SAND, HATCHES[1]))
    for at, (name, (color, hatch), series) in enumerate(zip(("one", "other"), looks, titles, strict=True)):
        counted = table[f"new_{name}"].fillna(0).astype(int)
        places = [place + (at - 0.5) * 0.36 for place in range(len(table))]
        label = without_marks(series)
        axes.barh(places, counted, height=0.34, color=color, hatch=hatch, edgecolor=INK, label=label)
        for place, new, there in zip(places, counted, table[f"new_{name}"].notna(), strict=True):
            told = str(new) if there else say("learning.across.no_meeting")
            axes.annotate(told, (new, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=10)
    axes.set_yticks(range(len(table)), [say("learning.across.nth", n=n) for n in table["place"]])
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.margins(x=0.25)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_title(say("learning.across.axis"), loc="left", fontsize=11, pad=30)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, fontsize=10, borderaxespad=0.2)
