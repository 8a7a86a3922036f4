"""The figures of learning: *Nieuw of bekend?*, themes over meetings, wishes per meeting.

Each gives a Chart: figure, table and two to four sentences made from the same numbers. They read in black and white:
every part has its own hatch and its number in words beside it. What people typed is drawn as plain text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from ontmoet_research.charts import BLUE, HATCHES, INK, SAND, Chart, opens
from ontmoet_research.model.change import WISH_STATUSES
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated, without_marks
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .coverage import NOT_SEEN, NOT_WITH, NOT_YET
from .reading import reading_rules
from .themes import where_heard

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_new_or_known", "draw_themes_over_meetings", "draw_wishes_per_meeting"]

_SHADES = (BLUE, SAND, "white", "#b8c4d0")  # far apart in grey; neighbours also differ in hatch
_SILENT_SIGNS = {NOT_WITH: "·", NOT_YET: "+"}
"""Drawn in an empty cell where nobody looked, or where the label did not exist yet."""
_LARGEST = 760  # area of the largest circle, in square points
_STATUS_ORDER = ("opgepakt", "open", "geparkeerd", "samengevoegd")


def draw_new_or_known(counted: pd.DataFrame, certainty: pd.DataFrame, notes: Sequence[str] = ()) -> Chart:
    """Bars of new and returning labels per meeting (L2), from ``new_or_known`` and ``certainty_per_session``.

    The table keeps the doubt beside the numbers; ``notes`` are more sentences to stand under it.
    """
    doubts = certainty.set_index("session_id")
    table = pd.DataFrame(
        {
            say("learning.column.meeting"): counted["name"],
            say("learning.column.day"): counted["day"],
            say("learning.column.new"): _or_not_coded(counted, "n_new"),
            say("learning.column.known"): _or_not_coded(counted, "n_known"),
            say("learning.column.new_labels"): [", ".join(map(isolated, names)) for names in counted["new_labels"]],
            say("learning.column.doubt"): [_doubt(doubts, key) for key in counted["session_id"]],
        }
    )
    title = say("learning.new_or_known.title")
    if not counted["coded"].any():
        return Chart(title, say("learning.new_or_known.nothing"), table, draw_nothing("learning.new_or_known.nothing"))
    told = _tell_new_or_known(counted, certainty)
    return Chart(
        title, told, table, lambda ax: _bars_of_labels(ax, counted), _size(counted), (*notes, *reading_rules())
    )


def draw_themes_over_meetings(overview: pd.DataFrame, coverage: Sequence[str] = ()) -> Chart:
    """Dots per theme and meeting with the number of fragments in them, from ``over_meetings``.

    The table says the same in words: where a theme was heard, and where not and why. ``coverage`` are the sentences of
    ``tell_coverage``: what was read, and what does not count.
    """
    title = say("learning.themes.title")
    if not overview["n_fragments"].sum():
        return Chart(
            title, say("learning.themes.nothing"), where_heard(overview), draw_nothing("learning.themes.nothing")
        )
    size = (8.0, 1.7 + 0.55 * overview["theme_id"].nunique())
    told, table = _tell_themes(overview), where_heard(overview)
    return Chart(title, told, table, lambda ax: _dots(ax, overview), size, (*coverage, *reading_rules()))


def draw_wishes_per_meeting(counted: pd.DataFrame) -> Chart:
    """Bars of wishes per meeting by what became of them, from ``wishes_per_meeting``. The table adds up (B33)."""
    columns = {"name": "meeting", "day": "day"}
    table = counted[["name", "day", *_STATUS_ORDER, "total"]].rename(
        columns={name: say(f"learning.column.{key}") for name, key in columns.items()}
        | {name: say(f"learning.wish.{name}") for name in _STATUS_ORDER}
        | {"total": say("learning.column.total")}
    )
    sums = [say("learning.column.total"), "", *counted[[*_STATUS_ORDER, "total"]].sum()]
    table = pd.concat([table, pd.DataFrame([sums], columns=table.columns)], ignore_index=True)
    title = say("learning.wishes.title")
    if not counted["total"].sum():
        return Chart(title, say("learning.wishes.nothing"), table, draw_nothing("learning.wishes.nothing"))
    notes = (say("learning.rules.small"), say("learning.rules.score"))
    return Chart(title, _tell_wishes(counted), table, lambda ax: _bars_of_wishes(ax, counted), _size(counted), notes)


def _tell_new_or_known(counted: pd.DataFrame, certainty: pd.DataFrame) -> str:
    coded = counted[counted["coded"]]
    last = coded.iloc[-1]
    doubts = int(certainty[["twijfel", "weet_niet"]].to_numpy().sum())
    told = [
        say_count("learning.new_or_known.total", int(counted["n_new"].sum()), meetings=_meetings(len(coded))),
        _tell_last(last),
        say_count("learning.new_or_known.doubts", doubts, total=int(certainty["total"].sum())),
    ]
    waiting = len(counted) - len(coded)
    return " ".join([*told, *([say_count("learning.new_or_known.waiting", waiting)] if waiting else [])])


def _tell_last(last: pd.Series) -> str:
    new, meeting = int(last["n_new"]), _low(last["name"])
    if last["n_labels"] == 1:
        return say_count("learning.new_or_known.only", new, meeting=meeting)
    return say_count("learning.new_or_known.last", new, meeting=meeting, total=last["n_labels"])


def _tell_themes(overview: pd.DataFrame) -> str:
    heard = overview[overview["n_fragments"] > 0]
    spread = heard.groupby("theme_id", sort=False)["session_id"].nunique()
    told = [say_count("learning.themes.total", len(spread), meetings=_meetings(heard["session_id"].nunique()))]
    widest = spread[spread == spread.max()]
    if len(widest) == 1 < len(spread):
        theme = heard.loc[heard["theme_id"] == widest.index[0], "theme"].iloc[0]
        told.append(say("learning.themes.widest", theme=isolated(theme), n=widest.iloc[0]))
    elif 1 < len(widest) < len(spread):
        told.append(say("learning.themes.widest_several", themes=len(widest), meetings=_meetings(widest.iloc[0])))
    if spread.max() > 1 and (once := int((spread == 1).sum())):
        told.append(say_count("learning.themes.once", once))
    return " ".join([*told, *_tell_empty(overview)])


def _tell_empty(overview: pd.DataFrame) -> list[str]:
    """What an empty cell means, for each meaning that occurs."""
    there = set(overview["empty"])
    return [say(f"learning.themes.{one}") for one in (NOT_SEEN, *_SILENT_SIGNS) if one in there]


def _tell_wishes(counted: pd.DataFrame) -> str:
    sums = counted[list(WISH_STATUSES)].sum()
    told = [say_count("learning.wishes.total", int(sums.sum()))]
    told.append(say_count("learning.wishes.status.opgepakt", int(sums["opgepakt"])))
    if sums["open"]:
        told.append(say_count("learning.wishes.status.open", int(sums["open"])))
    resting = [name for name in ("geparkeerd", "samengevoegd") if sums[name]]
    if resting:
        parts = [say_count(f"learning.wishes.status.{name}", int(sums[name])) for name in resting]
        told.append(f"{join_words(parts)}.")
    return " ".join(told)


def _bars_of_labels(axes: Axes, counted: pd.DataFrame) -> None:
    places = range(len(counted))
    look: dict[str, Any] = {"color": _SHADES[0], "edgecolor": INK, "label": say("learning.new_or_known.new")}
    new = axes.barh(places, counted["n_new"], **look)
    known = axes.barh(
        places,
        counted["n_known"],
        left=counted["n_new"],
        color=_SHADES[1],
        edgecolor=INK,
        hatch=HATCHES[1],
        label=say("learning.new_or_known.known"),
    )
    for place, row in enumerate(rows_of(counted)):
        opens(new[place], f"new {row['session_id']}")
        opens(known[place], f"known {row['session_id']}")
        told = say("learning.new_or_known.bar", new=row["n_new"], known=row["n_known"])
        _beside(axes, row["n_labels"], place, told if row["coded"] else say("learning.not_coded"))
    _finish_bars(axes, counted, int(counted["n_labels"].max()), say("learning.new_or_known.axis"))


def _bars_of_wishes(axes: Axes, counted: pd.DataFrame) -> None:
    hatches = dict(zip(_STATUS_ORDER, (HATCHES[0], HATCHES[1], HATCHES[0], HATCHES[2]), strict=True))
    left = pd.Series(0, index=counted.index)
    for shade, status in zip(_SHADES, _STATUS_ORDER, strict=True):
        some = counted[counted[status] > 0]
        if len(some):
            name = say(f"learning.wish.{status}").lower()
            look: dict[str, Any] = {
                "color": shade,
                "hatch": hatches[status],
                "edgecolor": INK,
                "height": 0.7,
                "label": name,
            }
            axes.barh(some.index, some[status], left=left[some.index], **look)
        for place in some.index:
            _inside(axes, left[place] + some.loc[place, status] / 2, place, str(some.loc[place, status]))
        left = left + counted[status]
    for place, total in enumerate(counted["total"]):
        _beside(axes, total, place, say_count("learning.wishes.bar", int(total)))
    _finish_bars(axes, counted, int(counted["total"].max()), say("learning.wishes.axis"))


def _dots(axes: Axes, overview: pd.DataFrame) -> None:
    themes = overview.drop_duplicates("theme_id")
    meetings = overview.drop_duplicates("session_id").reset_index(drop=True)
    row_of = {key: at for at, key in enumerate(themes["theme_id"])}
    column_of = {key: at for at, key in enumerate(meetings["session_id"])}
    most = overview["n_fragments"].max()
    for cell in rows_of(overview[overview["n_fragments"] > 0]):
        x, y = column_of[cell["session_id"]], row_of[cell["theme_id"]]
        area = _LARGEST * cell["n_fragments"] / most  # the area follows the number, so that twice as much looks like it
        circle = axes.scatter(x, y, s=area, color="#d5e0ea", edgecolor=BLUE, linewidth=1.4, zorder=2)
        opens(circle, f"{cell['theme_id']} {cell['session_id']}")
        axes.text(x, y, str(cell["n_fragments"]), ha="center", va="center_baseline", fontsize=10, zorder=3)
    for at, meeting in enumerate(rows_of(meetings)):
        if not meeting["held"]:
            axes.axvspan(at - 0.45, at + 0.45, facecolor="white", edgecolor="#b0b0b0", hatch="///", linewidth=0)
        if not meeting["held"] or not meeting["coded"]:
            words = say("learning.not_coded" if meeting["held"] else "learning.not_held")
            look = {"facecolor": "white", "edgecolor": "none", "pad": 2}
            middle = (len(row_of) - 1) / 2
            axes.text(at, middle, words, rotation=90, ha="center", va="center", fontsize=9, bbox=look)
    for cell in rows_of(overview[overview["empty"].isin(_SILENT_SIGNS)]):
        place = (column_of[cell["session_id"]], row_of[cell["theme_id"]])
        axes.text(*place, _SILENT_SIGNS[cell["empty"]], ha="center", va="center", fontsize=11, color="#5a5a5a")
    axes.set_yticks(range(len(themes)), [_wrapped(name, 26) for name in themes["theme"]])
    axes.set_xticks(range(len(meetings)), [str(number) for number in meetings["number"]])
    axes.set_xlim(-0.6, len(meetings) - 0.4)
    axes.set_ylim(len(themes) - 0.4, -0.6)
    axes.set_xlabel(say("learning.themes.axis"))
    told = [say("learning.themes.circle"), *_tell_empty(overview)]
    axes.set_title("\n".join(told), loc="left", fontsize=10, pad=10)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color="#c9c9c9", linewidth=0.8)
    axes.tick_params(length=0)


def _finish_bars(axes: Axes, counted: pd.DataFrame, longest: int, axis: str) -> None:
    names = [f"{name}\n{day}" if day else name for name, day in zip(counted["name"], counted["day"], strict=True)]
    axes.set_yticks(range(len(counted)), names, fontsize=9)
    axes.set_ylim(len(counted) - 0.5, -0.5)
    axes.set_xlim(0, max(longest, 1) * 1.55)  # room for the words beside the longest bar
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_title(axis, loc="left", fontsize=11, pad=30)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, frameon=False, fontsize=10, borderaxespad=0.2)


def _beside(axes: Axes, end: int, place: int, words: str) -> None:
    axes.annotate(words, (end, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=10)


def _inside(axes: Axes, x: float, y: float, words: str) -> None:
    patch = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    axes.text(x, y, words, ha="center", va="center_baseline", fontsize=10, bbox=patch)


def _size(counted: pd.DataFrame) -> tuple[float, float]:
    return (8.0, 1.3 + 0.42 * len(counted))


def draw_nothing(key: str):  # type: ignore[no-untyped-def] # a painter, see Chart.draw
    def draw(axes: Axes) -> None:
        axes.set_axis_off()
        axes.text(0.5, 0.5, _wrapped(say(key), 40), ha="center", va="center", transform=axes.transAxes)

    return draw


def _wrapped(words: str, width: int) -> str:
    return "\n".join(textwrap.wrap(without_marks(words), width, max_lines=3, placeholder=" …"))


def _or_not_coded(counted: pd.DataFrame, column: str) -> list[str]:
    words = say("learning.not_coded")
    return [str(n) if coded else words for n, coded in zip(counted[column], counted["coded"], strict=True)]


def _doubt(doubts: pd.DataFrame, session_id: str) -> str:
    if session_id not in doubts.index or not doubts.loc[session_id, "total"]:
        return ""
    row = doubts.loc[session_id]
    return say("learning.new_or_known.doubt", doubt=row["twijfel"] + row["weet_niet"], total=row["total"])


def _meetings(n: int) -> str:
    return say_count("learning.new_or_known.meetings", int(n))


def _low(name: str) -> str:
    return name[:1].lower() + name[1:]
