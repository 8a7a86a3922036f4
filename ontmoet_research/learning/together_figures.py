"""The figure of labels that stand together: a network that stays readable with many labels, and its table."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ontmoet_research.charts import BLUE, INK, Chart, opens
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated, without_marks
from ontmoet_research.words import say, say_count

from .figures import draw_nothing
from .reading import reading_rules

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_together"]

MOST_LINES = 60  # more can't be told apart
NEAR = 0.3  # how far along its line a number stands, away from the middle where lines cross


def draw_together(found: pd.DataFrame) -> Chart:
    """Labels as circles, a line between two that stand together, from ``together``; the table has every pair.

    Of many pairs only those that stand together most often are drawn; how many are not, is said. Labels stand on a
    circle, with those of one cluster after each other, so that names stay apart with 72 of them.
    """
    title = say("learning.together.title")
    table = pd.DataFrame(
        {
            say("learning.together.one"): [isolated(name) for name in found["one"]],
            say("learning.together.other"): [isolated(name) for name in found["other"]],
            say("learning.together.both"): found["n_together"],
            say("learning.together.of_one"): found["n_one"],
            say("learning.together.of_other"): found["n_other"],
        }
    )
    notes = (say("learning.together.means"), *reading_rules())
    if found.empty:
        nothing = "learning.together.nothing"
        return Chart(title, say(nothing), table, draw_nothing(nothing), notes=notes)
    first, shown = found.iloc[0], _drawn(found)
    told = say_count(
        "learning.together.total",
        len(found),
        one=isolated(first["one"]),
        other=isolated(first["other"]),
        pieces=say_count("learning.fragments", int(first["n_together"])),
    )
    if left := len(found) - len(shown):
        least = int(shown["n_together"].min())
        notes = (say_count("learning.together.left", left, least=least), *notes)
    size = (11.0, 8.6)
    return Chart(title, told, table, lambda axes: _network(axes, shown), size, notes)


def _drawn(found: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are drawn: as many as can be told apart, and never half of those that stand together as often."""
    if len(found) <= MOST_LINES:
        return found
    just_out = found["n_together"].iloc[MOST_LINES]
    kept = found[found["n_together"] > just_out]
    return kept if len(kept) else found.head(MOST_LINES)


def _network(axes: Axes, shown: pd.DataFrame) -> None:
    import networkx as nx

    graph = nx.Graph()
    for row in rows_of(shown):  # the most often first, so that these become neighbours on the circle
        graph.add_edge(row["one_id"], row["other_id"])
    order = [key for part in nx.connected_components(graph) for key in nx.dfs_preorder_nodes(graph, min(part))]
    places = nx.circular_layout(order)
    most = int(shown["n_together"].max())
    for row in rows_of(shown):
        (x, y), (x2, y2) = places[row["one_id"]], places[row["other_id"]]
        n = int(row["n_together"])
        axes.plot([x, x2], [y, y2], color="#8a8a8a", linewidth=0.8 + 4 * n / most, zorder=1, solid_capstyle="round")
        box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
        near = (x + (x2 - x) * NEAR, y + (y2 - y) * NEAR)
        number = axes.text(near[0], near[1], str(n), fontsize=8, ha="center", va="center", bbox=box, zorder=2)
        opens(number, f"{row['one_id']} {row['other_id']}")
    _names(axes, shown, places)
    axes.set_aspect("equal")
    axes.set_xlim(-2.1, 2.1)
    axes.set_ylim(-1.65, 1.65)
    axes.set_axis_off()
    axes.set_title(say("learning.together.signs"), loc="left", fontsize=10, pad=8)


def _names(axes: Axes, shown: pd.DataFrame, places: Mapping[str, Any]) -> None:
    """Each label beside its place on the circle, turned so that neighbours don't touch."""
    both = [("one_id", "one"), ("other_id", "other")]
    names = {key: name for ids, words in both for key, name in zip(shown[ids], shown[words], strict=True)}
    for key, name in names.items():
        x, y = places[key]
        angle = math.degrees(math.atan2(y, x))
        right = x >= 0
        look: dict[str, Any] = {"ha": "left" if right else "right", "va": "center", "rotation_mode": "anchor"}
        turned = angle if right else angle - 180
        words = textwrap.shorten(without_marks(name), 30, placeholder=" …")
        axes.text(x * 1.06, y * 1.06, words, fontsize=9, color=INK, rotation=turned, **look)
        axes.plot(x, y, marker="o", markersize=5, color=BLUE, zorder=3)
