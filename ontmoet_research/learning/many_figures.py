"""Small multiples: themes x meetings of one to twenty series on one scale, with in words how each theme goes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ontmoet_research.charts import INK, Chart
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated, without_marks
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

from .coverage import NOT_CODED, NOT_SEEN, NOT_WITH, NOT_YET
from .figures import draw_nothing
from .many_series import as_mapped, courses
from .reading import reading_rules

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_many_series"]

WIDEST = 34  # meetings beside each other before the next series begins a row of its own
GAP = 1.6  # columns between two series
SIGNS = {NOT_WITH: "·", NOT_YET: "+", NOT_CODED: "?"}
DARKEST = 0.78  # how black the largest share is; the number stays readable on it


class Band(NamedTuple):
    """A row of series: each with the place of its first column."""

    series: list[tuple[str, float]]
    top: float


def draw_many_series(cells: pd.DataFrame, hidden: Sequence[str] = (), cares: Sequence[str] = ()) -> Chart:
    """The figure, from ``themes_of_series`` of each series with a column ``series``.

    The shade is the share of the pieces read for the theme, on one scale for all; the number is how many pieces.
    ``hidden`` are titles of series of too few people, which are not in it; ``cares`` say what differs between them.
    """
    title = say("learning.many.title")
    notes = [say("learning.many.too_few", series=join_words(map(isolated, hidden)))] if hidden else []
    if cells.empty or not cells["n_fragments"].sum():
        nothing = "learning.many.nothing"
        return Chart(title, say(nothing), pd.DataFrame(), draw_nothing(nothing), notes=(*notes, *reading_rules()))
    shown = as_mapped(cells, {})
    bands = _bands(shown)
    rows = len(shown["row"].unique())
    size = (11.0, 0.9 + len(bands) * (0.3 * rows + 1.0))
    table, told = _table(shown), _tell(shown)
    notes += [say("learning.many.course_means"), say("learning.across.other_people"), *cares, *reading_rules()]
    return Chart(title, told, table, lambda axes: _paint(axes, shown, bands), size, tuple(notes))


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    """A row for each theme, a column for each series: how it goes there, in words."""
    told = courses(shown.assign(theme=shown["row"], theme_id=shown["row"]))
    rows = {row: {say("learning.column.theme"): row} for row in shown["row"].unique()}
    for one in rows_of(told):
        rows[one["theme"]][one["series"]] = say(
            "learning.many.cell",
            course=say(f"learning.many.course.{one['course']}"),
            heard=one["n_heard"],
            meetings=one["n_meetings"],
        )
    table = pd.DataFrame(rows.values())
    return table.astype(object).where(table.notna(), say("learning.many.not_here"))


def _tell(shown: pd.DataFrame) -> str:
    """How much there is to see, then of each theme how it goes in each series."""
    told = courses(shown.assign(theme=shown["row"], theme_id=shown["row"]))
    several = told["series"].nunique() > 1
    sentences = [say_count("learning.many.total", told["theme"].nunique(), series=_series(told["series"].nunique()))]
    for theme, own in told.groupby("theme", sort=False):
        parts = []
        for course, alike in groupby(
            sorted(rows_of(own), key=lambda one: str(one["course"])), lambda one: one["course"]
        ):
            words, titles = say(f"learning.many.course.{course}"), [isolated(one["series"]) for one in alike]
            parts.append(say("learning.many.there", course=words, series=join_words(titles)) if several else words)
        sentences.append(say("learning.many.sentence", theme=isolated(str(theme)), courses="; ".join(parts)))
    return " ".join(sentences)


def _course(one: dict[str, Any]) -> str:
    return str(one["course"])


def _series(n: int) -> str:
    return say_count("learning.many.series", n)


def _bands(shown: pd.DataFrame) -> list[Band]:
    """The series in rows that are not too wide, in the order in which they came."""
    widths = shown.groupby("series", sort=False)["session_id"].nunique()
    height = len(shown["row"].unique()) + 3.2
    bands: list[Band] = []
    now: list[tuple[str, float]] = []
    at = 0.0
    for series, width in widths.items():
        if now and at + width > WIDEST:
            bands.append(Band(now, height * len(bands)))
            now, at = [], 0.0
        now.append((str(series), at))
        at += width + GAP
    return [*bands, Band(now, height * len(bands))]


def _paint(axes: Axes, shown: pd.DataFrame, bands: list[Band]) -> None:
    names = list(dict.fromkeys(shown["row"]))
    largest = float(shown["share"].max())
    ticks = []
    for band in bands:
        ticks += [(band.top + at, name) for at, name in enumerate(names)]
        for series, left in band.series:
            _paint_series(axes, shown[shown["series"] == series], names, (left, band.top), largest)
    axes.set_yticks([at for at, _ in ticks], [_short(name) for _, name in ticks], fontsize=9)
    axes.set_xticks([])
    axes.set_xlim(-0.6, WIDEST if len(bands) > 1 else max(12.0, bands[0].series[-1][1] + _width(shown, bands[0])))
    axes.set_ylim(bands[-1].top + len(names) + 1.4, -1.8)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    there = [one for one in (NOT_SEEN, *SIGNS) if (shown["empty"] == one).any()]
    told = [say("learning.many.signs"), *(say(f"learning.themes.{one}") for one in there if one != NOT_CODED)]
    told += [say("learning.many.not_coded")] if NOT_CODED in there else []
    told += [say("learning.many.no_cells")] if shown["row"].nunique() * _meetings(shown) > len(_joined(shown)) else []
    axes.set_title("\n".join(textwrap.wrap(" ".join(told), 110)), loc="left", fontsize=9, pad=8)


def _meetings(shown: pd.DataFrame) -> int:
    return int(shown["session_id"].nunique())


def _width(shown: pd.DataFrame, band: Band) -> float:
    return float(shown.loc[shown["series"] == band.series[-1][0], "session_id"].nunique())


def _paint_series(axes: Axes, own: pd.DataFrame, names: list[str], place: tuple[float, float], largest: float) -> None:
    left, top = place
    meetings = own.drop_duplicates("session_id").reset_index(drop=True)
    column = {key: left + at for at, key in enumerate(meetings["session_id"])}
    axes.text(
        left - 0.5, top - 1.0, _short(str(own["series"].iloc[0]), 34), fontsize=10, fontweight="bold", va="center"
    )
    for cell in rows_of(_joined(own)):
        _paint_cell(axes, cell, column[cell["session_id"]], top + names.index(cell["row"]), largest)
    for meeting in rows_of(meetings):
        x, foot = column[meeting["session_id"]], top + len(names) - 0.3
        day = str(meeting["date"] or "")
        when = f"{int(day[8:10])}-{int(day[5:7])}" if len(day) == 10 else ""
        axes.text(x, foot, str(meeting["number"]), ha="center", va="top", fontsize=8)
        axes.text(x, foot + 0.55, when, ha="center", va="top", fontsize=6, rotation=45 if len(meetings) > 14 else 0)
    half = left + (len(meetings) + 1) // 2 - 0.5
    axes.plot([half, half], [top - 0.6, top + len(names) - 0.4], color=INK, linewidth=1.2, linestyle=":", zorder=3)


def _joined(own: pd.DataFrame) -> pd.DataFrame:
    """Themes that stand in one row: their pieces together, each once."""
    keys = ["row", "session_id"]
    if not own.duplicated(keys).any():
        return own
    most = own.groupby(keys, sort=False)["n_read"].transform("max")
    told = own.assign(n_read=most).sort_values("n_fragments", ascending=False, kind="stable")
    pieces = told.groupby(keys)["fragment_ids"].agg(lambda lists: len({one for ids in lists for one in ids}))
    told = told.drop_duplicates(keys)
    n = [int(pieces[row, session]) for row, session in zip(told["row"], told["session_id"], strict=True)]
    return told.assign(n_fragments=n, share=pd.Series(n, index=told.index) / told["n_read"].where(told["n_read"] > 0))


def _paint_cell(axes: Axes, cell: dict[str, Any], x: float, y: float, largest: float) -> None:
    from matplotlib.patches import Rectangle

    share = float(cell["share"] or 0) / largest * DARKEST if cell["n_fragments"] else 0.0
    look: dict[str, Any] = {"facecolor": str(1 - share), "edgecolor": "#c9c9c9", "linewidth": 0.6}
    if not cell["held"]:
        look |= {"hatch": "////", "edgecolor": "#8a8a8a"}
    axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, **look, in_layout=False))
    words = str(cell["n_fragments"]) if cell["n_fragments"] else SIGNS.get(cell["empty"], "")
    color = "white" if share > 0.5 else INK
    axes.text(x, y, words, ha="center", va="center", fontsize=8, color=color, in_layout=False)


def _short(name: str, width: int = 30) -> str:
    return textwrap.shorten(without_marks(name), width, placeholder=" …")
