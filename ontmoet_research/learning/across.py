"""Two series beside each other (B03, A11): new and known labels in the first, second ... meeting of each.

Only counts of labels of a whole group, never of a person. They are about different people, so nothing is a ranking.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["beside_each_other", "lists_used"]


def beside_each_other(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The labelled meetings of two series by their place, from ``new_or_known`` of each.

    Gives ``place`` (from 1), ``new_one, known_one, new_other, known_other``; empty (NA) where a series had no such
    meeting. A meeting that nobody labelled yet takes no place: it would read as one without labels.
    """
    told = [found[found["coded"].astype(bool)].reset_index(drop=True) for found in (one, other)]
    rows = range(max(map(len, told), default=0))
    table = pd.DataFrame({"place": [at + 1 for at in rows]})
    for found, name in zip(told, ("one", "other"), strict=True):
        for column in ("new", "known"):
            table[f"{column}_{name}"] = found[f"n_{column}"].reindex(rows).astype("Int64")
    return table


def lists_used(codings: pd.DataFrame, codes: pd.DataFrame) -> set[tuple[str, str]]:
    """The lists of labels that were used, each with its version when a label was placed.

    In: ``code_id, codebook_version``; ``read_codes`` (``code_id, codebook``).
    """
    placed = codings.merge(codes[["code_id", "codebook"]].drop_duplicates("code_id"), on="code_id")
    pairs = placed[["codebook", "codebook_version"]].fillna("").drop_duplicates()
    return set(zip(pairs["codebook"], pairs["codebook_version"], strict=True))
