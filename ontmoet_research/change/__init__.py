"""From wish to change.

Every wish is kept and gets an answer: taken up, parked with a reason, or joined to another. A wish is taken up only by
a decision that says who and how; what came of it is followed through assignments to what changed. A change that can't
be shown yet stays a signal.

Words: wens = wish, besluit = decision, opdracht = assignment, voortgang = progress, verandering = change,
van wens naar verandering = chain.
"""

from .assignments import assign, finish, move, record_progress, stop
from .checks import check_change
from .decisions import decide
from .outcomes import complete_change, missing_parts, record_change
from .tables import read_assignments, read_changes, read_decisions, read_progress, read_wishes
from .wish_chain import chain, count_statuses
from .wishes import add_wish, ends_in, merge, park, reopen

__all__ = [
    "add_wish",
    "assign",
    "chain",
    "check_change",
    "complete_change",
    "count_statuses",
    "decide",
    "ends_in",
    "finish",
    "merge",
    "missing_parts",
    "move",
    "park",
    "read_assignments",
    "read_changes",
    "read_decisions",
    "read_progress",
    "read_wishes",
    "record_change",
    "record_progress",
    "reopen",
    "stop",
]
