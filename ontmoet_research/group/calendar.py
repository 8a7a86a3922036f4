"""How a series goes: planned against held per phase, gaps in the calendar, and phases that end early or late.

Every number comes from the series itself. What a source leaves open (weeks between meetings, months a phase takes) is
empty, and nothing is asked of what is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from numbers import Real
from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, blocking, warning
from ontmoet_research.record import in_words
from ontmoet_research.store import rows_of
from ontmoet_research.words import say

from .staying import PRIVATE_KIND

if TYPE_CHECKING:
    import pandas as pd

MARGIN_MONTHS = 1  # "12 months" is a year, give or take a month
NO_PAUSE = 2  # a gap is more than twice the time that was agreed

PLAN_COLUMNS = (
    *("phase_id", "series_id", "kind", "order", "planned", "held", "cancelled", "to_come"),
    *("first", "last", "planned_end", "over", "interval_weeks", "interval_note", "source", "end_note", "result_note"),
)


def phase_plan(phases: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Planned against held, one row per phase, by series and order.

    In: the tables of ``read_phases`` and ``read_sessions``. Out: ``planned`` (count, None when left open), ``held``,
    ``cancelled`` and ``to_come`` (counts), ``first`` and ``last`` (ISO day of the first meeting, and of the last one
    that was held; None), ``planned_end`` (``first`` plus the months of the phase; None when left open), ``over`` (some
    were held and none is to come), and ``interval_weeks``, ``interval_note``, ``source``, ``end_note`` and
    ``result_note`` as stored. A preparing talk (``kind`` voorbespreking) is none of the meetings that were
    planned, and counts nowhere.
    """
    import pandas as pd

    known = phases.sort_values(["series_id", "order"])
    return pd.DataFrame([_planned(one, sessions) for one in rows_of(known)], columns=list(PLAN_COLUMNS))


def current_phase(plan: pd.DataFrame) -> str | None:
    """Id of the phase a group is in: the one of its next meeting, else the last one in which something was held.

    In: :func:`phase_plan` of one series. The next meeting is of the first phase with meetings to come that no later
    phase has overtaken, so that one meeting that was never marked as held keeps nobody back. None without phases.
    """
    rows = rows_of(plan)
    begun = max((i for i, one in enumerate(rows) if one["held"]), default=0)
    for one in rows[begun:]:
        if one["to_come"]:
            return str(one["phase_id"])
    return str(rows[begun]["phase_id"]) if rows else None


def check_calendar(
    series: Mapping[Any, Any], phases: pd.DataFrame, sessions: pd.DataFrame, today: date
) -> list[Finding]:
    """Findings on the calendar of one series: A05 (gaps, days gone by), B08 (one phase per meeting), B17 (its end).

    In: the series as a dict (``series_id``, ``ended_on``), and its phases and meetings.
    """
    plan = phase_plan(phases, sessions)
    found = [
        blocking("group.plan.no_phase", "B08", one["session_id"], meeting=one["label"])
        for one in rows_of(sessions[~sessions["phase_id"].isin(plan["phase_id"])])
    ]
    for phase in rows_of(plan):
        found += check_gaps(phase, sessions[sessions["phase_id"] == phase["phase_id"]])
        found += check_end(phase, closed=bool(series["ended_on"]))
    if not series["ended_on"]:
        found += _gone_by(sessions, today)
    return found


def check_gaps(phase: Mapping[Any, Any], sessions: pd.DataFrame) -> list[Finding]:
    """Finding A05 on one phase: two meetings after each other with more than twice the agreed time between them.

    In: a row of :func:`phase_plan`, and the meetings of that phase (``number``, ``date``, ``status``). The agreed time
    is ``interval_weeks``, or else the months of the phase spread over its meetings.
    """
    weeks = _agreed_weeks(phase)
    if weeks is None:
        return []
    dated = sessions[(sessions["status"] != "vervallen") & sessions["date"].notna()].sort_values("date")
    dated = dated[dated["kind"] != PRIVATE_KIND]
    found = []
    for before, after in pairwise(rows_of(dated)):
        between = (date.fromisoformat(after["date"]) - date.fromisoformat(before["date"])).days / 7
        if between > NO_PAUSE * weeks:
            values = {"one": before["number"], "other": after["number"], "n": round(between)}
            found.append(warning("group.plan.gap", "A05", after["session_id"], **values))
    return found


