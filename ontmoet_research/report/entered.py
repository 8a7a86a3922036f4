"""What people entered beside labels, wishes and changes: gains, insights, questions, signals, promises, decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from ontmoet_research.change import (
    help_asked,
    open_promises,
    read_assignments,
    read_decisions,
    read_help_offers,
    read_insights,
    read_promises,
    read_think_tank,
)
from ontmoet_research.privacy import without_taken_out_words
from ontmoet_research.record import columns_of_words
from ontmoet_research.store import Project, read_table

__all__ = ["Entered", "read_entered"]

_TABLES = {"think_tank": "think_tank_questions"}  # the others are called as their table


@dataclass(frozen=True)
class Entered:
    """Tables of one series, each row once; words of pieces that were taken out are blocks in them.

    ``gains``, ``insights``, ``think_tank``, ``signals`` and ``decisions`` have the columns of their table;
    ``promises`` only those that are still open; ``help`` as ``change.help_asked`` gives, without who withdrew.
    """

    gains: pd.DataFrame
    insights: pd.DataFrame
    think_tank: pd.DataFrame
    signals: pd.DataFrame
    promises: pd.DataFrame
    decisions: pd.DataFrame
    help: pd.DataFrame


def read_entered(
    project: Project, series_id: str, sessions: Collection[str], wishes: Collection[str], progress: pd.DataFrame
) -> Entered:
    """Read what was entered at these meetings and decided on these wishes (ids). ``progress``: what may be told."""
    found = {
        "gains": _at(read_table(project, "gains"), sessions),
        "insights": _at(read_insights(project), sessions),
        "think_tank": _at(read_think_tank(project), sessions),
        "signals": _at(read_table(project, "signals"), sessions),
        "promises": open_promises(read_promises(project), series_id),
    }
    decisions = read_decisions(project)
    found["decisions"] = decisions[decisions["wish_id"].isin(list(wishes))]
    for name in found:
        found[name] = _without_taken_out(project, found[name], columns_of_words(_TABLES.get(name, name)))
    asked = help_asked(progress, read_assignments(project), read_help_offers(project))
    return Entered(**found, help=asked)


def _at(table: pd.DataFrame, sessions: Collection[str]) -> pd.DataFrame:
    return table[table["session_id"].isin(list(sessions))]


def _without_taken_out(project: Project, table: pd.DataFrame, columns: Collection[str]) -> pd.DataFrame:
    if table.empty:
        return table
    words = without_taken_out_words(project, pd.concat([table[name] for name in columns], keys=list(columns)))
    return table.assign(**{name: words.loc[name].to_numpy() for name in columns})
