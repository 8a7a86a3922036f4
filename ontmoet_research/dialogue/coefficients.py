"""Agreement coefficients, for researchers who are asked for a number. Only in an appendix, never as a pass mark.

Every coefficient here is a function of sums over units. So one rule serves all: a table with one row a unit and the
sums in its columns, and a function from sums to a value. The bootstrap draws units anew (seeded, percentile interval)
and is one matrix product. Where a coefficient has no value, such as for a label that nobody used, it is NaN: not 0,
and certainly not 1.

All take tidy tables with ``unit``, ``reader`` and ``value`` (text or number); a reader gives a unit at most one value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["Coefficient", "alpha", "cohen_kappa", "fleiss_kappa", "from_sums", "nominal_alpha"]

RESAMPLES = 2_000
SEED = 20_240_307
LEVEL = 95
LEAST_APART = 3
"""So many units (or groups that are drawn together) must differ from the most uniform rest, or there is no interval.

Of n units of which k differ, a draw misses all k with chance (1 - k/n)^n, under e^-k: with 3 that is 4.98 % at most, so
at least 95 in 100 draws have a value. A count decides and not the draws themselves, which fell on either side of 5 %.
Source: the rule of three, Hanley and Lippman-Hand (1983), "If nothing goes wrong, is everything all right?",
JAMA 249(13), 1743-1745.
"""
CELLS_AT_ONCE = 4_000_000

Sums = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Coefficient:
    """A coefficient with what has to stand beside it.

    ``value`` with a bootstrap interval from ``low`` to ``high`` (95 %), all NaN when undefined; ``n`` units of the kind
    ``unit`` went into it, read by ``readers`` people.
    """

    value: float
    low: float
    high: float
    n: int
    unit: str
    readers: int


def nominal_alpha(values: np.ndarray[Any, Any]) -> float:
    """Krippendorff's alpha for nominal data as one number, for large tables.

    In: ``values`` with a row a reader and a column a unit; whole numbers from 0, where a negative number is a missing
    value (a float table may hold NaN). Units with fewer than two values are left out. NaN when no unit has two values,
    or when only one value occurs: then there is nothing to tell apart.

    Source: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability"; with n_uc how often value c was given
    to unit u, and m_u values on that unit: observed agreement is the sum of n_uc (n_uc - 1) / (m_u - 1).
    Works in chunks of units, so memory stays small: 10 readers of 1,000,000 units take far less than a second.
    """
    values = np.atleast_2d(values)
    if values.size == 0:
        return float("nan")
    kinds = int(np.nanmax(values)) + 1 if values.dtype.kind != "f" or not np.isnan(values).all() else 0
    if kinds <= 0:
        return float("nan")
    total = np.zeros(kinds + 1)
    step = max(1, min(1 << 16, CELLS_AT_ONCE // kinds))
    for start in range(0, values.shape[1], step):
        total += _alpha_sums(_counted(values[:, start : start + step], kinds)).sum(axis=0)
    return float(_alpha_of(total[None, :])[0])


def alpha(
    data: pd.DataFrame,
    *,
    unit: str = "unit",
    groups: pd.Series[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Coefficient:
    """Krippendorff's alpha (nominal) with its interval; readers may have left units out.

    ``groups`` says which group each row's unit belongs to; then whole groups are drawn anew, because units of one
    fragment do not stand alone. ``unit`` is only what the unit is called. Source and definition: :func:`nominal_alpha`.
    """
    counts, group, _ = _per_unit(data, groups)
    pairable = counts.sum(axis=1) > 1
    sums = _alpha_sums(counts)[pairable]
    n = int(pairable.sum())
    grouped = _grouped(sums, group[pairable])
    return from_sums(grouped, _alpha_of, n, unit, _readers(data), resamples, seed, apart=_apart(grouped[:, 1:]))


def cohen_kappa(
    data: pd.DataFrame,
    *,
    unit: str = "unit",
    groups: pd.Series[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Coefficient:
    """Cohen's kappa of two readers, on the units that both gave a value. NaN when both gave one and the same value.

    Source: Cohen (1960), "A coefficient of agreement for nominal scales", Educ. Psychol. Meas. 20(1), 37-46.
    Errors: ``ValueError`` for more than two readers.
    """
    if _readers(data) > 2:
        raise ValueError("Cohen's kappa is about two readers; take fleiss_kappa or alpha for more")
    value, kinds = pd.factorize(data["value"])
    wide = data.assign(value=value).pivot(index="unit", columns="reader", values="value").dropna()
    if wide.shape[1] < 2:
        return from_sums(np.zeros((0, 1)), _cohen_of(len(kinds)), 0, unit, _readers(data), resamples, seed, apart=0)
    first, second = wide.to_numpy(dtype=int).T
    one_hot = np.eye(len(kinds))
    sums = np.column_stack([first == second, one_hot[first], one_hot[second]])
    sums = _grouped(sums, _group_of(data, groups, wide.index))
    apart = _apart(sums[:, 1 : 1 + len(kinds)] + sums[:, 1 + len(kinds) :])
    return from_sums(sums, _cohen_of(len(kinds)), len(wide), unit, 2, resamples, seed, apart=apart)


def fleiss_kappa(
    data: pd.DataFrame,
    *,
    unit: str = "unit",
    groups: pd.Series[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Coefficient:
    """Fleiss' kappa, on the units that all readers gave a value. NaN when only one value occurs.

    Source: Fleiss (1971), "Measuring nominal scale agreement among many raters", Psychol. Bull. 76(5), 378-382.
    """
    readers = _readers(data)
    counts, group, _ = _per_unit(data, groups)
    whole = counts[counts.sum(axis=1) == readers] if readers > 1 else counts[:0]
    agreeing = ((whole**2).sum(axis=1) - readers) / max(readers * (readers - 1), 1)
    sums = np.column_stack([agreeing, np.ones(len(whole)), whole])
    kept = group[counts.sum(axis=1) == readers] if readers > 1 else group[:0]
    grouped = _grouped(sums, kept)
    return from_sums(grouped, _fleiss_of, len(whole), unit, readers, resamples, seed, apart=_apart(grouped[:, 2:]))


def from_sums(
    sums: Sums,
    of: Callable[[Sums], Sums],
    n: int,
    unit: str,
    readers: int,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    *,
    apart: int,
) -> Coefficient:
    """A coefficient and its interval from a table of sums, a row for each unit or group of units that is drawn anew.

    ``of`` takes sums (a row for each resample) and gives a value for each row, NaN where there is none. The interval
    runs from percentile 2.5 to 97.5 (Efron and Tibshirani 1993); it is NaN when fewer than :data:`LEAST_APART`
    rows (``apart``) differ from the rest: without them a draw has no value.
    """
    value = float(of(sums.sum(axis=0, keepdims=True))[0]) if len(sums) else float("nan")
    low = high = float("nan")
    if apart >= LEAST_APART and not np.isnan(value):
        found = _resampled(sums, of, resamples, seed)
        low, high = np.nanpercentile(found, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return Coefficient(value, float(low), float(high), n, unit, readers)


def _resampled(sums: Sums, of: Callable[[Sums], Sums], resamples: int, seed: int) -> Sums:
    # Units that say the same are drawn together: how many of each is one multinomial draw.
    different, times = np.unique(sums, axis=0, return_counts=True)
    chance = np.random.default_rng(seed)
    at_once = max(1, CELLS_AT_ONCE // len(different))
    found = []
    for start in range(0, resamples, at_once):
        drawn = chance.multinomial(len(sums), times / len(sums), size=min(at_once, resamples - start))
        found.append(of(drawn @ different))
    return np.concatenate(found)


def _counted(values: np.ndarray[Any, Any], kinds: int) -> Sums:
    """How often each value was given to each unit, from a table of readers by units with missing values below 0."""
    given = np.nan_to_num(values, nan=-1) if values.dtype.kind == "f" else values
    places = given.astype(np.int64) + np.arange(given.shape[1], dtype=np.int64) * kinds
    counts = np.bincount(places[given >= 0], minlength=given.shape[1] * kinds)
    return counts.reshape(given.shape[1], kinds).astype(np.float64)


def _alpha_sums(counts: Sums) -> Sums:
    """Per unit: observed agreement, then how often each value was given; zeros where fewer than two values are."""
    values = counts.sum(axis=1)
    agreeing = (counts * (counts - 1)).sum(axis=1) / np.maximum(values - 1, 1)
    sums: Sums = np.column_stack([agreeing, counts]) * (values > 1)[:, None]
    return sums


def _alpha_of(sums: Sums) -> Sums:
    agreeing, given = sums[:, 0], sums[:, 1:]
    n = given.sum(axis=1)
    return _one_minus(n - agreeing, (n**2 - (given**2).sum(axis=1)) / np.maximum(n - 1, 1))


def _cohen_of(kinds: int) -> Callable[[Sums], Sums]:
    def of(sums: Sums) -> Sums:
        same, first, second = sums[:, 0], sums[:, 1 : 1 + kinds], sums[:, 1 + kinds :]
        n = np.maximum(first.sum(axis=1), 1)
        return _one_minus(1 - same / n, 1 - (first * second).sum(axis=1) / n**2)

    return of


def _fleiss_of(sums: Sums) -> Sums:
    units, given = np.maximum(sums[:, 1], 1), sums[:, 2:]
    share = given / np.maximum(given.sum(axis=1, keepdims=True), 1)
    return _one_minus(1 - sums[:, 0] / units, 1 - (share**2).sum(axis=1))


def _apart(given: Sums) -> int:
    """How many rows hold another value than the one that most rows hold alone; in: how often a row has each value.

    >>> _apart(np.array([[2, 0], [2, 0], [0, 2], [1, 1]]))
    2
    """
    if not given.size:
        return 0
    alone = (given.sum(axis=1, keepdims=True) - given == 0).sum(axis=0)
    return int(len(given) - alone.max())


def _one_minus(observed: Sums, expected: Sums) -> Sums:
    """1 - observed / expected disagreement; NaN where none can be expected."""
    some = expected > 1e-12
    return np.where(some, 1 - observed / np.where(some, expected, 1), np.nan)


def _per_unit(data: pd.DataFrame, groups: pd.Series[Any] | None) -> tuple[Sums, np.ndarray[Any, Any], pd.Index[Any]]:
    """Counts per unit and value, the group of each unit, and the units."""
    unit, units = pd.factorize(data["unit"])
    value, kinds = pd.factorize(data["value"])
    counts = np.bincount(unit * max(len(kinds), 1) + value, minlength=len(units) * len(kinds))
    table = counts.reshape(len(units), len(kinds)).astype(np.float64)
    return table, _group_of(data, groups, units), units


def _group_of(data: pd.DataFrame, groups: pd.Series[Any] | None, units: pd.Index[Any]) -> np.ndarray[Any, Any]:
    if groups is None:
        return np.arange(len(units))
    of_unit = dict(zip(data["unit"], pd.factorize(groups)[0], strict=True))
    return np.array([of_unit[one] for one in units], dtype=int)


def _grouped(sums: Sums, group: np.ndarray[Any, Any]) -> Sums:
    """Sums of sums per group; groups without a unit disappear."""
    if not len(sums):
        return sums.astype(np.float64)
    _, place = np.unique(group, return_inverse=True)
    made = np.zeros((place.max() + 1, sums.shape[1]))
    np.add.at(made, place, sums)
    return made


def _readers(data: pd.DataFrame) -> int:
    return int(data["reader"].nunique())
