"""Wishes and what came of them, as tables for calculations.

Each gives the current rows with the meeting joined: ``session_number`` and ``session_date`` (ISO text). An object with
two versions has two rows; what is joined to it comes from the last one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.group import read_sessions
from ontmoet_research.store import Project, read_table

if TYPE_CHECKING:
    import pandas as pd


def read_wishes(project: Project) -> pd.DataFrame:
    """All wishes in the order they came: columns of ``wishes``, then those of the meeting (see ``_with_meeting``)."""
    return _with_meeting(project, read_table(project, "wishes"))


def read_decisions(project: Project) -> pd.DataFrame:
    """All decisions: columns of ``decisions``, then those of the meeting."""
    return _with_meeting(project, read_table(project, "decisions"))


def read_assignments(project: Project) -> pd.DataFrame:
    """All assignments: columns of ``assignments``, then ``wish_id`` and ``what`` of the decision."""
    decisions = read_table(project, "decisions").drop_duplicates("decision_id", keep="last")
    return read_table(project, "assignments").merge(
        decisions[["decision_id", "wish_id", "what"]], on="decision_id", how="left"
    )


def read_progress(project: Project) -> pd.DataFrame:
    """All answers at follow-ups: columns of ``progress``, then those of the meeting."""
    return _with_meeting(project, read_table(project, "progress"))


def read_changes(project: Project) -> pd.DataFrame:
    """All changes: columns of ``changes``, then ``decision_id`` and ``wish_id`` where it came from an assignment.

    ``evidence`` and ``theme_ids`` are lists, ``since`` is ISO text.
    """
    assignments = read_assignments(project).drop_duplicates("assignment_id", keep="last")
    return read_table(project, "changes").merge(
        assignments[["assignment_id", "decision_id", "wish_id"]], on="assignment_id", how="left"
    )


def _with_meeting(project: Project, table: pd.DataFrame) -> pd.DataFrame:
    """Add ``series_id``, ``session_number``, ``session_date``, ``session_kind`` and ``session_label``."""
    sessions = read_sessions(project).drop_duplicates("session_id", keep="last")
    names = {"number": "session_number", "date": "session_date", "kind": "session_kind", "label": "session_label"}
    chosen = sessions[["session_id", "series_id", *names]].rename(columns=names)
    joined = table.merge(chosen, on="session_id", how="left")
    return joined.sort_values(["series_id", "session_number"], kind="stable", ignore_index=True)
