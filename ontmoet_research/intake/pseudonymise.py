"""Ask about what points at a person, and take out what someone confirmed.

Nothing is replaced by itself: ``suggest`` shows, a person decides, ``replace`` does it, all at once: an alias that is
also someone's name is not replaced again. The log tells what kind of words went and how often, never which words (P05).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ontmoet_research.privacy.names import Found, find_identifiers
from ontmoet_research.text import Quote, quote_with_context
from ontmoet_research.words import say

__all__ = ["Replaced", "Suggestion", "replace", "suggest", "words_for"]


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


def replace(
    text: str, confirmed: Iterable[Found], aliases: Mapping[str, str] | None = None
) -> tuple[str, list[Replaced]]:
    """The text with what was confirmed replaced by a word in brackets, and the log.

    ``aliases`` holds, by ``Found.owner``, the alias that stands there from now on instead of ``[naam]``. The log says
    of these only that an alias came, not which.

    Errors: ``ValueError`` when two overlap or one is not inside the text.

    >>> replace("Bel Wilma.", find_identifiers("Bel Wilma.", ["Wilma"]))
    ('Bel [naam].', [Replaced(kind='name', replacement='[naam]', count=1)])
    """
    found = sorted(set(confirmed))
    inside = all(0 <= one.start < one.end <= len(text) for one in found)
    if not inside or any(one.end > two.start for one, two in pairwise(found)):
        raise ValueError("what is replaced must lie inside the text and may not overlap")
    chosen = {one: words_for(one, (aliases or {}).get(one.owner)) for one in found}
    for one in reversed(found):
        text = text[: one.start] + chosen[one] + text[one.end :]
    times = Counter((one.kind, _logged(one, chosen[one])) for one in found)
    return text, [Replaced(kind, replacement, count) for (kind, replacement), count in sorted(times.items())]


def words_for(one: Found, alias: str | None) -> str:
    """What comes in the place of a name: the alias, with an s when the name had one that tells of owning."""
    if not alias or one.kind != "name":
        return one.replacement
    if not one.owns:
        return alias
    last = alias[-1].casefold()
    return alias + ("'" if last in "sxz" else "'s" if last in "aiouy" else "s")


def _logged(one: Found, words: str) -> str:
    return words if words == one.replacement else say("privacy.replacement.alias")
