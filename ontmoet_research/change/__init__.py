"""From wish to change.

Every wish is kept and gets an answer: taken up, parked with a reason, or joined to another. A wish is taken up only by
a decision that says who and how; what came of it is followed through assignments to what changed. A change that can't
be shown yet stays a signal; numbers, stories and ripples stand beside it.

What else a meeting brought is kept here too: gains, signals, what was learned, answers to a closing question or to a
question to the room, and how people went home.

Words: wens = wish, besluit = decision, opdracht = assignment, voortgang = progress, verandering = change,
van wens naar verandering = chain, getal = indicator, verhaal = story, kring = ripple, initiatief = initiative,
verspreiding = spread, opbrengst = gain, slotvraag = harvest, zaalvraag = poll.
"""

from .assignments import assign, finish, move, record_progress, stop
from .checkouts import Mood, keep_checkout, sum_up
from .checks import check_change
from .decisions import decide
from .effect_checks import read_effect_findings
from .effects import Effects, read_effects
from .figures import draw_levels, draw_ripples, draw_value, draw_wam
from .gains import add_gain
from .harvest_table import count_unsorted, settle, where_by_kind
from .harvests import choose_shown, keep_answers, sort_answer
from .indicators import change_indicator, record_indicator
from .initiatives import add_initiative, change_initiative, count_named, link_pieces
from .later import record_sustained, to_ask_again
from .learned import keep_insight
from .levels import count_sure, easy_steps, ladder_per_theme, stage_by_level
from .meeting_checks import read_meeting_findings
from .mentimeter import Asked, read_questions
from .organisations import organisations_reached
from .outcomes import complete_change, confirm_change, missing_parts, record_change
from .polls import keep_poll, other_is_largest, read_options
from .ripples import add_ripple, link_ripple, ripples_in_order
from .signals import add_signal, pass_on, reopen_signal, settle_signal
from .spreads import add_spread
from .stories import add_story, change_story, choose_story, chosen_stories, keep_yes
from .tables import read_assignments, read_changes, read_decisions, read_progress, read_wishes
from .value import value_layers, wam_parts
from .wish_chain import chain, count_statuses
from .wishes import add_wish, ends_in, merge, park, reopen

__all__ = [
    "Asked",
    "Effects",
    "Mood",
    "add_gain",
    "add_initiative",
    "add_ripple",
    "add_signal",
    "add_spread",
    "add_story",
    "add_wish",
    "assign",
    "chain",
    "change_indicator",
    "change_initiative",
    "change_story",
    "check_change",
    "choose_shown",
    "choose_story",
    "chosen_stories",
    "complete_change",
    "confirm_change",
    "count_named",
    "count_statuses",
    "count_sure",
    "count_unsorted",
    "decide",
    "draw_levels",
    "draw_ripples",
    "draw_value",
    "draw_wam",
    "easy_steps",
    "ends_in",
    "finish",
    "keep_answers",
    "keep_checkout",
    "keep_insight",
    "keep_poll",
    "keep_yes",
    "ladder_per_theme",
    "link_pieces",
    "link_ripple",
    "merge",
    "missing_parts",
    "move",
    "organisations_reached",
    "other_is_largest",
    "park",
    "pass_on",
    "read_assignments",
    "read_changes",
    "read_decisions",
    "read_effect_findings",
    "read_effects",
    "read_meeting_findings",
    "read_options",
    "read_progress",
    "read_questions",
    "read_wishes",
    "record_change",
    "record_indicator",
    "record_progress",
    "record_sustained",
    "reopen",
    "reopen_signal",
    "ripples_in_order",
    "settle",
    "settle_signal",
    "sort_answer",
    "stage_by_level",
    "stop",
    "sum_up",
    "to_ask_again",
    "value_layers",
    "wam_parts",
    "where_by_kind",
]
