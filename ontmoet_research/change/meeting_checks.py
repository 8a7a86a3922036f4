"""What was left open after a meeting: a signal without follow-up, answers nobody sorted, half a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning, worst_first
from ontmoet_research.group import read_sessions
from ontmoet_research.store import Project, read_table, rows_of

from .harvest_table import count_unsorted
from .polls import other_is_largest

if TYPE_CHECKING:
    import pandas as pd

TABLES = ("signals", "harvests", "harvest_sortings", "poll_options", "insights", "gains", "progress")


def read_meeting_findings(project: Project) -> list[Finding]:
    """All findings on what meetings brought, worst first; see the functions below."""
    sessions = read_sessions(project)
    read = {name: read_table(project, name) for name in TABLES}
    return worst_first(
        [
            *check_signals(read["signals"], sessions),
            *check_harvests(read["harvests"], read["harvest_sortings"], sessions),
            *check_polls(read["poll_options"], sessions),
            *check_shared_and_learned(sessions, read["insights"], read["gains"], read["progress"], read["harvests"]),
        ]
    )


def check_signals(signals: pd.DataFrame, sessions: pd.DataFrame) -> list[Finding]:
    """Finding C32: a signal or question that nobody passed on or dealt with.

    In: ``signal_id``, ``session_id``, ``kind`` and ``status``; ``session_id`` and ``label`` of the meetings.
    """
    names = _names(sessions)
    still = rows_of(signals[signals["status"] == "open"])
    return [
        warning(f"change.open_{one['kind']}", "C32", one["signal_id"], meeting=names.get(one["session_id"], ""))
        for one in still
    ]


def check_harvests(harvests: pd.DataFrame, sortings: pd.DataFrame, sessions: pd.DataFrame) -> list[Finding]:
    """Finding C30: answers to a closing question that nobody sorted yet.

    In: ``harvest_id``, ``session_id`` and ``answers`` (list); ``harvest_id`` and ``answer`` of the sortings. That fewer
    answers are shown than given without saying who chose (C29) is found by the report.
    """
    names, found = _names(sessions), []
    for one in rows_of(harvests):
        left = count_unsorted(one["answers"], sortings[sortings["harvest_id"] == one["harvest_id"]])
        if left:
            told = {"n": left, "total": len(one["answers"]), "meeting": names.get(one["session_id"], "")}
            found.append(warning("change.answers_unsorted", "C30", one["harvest_id"], **told))
    return found


def check_polls(options: pd.DataFrame, sessions: pd.DataFrame) -> list[Finding]:
    """Finding C04: most people in the room fitted in none of the named groups.

    In: ``session_id``, ``question``, ``count`` and ``is_other``.
    """
    names = _names(sessions)
    return [
        warning("change.other_is_largest", "C04", str(session_id), meeting=names.get(str(session_id), ""))
        for session_id, group in options.groupby("session_id", sort=False)
        for _question in other_is_largest(group)
    ]


def check_shared_and_learned(
    sessions: pd.DataFrame,
    insights: pd.DataFrame,
    gains: pd.DataFrame,
    progress: pd.DataFrame,
    harvests: pd.DataFrame,
) -> list[Finding]:
    """Finding B18: a meeting that was held with only sharing (delen) or only learning (leren) written down.

    In: ``session_id``, ``label`` and ``status``; ``session_id`` of the others. Sharing is what someone did with an
    assignment, or what the meeting brought. Answers to the closing question are learning enough beside it, and ask for
    nothing by themselves; a meeting with neither is left alone.
    """
    learned, answered = set(insights["session_id"]), set(harvests["session_id"])
    shared = set(gains["session_id"]) | set(progress["session_id"])
    found = []
    for meeting in rows_of(sessions[sessions["status"] == "gehouden"]):
        about = meeting["session_id"]
        if about in learned and about not in shared:
            found.append(warning("change.only_sharing_missing", "B18", about, meeting=meeting["label"]))
        if about in shared and about not in learned | answered:
            found.append(warning("change.only_learning_missing", "B18", about, meeting=meeting["label"]))
    return found


def _names(sessions: pd.DataFrame) -> dict[str, str]:
    return dict(zip(sessions["session_id"], sessions["label"], strict=True))
