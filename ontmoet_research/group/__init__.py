"""Series of meetings and the people in them.

A series is made from a template and every number in it can be changed; what the sources leave open stays open. People
are known by an alias they chose. The checks say what a group could still arrange; they never stop a meeting.

Words: reeks = series, fase = phase, bijeenkomst = session, deelnemer = participant, medewerker = contributor,
aanwezigheid = attendance, sjabloon = template.
"""

from .checks import check_group, missing_voices, newcomers, stability
from .days import iso_day
from .meeting_parts import add_part, drop_part, list_parts, put_in_part, sections_of
from .meetings import (
    cancel_meeting,
    change_meeting,
    hold_meeting,
    list_meetings,
    plan_meeting,
    take_back_attendance,
    topic_of,
)
from .needs import Look, change_look, read_look, read_needs, record_needs
from .people import add_contributor, add_participant, join_series, pause, record_attendance, resume, stop
from .series import Template, change_phase, change_series, get_template, list_templates, make_series
from .tables import (
    meeting_label,
    read_attendance,
    read_contributors,
    read_participants,
    read_phases,
    read_series,
    read_sessions,
)

__all__ = [
    "Look",
    "Template",
    "add_contributor",
    "add_part",
    "add_participant",
    "cancel_meeting",
    "change_look",
    "change_meeting",
    "change_phase",
    "change_series",
    "check_group",
    "drop_part",
    "get_template",
    "hold_meeting",
    "iso_day",
    "join_series",
    "list_meetings",
    "list_parts",
    "list_templates",
    "make_series",
    "meeting_label",
    "missing_voices",
    "newcomers",
    "pause",
    "plan_meeting",
    "put_in_part",
    "read_attendance",
    "read_contributors",
    "read_look",
    "read_needs",
    "read_participants",
    "read_phases",
    "read_series",
    "read_sessions",
    "record_attendance",
    "record_needs",
    "resume",
    "sections_of",
    "stability",
    "stop",
    "take_back_attendance",
    "topic_of",
]
