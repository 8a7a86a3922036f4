"""How the group learns over meetings: what is new, what comes back, what became of wishes.

Every calculation takes DataFrames and gives a DataFrame, so it also runs on a table of your own. Only ``read_learning``
looks in a project, and it takes out what may not be seen before anything is counted. No number here is a score.

Words: nieuw of bekend = new or known, thema = theme, wens = wish, twijfel = doubt, bijeenkomst = session.
"""

from .across import beside_each_other, lists_used
from .across_figures import draw_beside_each_other
from .agenda import (
    ask_question,
    change_question,
    count_agenda,
    read_agenda,
    remove_question,
)
from .coverage import coverage, silence, tell_coverage
from .figures import draw_new_or_known, draw_themes_over_meetings, draw_wishes_per_meeting
from .ladder import ladder_over_meetings, level_by_step, understanding, without_level_or_step
from .many_figures import draw_many_series
from .many_series import as_mapped, course_of, courses, themes_of_series
from .over_time import certainty_per_session, heard_from, in_order, new_information, new_or_known, wishes_per_meeting
from .pieces import find_pieces
from .reach import ideas_travel, learning_reach
from .reading import reading_rules, tell_new_information
from .registered import draw_figure
from .sign_figures import draw_ladder, draw_level_by_step, draw_reach, draw_travels, draw_understanding
from .tables import Learning, read_learning
from .theme_work import change_theme, evidence_of, make_theme, set_relation
from .themes import by_theme, in_words, over_meetings, where_heard
from .together import pieces_with_both, together
from .trace import pieces_behind

__all__ = [
    "Learning",
    "as_mapped",
    "ask_question",
    "beside_each_other",
    "by_theme",
    "certainty_per_session",
    "change_question",
    "change_theme",
    "count_agenda",
    "course_of",
    "courses",
    "coverage",
    "draw_beside_each_other",
    "draw_figure",
    "draw_ladder",
    "draw_level_by_step",
    "draw_many_series",
    "draw_new_or_known",
    "draw_reach",
    "draw_themes_over_meetings",
    "draw_travels",
    "draw_understanding",
    "draw_wishes_per_meeting",
    "evidence_of",
    "find_pieces",
    "heard_from",
    "ideas_travel",
    "in_order",
    "in_words",
    "ladder_over_meetings",
    "learning_reach",
    "level_by_step",
    "lists_used",
    "make_theme",
    "new_information",
    "new_or_known",
    "over_meetings",
    "pieces_behind",
    "pieces_with_both",
    "read_agenda",
    "read_learning",
    "reading_rules",
    "remove_question",
    "set_relation",
    "silence",
    "tell_coverage",
    "tell_new_information",
    "themes_of_series",
    "together",
    "understanding",
    "where_heard",
    "wishes_per_meeting",
    "without_level_or_step",
]
