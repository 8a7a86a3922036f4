"""Series of meetings and the people in them.

A series is made from a template and every number in it can be changed; what the sources leave open stays open. People
are known by an alias they chose. The checks say what a group could still arrange; they never stop a meeting.

Words: reeks = series, fase = phase, bijeenkomst = session, deelnemer = participant, medewerker = contributor,
aanwezigheid = attendance, sjabloon = template.
"""

from .access import (
    hard_to_combine,
    list_access_checks,
    needs_of_group,
    next_meeting,
    note_ready,
    record_access_check,
    to_confirm,
)
from .agreements import agree_on, due_agreements, end_agreement, list_agreements, look_again, read_mood, record_mood
from .attendance import count_attendance
from .calendar import check_calendar, phase_plan, planned_and_held, time_between
from .checks import check_group, composition, missing_voices, newcomers, stability
from .days import iso_day
from .handover import Handover, end_contributor, give_key_file, open_promises, open_work
from .leaving import reasons_to_stop
from .lineage import compare_with_care, same_method, series_tree, set_parent
from .meeting_parts import add_part, drop_part, list_parts, put_in_part, sections_of
from .meetings import (
    cancel_meeting,
    change_meeting,
    hold_meeting,
    list_meetings,
    plan_meeting,
    take_back_attendance,
)
from .needs import Look, change_look, confirm_needs, read_look, read_needs, record_needs
from .organisations import add_organisation, change_organisation, may_be_named, read_organisations
from .people import (
    add_contributor,
    add_participant,
    change_contributor,
    change_participant,
    join_series,
    pause,
    record_attendance,
    resume,
    stop,
)
from .reading import read_group_findings
from .research_roles import check_experience_in_time, first_stage, record_research_changed, record_role, role_table
from .series import (
    Template,
    change_phase,
    change_series,
    close_series,
    end_phase,
    get_template,
    list_templates,
    make_series,
    set_planned_count,
    whole_number,
)
from .start_list import read_start_list, record_start_item
from .tables import (
    meeting_label,
    read_attendance,
    read_contributors,
    read_participants,
    read_phases,
    read_series,
    read_sessions,
    topic_in_words,
)
from .timeline import add_event, read_timeline, remove_event

__all__ = [
    "Handover",
    "Look",
    "Template",
    "add_contributor",
    "add_event",
    "add_organisation",
    "add_part",
    "add_participant",
    "agree_on",
    "cancel_meeting",
    "change_contributor",
    "change_look",
    "change_meeting",
    "change_organisation",
    "change_participant",
    "change_phase",
    "change_series",
    "check_calendar",
    "check_experience_in_time",
    "check_group",
    "close_series",
    "compare_with_care",
    "composition",
    "confirm_needs",
    "count_attendance",
    "drop_part",
    "due_agreements",
    "end_agreement",
    "end_contributor",
    "end_phase",
    "first_stage",
    "get_template",
    "give_key_file",
    "hard_to_combine",
    "hold_meeting",
    "iso_day",
    "join_series",
    "list_access_checks",
    "list_agreements",
    "list_meetings",
    "list_parts",
    "list_templates",
    "look_again",
    "make_series",
    "may_be_named",
    "meeting_label",
    "missing_voices",
    "needs_of_group",
    "newcomers",
    "next_meeting",
    "note_ready",
    "open_promises",
    "open_work",
    "pause",
    "phase_plan",
    "plan_meeting",
    "planned_and_held",
    "put_in_part",
    "read_attendance",
    "read_contributors",
    "read_group_findings",
    "read_look",
    "read_mood",
    "read_needs",
    "read_organisations",
    "read_participants",
    "read_phases",
    "read_series",
    "read_sessions",
    "read_start_list",
    "read_timeline",
    "reasons_to_stop",
    "record_access_check",
    "record_attendance",
    "record_mood",
    "record_needs",
    "record_research_changed",
    "record_role",
    "record_start_item",
    "remove_event",
    "resume",
    "role_table",
    "same_method",
    "sections_of",
    "series_tree",
    "set_parent",
    "set_planned_count",
    "stability",
    "stop",
    "take_back_attendance",
    "time_between",
    "to_confirm",
    "topic_in_words",
    "whole_number",
]
