"""Agreement on free spans: where in the text a label lies, not only on which piece.

The continuum is the pieces that all readers have read, one after the other; its length is in code points. A span that
runs past the end of a piece is cut there. What one reader marked twice is marked once; spans that only touch stay two.

In: ``spans`` with ``reader, piece, start, end`` (code points within the piece, end not included) of *one* label, and
``lengths``, a Series of piece -> length.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from .coefficients import RESAMPLES, SEED, Coefficient, Sums, from_sums

__all__ = ["merged_spans", "span_kappa", "span_sums", "unitizing_alpha", "unitizing_alpha_of"]


def unitizing_alpha(
    spans: pd.DataFrame,
    lengths: pd.Series[Any],
    readers: Collection[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Coefficient:
    """Krippendorff's alpha for unitizing, for one label: marked with it or not (the binary coefficient |u-alpha).

    With m readers and a continuum of length L, the observed coincidence of marked and blank text is the length of all
    intersections of a marked stretch of one reader with a blank stretch of another, over ordered pairs, divided by
    m - 1. Expected is what arises when stretches are paired regardless of place, but never with themselves:

        e = mL * l_marked * l_blank / ((mL)^2 - sum of squared lengths of marked spans - l_blank)

    and alpha = 1 - observed / expected. A blank stretch has no form of its own, so it counts per code point. NaN when
    nobody marked anything, or everything is marked. The interval draws pieces anew.

    Source: Krippendorff, Mathet, Bouvry and Widlöcher (2016), "On the reliability of unitizing textual continua:
    Further developments", Quality & Quantity 50(6), 2347-2364, doi 10.1007/s11135-015-0266-1, equations 1, 4 and 6.
    """
    sums = span_sums(spans, lengths, readers)
    n = int(lengths.sum())
    return from_sums(sums, unitizing_alpha_of, n, "code point", len(readers), resamples, seed, apart=apart_of(sums))


def span_kappa(
    spans: pd.DataFrame,
    lengths: pd.Series[Any],
    readers: Collection[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Coefficient:
    """Cohen's kappa of two readers on code points: is this letter marked with the label, or not?

    Source: Cohen (1960), see :func:`ontmoet_research.dialogue.coefficients.cohen_kappa`. Letters beside each other do
    not stand alone, so the interval draws pieces anew. Errors: ``ValueError`` for other than two readers.
    """
    if len(readers) != 2:
        raise ValueError("Cohen's kappa is about two readers")
    whole = merged_spans(spans)
    whole = whole.assign(length=whole["end"] - whole["start"])
    marked = whole.pivot_table(index="piece", columns="reader", values="length", aggfunc="sum", fill_value=0)
    marked = marked.reindex(index=lengths.index, columns=list(readers), fill_value=0).to_numpy(dtype=float)
    both = _overlap(whole).groupby("piece")["common"].sum().reindex(lengths.index, fill_value=0).to_numpy(float) / 2
    sums = np.column_stack([lengths.to_numpy(float), both, marked])
    blank = 2 * sums[:, 0] - sums[:, 2] - sums[:, 3]
    apart = int(min((sums[:, 1:].sum(axis=1) > 0).sum(), (blank > 0).sum()))
    return from_sums(sums, _kappa_of, int(lengths.sum()), "code point", 2, resamples, seed, apart=apart)


def unitizing_alpha_of(sums: Sums) -> Sums:
    """The coefficient from sums per piece as :func:`span_sums` gives; a row for each resample."""
    differing, marked, blank, squares = sums.T
    both = marked + blank
    bottom = both**2 - squares - blank
    expected = np.where(bottom > 0, both * marked * blank / np.where(bottom > 0, bottom, 1), 0)
    some = expected > 1e-12
    return np.where(some, 1 - differing / np.where(some, expected, 1), np.nan)


def apart_of(sums: Sums) -> int:
    """On how many pieces something is marked, or something is left blank: the fewest of the two."""
    return int(min((sums[:, 1] > 0).sum(), (sums[:, 2] > 0).sum())) if len(sums) else 0


def span_sums(spans: pd.DataFrame, lengths: pd.Series[Any], readers: Collection[str]) -> Sums:
    """Per piece: marked against blank over ordered pairs / (m - 1), length marked, length blank, squares of spans."""
    m = len(readers)
    whole = merged_spans(spans[spans["reader"].isin(list(readers)) & spans["piece"].isin(lengths.index)])
    length = whole["end"] - whole["start"]
    per_piece = whole.assign(marked=length, squares=length**2).groupby("piece")[["marked", "squares"]].sum()
    per_piece = per_piece.reindex(lengths.index, fill_value=0)
    common = _overlap(whole).groupby("piece")["common"].sum().reindex(lengths.index, fill_value=0)
    marked = per_piece["marked"].to_numpy(float)
    differing = marked - common.to_numpy(float) / max(m - 1, 1)
    blank = m * lengths.to_numpy(float) - marked
    return np.column_stack([differing, marked, blank, per_piece["squares"].to_numpy(float)])


def merged_spans(spans: pd.DataFrame) -> pd.DataFrame:
    """Spans of one reader that overlap become one; those that only touch stay apart. Same columns, sorted."""
    ordered = spans[spans["end"] > spans["start"]].sort_values(["reader", "piece", "start", "end"])
    if ordered.empty:
        return ordered[["reader", "piece", "start", "end"]]
    place = ordered.groupby(["reader", "piece"], sort=False)
    before = place["end"].cummax().groupby([ordered["reader"], ordered["piece"]], sort=False).shift()
    number = (before.isna() | (ordered["start"] >= before)).cumsum()
    made = ordered.groupby(number).agg(
        reader=("reader", "first"), piece=("piece", "first"), start=("start", "first"), end=("end", "max")
    )
    return made.reset_index(drop=True)


def _overlap(whole: pd.DataFrame) -> pd.DataFrame:
    """What every two spans of different readers have in common, each pair in both orders: ``piece, common``."""
    pairs = whole.merge(whole, on="piece", suffixes=("", "_other"))
    pairs = pairs[pairs["reader"] != pairs["reader_other"]]
    start = np.maximum(pairs["start"], pairs["start_other"])
    end = np.minimum(pairs["end"], pairs["end_other"])
    return pd.DataFrame({"piece": pairs["piece"], "common": np.maximum(end - start, 0)})


def _kappa_of(sums: Sums) -> Sums:
    n, both, first, second = sums.T
    n = np.maximum(n, 1)
    observed = (first + second - 2 * both) / n
    expected = (first * (n - second) + second * (n - first)) / n**2
    some = expected > 1e-12
    return np.where(some, 1 - observed / np.where(some, expected, 1), np.nan)
