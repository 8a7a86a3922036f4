"""How far it comes (L4), on which level (A37), and understanding from both sides (B11), out of labels on words.

Pure functions over ``codings`` with ``code`` (short id of the label), ``fragment_id, session_id`` and ``option``.
Changes that people wrote on cards have a ladder of their own (``change.levels``).
"""

from __future__ import annotations

import pandas as pd

from ontmoet_research.model.change import LEVELS, STAGES
from ontmoet_research.privacy.suppression import BROAD_GROUPS
from ontmoet_research.store import rows_of

from .over_time import told_of

__all__ = ["DIRECTIONS", "ladder_over_meetings", "level_by_step", "understanding", "without_level_or_step"]

STEP_OF = {"TR01": "zien", "TR02": "bespreken", "TR03": "doen", "TR04": "doorbroken", "SL12": "doen"}
"""Labels that say how far it came; *Willen doen* (SL12) feeds the ladder too (A42)."""
LEVEL_OF = {"NV01": "individueel", "NV02": "instelling", "NV03": "maatschappelijk"}
NO_THEMES = ("niveau", "stap")  # families of these labels themselves
UNDERSTANDING = "SL07"
DIRECTIONS = ("near>organisation", "organisation>near", "other", "unknown")
"""From the neighbourhood to an organisation, the other way round, another direction, or none noted."""


def ladder_over_meetings(themed: pd.DataFrame, codings: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Which steps each theme made in each meeting (L4, A04): every step is kept, also one lower than before.

    In: ``by_theme`` and the tables above. Gives a row per theme and meeting with at least 1 step: ``theme_id, theme,
    session_id, name, day, steps`` and ``levels`` (lists, in order), ``highest`` (of this meeting), ``so_far`` (highest
    of all meetings until now) and ``lower`` (True when this meeting stayed under what was reached before).
    """
    shown = told_of(sessions, codings["session_id"])
    placed = codings[["fragment_id", "code"]].assign(
        step=codings["code"].map(STEP_OF), level=codings["code"].map(LEVEL_OF)
    )
    found = themed[~themed["theme_id"].isin(NO_THEMES)].merge(placed, on="fragment_id")
    rows = []
    for theme_id, one in found.groupby("theme_id", sort=False):
        best = -1
        for meeting in rows_of(shown):
            here = one[one["session_id"] == meeting["session_id"]]
            steps = [step for step in STAGES if step in set(here["step"])]
            if not steps:
                continue
            highest = STAGES.index(steps[-1])
            lower, best = highest < best, max(best, highest)
            levels = [level for level in LEVELS if level in set(here["level"])]
            place = (meeting["session_id"], meeting["name"], meeting["day"])
            rows.append((theme_id, one["theme"].iloc[0], *place, steps, levels, steps[-1], STAGES[best], lower))
    columns = ["theme_id", "theme", "session_id", "name", "day", "steps", "levels", "highest", "so_far", "lower"]
    return pd.DataFrame(rows, columns=columns)


def level_by_step(codings: pd.DataFrame) -> pd.DataFrame:
    """How many fragments are on each level (rows, ``LEVELS``) and step (columns, ``STAGES``); whole numbers (A37).

    A fragment with several levels or steps is counted in each, so the cells together are at least the number of
    fragments that have both. A second reader who places the same label changes nothing.
    """
    step, level = _pairs(codings)
    both = level.merge(step, on="fragment_id")
    counted = pd.crosstab(both["level"], both["step"])
    return counted.reindex(index=list(LEVELS), columns=list(STAGES), fill_value=0).astype(int)


def without_level_or_step(codings: pd.DataFrame) -> tuple[int, int]:
    """How many fragments have both a level and a step, and how many have only one of the two."""
    step, level = (set(one["fragment_id"]) for one in _pairs(codings))
    return len(step & level), len(step ^ level)


def understanding(codings: pd.DataFrame) -> pd.DataFrame:
    """From whom to whom understanding grew (B11): all of ``DIRECTIONS``, also those with 0.

    Perspectives are taken together as people from the neighbourhood and people from an organisation. A missing
    direction is allowed and counted apart. Gives ``direction`` and ``n_fragments`` (each fragment once a direction).
    """
    placed = codings[codings["code"] == UNDERSTANDING]
    told = placed.assign(direction=[_direction(option) for option in placed["option"]])
    counted = told.drop_duplicates(["fragment_id", "direction"])["direction"].value_counts()
    return pd.DataFrame({"direction": DIRECTIONS, "n_fragments": [int(counted.get(one, 0)) for one in DIRECTIONS]})


def _pairs(codings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    placed = codings[["fragment_id"]].assign(step=codings["code"].map(STEP_OF), level=codings["code"].map(LEVEL_OF))
    step = placed[["fragment_id", "step"]].dropna().drop_duplicates()
    return step, placed[["fragment_id", "level"]].dropna().drop_duplicates()


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
