"""Series, meetings and people as tables for calculations.

Each gives what holds now, one row a thing; of two versions the one written last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.record import in_words
from ontmoet_research.store import Project, looked_up, once_a_moment, read_table
from ontmoet_research.words import say

if TYPE_CHECKING:
    import pandas as pd


def read_series(project: Project) -> pd.DataFrame:
    """All series: columns of the table ``series`` (``series_id``, ``title``, ``region``, ``format`` ...)."""
    return read_table(project, "series")


def read_phases(project: Project) -> pd.DataFrame:
    """All phases, by series and order: columns of the table ``phases``. Numbers that are left open are empty."""
    return read_table(project, "phases").sort_values(["series_id", "order"], ignore_index=True)


@once_a_moment
def read_sessions(project: Project, series_id: str | None = None) -> pd.DataFrame:
    """Meetings of a series (or of all), by series and number.

    Columns: those of the table ``sessions`` (``session_id``, ``series_id``, ``phase_id``, ``number``, ``date`` as ISO
    text, ``kind``, ``status`` ...), then ``series_title``, ``phase_kind``, ``phase_order``, and ``label``: what a
    person reads, such as "Bijeenkomst 3 (5 juli 2023)".
    """
    sessions = read_table(project, "sessions")
    if series_id is not None:
        sessions = sessions[sessions["series_id"] == series_id]
    series = read_series(project)[["series_id", "title"]]
    phases = read_phases(project)[["phase_id", "kind", "order"]]
    sessions = looked_up(sessions, series.rename(columns={"title": "series_title"}), "series_id")
    sessions = looked_up(sessions, phases.rename(columns={"kind": "phase_kind", "order": "phase_order"}), "phase_id")
    sessions["label"] = [
        meeting_label(number, day) for number, day in zip(sessions["number"], sessions["date"], strict=True)
    ]
    return sessions.sort_values(["series_id", "number"], kind="stable", ignore_index=True)


def read_participants(project: Project) -> pd.DataFrame:
    """All participants: columns of ``participants``; ``series_ids`` and ``perspectives`` are lists."""
    return read_table(project, "participants")


@once_a_moment
def read_attendance(project: Project) -> pd.DataFrame:
    """Who was at which meeting: columns of ``attendance``, then ``series_id``, ``number`` and ``date`` of it."""
    sessions = read_table(project, "sessions")[["session_id", "series_id", "number", "date"]]
    return looked_up(read_table(project, "attendance"), sessions, "session_id")


def read_contributors(project: Project) -> pd.DataFrame:
    """All people who work on the research: columns of the table ``contributors``."""
    return read_table(project, "contributors")


def meeting_label(number: int, day: str | None) -> str:
    """What a meeting is called on screen and in the report.

    >>> meeting_label(3, "2023-07-05"), meeting_label(4, None)
    ('Bijeenkomst 3 (5 juli 2023)', 'Bijeenkomst 4')
    """
    if not day:
        return say("group.meeting", number=number)
    return say("group.meeting_on", number=number, date=in_words(day))


def topic_in_words(topic: str | None) -> str:
    """The topic of a meeting; "volgt" as long as it is not known (C36).

    >>> topic_in_words("wonen"), topic_in_words(None)
    ('wonen', 'volgt')
    """
    return topic if topic and topic.strip() else say("group.meeting_follows")
