"""The figures of change: step and level, WAM, kinds of value, ripples. Each is a Chart: figure, table and sentence.

They read in black and white; numbers stand in words beside every part. None is a mark or a ranking. Where there is
nothing to draw, a figure is None and its screen or report prints the sentence ``effect.<figure>.nothing``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ontmoet_research.charts import BLUE, HATCHES, INK, SAND, Chart
from ontmoet_research.model.change import LEVELS, STAGES
from ontmoet_research.store import rows_of, with_none
from ontmoet_research.text.bidi import isolated, without_marks
from ontmoet_research.text.dutch import format_date, join_words
from ontmoet_research.words import say, say_count

from .levels import stage_by_level, without_place
from .ripples import ripples_in_order

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_levels", "draw_ripples", "draw_value", "draw_wam"]

_BOX = 3.3  # width of a ripple in inches
_ROW = 0.95  # height of a ripple with the space under it


def draw_levels(changes: pd.DataFrame) -> Chart | None:
    """A grid of three levels by four steps with the number of changes in each, from ``read_changes``.

    None when no change has both. The caption says that one change can be counted on several levels.
    """
    counted = stage_by_level(changes)
    if not counted.to_numpy().sum():
        return None
    table = counted.rename(
        index={one: say(f"effect.level.{one}") for one in LEVELS},
        columns={one: say(f"effect.stage.{one}") for one in STAGES},
    )
    table = table.reset_index(names=say("effect.column.level"))
    table.columns.name = None
    missing = without_place(changes)
    furthest = next(one for one in reversed(STAGES) if counted[one].sum())
    told = [
        say_count("effect.levels.total", len(changes) - missing),
        say("effect.levels.furthest", stage=say(f"effect.stage.{furthest}").lower()),
        *([say_count("effect.levels.missing", missing)] if missing else []),
    ]
    notes = (say("effect.levels.several", cells=int(counted.to_numpy().sum())), say("effect.rules.no_mark"))
    title = say("effect.levels.title")
    return Chart(title, " ".join(told), table, lambda axes: _grid(axes, counted), (8.0, 3.2), notes)


def draw_wam(parts: pd.DataFrame) -> Chart | None:
    """Three bars with words and counts, from ``wam_parts``; None when no change has a part of WAM."""
    if not parts["n"].sum():
        return None
    names = [say(f"effect.wam.{one}") for one in parts["part"]]
    table = pd.DataFrame(
        {
            say("effect.column.part"): names,
            say("effect.column.means"): [say(f"effect.wam_means.{one}") for one in parts["part"]],
            say("effect.column.n"): parts["n"],
            say("effect.column.changes"): [_listed(words) for words in parts["words"]],
        }
    )
    told = [say_count(f"effect.wam_count.{part}", int(n)) for part, n in zip(parts["part"], parts["n"], strict=True)]
    notes = (say("effect.rules.no_mark"), say("effect.rules.several"))
    title = say("effect.wam.title")
    return Chart(title, " ".join(told), table, lambda axes: _bars(axes, names, parts["n"]), (8.0, 2.6), notes)


def draw_value(layers: pd.DataFrame) -> Chart | None:
    """Bars of changes and stories per kind of value, from ``value_layers``; None when none has a kind.

    In the table a number stands beside the words it goes with, never alone.
    """
    n = layers["n_changes"] + layers["n_stories"]
    if not n.sum():
        return None
    names = [say(f"effect.value.{one}") for one in layers["layer"]]
    table = pd.DataFrame(
        {
            say("effect.column.value"): names,
            say("effect.column.n"): n,
            say("effect.column.words"): [_listed(words) for words in layers["words"]],
            say("effect.column.numbers"): [_listed(numbers) for numbers in layers["numbers"]],
        }
    )
    told = [
        say(
            "effect.value.told",
            changes=_some("effect.value.changes", layers["n_changes"]),
            stories=_some("effect.value.stories", layers["n_stories"]),
        ),
        *(
            [say("effect.value.empty", layers=join_words(name for name, one in zip(names, n, strict=True) if not one))]
            if (n == 0).any()
            else []
        ),
    ]
    notes = (say("effect.rules.several"), say("effect.rules.no_mark"))
    title = say("effect.value.title")
    return Chart(title, " ".join(told), table, lambda axes: _bars(axes, names, n), (8.0, 3.6), notes)


def draw_ripples(ripples: pd.DataFrame) -> Chart | None:
    """Ripples from left to right, each in a row of its own, in the order of the table; None without ripples.

    In: the table ``ripples`` with ``row_id`` and ``at``. The picture grows with what there is, so it can be printed
    large. What hangs on nothing is drawn too, with a broken line. The table says the same as a list.
    """
    ordered, skipped = ripples_in_order(ripples)
    if ordered.empty:
        return None
    number = dict(zip(ordered["ripple_id"], ordered["number"], strict=True))
    table = pd.DataFrame(
        {
            say("effect.column.number"): ordered["number"],
            say("effect.column.what"): [isolated(one) for one in ordered["text"]],
            say("effect.column.kind"): [say(f"effect.ripple.{one}") for one in ordered["kind"]],
            say("effect.column.after"): [join_words(number[one] for one in came) for came in ordered["from_ids"]],
            say("effect.column.direction"): [_direction(one) for one in with_none(ordered["direction"])],
            say("effect.column.day"): [_day(one) for one in with_none(ordered["date"])],
        }
    )
    size = (_BOX * (1 + ordered["depth"].max()) * 1.12 + 0.4, max(_ROW * len(ordered) + 0.5, 2.0))
    notes = (say("effect.ripples.how"), say("effect.ripples.hope"))
    told = _tell_ripples(ordered, len(skipped))
    return Chart(say("effect.ripples.title"), told, table, lambda axes: _rings(axes, ordered), size, notes)


def _tell_ripples(ordered: pd.DataFrame, skipped: int) -> str:
    effects = ordered[ordered["kind"] == "effect"]
    worse = int(ordered["direction"].isin(["slechter", "gemengd"]).sum())
    told = [
        say(
            "effect.ripples.total",
            activities=say_count("effect.ripples.activities", int((ordered["kind"] == "activiteit").sum())),
            effects=say_count("effect.ripples.effects", len(effects)),
        ),
        *([say_count("effect.ripples.isolated", alone)] if (alone := int(ordered["isolated"].sum())) else []),
        say_count("effect.ripples.worse", worse),
        *([say_count("effect.ripples.skipped", skipped)] if skipped else []),
    ]
    return " ".join(told)


def _grid(axes: Axes, counted: pd.DataFrame) -> None:
    most = max(counted.to_numpy().max(), 1)
    for y, level in enumerate(LEVELS):
        for x, stage in enumerate(STAGES):
            n = int(counted.loc[level, stage])
            look: dict[str, Any] = {
                "facecolor": SAND if n else "white",
                "edgecolor": INK,
                "linewidth": 1 + 2 * n / most,
            }
            axes.add_patch(_rectangle(x - 0.46, y - 0.4, 0.92, 0.8, **look))
            axes.text(x, y, str(n) if n else "–", ha="center", va="center", fontsize=15 if n else 12)
    axes.set_xlim(-0.55, len(STAGES) - 0.45)
    axes.set_ylim(len(LEVELS) - 0.5, -0.5)
    axes.set_xticks(range(len(STAGES)), [_wrapped(say(f"effect.stage.{one}"), 16) for one in STAGES])
    axes.set_yticks(range(len(LEVELS)), [_wrapped(say(f"effect.level.{one}"), 20) for one in LEVELS])
    axes.xaxis.tick_top()
    _bare(axes)


def _bars(axes: Axes, names: list[str], counts: pd.Series[int]) -> None:
    look: dict[str, Any] = {"color": SAND, "edgecolor": INK, "hatch": HATCHES[1], "height": 0.6}
    axes.barh(range(len(names)), counts, **look)
    for place, n in enumerate(counts):
        told = say_count("effect.bar", int(n))
        axes.annotate(told, (n, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=11)
    axes.set_yticks(range(len(names)), [_wrapped(name, 28) for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, max(int(counts.max()), 1) * 1.35)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)


def _rings(axes: Axes, ordered: pd.DataFrame) -> None:
    place = {
        one: (depth * _BOX * 1.12, at * _ROW)
        for at, (one, depth) in enumerate(zip(ordered["ripple_id"], ordered["depth"], strict=True))
    }
    height = _ROW * 0.8
    for one in rows_of(ordered):
        x, y = place[one["ripple_id"]]
        for source in one["from_ids"]:
            start_x, start_y = place[source]
            arrow = {
                "arrowstyle": "-|>",
                "color": BLUE,
                "linewidth": 1.3,
                "connectionstyle": "angle,angleA=-90,angleB=180,rad=4",
            }
            axes.annotate(
                "",
                (x, y),
                xytext=(start_x + 0.3, start_y + height / 2 * (1 if y > start_y else -1)),
                arrowprops=arrow,
                zorder=1,
            )
        activity = one["kind"] == "activiteit"
        look: dict[str, Any] = {
            "facecolor": "white" if activity else SAND,
            "edgecolor": BLUE if activity else INK,
            "linewidth": 2.4 if activity else 1.0,
            "linestyle": "--" if one["isolated"] else "-",
        }
        axes.add_patch(_rectangle(x, y - height / 2, _BOX, height, zorder=2, **look))
        axes.text(x + 0.09, y, _in_box(one), ha="left", va="center", fontsize=11, zorder=3, linespacing=1.15)
    deepest = max(x for x, _ in place.values())
    axes.set_xlim(-0.1, deepest + _BOX + 0.1)
    axes.set_ylim((len(ordered) - 0.4) * _ROW, -0.6 * _ROW)
    axes.set_xticks([])
    axes.set_yticks([])
    _bare(axes)


def _in_box(one: Mapping[Any, Any]) -> str:
    direction = _direction(one["direction"])
    told = f"{one['number']}  {one['text']}" + (
        f" ({direction})" if one["direction"] in ("slechter", "gemengd") else ""
    )
    return _wrapped(told, 37)


def _rectangle(x: float, y: float, width: float, height: float, **look: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), width, height, **look)


def _bare(axes: Axes) -> None:
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)


def _wrapped(words: str, width: int) -> str:
    return "\n".join(textwrap.wrap(without_marks(words), width, max_lines=3, placeholder=" …"))


def _listed(words: list[str]) -> str:
    return " · ".join(isolated(one) for one in words) or "–"


def _some(key: str, counts: pd.Series[int]) -> str:
    return say_count(key, int((counts > 0).sum()))


def _direction(value: object) -> str:
    return say(f"effect.direction.{value}") if value else ""


def _day(value: str | None) -> str:
    return format_date(date.fromisoformat(value)) if value else ""
