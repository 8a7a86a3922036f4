"""Small groups stay out of sight: nothing under ``k`` people leaves, and nothing hidden can be recomputed (P16, 4.3).

``k`` counts distinct people behind a cell, not fragments: forty fragments of two people are still two people.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from ontmoet_research.words import say

if TYPE_CHECKING:
    import pandas as pd

K_ADVISED = 5
K_LEAST = 3
BROAD_GROUPS: Mapping[str, str] = {
    "lived_experience": "near",
    "resident": "near",
    "volunteer": "near",
    "professional": "organisation",
    "student": "organisation",
    "teacher": "organisation",
    "researcher": "organisation",
    "policy": "organisation",
}

Cell = tuple[int, int]
Label = tuple[str, str]
KNOWN = 100_000_000  # hiding a cell that a reader knows already protects nothing


class GivesAwayError(ValueError):
    """A hidden cell can be worked out, whatever else is hidden: from sums that are known, or from what left before."""


def suppress(
    table: pd.DataFrame,
    people: pd.DataFrame,
    k: int = K_ADVISED,
    *,
    total: str = "totaal",
    sensitive: Collection[str] = (),
    mark: str | None = None,
    hide: Collection[Label] = (),
    kept: Collection[Label] = (),
    known: Collection[Label] = (),
) -> pd.DataFrame:
    """The table as it may leave: cells of too few people are hidden, and enough others that none can be recomputed.

    In: ``table`` holds whole numbers of 0 or more; ``people`` has the same rows and columns and holds the number of
    distinct people behind each cell. A row or column named ``total`` is the sum of the others. ``sensitive`` names rows
    or columns in which a zero says something of a person, so that it is hidden too. ``mark`` is put in hidden cells
    (None, or for instance ``"<5"``).

    Out: a new table with numbers and marks. Hidden are (1) cells of 1 to k-1 people, or of an unknown number; (2) zeros
    in a sensitive row or column; (3) the cells without which one of those could be worked out from sums. Sums that are
    not in the table count as known to the reader. All get the same mark, because a difference would tell something.

    What left before counts too, as (row, column): ``hide`` are cells that must not be shown now, ``kept`` cells that
    were hidden before and stay so, ``known`` cells that stand in an earlier table with this very number. A cell is
    only protected by cells that are none of the last two: a reader may know that nothing changed there.

    Errors: ``ValueError`` when k is under 3, when the tables differ in shape, or when a number is negative;
    ``GivesAwayError`` when there is no way to protect a cell: what left before tells it, or its row and column have
    sums that are not in the table (so can't be hidden) and hold only zeros besides.

    Source of the second step: Gusfield (1988), "A graph theoretic approach to data security", SIAM J. Comput. 17(3).
    A cell can be worked out exactly when it is on no cycle of hidden cells; the cheapest cycle is hidden with it.
    """
    _check(table, people, k)
    grid = _Grid.of(table, people, total)
    before, public = _places(table, kept), _places(table, known)
    small = {cell for cell, number in grid.people.items() if 0 < number < k or (number == 0 < grid.value[cell])}
    small |= {
        (i, j)
        for (i, j), number in grid.value.items()
        if number == 0 and (table.index[i] in sensitive or table.columns[j] in sensitive)
    }
    hidden = small | _places(table, hide) | before
    for cell in sorted(hidden - before - public):
        hidden |= grid.way_round(cell, hidden, before | public)
    for cell in sorted(before):
        hidden |= grid.way_round(cell, hidden, set())
    shown = table.astype(object).copy()
    for row, column in hidden:
        shown.iat[row, column] = mark
    return shown


def merge_small_groups(counts: Mapping[str, int], k: int = K_ADVISED) -> dict[str, int]:
    """How many people took part, as it may leave: at most two broad groups, otherwise the whole group (4.3).

    In: people per perspective, each person counted once. Out: Dutch name of the group -> people. Two groups, near
    (lived experience, resident, volunteer) and organisation, when both have at least ``k`` people and everyone is in
    one of them; otherwise the whole group; nothing when even that is under ``k``.
    Errors: ``ValueError`` when k is under 3.

    >>> merge_small_groups({"lived_experience": 2, "resident": 3, "volunteer": 2, "professional": 4})
    {'hele groep': 11}
    """
    _check_k(k)
    broad = {"near": 0, "organisation": 0, "": 0}
    for perspective, number in counts.items():
        broad[BROAD_GROUPS.get(perspective, "")] += number
    whole = sum(broad.values())
    if not broad.pop("") and min(broad.values()) >= k:
        return {say(f"privacy.group.{name}"): number for name, number in broad.items()}
    return {say("privacy.group.whole"): whole} if whole >= k else {}


def composition(participants: pd.DataFrame, k: int = K_ADVISED) -> dict[str, int]:
    """``merge_small_groups`` for the table ``participants``; people who withdrew are left out.

    In: ``participant_id``, ``perspectives`` (list), ``status``. Someone with perspectives on both sides is put on
    neither: that would be a choice for that person to make, so then only the whole group is shown.
    """
    people = participants[participants["status"] != "ingetrokken"]
    counts: dict[str, int] = {}
    for perspectives in people["perspectives"]:
        broad = {BROAD_GROUPS.get(perspective, "") for perspective in perspectives}
        place = perspectives[0] if len(broad) == 1 else "mixed"
        counts[place] = counts.get(place, 0) + 1
    return merge_small_groups(counts, k)


def hidden_note(k: int = K_ADVISED) -> str:
    """The Dutch sentence to print under a table with hidden cells."""
    return say("privacy.hidden_note", k=k)


@dataclass(frozen=True)
class _Grid:
    """The table as a network: each sum is a node, each cell an arc between the sums it is part of.

    Raising a cell by one is a step along its arc, lowering it a step back (only when it is above 0). Going round a
    cycle changes its cells and keeps every sum.
    """

    value: dict[Cell, int]
    people: dict[Cell, int]
    arc: dict[Cell, tuple[str, str]]
    totals: frozenset[Cell]
    steps: dict[str, list[tuple[Cell, str]]]

    @classmethod
    def of(cls, table: pd.DataFrame, people: pd.DataFrame, total: str) -> _Grid:
        rows, columns = range(len(table.index)), range(len(table.columns))
        total_row = {i for i in rows if table.index[i] == total}
        total_column = {j for j in columns if table.columns[j] == total}
        # A single row or column without its sum is part of no equation in that direction.
        row_sums = len(columns) > 1
        column_sums = len(rows) > 1
        arc, totals = {}, set()
        for i, j in product(rows, columns):
            ends = (f"row {i}" if row_sums else "ground", f"column {j}" if column_sums else "ground")
            # A total stands on the other side of the equation, so its arc points the other way.
            flipped = (i in total_row) != (j in total_column)
            arc[i, j] = (ends[1], ends[0]) if flipped else ends
            if i in total_row or j in total_column:
                totals.add((i, j))
        value = _whole(table)
        return cls(value, _whole(people), arc, frozenset(totals), _steps(arc, value))

    def way_round(self, cell: Cell, hidden: set[Cell], no_help: set[Cell]) -> set[Cell]:
        """The cells to hide so that this one can't be worked out; empty when that is so already.

        Cells of ``no_help`` protect nothing. Errors: ``GivesAwayError`` when there is no way without them.
        """
        tail, head = self.arc[cell]
        ways = [self._cheapest(head, tail, cell, hidden, no_help)]
        if self.value[cell] > 0:
            ways.append(self._cheapest(tail, head, cell, hidden, no_help))
        found = [way for way in ways if way is not None]
        if not found or min(found)[0] >= KNOWN:
            raise GivesAwayError(f"cell {cell} can be worked out, whatever else is hidden")
        return set(min(found)[1])

    def _cheapest(
        self, start: str, goal: str, without: Cell, hidden: set[Cell], no_help: set[Cell]
    ) -> tuple[int, list[Cell]] | None:
        """Cheapest way from one sum to another (Dijkstra), as (cost, cells); None when there is none."""
        queue: list[tuple[int, str, Cell | None, str]] = [(0, start, None, "")]
        came: dict[str, tuple[Cell | None, str]] = {}
        while queue:
            cost, place, cell, before = heapq.heappop(queue)
            if place in came:
                continue
            came[place] = (cell, before)
            if place == goal:
                return cost, _cells_back(came, goal)
            for step, to in self.steps[place]:
                if step != without and to not in came:
                    price = KNOWN if step in no_help else 0 if step in hidden else self._cost(step)
                    heapq.heappush(queue, (cost + price, to, step, place))
        return None

    def _cost(self, cell: Cell) -> int:
        # Hide as few cells as possible, totals last, small groups first.
        return (1_000_000 if cell in self.totals else 1_000) + self.people[cell]


def _steps(arc: Mapping[Cell, tuple[str, str]], value: Mapping[Cell, int]) -> dict[str, list[tuple[Cell, str]]]:
    """From each sum: the cells that can change and the sum that then has to change with it."""
    steps: dict[str, list[tuple[Cell, str]]] = {place: [] for ends in arc.values() for place in ends}
    for cell, (tail, head) in arc.items():
        steps[tail].append((cell, head))
        if value[cell] > 0:
            steps[head].append((cell, tail))
    return steps


def _cells_back(came: Mapping[str, tuple[Cell | None, str]], goal: str) -> list[Cell]:
    cells = []
    cell, place = came[goal]
    while cell is not None:
        cells.append(cell)
        cell, place = came[place]
    return cells


def _places(table: pd.DataFrame, labels: Collection[Label]) -> set[Cell]:
    """Where these (row, column) stand in the table; what is not in it is left out."""
    rows = {str(name): i for i, name in enumerate(table.index)}
    columns = {str(name): j for j, name in enumerate(table.columns)}
    return {(rows[row], columns[column]) for row, column in labels if row in rows and column in columns}


def _whole(table: pd.DataFrame) -> dict[Cell, int]:
    return {(i, j): int(table.to_numpy()[i, j]) for i in range(len(table.index)) for j in range(len(table.columns))}


def _check(table: pd.DataFrame, people: pd.DataFrame, k: int) -> None:
    _check_k(k)
    if list(table.index) != list(people.index) or list(table.columns) != list(people.columns):
        raise ValueError("table and people must have the same rows and columns")
    if (table < 0).any(axis=None) or (people < 0).any(axis=None):
        raise ValueError("counts can't be negative")


def _check_k(k: int) -> None:
    if k < K_LEAST:
        raise ValueError(f"k is at least {K_LEAST}, not {k}")
