"""Series that grew out of each other (a pilot and its follow-up), as a tree; and whether their methods are the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, warning
from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, read_rows, rows_of
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.series"


def series_tree(series: pd.DataFrame) -> list[tuple[str, int]]:
    """The series as (``series_id``, depth): each after the one it grew out of, otherwise in the order given.

    In: ``series_id`` and ``parent_series_id``. A parent that is not in the table, or a circle (two people who joined
    their copies can make one), starts at the top, so that no series is ever left out.
    """
    parent = dict(zip(series["series_id"], series["parent_series_id"], strict=True))
    tree: list[tuple[str, int]] = []
    seen: set[str] = set()

    def walk(one: str, depth: int) -> None:
        if one in seen:
            return
        seen.add(one)
        tree.append((one, depth))
        for child in parent:
            if parent[child] == one:
                walk(child, depth + 1)

    for one in parent:
        if parent[one] not in parent:
            walk(one, 0)
    for one in parent:  # what is left stands in a circle
        walk(one, 0)
    return tree


def set_parent(project: Project, series_id: str, parent_id: str | None) -> None:
    """Say which series this one grew out of; None when it started by itself.

    Errors: ``Refused`` when one of them is gone, or when the other grew out of this one.
    """
    series = find(project, "series", series_id)
    if parent_id:
        find(project, "series", parent_id)
        parents = {row.object_id: row["parent_series_id"] for row in read_rows(project, "series")}
        seen: set[str] = set()
        above: str | None = parent_id
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if series_id in seen:
            raise Refused("group.series_in_circle")
    if series["parent_series_id"] != (parent_id or None):
        write(project, [change(series, parent_series_id=parent_id or None)], origin=ORIGIN)


def same_method(series: pd.DataFrame) -> bool:
    """Whether these series follow the same version of the same method (A11). In: ``method``, ``method_version``."""
    told = series[["method", "method_version"]].fillna("")
    return len(told.drop_duplicates()) <= 1


def compare_with_care(series: pd.DataFrame) -> str:
    """The sentence for under what is compared over these series; '' when they follow the same method (A11)."""
    return "" if same_method(series) else say("group.methods_differ")


def check_method(series: pd.DataFrame) -> list[Finding]:
    """Findings A02 (each series says how it works) and A11 (one that changed the method of its parent says how).

    In: the table of ``read_series``.
    """
    known = {one["series_id"]: one for one in rows_of(series)}
    found = []
    for about, one in known.items():
        if not _said(one, "method_version"):
            found.append(warning("group.no_method", "A02", about))
        parent = known.get(one["parent_series_id"])
        if parent and not _said(one, "method_note") and one["method_version"] != parent["method_version"]:
            found.append(warning("group.method_changed", "A11", about))
    return found


def _said(one: Mapping[Any, Any], name: str) -> bool:
    return bool((one[name] or "").strip())
