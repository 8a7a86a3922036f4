"""How far it comes (L4), on which level (A37), and understanding from both sides (B11), out of labels on words.

Pure functions over ``codings`` with ``signs`` (list: what the label stands for, as the group said), ``family``,
``fragment_id, session_id`` and ``option``. No label has a meaning here by its short id or its name. Changes that people
wrote on cards have a ladder of their own (``change.levels``).
"""

from __future__ import annotations

import pandas as pd

from ontmoet_research.coding import marked_with
from ontmoet_research.model.change import LEVELS, STAGES
from ontmoet_research.privacy.suppression import BROAD_GROUPS
from ontmoet_research.store import rows_of, with_none

from .over_time import told_of

__all__ = [
    "DIRECTIONS",
    "WANTS",
    "directions_of",
    "ladder_over_meetings",
    "level_by_step",
    "steps_and_levels",
    "understanding",
    "without_level_or_step",
]

STEP, LEVEL = "stap_", "niveau_"  # how the signs of steps and levels begin
WANTS = "willen_doen"
"""Wanting to do more feeds the ladder as a mark of its own (A42): a wish is no deed."""
UNDERSTANDING = "begrip"
DIRECTIONS = ("near>organisation", "organisation>near", "other", "unknown")
"""From the neighbourhood to an organisation, the other way round, another direction, or none noted."""


def ladder_over_meetings(themed: pd.DataFrame, codings: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Which steps each theme made in each meeting (L4, A04): every step is kept, also one lower than before.

    In: ``by_theme`` and the tables above. Gives a row per theme and meeting with at least 1 step or wish to do more:
    ``theme_id, theme, session_id, name, day``, ``at`` (place of the meeting by date, from 0), ``steps`` and ``levels``
    (lists, in order), ``wants`` (True when someone wants to do more: no step), ``highest`` (of this meeting) and
    ``so_far`` (highest of all meetings until now), both None without a step, and ``lower`` (True when the steps of this
    meeting stayed under what was reached before).
    """
    shown = told_of(sessions, codings["session_id"])
    found = themed[~themed["theme_id"].isin(_families_of_signs(codings))].merge(_marks(codings), on="fragment_id")
    rows = []
    for theme_id, one in found.groupby("theme_id", sort=False):
        best = -1
        for at, meeting in enumerate(rows_of(shown)):
            here = set(one.loc[one["session_id"] == meeting["session_id"], "sign"])
            steps = [step for step in STAGES if STEP + step in here]
            if not steps and WANTS not in here:
                continue
            highest = STAGES.index(steps[-1]) if steps else best
            lower, best = highest < best, max(best, highest)
            levels = [level for level in LEVELS if LEVEL + level in here]
            place = (meeting["session_id"], meeting["name"], meeting["day"], at)
            far = (steps[-1] if steps else None, STAGES[best] if best >= 0 else None)
            rows.append((theme_id, one["theme"].iloc[0], *place, steps, levels, WANTS in here, *far, lower))
    columns = ["theme_id", "theme", "session_id", "name", "day", "at", "steps", "levels", "wants", "highest"]
    told = pd.DataFrame(rows, columns=[*columns, "so_far", "lower"])
    return told.assign(**{name: with_none(told[name]) for name in ("highest", "so_far")})


def level_by_step(codings: pd.DataFrame) -> pd.DataFrame:
    """How many fragments are on each level (rows, ``LEVELS``) and step (columns, ``STAGES``); whole numbers (A37).

    A fragment with several levels or steps is counted in each, so the cells together are at least the number of
    fragments that have both. A second reader who places the same label changes nothing.
    """
    step, level = steps_and_levels(codings)
    both = level.merge(step, on="fragment_id")
    counted = pd.crosstab(both["level"], both["step"])
    return counted.reindex(index=list(LEVELS), columns=list(STAGES), fill_value=0).astype(int)


def without_level_or_step(codings: pd.DataFrame) -> tuple[int, int]:
    """How many fragments have both a level and a step, and how many have only one of the two."""
    step, level = (set(one["fragment_id"]) for one in steps_and_levels(codings))
    return len(step & level), len(step ^ level)


def understanding(codings: pd.DataFrame) -> pd.DataFrame:
    """From whom to whom understanding grew (B11): all of ``DIRECTIONS``, also those with 0.

    Perspectives are taken together as people from the neighbourhood and people from an organisation. A missing
    direction is allowed and counted apart. Gives ``direction`` and ``n_fragments`` (each fragment once a direction).
    """
    counted = directions_of(codings)["direction"].value_counts()
    return pd.DataFrame({"direction": DIRECTIONS, "n_fragments": [int(counted.get(one, 0)) for one in DIRECTIONS]})


def directions_of(codings: pd.DataFrame) -> pd.DataFrame:
    """Which way understanding grew in which piece: ``fragment_id, direction``, each once."""
    placed = codings[marked_with(codings, (UNDERSTANDING,))]
    told = placed[["fragment_id"]].assign(direction=[_direction(option) for option in placed["option"]])
    return told.drop_duplicates(ignore_index=True)


def steps_and_levels(codings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which steps (``fragment_id, step``) and levels (``fragment_id, level``) lie on which piece, each once."""
    placed = _marks(codings)
    step, level = (placed[placed["sign"].str.startswith(one)] for one in (STEP, LEVEL))
    return (
        step.assign(step=step["sign"].str.removeprefix(STEP))[["fragment_id", "step"]],
        level.assign(level=level["sign"].str.removeprefix(LEVEL))[["fragment_id", "level"]],
    )


def _marks(codings: pd.DataFrame) -> pd.DataFrame:
    """What each piece is marked with, once: ``fragment_id, sign``."""
    told = codings[["fragment_id"]].assign(sign=codings["signs"]).explode("sign")
    return told.dropna(subset=["sign"]).drop_duplicates(ignore_index=True).astype({"sign": str})


def _families_of_signs(codings: pd.DataFrame) -> set[str]:
    """Families of which every label that was placed is a step or a level: they are no theme with steps of its own."""
    only = [any(one.startswith((STEP, LEVEL)) for one in own) for own in codings["signs"]]
    told = codings.assign(only=only).groupby("family")["only"].all()
    return set(told.index[told.astype(bool)])


def _direction(option: object) -> str:
    """
    >>> _direction("resident>professional"), _direction("weet_niet>resident"), _direction(None)
    ('near>organisation', 'unknown', 'unknown')
    """
    start, _, end = str(option or "").partition(">")
    if start not in (*BROAD_GROUPS, "other") or end not in (*BROAD_GROUPS, "other"):
        return "unknown"
    told = f"{BROAD_GROUPS.get(start)}>{BROAD_GROUPS.get(end)}"
    return told if told in DIRECTIONS else "other"
