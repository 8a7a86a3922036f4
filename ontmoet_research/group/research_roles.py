"""Who takes part in which stage of the research (D07, D24), and what a talk changed in the research (D23).

Stage by side: the role that was agreed beforehand and the role as it went. ``niet`` is an answer; empty is not.
Roles follow the Dutch Participatiematrix (Involv): toehoorder, meedenker, adviseur, partner, regisseur. They name a way
of taking part; more is not better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.model.group import PARTICIPATION, RESEARCH_STAGES
from ontmoet_research.model.people import SIDES
from ontmoet_research.record import iso_day, write
from ontmoet_research.store import Project, change, find, last_told, new, read_rows, rows_of
from ontmoet_research.words import Refused, say

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.research_roles"
LATE = RESEARCH_STAGES.index("samen_kijken")  # whoever comes in here can no longer change what was asked or how
NOTHING = "niets"


def record_role(
    project: Project,
    series_id: str,
    stage: str,
    side: str,
    *,
    planned: str | None = None,
    actual: str | None = None,
    since: str | None = None,
) -> None:
    """Note the role of a side in a stage, as planned or as it went; what is not given stays as it was.

    ``since`` is the day that side came in, as people type it; an empty one takes it away. Nobody is said to have come
    in on a day that nobody named. Errors: ``Refused`` when the series is gone or a day can't be read, ``ValueError``
    for an unknown stage, side or role.
    """
    find(project, "series", series_id)
    rows = sorted(read_rows(project, "participation_roles", series_id=series_id, stage=stage, side=side), key=_at)
    given: dict[str, str | None] = {k: value for k, value in (("planned", planned), ("actual", actual)) if value}
    if since is not None:
        given["since"] = iso_day(since)
    if not rows:
        drafts = [new("participation_roles", series_id=series_id, stage=stage, side=side, **given)]
    else:
        drafts = [change(rows[-1], **given)] if any(rows[-1][k] != v for k, v in given.items()) else []
    write(project, drafts, origin=ORIGIN)


def role_table(roles: pd.DataFrame, series_id: str) -> pd.DataFrame:
    """Stage by side for one series, every stage and side there is.

    In: the table ``participation_roles``. Out: ``stage``, ``side``, ``planned`` and ``actual`` (empty when nobody
    said), ``since`` (ISO day or empty), in the order of the research.
    """
    import pandas as pd

    own = last_told(roles[roles["series_id"] == series_id], "stage", "side")
    known = {(one["stage"], one["side"]): one for one in rows_of(own)}
    rows = []
    for stage in RESEARCH_STAGES:
        for side in SIDES:
            told = known.get((stage, side), {})
            values = {name: told.get(name) for name in ("planned", "actual", "since")}
            rows.append({"stage": stage, "side": side, **values})
    return pd.DataFrame(rows, dtype=object)


def first_stage(roles: pd.DataFrame, series_id: str, side: str) -> str | None:
    """The first stage in which a side takes part, as it went or else as planned; None when in none (D24)."""
    own = role_table(roles, series_id)
    own = own[own["side"] == side]
    for stage, actual, planned in zip(own["stage"], own["actual"], own["planned"], strict=True):
        told = [role for role in (actual, planned) if role]
        if told and told[0] in PARTICIPATION[1:]:
            return str(stage)
    return None


def check_roles(series_id: str, roles: pd.DataFrame, sessions: pd.DataFrame) -> list[Finding]:
    """Findings D07 (stages nobody filled in) and D24 (the experience side comes in when the choices are made).

    In: the table ``participation_roles``, and the meetings of the series. Asked once a meeting was held.
    """
    own = roles[roles["series_id"] == series_id]
    if not (sessions["status"] == "gehouden").any():
        return []
    if own.empty:
        return [warning("group.roles.none", "D07", series_id)]
    table = role_table(roles, series_id)
    said = table["planned"].notna() | table["actual"].notna()
    gaps = [stage for stage in RESEARCH_STAGES if not said[table["stage"] == stage].any()]
    found = []
    if gaps:
        found.append(warning("group.roles.gap", "D07", series_id, stage=say(f"group.stage.{gaps[0]}"), n=len(gaps)))
    return found + check_experience_in_time(series_id, roles)


def check_experience_in_time(series_id: str, roles: pd.DataFrame) -> list[Finding]:
    """Finding D24: the side with experience takes part in no stage, or only from where the choices are made.

    In: the table ``participation_roles``.
    """
    first = first_stage(roles, series_id, "ervaring")
    if first is None:
        return [warning("group.roles.never", "D24", series_id)]
    if RESEARCH_STAGES.index(first) >= LATE:
        return [warning("group.roles.late", "D24", series_id, stage=say(f"group.stage.{first}"))]
    return []


def record_research_changed(project: Project, session_id: str, words: str) -> None:
    """Note what the research does differently because of a talk; "niets" is an answer too (D23).

    Errors: ``Refused`` for no words, or when the meeting is gone.
    """
    if not words.strip():
        raise Refused("group.research.needs_words")
    meeting = find(project, "sessions", session_id)
    if meeting["research_changed"] != words.strip():
        write(project, [change(meeting, research_changed=words.strip())], origin=ORIGIN)


def check_research_changed(series_id: str, sessions: pd.DataFrame) -> list[Finding]:
    """Finding D23 of a Community of Practice: talks of which nobody wrote what they changed in the research.

    In: the meetings of one series (``status``, ``research_changed``); one finding for all of them.
    """
    open_ones = sessions[(sessions["status"] == "gehouden") & sessions["research_changed"].isna()]
    return [warning("group.research.not_said", "D23", series_id, n=len(open_ones))] if len(open_ones) else []


def _at(row: object) -> str:
    return str(row.at)  # type: ignore[attr-defined]  # a Row
