"""Ask about what points at a person, and take out what someone confirmed.

Nothing is replaced by itself: ``suggest`` shows, a person decides, ``replace`` does it. The log tells what kind of
words went and how often, never which words (P05).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ontmoet_research.privacy.names import Found, find_identifiers
from ontmoet_research.text import Quote, quote_with_context

__all__ = ["Replaced", "Suggestion", "replace", "suggest"]


@dataclass(frozen=True)
class Suggestion:
    """A place to look at: what was found, and the words with those around them. For a screen, never for a log."""

    found: Found
    context: Quote


@dataclass(frozen=True)
class Replaced:
    """A line of the log: so many stretches of this kind became this word."""

    kind: str
    replacement: str
    count: int


def suggest(text: str, names: Iterable[str] = (), organisations: Iterable[str] = ()) -> list[Suggestion]:
    """The places in a text that point straight at a person, in order, each with the words around it."""
    found = find_identifiers(text, names, organisations)
    return [Suggestion(one, quote_with_context(text, one.start, one.end)) for one in found]


def replace(text: str, confirmed: Iterable[Found]) -> tuple[str, list[Replaced]]:
    """The text with what was confirmed replaced by a word in brackets, and the log.

    Errors: ``ValueError`` when two overlap or one is not inside the text.

    >>> replace("Bel Wilma.", find_identifiers("Bel Wilma.", ["Wilma"]))
    ('Bel [naam].', [Replaced(kind='name', replacement='[naam]', count=1)])
    """
    found = sorted(set(confirmed))
    inside = all(0 <= one.start < one.end <= len(text) for one in found)
    if not inside or any(one.end > two.start for one, two in pairwise(found)):
        raise ValueError("what is replaced must lie inside the text and may not overlap")
    for one in reversed(found):
        text = text[: one.start] + one.replacement + text[one.end :]
    times = Counter((one.kind, one.replacement) for one in found)
    return text, [Replaced(kind, replacement, count) for (kind, replacement), count in sorted(times.items())]
