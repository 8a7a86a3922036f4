"""The one door for a whole table: what may be in it for the person at work, and how much is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.change import without_kept_details
from ontmoet_research.coding.blind import without_blind
from ontmoet_research.model import columns_of, tables
from ontmoet_research.privacy.gate import read_workspace
from ontmoet_research.store import Project
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd


def read_table_out(project: Project, name: str) -> tuple[pd.DataFrame, int]:
    """A current table for outside the screens, and how many rows are left out to read blind.

    As :func:`~ontmoet_research.privacy.gate.read_workspace`, without what the model says never leaves, what a holder
    keeps to oneself, and how others read what the person at work has not read yet. Errors: ``Refused`` for an unknown
    table, or one that never leaves.
    """
    if name in tables() and not tables()[name].info.get("leaves", True):
        raise Refused("exchange.never_leaves", name=name)
    found, hidden = without_blind(project, name, without_kept_details(project, name, read_workspace(project, name)))
    close = [one for one, column in columns_of(name).items() if not column.info.get("leaves", True)]
    return found.drop(columns=close), hidden
