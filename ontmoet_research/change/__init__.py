"""From wish to change.

Every wish is kept and gets an answer: taken up, parked with a reason, or joined to another. A wish is taken up only by
a decision that says who and how; what came of it is followed through assignments to what changed. A change that can't
be shown yet stays a signal; numbers, stories and ripples stand beside it.

What else a meeting brought is kept here too: gains, signals, what was learned, answers to a closing question or to a
question to the room, and how people went home.

Words: wens = wish, besluit = decision, opdracht = assignment, voortgang = progress, delen en leren = follow-up,
hulp = help, vraag aan de groep = think tank question, belofte = promise, verandering = change,
van wens naar verandering = chain, getal = indicator, verhaal = story, kring = ripple, initiatief = initiative,
verspreiding = spread, opbrengst = gain, slotvraag = harvest, zaalvraag = poll.
"""

from .assignment_lists import by_theme, goes_on_inside, hanging_on_one_person, rests
from .assignments import (
    assign,
    connect_themes,
    finish,
    go_on,
    hide_details,
    loop_moments,
    may_show_details,
    move,
    record_progress,
    set_next_step,
    show_details,
    stop,
)
from .checkouts import Mood, keep_checkout, sum_up
from .checks import check_change
from .corrections import may_correct, origin_of, put_right, take_out
from .decisions import decide, needs_reason
from .effect_checks import read_effect_findings
from .effects import Effects, read_effects
from .figures import draw_levels, draw_ripples, draw_value, draw_wam
from .follow_up import LEARNING_QUESTIONS, SHARING_QUESTIONS, asks_questions, learn, share
from .follow_up_checks import check_follow_up, read_follow_up_findings
from .gains import add_gain
from .handing_over import describe_assignment, hand_over, holder_moments, notes_on
from .harvest_table import count_unsorted, settle, where_by_kind
from .harvests import choose_shown, keep_answers, sort_answer
from .help import give_help, help_asked, help_letter, offer_help
from .indicators import change_indicator, record_indicator
from .initiatives import add_initiative, change_initiative, count_named, link_pieces
from .later import record_sustained, to_ask_again
from .learned import keep_insight
from .levels import count_sure, easy_steps, ladder_per_theme, stage_by_level
from .meeting_checks import read_meeting_findings
from .mentimeter import Asked, read_questions
from .organisations import allies, organisations_reached
from .outcomes import complete_change, confirm_change, missing_parts, record_change
from .polls import keep_poll, other_is_largest, read_options
from .priorities import (
    add_priority,
    comment_on_priority,
    comments_on,
    list_priorities,
    may_set_priorities,
    move_up,
    remove_priority,
)
from .promises import before_closing, keep_promise, open_promises, promise
from .ripples import add_ripple, link_ripple, ripples_in_order
from .signals import add_signal, into_advice, pass_on, reopen_signal, settle_signal
from .spreads import add_spread
from .stories import add_story, change_story, choose_story, chosen_stories, keep_yes
from .tables import (
    read_assignments,
    read_changes,
    read_decisions,
    read_help_offers,
    read_insights,
    read_priorities,
    read_progress,
    read_promises,
    read_think_tank,
    read_wishes,
    without_kept_details,
)
from .think_tank import ask_group, feed_back, keep_advice, not_fed_back, weeks_to_hear
from .value import value_layers, wam_parts
from .wish_chain import chain, count_statuses
from .wishes import add_wish, ends_in, merge, park, reopen, whole_wish
from .wishes_in_notes import SaidWish, read_wishes_said, take_up_said, wishes_said

__all__ = [
    "LEARNING_QUESTIONS",
    "SHARING_QUESTIONS",
    "Asked",
    "Effects",
    "Mood",
    "SaidWish",
    "add_gain",
    "add_initiative",
    "add_priority",
    "add_ripple",
    "add_signal",
    "add_spread",
    "add_story",
    "add_wish",
    "allies",
    "ask_group",
    "asks_questions",
    "assign",
    "before_closing",
    "by_theme",
    "chain",
    "change_indicator",
    "change_initiative",
    "change_story",
    "check_change",
    "check_follow_up",
    "choose_shown",
    "choose_story",
    "chosen_stories",
    "comment_on_priority",
    "comments_on",
    "complete_change",
    "confirm_change",
    "connect_themes",
    "count_named",
    "count_statuses",
    "count_sure",
    "count_unsorted",
    "decide",
    "describe_assignment",
    "draw_levels",
    "draw_ripples",
    "draw_value",
    "draw_wam",
    "easy_steps",
    "ends_in",
    "feed_back",
    "finish",
    "give_help",
    "go_on",
    "goes_on_inside",
    "hand_over",
    "hanging_on_one_person",
    "help_asked",
    "help_letter",
    "hide_details",
    "holder_moments",
    "into_advice",
    "keep_advice",
    "keep_answers",
    "keep_checkout",
    "keep_insight",
    "keep_poll",
    "keep_promise",
    "keep_yes",
    "ladder_per_theme",
    "learn",
    "link_pieces",
    "link_ripple",
    "list_priorities",
    "loop_moments",
    "may_correct",
    "may_set_priorities",
    "may_show_details",
    "merge",
    "missing_parts",
    "move",
    "move_up",
    "needs_reason",
    "not_fed_back",
    "notes_on",
    "offer_help",
    "open_promises",
    "organisations_reached",
    "origin_of",
    "other_is_largest",
    "park",
    "pass_on",
    "promise",
    "put_right",
    "read_assignments",
    "read_changes",
    "read_decisions",
    "read_effect_findings",
    "read_effects",
    "read_follow_up_findings",
    "read_help_offers",
    "read_insights",
    "read_meeting_findings",
    "read_options",
    "read_priorities",
    "read_progress",
    "read_promises",
    "read_questions",
    "read_think_tank",
    "read_wishes",
    "read_wishes_said",
    "record_change",
    "record_indicator",
    "record_progress",
    "record_sustained",
    "remove_priority",
    "reopen",
    "reopen_signal",
    "rests",
    "ripples_in_order",
    "set_next_step",
    "settle",
    "settle_signal",
    "share",
    "show_details",
    "sort_answer",
    "stage_by_level",
    "stop",
    "sum_up",
    "take_out",
    "take_up_said",
    "to_ask_again",
    "value_layers",
    "wam_parts",
    "weeks_to_hear",
    "where_by_kind",
    "whole_wish",
    "wishes_said",
    "without_kept_details",
]
