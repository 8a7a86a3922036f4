"""Text as everything else counts on it: cleaned once, counted in one way, and written as Dutch is written.

A note is cleaned when it comes in and never again, so each stored position keeps its meaning. A position is a
number of code points from the start; only the browser counts otherwise, and the way there and back is here.

Words: datum = date, stukje tekst = fragment (``start`` up to and without ``end``), aangehaalde woorden =
quote.

Public: ``clean_text``; ``Utf16Map``, ``to_utf16``, ``from_utf16``, ``Quote``, ``quote_with_context``,
``find_quote``; ``plain``, ``shortened``; ``format_date``, ``parse_date``, ``format_day``, ``format_time``,
``format_number``, ``join_words``, ``sort_key``.
"""

from ontmoet_research.text.clean import clean_text
from ontmoet_research.text.dutch import (
    format_date,
    format_day,
    format_number,
    format_time,
    join_words,
    parse_date,
    sort_key,
)
from ontmoet_research.text.offsets import (
    Quote,
    Utf16Map,
    find_quote,
    from_utf16,
    quote_with_context,
    to_utf16,
)
from ontmoet_research.text.plain import plain
from ontmoet_research.text.shortened import shortened

__all__ = [
    "Quote",
    "Utf16Map",
    "clean_text",
    "find_quote",
    "format_date",
    "format_day",
    "format_number",
    "format_time",
    "from_utf16",
    "join_words",
    "parse_date",
    "plain",
    "quote_with_context",
    "shortened",
    "sort_key",
    "to_utf16",
]
