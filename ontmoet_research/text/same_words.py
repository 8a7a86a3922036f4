"""Find words again in other texts: who takes words out wants them out everywhere.

Nobody copies a whole paragraph into a memo, so a part is enough: five words in a row that are the same, whatever the
capitals, signs and spaces between them, and whatever a word processor put in them (``shadow.py``). A few common words
say nothing about where they come from: runs of fewer than 20 characters are left alone. A short text counts as a whole
from three words and 20 characters on. Shorter words are only sought when a person names them.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ontmoet_research.text.blocks import BLOCK, Span, join_spans
from ontmoet_research.text.shadow import Shadow

__all__ = ["SameWords", "ways_to_write"]

RUN = 5  # words in a row
SHORTEST_TEXT = 3  # words; a text of fewer is never sought
LENGTH = 20  # characters
EDGE = 8  # characters of context that may be words cut in two

_WORD = re.compile(r"\w[\w\u0300-\u036f]*(?:['’]\w[\w\u0300-\u036f]*)*")


class SameWords:
    """Words to look for. ``texts`` are sought in runs, ``named`` exactly as they are, in any case.

    >>> SameWords(["Ik kreeg elke vrijdag een dikke brief"]).spans("Zij zei: elke vrijdag een dikke BRIEF! Ja.")
    [(9, 37)]
    >>> SameWords([], named=["Roos"]).spans("Roos en de rozen van roos")
    [(0, 4), (21, 25)]
    """

    def __init__(self, texts: Iterable[str], named: Iterable[str] = ()) -> None:
        self.texts = sorted({text.strip() for text in texts if text.strip(f" \n{BLOCK}")})
        self.named = sorted({text.strip() for text in named if text.strip()})
        self._runs: dict[int, set[tuple[str, ...]]] = defaultdict(set)
        self._long = [text for text in self.texts if any(_runs(text))]
        for text in self._long:
            plain = Shadow(text).text
            for run in _runs(plain):
                self._runs[len(run)].add(tuple(_key(plain[start:end]) for start, end in run))
        self._starts = {run[0] for runs in self._runs.values() for run in runs}
        spelled = sorted({form for text in map(_as_read, self.named) for form in _forms(text)}, key=len, reverse=True)
        self._named = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in spelled), re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self.texts or self.named)

    def spans(self, text: str) -> list[Span]:
        """Where these words stand in a text, in order, without overlap."""
        shadow = Shadow(text)
        found = [match.span() for match in self._named.finditer(shadow.text)] if self.named else []
        if self._runs:
            found += self._in_runs(shadow.text)
        return join_spans(shadow.span(*one) for one in found)

    def at_edges(self, text: str) -> list[Span]:
        """Where a piece of context begins or ends in the middle of these words, or lies within them.

        For the few characters around a quote, that are cut without looking at words.

        >>> SameWords(["de brief kwam op vrijdag"]).at_edges("am op vrijdag. Dat was")
        [(0, 13)]
        """
        found: list[Span] = []
        for whole in self._long if len(text) >= EDGE else []:
            if text in whole:
                return [(0, len(text))]
            most = min(len(text), len(whole))
            found += [(0, n) for n in range(most, EDGE - 1, -1) if text.startswith(whole[-n:])][:1]
            found += [(len(text) - n, len(text)) for n in range(most, EDGE - 1, -1) if text.endswith(whole[:n])][:1]
        return join_spans(found)

    def needles(self) -> list[str]:
        """Short pieces of these words, case kept; where nine words in a row still stand, one of them does.

        Short, because a file may break a long text in two anywhere.
        """
        pieces = set(self.named)
        for text in self.texts:
            runs = list(_runs(text))
            pieces |= {text[run[0][0] : run[-1][1]] for run in [*runs[::RUN], *runs[-1:]]}
        return sorted(pieces)

    def _in_runs(self, text: str) -> Iterator[Span]:
        words = [match.span() for match in _WORD.finditer(text)]
        keys = [_key(text[start:end]) for start, end in words]
        for place, key in enumerate(keys):
            if key in self._starts:
                for length, runs in self._runs.items():
                    if tuple(keys[place : place + length]) in runs:
                        yield words[place][0], words[place + length - 1][1]


def ways_to_write(needle: str) -> set[bytes]:
    """A needle as bytes in the ways files hold text: UTF-8 and UTF-16, plain and escaped for JSON and for HTML.

    >>> {"café".encode(), b"caf\\\\u00e9", b"c\\0a\\0f\\0\\xe9\\0"} <= ways_to_write("café")
    True
    """
    plain = {needle, unicodedata.normalize("NFC", needle), unicodedata.normalize("NFD", needle)}
    written = {form for text in plain for form in (text, html.escape(text), html.escape(text, quote=False))}
    written |= {json.dumps(text, ensure_ascii=ascii_)[1:-1] for text in plain for ascii_ in (True, False)}
    return {text.encode(code) for text in written for code in ("utf-8", "utf-16-le", "utf-16-be")}


def _as_read(text: str) -> str:
    return Shadow(text).text


def _runs(text: str) -> Iterator[list[Span]]:
    words = [match.span() for match in _WORD.finditer(text)]
    if len(words) < SHORTEST_TEXT:
        return
    length = min(RUN, len(words))
    for place in range(len(words) - length + 1):
        run = words[place : place + length]
        if run[-1][1] - run[0][0] >= LENGTH and BLOCK not in text[run[0][0] : run[-1][1]]:
            yield run


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("’", "'")


def _forms(text: str) -> set[str]:
    return {text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
