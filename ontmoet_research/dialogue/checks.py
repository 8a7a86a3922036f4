"""What the talks themselves say: does one side always give way?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.store import Project, read_values
from ontmoet_research.words import say

from .agreement import drift, one_way
from .tables import read_changes, read_first_readings

if TYPE_CHECKING:
    import pandas as pd


def check_drift(changes: pd.DataFrame, people: pd.DataFrame) -> list[Finding]:
    """A ``let op`` when one side made more than three in four changes over at least eight talks (methods 3.5).

    In: as :func:`ontmoet_research.dialogue.agreement.drift` takes. Nothing is said of a side of one person.
    """
    side = one_way(drift(changes, people))
    return [warning("dialogue.one_way", "E31", side=say(f"dialogue.side.{side}"))] if side else []


def read_dialogue_findings(project: Project) -> list[Finding]:
    """:func:`check_drift` over all contributors of a project."""
    everyone = [person for (person,) in read_values(project, "contributors", ["object_id"])]
    readings = read_first_readings(project, everyone)
    return check_drift(read_changes(project, readings), readings.people)