def check_end(phase: Mapping[Any, Any], *, closed: bool) -> list[Finding]:
    """Finding B17 on one phase: it stopped early and nobody wrote why, or it runs on past its agreed end.

    In: a row of :func:`phase_plan`; ``closed`` when the series itself was closed. Early means fewer meetings than were
    planned, or more than a month before the agreed end. Stopping early is fine, with a reason.
    """
    about, name = phase["phase_id"], say(f"set_up_series.phase.{phase['kind']}")
    end, last = phase["planned_end"], phase["last"]
    if (phase["over"] or (closed and phase["held"])) and not _said(phase["end_note"]):
        planned = _number(phase["planned"])
        if planned is not None and phase["held"] < planned:
            numbers = {"planned": planned, "held": phase["held"]}
            return [warning("group.plan.fewer", "B17", about, phase=name, **numbers)]
        if end and last and last < _months_later(end, -MARGIN_MONTHS):
            return [warning("group.plan.early", "B17", about, phase=name, day=in_words(end))]
    if end and last and last > _months_later(end, MARGIN_MONTHS) and not _said(phase["end_note"]):
        return [warning("group.plan.late", "B17", about, phase=name, day=in_words(end))]
    return []


def planned_and_held(phase: Mapping[Any, Any]) -> str:
    """What was planned and what was held, in words. In: a row of :func:`phase_plan`.

    >>> planned_and_held({"planned": 5, "held": 4}), planned_and_held({"planned": None, "held": 0})
    ('Gepland 5, gehouden 4.', 'Gehouden 0. Hoeveel het er worden, staat nog open.')
    """
    planned = _number(phase["planned"])
    if planned is None:
        return say("group.plan.held_open", held=phase["held"])
    return say("group.plan.held", planned=planned, held=phase["held"])


def time_between(phase: Mapping[Any, Any]) -> str:
    """The weeks between meetings in words, or what the sources say when they leave it open; '' when nobody said."""
    if weeks := _number(phase["interval_weeks"]):
        return say("group.plan.each_week") if weeks == 1 else say("group.plan.each_weeks", n=weeks)
    return str(phase["interval_note"]) if _said(phase["interval_note"]) else ""


def _planned(phase: Mapping[Any, Any], sessions: pd.DataFrame) -> dict[str, Any]:
    own = sessions[(sessions["phase_id"] == phase["phase_id"]) & (sessions["kind"] != PRIVATE_KIND)]
    status = own["status"].value_counts()
    count = {name: int(status.get(name, 0)) for name in ("gehouden", "vervallen", "gepland")}
    days = own.loc[(own["status"] != "vervallen") & own["date"].notna(), "date"]
    held_on = own.loc[(own["status"] == "gehouden") & own["date"].notna(), "date"]
    first = phase["started_on"] if _said(phase["started_on"]) else (days.min() if len(days) else None)
    months = _number(phase["span_months"])
    return {
        **{name: phase[name] for name in ("phase_id", "series_id", "kind", "order", "source")},
        **{name: phase[name] if _said(phase[name]) else None for name in ("interval_note", "end_note", "result_note")},
        "planned": _number(phase["planned_count"]),
        "held": count["gehouden"],
        "cancelled": count["vervallen"],
        "to_come": count["gepland"],
        "first": first,
        "last": held_on.max() if len(held_on) else None,
        "planned_end": _months_later(first, months) if first and months else None,
        "over": count["gehouden"] > 0 and count["gepland"] == 0,
        "interval_weeks": _number(phase["interval_weeks"]),
    }


def _agreed_weeks(phase: Mapping[Any, Any]) -> float | None:
    if weeks := _number(phase["interval_weeks"]):
        return weeks
    end, planned = phase["planned_end"], _number(phase["planned"])
    if end and planned:
        days = (date.fromisoformat(end) - date.fromisoformat(phase["first"])).days
        return days / 7 / planned
    return None


def _gone_by(sessions: pd.DataFrame, today: date) -> list[Finding]:
    """Meetings that are still called planned while their day has gone by (A05)."""
    past = sessions[(sessions["status"] == "gepland") & (sessions["date"] < today.isoformat())]
    return [warning("group.plan.gone_by", "A05", one["session_id"], meeting=one["label"]) for one in rows_of(past)]


def _months_later(day: str, months: int) -> str:
    """The same day some months later, or the last day of that month.

    >>> _months_later("2024-06-20", 12), _months_later("2024-01-31", 1), _months_later("2024-03-31", -1)
    ('2025-06-20', '2024-02-29', '2024-02-29')
    """
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last)).isoformat()


def _number(value: Any) -> int | None:
    # An empty number in a DataFrame is pandas' NA, which can't be compared.
    return int(float(value)) if isinstance(value, Real) and value == value else None


def _said(value: Any) -> bool:
    return bool((value or "").strip())
