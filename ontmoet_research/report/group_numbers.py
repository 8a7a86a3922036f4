"""How many people took part, as the group itself may see it. What others may know is in ``outside``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ontmoet_research.privacy import k_of, who_is_there
from ontmoet_research.privacy.suppression import K_LEAST
from ontmoet_research.store import Project
from ontmoet_research.words import say

__all__ = ["GroupNumbers", "read_group_numbers"]


@dataclass(frozen=True)
class GroupNumbers:
    """People per broad group; empty with a ``note`` that says why there is no number."""

    groups: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


def read_group_numbers(project: Project, series_id: str) -> GroupNumbers:
    """At most two broad groups of at least k people."""
    k = max(k_of(project, series_id), K_LEAST)
    told = who_is_there(project, series_id, k)
    if told is None:
        return GroupNumbers(note=say("report.group_too_small", k=k))
    return GroupNumbers({str(name): int(number) for name, number in told.table.iloc[:, 0].items()})
