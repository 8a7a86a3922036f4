"""Is every wish accounted for, and does each step on the way to a change stand on something?"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, blocking, warning, worst_first
from ontmoet_research.store import rows_of

from .decisions import needs_reason
from .outcomes import SIGNAL, missing_parts
from .wish_chain import count_statuses

if TYPE_CHECKING:
    import pandas as pd


def check_change(
    wishes: pd.DataFrame,
    decisions: pd.DataFrame,
    assignments: pd.DataFrame,
    changes: pd.DataFrame,
    doubled: Collection[str] = (),
) -> list[Finding]:
    """All findings on wishes, decisions, assignments and changes, worst first.

    In: the tables of ``read_wishes``, ``read_decisions``, ``read_assignments`` and ``read_changes``; ``doubled`` are
    the wishes that have two versions (``wish_id``). Rows: A21, B16, B33 and B34.
    """
    found = check_wishes(wishes, decisions, doubled) + check_decisions(decisions, assignments)
    return worst_first(found + check_assignments(assignments) + check_changes(changes))


def check_wishes(wishes: pd.DataFrame, decisions: pd.DataFrame, doubled: Collection[str] = ()) -> list[Finding]:
    """Findings B33 and B16: no wish disappears, and each status has what belongs to it.

    In: ``wish_id``, ``status``, ``merged_into``, ``parked_reason``; ``wish_id`` of the decisions; ``doubled`` as above.
    """
    counts = count_statuses(wishes)
    found = []
    if counts.pop("in") != sum(counts.values()):
        found.append(blocking("change.wishes_do_not_add_up", "B33"))
    known, decided = set(wishes["wish_id"]), set(decisions["wish_id"])
    for wish in rows_of(wishes):
        about, status = wish["wish_id"], wish["status"]
        if status == "opgepakt" and about not in decided:
            found.append(blocking("change.taken_up_undecided", "B16", about))
        if status == "samengevoegd" and (wish["merged_into"] not in known or wish["merged_into"] == about):
            found.append(blocking("change.merged_into_nothing", "B33", about))
        if status == "geparkeerd" and not wish["parked_reason"]:
            found.append(warning("change.parked_without_reason", "B33", about))
    return found + [warning("change.two_versions", "B33", about) for about in doubled]


def check_decisions(decisions: pd.DataFrame, assignments: pd.DataFrame) -> list[Finding]:
    """Findings B16 (who and how) and B34 (elsewhere with a reason), and decisions that nobody took on yet.

    In: ``decision_id``, ``who`` (list), ``how``, ``session_kind``, ``elsewhere_reason``; ``decision_id`` of the
    assignments.
    """
    found = []
    taken_on = set(assignments["decision_id"])
    for decision in rows_of(decisions):
        about = decision["decision_id"]
        if not decision["who"]:
            found.append(blocking("change.decision_without_who", "B16", about))
        if not (decision["how"] or "").strip():
            found.append(blocking("change.decision_without_how", "B16", about))
        if needs_reason(decision["session_kind"]) and not decision["elsewhere_reason"]:
            found.append(warning("change.decided_elsewhere", "B34", about))
        if about not in taken_on:
            found.append(warning("change.nobody_took_on", "B16", about))
    return found


def check_assignments(assignments: pd.DataFrame) -> list[Finding]:
    """Finding B33: an assignment that stopped says why, unless its holder keeps what is in it to themselves.

    In: ``assignment_id``, ``state``, ``stop_reason``, ``details_hidden``.
    """
    silent = assignments["stop_reason"].isna() & ~assignments["details_hidden"].fillna(False).astype(bool)
    stopped = assignments[(assignments["state"] == "gestopt") & silent]
    return [warning("change.stopped_without_reason", "B33", about) for about in stopped["assignment_id"].unique()]


def check_changes(changes: pd.DataFrame) -> list[Finding]:
    """Findings A21: a confirmed change has who, what, since when, how we know and what the meetings did; a signal may
    still lack them.

    In: ``change_id``, ``actor``, ``what``, ``since``, ``evidence`` (list), ``contribution``, ``substantiation``.
    """
    found = []
    for told in rows_of(changes):
        about, confirmed = told["change_id"], told["substantiation"] not in (SIGNAL, None)
        if missing := missing_parts(told):
            give = blocking if confirmed else warning
            found += [give(f"change.lacks_{part}", "A21", about) for part in missing]
    return found
