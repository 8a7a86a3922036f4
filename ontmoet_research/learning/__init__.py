"""How the group learns over meetings: what is new, what comes back, what became of wishes.

Every calculation takes DataFrames and gives a DataFrame, so it also runs on a table of your own. Only ``read_learning``
looks in a project, and it takes out what may not be seen before anything is counted. No number here is a score.

Words: nieuw of bekend = new or known, thema = theme, wens = wish, twijfel = doubt, bijeenkomst = session.
"""

from .figures import draw_new_or_known, draw_themes_over_meetings, draw_wishes_per_meeting
from .over_time import certainty_per_session, heard_from, in_order, new_information, new_or_known, wishes_per_meeting
from .reading import reading_rules, tell_new_information
from .tables import Learning, read_learning
from .themes import by_theme, in_words, over_meetings, where_heard

__all__ = [
    "Learning",
    "by_theme",
    "certainty_per_session",
    "draw_new_or_known",
    "draw_themes_over_meetings",
    "draw_wishes_per_meeting",
    "heard_from",
    "in_order",
    "in_words",
    "new_information",
    "new_or_known",
    "over_meetings",
    "read_learning",
    "reading_rules",
    "tell_new_information",
    "where_heard",
    "wishes_per_meeting",
]
