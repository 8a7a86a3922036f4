"""Wishes and what came of them, as tables for calculations.

Each gives the current rows with the meeting joined: ``session_number`` and ``session_date`` (ISO text). An object with
two versions has two rows; what is joined to it comes from the last one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.group import read_sessions
from ontmoet_research.privacy import withdrawn_participants
from ontmoet_research.store import Project, read_table

from .outcomes import SIGNAL

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
    """All changes: columns of ``changes``, then ``decision_id``, ``wish_id`` and ``assignment_size`` of its assignment.

    ``evidence``, ``theme_ids`` and ``levels`` are lists, ``since`` is ISO text. ``levels`` holds ``level`` where only
    that was filled in; ``series_id`` and ``organisation_id`` come from the wish and the assignment when the change has
    none of its own. What someone confirmed who withdrew is no longer confirmed by that person (P11).
    """
    assignments = read_assignments(project).drop_duplicates("assignment_id", keep="last")
    wishes = read_wishes(project).drop_duplicates("wish_id", keep="last")[["wish_id", "series_id"]]
    theirs = assignments[["assignment_id", "decision_id", "wish_id", "size", "organisation_id"]].merge(
        wishes, on="wish_id", how="left"
    )
    names = {"size": "assignment_size", "organisation_id": "assigned_in", "series_id": "wished_in"}
    found = read_table(project, "changes").merge(theirs.rename(columns=names), on="assignment_id", how="left")
    found["series_id"] = found["series_id"].fillna(found["wished_in"])
    found["organisation_id"] = found["organisation_id"].fillna(found["assigned_in"])
    pairs = zip(found["levels"], found["level"], strict=True)
    found["levels"] = [levels or ([level] if isinstance(level, str) else []) for levels, level in pairs]
    return _without_confirmer(project, found.drop(columns=["assigned_in", "wished_in"]))


def _without_confirmer(project: Project, changes: pd.DataFrame) -> pd.DataFrame:
    """A change that someone confirmed who withdrew is a signal again; who it was is gone."""
    people, consents = read_table(project, "participants"), read_table(project, "consents")
    gone = changes["confirmer_id"].isin(withdrawn_participants(people, consents))
    if gone.any():
        for name in ("confirmed_by", "confirmer_id"):
            changes[name] = changes[name].where(~gone, None)
        changes.loc[gone, "substantiation"] = SIGNAL
    return changes


def _with_meeting(project: Project, table: pd.DataFrame) -> pd.DataFrame:
    """Add ``series_id``, ``session_number``, ``session_date``, ``session_kind`` and ``session_label``."""
    sessions = read_sessions(project).drop_duplicates("session_id", keep="last")
    names = {"number": "session_number", "date": "session_date", "kind": "session_kind", "label": "session_label"}
    chosen = sessions[["session_id", "series_id", *names]].rename(columns=names)
    joined = table.merge(chosen, on="session_id", how="left")
    return joined.sort_values(["series_id", "session_number"], kind="stable", ignore_index=True)
