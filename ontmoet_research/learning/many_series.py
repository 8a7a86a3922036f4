"""Themes x meetings of one to twenty series on one scale (small multiples), and a sentence a theme a series.

The share is of the pieces that were read for a theme, so that a long evening and a short one can be laid side by side.
How a theme goes over time is told in the words of Saldaña (2003, Longitudinal Qualitative Research): it rises, fades,
returns, stops, stays or never comes. It is a description of what readers saw, and only of meetings in which somebody
looked for the theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.store import rows_of

from .coverage import NOT_CODED, NOT_SEEN
from .themes import cell_in_words

if TYPE_CHECKING:
    from .tables import Learning

__all__ = ["COURSES", "as_mapped", "course_of", "courses", "themes_of_series"]

NEVER, STAYS, RETURNS, STOPS, RISES, FADES, SOMETIMES, SHORT = COURSES = (
    *("never", "stays", "returns", "stops", "rises", "fades", "sometimes", "short"),
)
"""How a theme goes over the meetings in which somebody looked for it; *short*: fewer than three of these."""
LEAST = 3  # meetings without which nothing is said of a course
APART = 1.5  # how many times more the one half has than the other, before it is called rising or fading


def themes_of_series(told: Learning) -> pd.DataFrame:
    """``over_meetings`` of a series, also of themes that go on and that nobody heard here, and beside each cell:

    ``n_read`` (pieces read for the theme), ``share`` (NaN where nobody read for it), ``date`` (ISO) and ``told`` (the
    number, or what the empty cell means, in words).
    """
    cells, read = _with_unheard(told, told.overview()), told.read_for()
    days = dict(zip(told.sessions["session_id"], told.sessions["date"], strict=True))
    pairs = list(zip(cells["theme_id"], cells["session_id"], strict=True))
    cells["n_read"] = [max(read.get(pair, 0), n) for pair, n in zip(pairs, cells["n_fragments"], strict=True)]
    cells["share"] = cells["n_fragments"] / cells["n_read"].where(cells["n_read"] > 0)
    cells["date"] = cells["session_id"].map(days)
    cells["told"] = [cell_in_words(cell) for cell in rows_of(cells)]
    return cells


def _with_unheard(told: Learning, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells, and those of themes that nobody heard here: that is told too."""
    going_on = told.themes[(told.themes["status"].fillna("idee") != "gestopt")]
    meetings, quiet, found = cells.drop_duplicates("session_id"), told.quiet(), [cells]
    for theme in rows_of(going_on[~going_on["theme_id"].isin(cells["theme_id"])]):
        means = [
            (quiet.get((theme["theme_id"], one["session_id"]), NOT_SEEN) if one["coded"] else NOT_CODED)
            if one["held"]
            else ""
            for one in rows_of(meetings)
        ]
        silent = meetings.assign(theme_id=theme["theme_id"], theme=theme["title"], n_fragments=0, empty=means)
        found.append(silent.assign(fragment_ids=[[] for _ in means]))
    return pd.concat(found, ignore_index=True)


def courses(cells: pd.DataFrame) -> pd.DataFrame:
    """How each theme goes in each series: ``series, theme_id, theme, course`` (``COURSES``), ``n_meetings`` (in which
    somebody looked), ``n_heard``, ``first`` and ``last`` (numbers of meetings where it was heard; None without).

    In: ``themes_of_series`` of each series with a column ``series``.
    """
    rows = []
    for (series, theme_id), own in cells.groupby(["series", "theme_id"], sort=False):
        looked = own[(own["n_fragments"] > 0) | (own["empty"] == NOT_SEEN)]
        heard = looked.loc[looked["n_fragments"] > 0, "number"].to_list()
        shares = looked["share"].fillna(0.0).to_list()
        place = (heard[0], heard[-1]) if heard else (None, None)
        rows.append((series, theme_id, own["theme"].iloc[0], course_of(shares), len(looked), len(heard), *place))
    columns = ["series", "theme_id", "theme", "course", "n_meetings", "n_heard", "first", "last"]
    return pd.DataFrame(rows, columns=columns)


def course_of(shares: Sequence[float]) -> str:
    """How these shares go, in order of date; one of ``COURSES``.

    Never: all zero. Stays: heard each time. Stops: nothing in the last third (at least two meetings), after it was
    heard. Returns: heard, then at least two meetings of silence, then heard again. Rises or fades: the mean of the last
    half is at least 1.5 times that of the first, or the other way round. Stays goes before rises only when neither half
    is that much larger. Otherwise: sometimes.

    >>> [course_of(one) for one in ([0, 0, 0], [1, 1, 1], [1, 0, 0, 1], [1, 1, 1, 0, 0], [0, 0, 1, 1], [3, 1, 1], [1])]
    ['never', 'stays', 'returns', 'stops', 'rises', 'fades', 'short']
    """
    if len(shares) < LEAST:
        return SHORT
    heard = [at for at, share in enumerate(shares) if share]
    if not heard:
        return NEVER
    silent = len(shares) - 1 - heard[-1]
    if silent >= max(2, len(shares) // 3):
        return STOPS
    if any(later - earlier > 2 for earlier, later in pairwise(heard)):
        return RETURNS
    half = len(shares) // 2
    first, last = sum(shares[:half]) / half, sum(shares[-half:]) / half
    if last >= APART * first and last > first:
        return RISES
    if first >= APART * last and first > last:
        return FADES
    return STAYS if len(heard) == len(shares) else SOMETIMES


def as_mapped(cells: pd.DataFrame, same: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """The cells with themes that people said are the same in several series under one name.

    ``same``: (series, theme_id) -> name. Themes without one keep their own title, of which those with the same title
    (whatever its capitals) stand in one row.
    """
    names = [
        same.get((series, key), " ".join(title.split()))
        for series, key, title in zip(cells["series"], cells["theme_id"], cells["theme"], strict=True)
    ]
    shown = {name.casefold(): name for name in reversed(names)}
    return cells.assign(row=[shown[name.casefold()] for name in names])
