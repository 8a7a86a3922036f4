"""The one door through which rooms keep, change and take out records.

What holds for every column follows from the marks in the model: words of a person are stripped and hold nothing that
points straight at someone, days are read as people type them, what is pointed at is there, what people must fill in is
not empty, and nothing goes while something hangs on it. A room adds only what is really its own rule.

Words: bewaren = keep, veranderen = change, weghalen = take out, verbeteren = put right.
"""

from .days import in_words, iso_day, today
from .door import change, keep, take_out, what_changes, write
from .labels import has_label, label_of
from .own_words import columns_of_words, points_at_someone, refuse_identifier, refuse_in, without_identifiers

__all__ = [
    "change",
    "columns_of_words",
    "has_label",
    "in_words",
    "iso_day",
    "keep",
    "label_of",
    "points_at_someone",
    "refuse_identifier",
    "refuse_in",
    "take_out",
    "today",
    "what_changes",
    "without_identifiers",
    "write",
]
