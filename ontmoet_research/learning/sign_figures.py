"""The figures of the signs of learning: who learns, does the idea travel, how far, on which level, both ways.

As in ``figures``: figure, table and sentence from the same numbers, readable in black and white, never a score.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.charts import BLUE, HATCHES, INK, SAND, Chart, opens
from ontmoet_research.model.change import LEVELS, STAGES
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated, without_marks
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .figures import draw_nothing
from .reach import OTHERS
from .reading import reading_rules

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_ladder", "draw_level_by_step", "draw_reach", "draw_travels", "draw_understanding"]

_LOOK = ("white", SAND, "#b8c4d0", BLUE)  # from the first step to the last; the word stands in it as well


def draw_reach(counted: pd.DataFrame) -> Chart:
    """Bars of the share of perspectives that learned, per meeting, from ``learning_reach`` (L1)."""
    title = say("learning.reach.title")
    table = pd.DataFrame(
        {
            say("learning.column.meeting"): counted["name"],
            say("learning.column.day"): counted["day"],
            say("learning.column.learns"): [_reach(row) for row in rows_of(counted)],
            say("learning.column.who_learned"): [_voices(names) for names in counted["learning"]],
            say("learning.column.fragments"): counted["n_fragments"],
        }
    )
    if not counted["n_fragments"].sum():
        return Chart(title, say("learning.reach.nothing"), table, draw_nothing("learning.reach.nothing"))
    learned = int((counted["n_fragments"] > 0).sum())
    told = [say_count("learning.reach.total", learned, all=len(counted)), say("learning.reach.means")]
    if counted["whole"].any():
        told.append(say("learning.reach.whole"))
    size = (8.0, 1.3 + 0.42 * len(counted))
    notes = (say("learning.reach.speakers"), *reading_rules())
    return Chart(title, " ".join(told), table, lambda axes: _bars_of_reach(axes, counted), size, notes)


def draw_travels(found: pd.DataFrame, sessions: pd.DataFrame) -> Chart:
    """Which perspective took up a theme after another, from ``ideas_travel`` (L3) and the meetings in order."""
    title = say("learning.travels.title")
    table = pd.DataFrame(
        {
            say("learning.column.theme"): found["theme"],
            say("learning.column.first_from"): [
                say("learning.travels.at", who=_began(who, unknown), meeting=_low(where))
                for who, unknown, where in zip(found["start"], found["start_unknown"], found["first"], strict=True)
            ],
            say("learning.column.later_by"): [
                say("learning.travels.at", who=_voice(who), meeting=_low(where))
                for who, where in zip(found["taken_up_by"], found["meeting"], strict=True)
            ],
        }
    )
    notes = (say("learning.travels.speakers"), *reading_rules())
    if found.empty:
        nothing = "learning.travels.nothing"
        return Chart(title, say(nothing), table, draw_nothing(nothing), notes=notes)
    first = found.iloc[0]
    example = say(
        "learning.travels.example",
        theme=isolated(first["theme"]),
        start=_began(first["start"], first["start_unknown"]),
        end=_voice(first["taken_up_by"]),
    )
    told = f"{say_count('learning.travels.total', found['theme_id'].nunique())} {example}"
    size = (8.0, 1.4 + 0.6 * found["theme_id"].nunique())
    return Chart(title, told, table, lambda axes: _lines(axes, found, list(sessions["name"])), size, notes)


def draw_ladder(rows: pd.DataFrame) -> Chart:
    """The steps of each theme per meeting, from ``ladder_over_meetings`` (L4); a lower later step stays visible."""
    title = say("learning.ladder.title")
    table = pd.DataFrame(
        {
            say("learning.column.theme"): rows["theme"],
            say("learning.column.meeting"): rows["name"],
            say("learning.column.steps"): [
                _steps(steps, wants) for steps, wants in zip(rows["steps"], rows["wants"], strict=True)
            ],
            say("learning.column.level"): [_levels(levels) for levels in rows["levels"]],
            say("learning.column.so_far"): [say(f"effect.stage.{one}") if one else "" for one in rows["so_far"]],
            say("learning.column.lower"): [say("learning.ladder.lower") if one else "" for one in rows["lower"]],
        }
    )
    notes = (say("learning.ladder.wanting"), *reading_rules())
    if rows.empty:
        nothing = "learning.ladder.nothing"
        return Chart(title, say(nothing), table, draw_nothing(nothing), notes=notes)
    stepped = rows.loc[[bool(steps) for steps in rows["steps"]]]
    told = [say_count("learning.ladder.total", stepped["theme_id"].nunique())]
    if len(stepped):
        best = max(STAGES.index(one) for one in stepped["so_far"])
        told.append(say("learning.ladder.furthest", step=say(f"effect.stage.{STAGES[best]}").lower()))
    if rows["wants"].any():
        told.append(say_count("learning.ladder.wants", rows.loc[rows["wants"], "theme_id"].nunique()))
    told += [say("learning.ladder.stays")] if rows["lower"].any() else []
    size = (8.0, 1.2 + 0.6 * rows["theme_id"].nunique())
    return Chart(title, " ".join(told), table, lambda axes: _grid_of_steps(axes, rows), size, notes)


def draw_level_by_step(counted: pd.DataFrame, both: int, one_only: int) -> Chart:
    """Fragments per level and step, from ``level_by_step`` and ``without_level_or_step`` (A37)."""
    title = say("learning.levels.title")
    table = counted.rename(
        index={one: say(f"effect.level.{one}") for one in LEVELS},
        columns={one: say(f"effect.stage.{one}") for one in STAGES},
    ).reset_index(names=say("learning.column.level"))
    table.columns.name = None
    if not both:
        nothing = "learning.levels.nothing"
        return Chart(title, say(nothing), table, draw_nothing(nothing))
    told = [say_count("learning.levels.total", both)]
    told += [say_count("learning.levels.one_only", one_only)] if one_only else []
    notes = (say("learning.levels.several", cells=int(counted.to_numpy().sum()), n=both), *reading_rules())
    return Chart(title, " ".join(told), table, lambda axes: _grid_of_levels(axes, counted), (8.0, 3.2), notes)


def draw_understanding(counted: pd.DataFrame) -> Chart:
    """Two arrows, always both, with how many fragments tell of understanding that way, from ``understanding`` (B11)."""
    title = say("learning.both_ways.title")
    names = [say(f"learning.both_ways.way.{one.replace('>', '_')}") for one in counted["direction"]]
    table = pd.DataFrame({say("learning.column.way"): names, say("learning.column.fragments"): counted["n_fragments"]})
    n = dict(zip(counted["direction"], counted["n_fragments"], strict=True))
    there, back = (int(n[one]) for one in ("near>organisation", "organisation>near"))
    told = [say("learning.both_ways.there", n=there), say("learning.both_ways.back", n=back)]
    told += [say_count(f"learning.both_ways.{one}", int(n[one])) for one in ("other", "unknown") if n[one]]
    notes = (say("learning.both_ways.means"), *reading_rules())
    return Chart(title, " ".join(told), table, lambda axes: _arrows(axes, there, back), (8.0, 2.6), notes)


def _bars_of_reach(axes: Axes, counted: pd.DataFrame) -> None:
    for place, row in enumerate(rows_of(counted)):
        length = 0 if pd.isna(row["reach"]) else row["reach"]  # NaN: nobody was noted as present
        whole = axes.barh(place, 1, color="white", edgecolor="#8a8a8a", height=0.6)
        opens(whole[0], row["session_id"])
        axes.barh(place, length, color=SAND, edgecolor=INK, hatch=HATCHES[1], height=0.6)
        axes.annotate(_reach(row), (1, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=10)
    axes.set_yticks(
        range(len(counted)), [f"{name}\n{day}" for name, day in zip(counted["name"], counted["day"], strict=True)]
    )
    axes.tick_params(axis="y", labelsize=9)
    axes.set_ylim(len(counted) - 0.5, -0.5)
    axes.set_xlim(0, 2)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_title(say("learning.reach.axis"), loc="left", fontsize=11, pad=10)


def _lines(axes: Axes, found: pd.DataFrame, meetings: list[str]) -> None:
    themes = list(dict.fromkeys(found["theme_id"]))
    place = {name: at for at, name in enumerate(meetings)}
    for row in rows_of(found):
        y, start, end = themes.index(row["theme_id"]), place[row["first"]], place[row["meeting"]]
        look = {"arrowstyle": "-|>", "color": INK, "shrinkA": 6, "shrinkB": 6}
        axes.annotate("", (end, y), (start, y), arrowprops=look)
        axes.scatter(start, y, s=110, color="white", edgecolor=BLUE, linewidth=1.8, zorder=3)
        taken = axes.scatter(end, y, s=110, color=BLUE, marker="s", zorder=3)
        opens(taken, f"{row['theme_id']} {row['taken_up_by']}")
    names = [found.loc[found["theme_id"] == one, "theme"].iloc[0] for one in themes]
    axes.set_yticks(range(len(themes)), [_wrapped(name, 26) for name in names])
    axes.set_xticks(range(len(meetings)), [name.rsplit(" ", 1)[-1] for name in meetings])
    axes.set_xlim(-0.5, len(meetings) - 0.5)
    axes.set_ylim(len(themes) - 0.5, -0.5)
    axes.set_xlabel(say("learning.themes.axis"))
    axes.set_title(say("learning.travels.signs"), loc="left", fontsize=10, pad=10)


def _grid_of_steps(axes: Axes, rows: pd.DataFrame) -> None:
    themes = list(dict.fromkeys(rows["theme_id"]))
    meetings = list(dict.fromkeys(rows.sort_values("at")["name"]))
    for row in rows_of(rows):
        x, y = meetings.index(row["name"]), themes.index(row["theme_id"])
        step = STAGES.index(row["highest"]) if row["steps"] else 0
        look = {"boxstyle": "round", "facecolor": _LOOK[step], "edgecolor": INK if row["steps"] else "#8a8a8a"}
        color = "white" if step == len(STAGES) - 1 else INK
        marks = [*(str(STAGES.index(one) + 1) for one in row["steps"]), *(["w"] if row["wants"] else [])]
        told = " ".join(marks)
        box = axes.text(x, y, told, ha="center", va="center_baseline", fontsize=12, color=color, bbox=look)
        opens(box, f"{row['theme_id']} {row['session_id']}")
    axes.set_yticks(
        range(len(themes)), [_wrapped(rows.loc[rows["theme_id"] == one, "theme"].iloc[0], 26) for one in themes]
    )
    axes.set_xticks(range(len(meetings)), [name.rsplit(" ", 1)[-1] for name in meetings])
    axes.set_xlim(-0.6, len(meetings) - 0.4)
    axes.set_ylim(len(themes) - 0.5, -0.5)
    axes.set_xlabel(say("learning.themes.axis"))
    axes.set_title(say("learning.ladder.signs"), loc="left", fontsize=10, pad=10)


def _grid_of_levels(axes: Axes, counted: pd.DataFrame) -> None:
    for y, level in enumerate(LEVELS):
        for x, stage in enumerate(STAGES):
            n = int(counted.loc[level, stage])
            look = {"boxstyle": "square,pad=0.8", "facecolor": SAND if n else "white", "edgecolor": INK}
            opens(
                axes.text(x, y, str(n) if n else "–", ha="center", va="center", fontsize=14, bbox=look),
                f"{level} {stage}",
            )
    axes.set_xlim(-0.6, len(STAGES) - 0.4)
    axes.set_ylim(len(LEVELS) - 0.5, -0.5)
    axes.set_xticks(range(len(STAGES)), [say(f"effect.stage.{one}") for one in STAGES])
    axes.set_yticks(range(len(LEVELS)), [_wrapped(say(f"effect.level.{one}"), 20) for one in LEVELS])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _arrows(axes: Axes, there: int, back: int) -> None:
    near, far = (_wrapped(say(f"learning.both_ways.{one}"), 16) for one in ("near", "organisation"))
    box = {"boxstyle": "round,pad=0.6", "facecolor": SAND, "edgecolor": INK}
    axes.text(0.0, 0.5, near, ha="center", va="center", bbox=box)
    axes.text(1.0, 0.5, far, ha="center", va="center", bbox=box)
    for n, start, end, y in ((there, 0.2, 0.8, 0.75), (back, 0.8, 0.2, 0.25)):
        style = {"arrowstyle": "-|>", "color": INK, "linewidth": 2, "linestyle": "-" if n else ":"}
        axes.annotate("", (end, y), (start, y), arrowprops=style)
        words = axes.text(0.5, y + 0.06, say_count("learning.fragments", n), ha="center", va="bottom", fontsize=11)
        opens(words, "near>organisation" if start < end else "organisation>near")
    axes.set_xlim(-0.2, 1.2)
    axes.set_ylim(0, 1.1)
    axes.set_axis_off()


def _reach(row: dict) -> str:  # type: ignore[type-arg] # a row of a table
    if not row["coded"]:
        return say("learning.not_coded")
    if not row["n_present"] or row["whole"] or not row["n_fragments"]:
        return say_count("learning.reach.all_together", row["n_fragments"])
    if pd.isna(row["reach"]):
        return say_count("learning.reach.by_unknown", row["n_fragments"])
    return say("learning.reach.share", n=row["n_learning"], all=row["n_present"])


def _voices(names: list[str]) -> str:
    return join_words(_voice(one) for one in names)


def _began(names: list[str], unknown: bool) -> str:
    """Who began; nobody is left out unsaid."""
    if not names:
        return say("learning.voice.unknown")
    told = join_words(say("learning.voice.someone") if one == OTHERS else _voice(one) for one in names)
    return f"{told} ({say('learning.voice.also_unknown')})" if unknown else told


def _voice(name: str) -> str:
    if "+" in name:
        return say("learning.voice.both", who=join_words(_voice(one) for one in name.split("+")))
    return say(f"group.perspective.{name}" if name in PERSPECTIVES else f"learning.voice.{name}")


def _steps(steps: list[str], wants: bool) -> str:
    told = [say(f"effect.stage.{one}").lower() for one in steps]
    return join_words([*told, *([say("learning.ladder.want")] if wants else [])])


def _levels(levels: list[str]) -> str:
    return join_words(say(f"effect.level.{one}").lower() for one in levels)


def _wrapped(words: str, width: int) -> str:
    return "\n".join(textwrap.wrap(without_marks(words), width, max_lines=3, placeholder=" …"))


def _low(name: str) -> str:
    return name[:1].lower() + name[1:]
