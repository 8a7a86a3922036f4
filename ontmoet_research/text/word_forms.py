"""Find words whatever their form: capitals, accents, and the other forms of a Dutch word (belde, belt, gebeld).

The plain form of a word (its lemma) comes from simplemma, which holds lists of words and no model. Some forms have more
than one reading (bellen is a verb, and more than one bel), so two words are the same when either is the plain form of
the other, or both have the same one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["folded", "is_known_word", "sought"]

_WORD = re.compile(r"\w+")


def sought(words: str, texts: Iterable[str]) -> re.Pattern[str]:
    """What finds these words after each other in a :func:`folded` text: as typed, or any form that stands in ``texts``.

    ``texts`` are folded. Errors: ``ValueError`` without any word.

    >>> found = sought("bellen", ["zij belde terug", "een bel"])
    >>> found.search("zij belde terug").group(), found.search("zij belden") is None
    ('belde', True)
    """
    asked = folded(words).split()
    if not asked:
        raise ValueError("nothing is sought")
    there = {word for text in texts for word in _WORD.findall(text)}
    return re.compile(r"\s+".join(_any_form(word, there) for word in asked))


def folded(text: str) -> str:
    """The same number of letters, without capitals and accents.

    >>> folded("Ëén koffié")
    'een koffie'
    """
    return text.lower() if text.isascii() else "".join(map(_bare, text))


@lru_cache(maxsize=50_000)
def is_known_word(word: str) -> bool:
    """Whether the lists of Dutch words hold this one, without capitals; some hold names that are common too.

    >>> is_known_word("tafel"), is_known_word("joz")
    (True, False)
    """
    import simplemma

    return simplemma.is_known(word.lower(), lang="nl")


def _any_form(word: str, there: set[str]) -> str:
    mine = _forms(word)
    same = sorted(other for other in there if other != word and mine & _forms(other))
    whole = [rf"\b(?:{'|'.join(map(re.escape, same))})\b"] if same else []
    return f"(?:{'|'.join([re.escape(word), *whole])})"


@lru_cache(maxsize=200_000)
def _forms(word: str) -> frozenset[str]:
    """A word and its plain form."""
    import simplemma

    return frozenset((word, folded(simplemma.lemmatize(word, lang="nl"))))


@lru_cache(maxsize=10_000)
def _bare(letter: str) -> str:
    low = unicodedata.normalize("NFD", letter)[0].casefold()
    return low if len(low) == 1 else letter
