"""Where readings lie apart, how far they overlap, and what came of talking about it.

A difference between two readers is a finding. Both readings stay, and the talk gets an outcome; that both stay
("beide blijven staan") is a normal end. Nobody is scored: overlap is where a talk can start, and agreement coefficients
stand only in an appendix, with n, unit and interval.

Words: verschil = difference, kant van het verhaal = position, wat eruit kwam = outcome, overlap = overlap, past zich
aan = drift.
"""

from .agreement import apart, diversity, drift, overlap_per_label, presence, read_by_all
from .appendix import coefficients_per_label
from .checks import check_drift, read_dialogue_findings
from .coefficients import Coefficient, alpha, cohen_kappa, fleiss_kappa, nominal_alpha
from .differences import read_differences, record_difference
from .figures import draw_overlap, tell_coefficients
from .spans import span_kappa, unitizing_alpha
from .tables import Readings, read_changes, read_first_readings
from .talk import Talk, add_reason, finish_talk, open_talk, read_talks, settle_versions, speaking_order

__all__ = [
    "Coefficient",
    "Readings",
    "Talk",
    "add_reason",
    "alpha",
    "apart",
    "check_drift",
    "coefficients_per_label",
    "cohen_kappa",
    "diversity",
    "draw_overlap",
    "drift",
    "finish_talk",
    "fleiss_kappa",
    "nominal_alpha",
    "open_talk",
    "overlap_per_label",
    "presence",
    "read_by_all",
    "read_changes",
    "read_dialogue_findings",
    "read_differences",
    "read_first_readings",
    "read_talks",
    "record_difference",
    "settle_versions",
    "span_kappa",
    "speaking_order",
    "tell_coefficients",
    "unitizing_alpha",
]
