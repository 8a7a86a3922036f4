"""How long sentences are: a smoke test of plain language (T02). Real readers are the test (T11)."""

from __future__ import annotations

import re

MOST_WORDS = 15  # in one sentence (T02)

__all__ = ["MOST_WORDS", "count_words", "long_sentences", "sentences"]

_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_WORD = re.compile(r"\w[\w'’./+-]*")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a new line begins a new one, as in a list.

    >>> sentences("Wij belden. Niemand nam op!\\nDaarna wel.")
    ['Wij belden.', 'Niemand nam op!', 'Daarna wel.']
    """
    return [part.strip() for part in _END.split(text) if _WORD.search(part)]


def count_words(sentence: str) -> int:
    """How many words a sentence has.

    >>> count_words("We belden 'm om 16.00 uur.")
    6
    """
    return len(_WORD.findall(sentence))


def long_sentences(text: str) -> list[str]:
    """The sentences of more than ``MOST_WORDS`` words."""
    return [one for one in sentences(text) if count_words(one) > MOST_WORDS]
