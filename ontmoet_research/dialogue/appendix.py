"""Coefficients per label, side by side, for the appendix of the overlap figure. A calculation, without sentences."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import pandas as pd

from .agreement import presence, read_by_all
from .coefficients import SEED, Coefficient, alpha, cohen_kappa, fleiss_kappa
from .spans import unitizing_alpha

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
    told = presence(readings.placed, readings.seen)
    if told.empty:
        return pd.DataFrame(columns=["code_id", "alpha", "kappa", "spans"])
    kappa_of = cohen_kappa if told["reader"].nunique() == 2 else fleiss_kappa
    more: Any = {"unit": UNIT, "resamples": resamples, "seed": seed}
    whole = told["fragment_id"]
    rows: list[tuple[str, Coefficient, Coefficient, Coefficient | None]] = [
        ("", alpha(told, groups=whole, **more), kappa_of(told, groups=whole, **more), None)
    ]
    lengths, spans = _continuum(readings, readers)
    for code_id, own in told.groupby("code_id", sort=False):
        marked = spans[spans["code_id"] == code_id]
        on_letters = unitizing_alpha(marked, lengths, readers, resamples=resamples, seed=seed)
        rows.append((str(code_id), alpha(own, **more), kappa_of(own, **more), on_letters))
    return pd.DataFrame(rows, columns=["code_id", "alpha", "kappa", "spans"])


def _continuum(readings: Readings, readers: Collection[str]) -> tuple[pd.Series, pd.DataFrame]:
    """The pieces that every reader read, with their lengths, and the spans on them."""
    read = read_by_all(readings.seen[readings.seen["outcome"] != "overgeslagen"], readers)
    pieces = readings.pieces[readings.pieces["fragment_id"].isin(read)].set_index("fragment_id")
    placed = readings.placed[readings.placed["fragment_id"].isin(read)]
    spans = placed.rename(columns={"contributor_id": "reader", "fragment_id": "piece"})
    return (pieces["end"] - pieces["start"]).astype(int), spans
