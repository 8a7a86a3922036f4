"""An outside oracle: what can a reader work out from published tables, by linear programming (HiGHS in SciPy).

Every cell that is not shown is an unknown of 0 or more; every sum is an equation. A cell is worked out when its least
and its greatest value are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog

Key = tuple[int, str, str]  # table, row, column
TOTAL = "totaal"


def worked_out(
    tables: list[tuple[pd.DataFrame, pd.DataFrame]],
    cells: Iterable[Key],
    same: Iterable[tuple[Key, Key, int]] = (),
) -> list[Key]:
    """Those of ``cells`` whose value follows from all that is shown.

    ``tables``: (shown, true) pairs; hidden cells of shown are None. Sums that are not in a table count as known.
    ``same``: what a reader may know besides, as (a, b, d): cell b is cell a plus d.
    """
    names = [(n, str(r), str(c)) for n, (shown, _) in enumerate(tables) for r in shown.index for c in shown.columns]
    index = {key: place for place, key in enumerate(names)}
    rows: list[Mapping[int, float]] = []
    right: list[float] = []
    for n, (shown, true) in enumerate(tables):
        for r, c in product(shown.index, shown.columns):
            value = shown.at[r, c]
            if value is not None and not (isinstance(value, float) and np.isnan(value)):
                rows.append({index[n, str(r), str(c)]: 1.0})
                right.append(float(value))
        for line in _sums(n, true, index):
            rows.append(line[0])
            right.append(line[1])
    for a, b, d in same:
        rows.append({index[b]: 1.0, index[a]: -1.0})
        right.append(float(d))
    matrix = np.zeros((len(rows), len(names)))
    for place, row in enumerate(rows):
        for column, factor in row.items():
            matrix[place, column] = factor
    return [key for key in cells if _spread(matrix, right, index[key]) < 0.5]


def _sums(n: int, true: pd.DataFrame, index: Mapping[Key, int]) -> Iterable[tuple[dict[int, float], float]]:
    """Each row and column as an equation; without its sum in the table, the sum counts as known."""
    for frame, key in ((true, lambda r, c: (n, str(r), str(c))), (true.T, lambda r, c: (n, str(c), str(r)))):
        if len(frame.columns) < 2:
            continue
        inner = [c for c in frame.columns if c != TOTAL]
        for r in frame.index:
            line = {index[key(r, c)]: 1.0 for c in inner}
            if TOTAL in frame.columns:
                line[index[key(r, TOTAL)]] = -1.0
                yield line, 0.0
            else:
                yield line, float(frame.loc[r].sum())


def _spread(matrix: Any, right: list[float], place: int) -> float:
    goal = np.zeros(matrix.shape[1])
    goal[place] = 1.0
    least = linprog(goal, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
    most = linprog(-goal, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
    assert least.status == 0, least.message
    return np.inf if most.status == 3 else float(-most.fun - least.fun)
