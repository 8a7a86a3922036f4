"""How far a change came (zien, bespreken, doen, doorbroken) and on which levels; counts of changes, never marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.model.change import LEVELS, STAGES
from ontmoet_research.store import rows_of

from .outcomes import SIGNAL

if TYPE_CHECKING:
    import pandas as pd

SURE = ("signaal", "bevestigd_door_1", "bevestigd_buiten_groep")
REACHED = ("doen", "doorbroken")

__all__ = ["SURE", "count_sure", "easy_steps", "ladder_per_theme", "stage_by_level", "without_place"]


def stage_by_level(changes: pd.DataFrame) -> pd.DataFrame:
    """How many changes are on each level (rows) and step (columns, in the order of the ladder).

    In: ``change_id``, ``stage``, ``levels`` (list). A change on several levels is counted on each, so
    the cells together are at least the number of changes that have both. Out: whole numbers; index ``LEVELS``, columns
    ``STAGES``.
    """
    import pandas as pd

    placed = changes.explode("levels")
    counted = pd.crosstab(placed["levels"], placed["stage"])
    return counted.reindex(index=list(LEVELS), columns=list(STAGES), fill_value=0).astype(int)


def without_place(changes: pd.DataFrame) -> int:
    """How many changes have no step or no level yet, so that they are in no cell of ``stage_by_level``."""
    return int((changes["stage"].isna() | ~changes["levels"].map(bool).astype(bool)).sum())


def ladder_per_theme(changes: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Each step a theme made, by day; a lower later step is shown and marked, never merged away (A04).

    In: ``change_id``, ``theme_ids`` (list), ``stage``, ``since``; ``theme_id``, ``title``. Out, a row per theme and
    change with a step: ``theme_id``, ``title``, ``change_id``, ``since``, ``stage``, ``highest`` (highest step so far)
    and ``lower`` (True when this step is lower than one before it). Changes without a day come last.
    """
    import pandas as pd

    titles = dict(zip(themes["theme_id"], themes["title"], strict=True))
    told = changes.explode("theme_ids")
    told = told[told["theme_ids"].isin(titles.keys()) & told["stage"].isin(STAGES)]
    told = told.sort_values("since", kind="stable", na_position="last")
    rows, best = [], dict.fromkeys(titles, -1)
    for one in rows_of(told):
        theme, step = one["theme_ids"], STAGES.index(one["stage"])
        lower, best[theme] = step < best[theme], max(best[theme], step)
        rows.append((theme, titles[theme], one["change_id"], one["since"], one["stage"], STAGES[best[theme]], lower))
    columns = ["theme_id", "title", "change_id", "since", "stage", "highest", "lower"]
    order = {theme: at for at, theme in enumerate(titles)}
    return pd.DataFrame(sorted(rows, key=lambda row: order[row[0]]), columns=columns)


def count_sure(changes: pd.DataFrame) -> dict[str, int]:
    """How many changes are a signal, confirmed by someone, and confirmed outside the group; all three, also zeros."""
    told = changes["substantiation"].fillna(SIGNAL)
    return {level: int((told == level).sum()) for level in SURE}


def easy_steps(changes: pd.DataFrame) -> pd.DataFrame:
    """Small step, large effect: changes that took little and came as far as doing (B14). Columns as given."""
    return changes[
        (changes["effort"] == "makkelijk") & changes["stage"].isin(REACHED) & (changes["direction"] != "slechter")
    ]
