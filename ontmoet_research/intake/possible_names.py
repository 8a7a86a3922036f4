"""Words in a note that may be someone's name, for a person to look at.

A list of names catches who is on it; a note also tells of a neighbour, a child, a helpdesk worker. Dutch writes a
capital inside a sentence for little else than names, so that is what this looks for. It finds too much (towns,
organisations) and misses a name that only opens sentences or is typed without a capital. Nothing is taken out by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .speakers import ROLES, find_turns

__all__ = ["possible_names"]

# A word with a capital, perhaps more of them, perhaps with "van de" in between.
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’-]*(?:[ ](?:(?:van|de|der|den|ten|ter|te|el|al|bin|ben)[ ]){0,2}[A-ZÀ-ÖØ-Þ][\w'’-]*){0,3}"
)
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…:;\n•*\-–—#>\"“‘(\[/]|\d[.)])[\s\"“‘'(*_#>•\-–—]*$")
_SMALL = re.compile(r"(?<![\w@./])[a-zà-öø-þ][\w'’-]*(?![@./]?\w|@)")  # not in an address of mail or web
_NO_NAMES = frozenset(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december nederland nederlands nederlandse ik wmo wia ww uwv svb digid pgb ggd ggz vng
    whatsapp facebook google zoom teams word excel powerpoint mentimeter kerst pasen ramadan ok oké ja nee tv id pin
    ontmoeting ontmoetingen
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)


def possible_names(text: str, known: Iterable[str] = ()) -> list[str]:
    """Stretches with a capital inside a sentence, and who speaks, each once; ``known`` aliases and places are left out.

    A word that is also written without a capital is no name: with "de Gemeente" every "gemeente" would go.

    >>> possible_names("Gisteren belde Noor van Dam met Merel. Noor was blij.", known=["Merel"])
    ['Noor van Dam']
    >>> possible_names("Joris: dat kan anders.")
    ['Joris']
    """
    small = {word[0] for word in _SMALL.finditer(text)}
    left_out = {*_NO_NAMES, *small, *(part.casefold() for name in known for part in [name, *name.split()])}
    inside = [match[0].rstrip("'’-") for match in _NAME.finditer(text) if not _opens_sentence(text, match.start())]
    speaking = [turn.label for turn in find_turns(text, known) if not _is_role(turn.label)]
    names = (_without(left_out, words.split()) for words in [*inside, *speaking])
    return list(dict.fromkeys(name for name in names if name))


def _without(left_out: set[str], words: list[str]) -> str:
    """The words without those at either end that are no name: "Gemeente Zandwijk" gives "Zandwijk"."""
    kept = [place for place, word in enumerate(words) if word.casefold() not in left_out]
    return " ".join(words[kept[0] : kept[-1] + 1]) if kept else ""


def _opens_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_STARTS.search(text[max(0, start - 12) : start]))


def _is_role(label: str) -> bool:
    return not ROLES.isdisjoint(label.casefold().split())
