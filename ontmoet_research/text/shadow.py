"""A text as it reads, whatever signs a word processor, a phone or a PDF put in by themselves.

Hard and narrow spaces become spaces, all dashes a hyphen, full-width and other digits our digits; soft hyphens and
characters without width are passed over, and so is a hyphen at a line end inside a word. For every letter of the shadow
is known where it stands in the text, so what is found in the shadow has its place in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

__all__ = ["Shadow", "folded_char", "has_hidden", "shadows"]

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_HIDDEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0"
_LINE = re.compile(r"(?<=[^\n])[ ]?\n[ ]?(?=[^\n])")
_CUT = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


def has_hidden(char: str) -> bool:
    """Whether nobody sees this character: it has no width, or only turns the writing direction."""
    return char in _HIDDEN or (unicodedata.category(char) == "Cf") or "\ufe00" <= char <= "\ufe0f"


def folded_char(char: str) -> str:
    """How a character reads: one character, or nothing when it is passed over.

    >>> [folded_char(char) for char in "a\\u00a0\\u2011\\u00ad\\uff10\\u0663\\u00e9"]
    ['a', ' ', '-', '', '0', '3', 'é']
    """
    if char < "\u0080" and char != "\t":
        return char
    if char in _SPACES:
        return " "
    if char in _DASHES:
        return "-"
    if has_hidden(char):
        return ""
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", char) if char >= "\u2000" else char
    return plain if len(plain) == 1 else char


class Shadow:
    """The shadow of a text: ``text``, and :meth:`span` for where a stretch of it stands in the text itself."""

    def __init__(self, text: str, *, over_lines: bool = False) -> None:
        """With ``over_lines`` a single line end reads as a space, and a word cut at a line end as one word."""
        fold = {} if text.isascii() else {char: folded_char(char) for char in set(text)}
        plain = "\t" not in text and all(char == read for char, read in fold.items())
        fold["\t"] = " "
        pairs = [] if plain else [(n, read) for n, c in enumerate(text) if (read := fold.get(c, c))]
        self.text = text if plain else "".join(folded for _, folded in pairs)
        self._at: Sequence[int] = range(len(text)) if plain else [n for n, _ in pairs]
        self.over_lines = over_lines
        if over_lines:
            self._join_lines()

    def _join_lines(self) -> None:
        if cut := {place for match in _CUT.finditer(self.text) for place in range(*match.span())}:
            kept = [n for n in range(len(self.text)) if n not in cut]
            self._at = [self._at[n] for n in kept]
            self.text = "".join(self.text[n] for n in kept)
        self.text = _LINE.sub(lambda match: " " * len(match[0]), self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where these characters of the shadow stand in the text: from the first up to and with the last."""
        return (self._at[start], self._at[end - 1] + 1) if end > start else (start, start)

    def over_a_line_end(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of the shadow holds a line end in ``text``."""
        place = self.span(start, end)
        return "\n" in text[slice(*place)]


def shadows(text: str) -> Iterator[Shadow]:
    """The shadow line by line, and, where it differs, the one over line ends."""
    yield Shadow(text)
    if "\n" in text.strip():
        yield Shadow(text, over_lines=True)
