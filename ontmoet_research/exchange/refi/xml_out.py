"""Writing XML as it goes: one door for escaping, and nothing that XML 1.0 does not know."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["Out"]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


class Out:
    """Escapes words. ``removed`` counts signs that XML can't hold."""

    def __init__(self) -> None:
        self.removed: Counter[str] = Counter()

    def text(self, words: str) -> str:
        """Words between two tags."""
        return self._legal(words).translate(_TEXT)

    def value(self, words: str) -> str:
        """Words of an attribute, with its line ends kept."""
        return self._legal(words).translate(_ATTRIBUTE)

    def _legal(self, words: str) -> str:
        if words.isascii() and words.isprintable():
            return words
        legal, count = _ILLEGAL.subn("", words)
        self.removed["signs"] += count
        return legal
