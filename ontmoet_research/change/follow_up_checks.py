"""Does what was taken on stand on more than one person, and is what was asked and promised answered?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, blocking, warning, worst_first
from ontmoet_research.group import read_contributors, read_participants, read_series, read_sessions
from ontmoet_research.store import Project, read_table, rows_of

from .assignment_lists import hanging_on_one_person
from .follow_up import ASKED_IN
from .priorities import OWN_PERSPECTIVES, OWN_SIDE
from .promises import open_promises
from .tables import read_assignments, read_priorities, read_progress, read_promises, read_think_tank
from .think_tank import not_fed_back, weeks_to_hear
from .wording import bare

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_follow_up", "read_follow_up_findings"]


def read_follow_up_findings(project: Project, today: date | None = None) -> list[Finding]:
    """:func:`check_follow_up` over a whole project; ``today`` is this day unless given."""
    tables = {
        "organisations": read_table(project, "organisations"),
        "assignments": read_assignments(project),
        "participants": read_participants(project),
        "sessions": read_sessions(project),
        "progress": read_progress(project),
        "think_tank": read_think_tank(project),
        "promises": read_promises(project),
        "series": read_series(project),
        "priorities": read_priorities(project),
        "contributors": read_contributors(project),
    }
    return check_follow_up(tables, today or date.today())


def check_follow_up(tables: Mapping[str, pd.DataFrame], today: date) -> list[Finding]:
    """All findings on assignments, follow-ups, think-tank questions, promises and priorities, worst first.

    In: the tables of the functions ``read_...`` by name: ``assignments``, ``participants``, ``organisations``,
    ``sessions``, ``progress``, ``think_tank``, ``promises``, ``series``, ``priorities`` and
    ``contributors``. Rows: A09, A20, B26, D10 and E26.
    """
    alone = hanging_on_one_person(tables["assignments"], tables["participants"], tables["organisations"])
    found = [
        warning("change.hangs_on_one", "B26", row["assignment_id"], what=bare(row["what"])) for row in _rows(alone)
    ]
    found += check_meetings(tables["sessions"], tables["progress"])
    found += [
        warning(
            "change.not_fed_back", "A20", row["think_tank_question_id"], question=row["question"], n=weeks_to_hear()
        )
        for row in _rows(not_fed_back(tables["think_tank"], today))
    ]
    found += check_promises(tables["promises"], tables["series"], today)
    found += check_priorities(tables["priorities"], tables["contributors"], tables["participants"])
    return worst_first(found)


def check_meetings(sessions: pd.DataFrame, progress: pd.DataFrame) -> list[Finding]:
    """Finding A09: the questions of a follow-up were answered at a meeting that does not ask them yet.

    In: ``session_id``, ``label``, ``phase_kind``; ``session_id`` of what was shared. Whether people both shared and
    learned (B18) is asked of every meeting, in ``meeting_checks``.
    """
    shared = set(progress["session_id"])
    return [
        warning("change.asked_too_early", "A09", meeting["session_id"], meeting=meeting["label"])
        for meeting in _rows(sessions)
        if meeting["phase_kind"] not in ASKED_IN and meeting["session_id"] in shared
    ]


def check_promises(promises: pd.DataFrame, series: pd.DataFrame, today: date) -> list[Finding]:
    """Findings D10: a promise is past its day, or its series was closed while it was open.

    In: ``promise_id``, ``series_id``, ``what``, ``to_whom``, ``due``, ``done_on``; ``series_id``, ``ended_on``.
    """
    closed = set(series.loc[series["ended_on"].notna(), "series_id"])
    found = []
    for row in _rows(open_promises(promises)):
        late = row["due"] and row["due"] < today.isoformat()
        if late or row["series_id"] in closed:
            key = "change.promise_late" if late else "change.promise_open"
            found.append(warning(key, "D10", row["promise_id"], what=bare(row["what"]), whom=bare(row["to_whom"])))
    return found


def check_priorities(priorities: pd.DataFrame, contributors: pd.DataFrame, participants: pd.DataFrame) -> list[Finding]:
    """Finding E26: a priority of residents was set or last changed by someone of another side.

    In: ``priority_id``, ``title``, ``set_by_side``, ``author``; ``contributor_id``, ``side``, ``participant_id``;
    ``participant_id``, ``perspectives`` (list). What the kit itself brought in (``kit``) is not judged by its author.
    """
    residents = {
        person["participant_id"]
        for person in _rows(participants)
        if not OWN_PERSPECTIVES.isdisjoint(person["perspectives"])
    }
    allowed = {
        one["contributor_id"]
        for one in _rows(contributors)
        if one["side"] == OWN_SIDE or one["participant_id"] in residents
    }
    return [
        blocking("change.priority_not_theirs", "E26", row["priority_id"], title=bare(row["title"]))
        for row in _rows(priorities)
        if row["set_by_side"] != OWN_SIDE or row["author"] not in {*allowed, "kit"}
    ]


def _rows(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return [dict(row) for row in rows_of(table)]
