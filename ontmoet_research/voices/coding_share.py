"""Which share of the labels each side placed: per side, never per person."""

from __future__ import annotations

import pandas as pd

from ontmoet_research.model.people import SIDES
from ontmoet_research.privacy.suppression import K_ADVISED

__all__ = ["coding_share"]


def coding_share(labelled: pd.DataFrame, contributors: pd.DataFrame, k: int = K_ADVISED) -> pd.DataFrame:
    """Labels per side, for sides of which at least ``k`` people labelled.

    In: ``coding_id, contributor_id``; ``contributor_id, side``. Out: ``side, n_people, n_labels, share`` (0 to 1 of all
    labels), in the order of the sides. When one side alone stays out, the whole says how much it did, so then the
    smallest of the others stays out too.
    """
    placed = labelled.merge(contributors, on="contributor_id")
    counted = placed.groupby("side").agg(n_people=("contributor_id", "nunique"), n_labels=("coding_id", "nunique"))
    counted = counted.assign(share=counted["n_labels"] / max(counted["n_labels"].sum(), 1))
    shown = counted[counted["n_people"] >= k]
    if len(shown) and len(shown) == len(counted) - 1:
        shown = shown.drop(index=shown["n_labels"].idxmin())
    return shown.loc[[side for side in SIDES if side in shown.index]].rename_axis("side").reset_index()
