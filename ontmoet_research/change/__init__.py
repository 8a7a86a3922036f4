"""From wish to change.

Every wish is kept and gets an answer: taken up, parked with a reason, or joined to another. A wish is taken up only by
a decision that says who and how; what came of it is followed through assignments to what changed. A change that can't
be shown yet stays a signal.

What else a meeting brought is kept here too: gains, signals, what was learned, answers to a closing question or to a
question to the room, and how people went home.

Words: opbrengst = gain, slotvraag = harvest, zaalvraag = poll, wens = wish, besluit = decision, opdracht = assignment,
voortgang = progress, verandering = change, van wens naar verandering = chain.
"""

from .assignments import assign, finish, move, record_progress, stop
from .checkouts import Mood, keep_checkout, sum_up
from .checks import check_change
from .decisions import decide
from .gains import add_gain
from .harvest_table import count_unsorted, settle, where_by_kind
from .harvests import choose_shown, keep_answers, sort_answer
from .learned import keep_insight
from .meeting_checks import read_meeting_findings
from .mentimeter import Asked, read_questions
from .outcomes import complete_change, missing_parts, record_change
from .polls import keep_poll, other_is_largest, read_options
from .signals import add_signal, pass_on, reopen_signal, settle_signal
from .tables import read_assignments, read_changes, read_decisions, read_progress, read_wishes
from .wish_chain import chain, count_statuses
from .wishes import add_wish, ends_in, merge, park, reopen

__all__ = [
    "Asked",
    "Mood",
    "add_gain",
    "add_signal",
    "add_wish",
    "assign",
    "chain",
    "check_change",
    "choose_shown",
    "complete_change",
    "count_statuses",
    "count_unsorted",
    "decide",
    "ends_in",
    "finish",
    "keep_answers",
    "keep_checkout",
    "keep_insight",
    "keep_poll",
    "merge",
    "missing_parts",
    "move",
    "other_is_largest",
    "park",
    "pass_on",
    "read_assignments",
    "read_changes",
    "read_decisions",
    "read_meeting_findings",
    "read_options",
    "read_progress",
    "read_questions",
    "read_wishes",
    "record_change",
    "record_progress",
    "reopen",
    "reopen_signal",
    "settle",
    "settle_signal",
    "sort_answer",
    "stop",
    "sum_up",
    "where_by_kind",
]
