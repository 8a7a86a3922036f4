"""How many people took part, as these readers may know it. Outside the group it passes the register (P16, P17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ontmoet_research.privacy import k_of, releasable_table, who_is_there
from ontmoet_research.privacy.publishing import register
from ontmoet_research.privacy.suppression import K_LEAST
from ontmoet_research.store import Project
from ontmoet_research.words import Refused, say

INSIDE = "groep"

__all__ = ["GroupNumbers", "keep_group_numbers", "read_group_numbers"]


@dataclass(frozen=True)
class GroupNumbers:
    """People per broad group; empty with a ``note`` that says why there is no number."""

    groups: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


def read_group_numbers(project: Project, series_id: str, audience: str) -> GroupNumbers:
    """The numbers for these readers (groep, partners, gemeente, openbaar).

    The group itself sees at most two broad groups of at least k people. For others the numbers stay out as soon as an
    earlier table would tell, beside this one, who left or came.
    """
    k = max(k_of(project, series_id), K_LEAST)
    told = who_is_there(project, series_id, k)
    if told is None:
        return GroupNumbers(note=say("report.group_too_small", k=k))
    table = told.table
    if audience != INSIDE:
        try:
            table = releasable_table(project, series_id, told, k=k)
        except Refused:
            return GroupNumbers(note=say("report.group_changed"))
    numbers = table.iloc[:, 0]
    if numbers.isna().any():
        return GroupNumbers(note=say("report.group_changed"))
    return GroupNumbers({str(name): int(number) for name, number in numbers.items()})


def keep_group_numbers(project: Project, series_id: str, audience: str) -> None:
    """Keep in the register that these numbers left in a report; for the group itself nothing left."""
    numbers = read_group_numbers(project, series_id, audience)
    k = max(k_of(project, series_id), K_LEAST)
    told = who_is_there(project, series_id, k)
    if audience == INSIDE or told is None or not numbers.groups:
        return
    shown = pd.DataFrame({told.table.columns[0]: list(numbers.groups.values())}, index=list(numbers.groups))
    register(project, series_id, told, shown, k=k)
