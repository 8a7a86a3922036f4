"""Coefficients per label, side by side, for the appendix of the overlap figure. A calculation, without sentences."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .agreement import SKIPPED, presence, read_by_all
from .coefficients import SEED, Coefficient, Sums, alpha, cohen_kappa, fleiss_kappa, from_sums
from .spans import apart_of, span_sums, unitizing_alpha_of

if TYPE_CHECKING:
    from .tables import Readings

__all__ = ["coefficients_per_label"]

RESAMPLES = 1_000
UNIT = "label on piece"


def coefficients_per_label(
    readings: Readings, readers: Collection[str], *, resamples: int = RESAMPLES, seed: int = SEED
) -> pd.DataFrame:
    """Krippendorff's alpha, kappa and alpha for unitizing per label, after a first row over all labels together.

    Gives ``code_id`` (empty in the first row) and three columns of :class:`Coefficient`: ``alpha`` (unit: a label on a
    piece that at least two readers read), ``kappa`` (Cohen's for two readers, Fleiss' for more, on pieces that all
    read) and ``spans`` (unit: a code point of the pieces that all read; None in the first row). Intervals draw pieces
    anew. Labels that nobody used on those pieces are left out: they have no value.
    """
    told = presence(readings.placed, readings.seen, looked=readings.looked)
    if told.empty:
        return pd.DataFrame(columns=["code_id", "alpha", "kappa", "spans"])
    kappa_of = cohen_kappa if told["reader"].nunique() == 2 else fleiss_kappa
    more: Any = {"unit": UNIT, "resamples": resamples, "seed": seed}
    whole = told["fragment_id"]
    rows: list[tuple[str, Coefficient, Coefficient, Coefficient | None]] = [
        ("", alpha(told, groups=whole, **more), kappa_of(told, groups=whole, **more), None)
    ]
    sums, letters = _span_sums(readings, readers, list(told["code_id"].unique()))
    for (code_id, own), place in zip(told.groupby("code_id", sort=False), sums, strict=True):
        on_letters = from_sums(
            place, unitizing_alpha_of, letters, "code point", len(readers), resamples, seed, apart=apart_of(place)
        )
        rows.append((str(code_id), alpha(own, **more), kappa_of(own, **more), on_letters))
    return pd.DataFrame(rows, columns=["code_id", "alpha", "kappa", "spans"])


def _span_sums(readings: Readings, readers: Collection[str], code_ids: list[str]) -> tuple[list[Sums], int]:
    """Per label the sums over the pieces that every reader read, and how many code points those are together.

    All labels go in one pass, each with pieces of its own: label by label took five times as long.
    """
    read = read_by_all(readings.seen[readings.seen["outcome"] != SKIPPED], readers)
    pieces = readings.pieces[readings.pieces["fragment_id"].isin(read)]
    lengths = (pieces["end"] - pieces["start"]).to_numpy(dtype=int)
    keys = [f"{code_id} {piece}" for code_id in code_ids for piece in pieces["fragment_id"]]
    placed = readings.placed.rename(columns={"contributor_id": "reader"})
    spans = placed.assign(piece=placed["code_id"].astype(str) + " " + placed["fragment_id"].astype(str))
    sums = span_sums(spans, pd.Series(np.tile(lengths, len(code_ids)), index=keys), readers)
    return np.split(sums, len(code_ids)), int(lengths.sum())
