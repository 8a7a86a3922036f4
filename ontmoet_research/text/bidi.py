"""Marks that turn the reading direction must never reach beyond the words they came with.

A label can hold a right-to-left override. It is a character like any other and is kept, but put inside a sentence it
would turn the rest of that sentence around.
"""

from __future__ import annotations

import re

_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FIRST_STRONG, _POP = "\u2068", "\u2069"

__all__ = ["isolated", "without_marks"]


def isolated(text: str) -> str:
    """The text, safe to put inside a sentence: a turn of direction ends where the text ends.

    Plain Dutch comes back unchanged.

    >>> isolated("Luisteren")
    'Luisteren'
    >>> ascii(isolated(chr(0x202E) + "x"))
    "'\\\\u2068\\\\u202ex\\\\u2069'"
    """
    turns = bool(_MARKS.search(text) or _RIGHT_TO_LEFT.search(text))
    # An override inside an isolate ends with it; a stray "pop" would end the isolate early, so those go.
    return f"{_FIRST_STRONG}{text.replace(_POP, '')}{_POP}" if turns else text


def without_marks(text: str) -> str:
    """The text without direction marks, for a drawing: there they would show as empty boxes.

    >>> without_marks(chr(0x202E) + "x")
    'x'
    """
    return _MARKS.sub("", text)
