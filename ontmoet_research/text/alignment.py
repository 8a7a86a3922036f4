"""Where words of a text stand in a corrected version of it.

Paragraphs first, then words within the paragraphs that changed, so that a long note stays light. What is found are the
longest runs that are the same in both, in order (longest common subsequence, by ``rapidfuzz``), and paragraphs that
were moved as a whole. Spaces and line ends between words don't count: breaking lines elsewhere changes nothing.

A word that is the same by chance ("de" in a sentence that was written anew) is no proof: words count as the same only
in a run of at least ``RUN`` words. Where a block is too large to compare word by word, words that come only once in
both show the way (patience diff, Bram Cohen 2008).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["RUN", "Alignment", "Moved"]

RUN = 4  # words in a row that are the same
EDGE = RUN // 2  # what the very begin or end of both texts counts for
LONGEST_CHANGED = 4  # times as long as the old words, and
NEAR = 6  # tokens beside changed words in which their edge is sought
ROOM = 200  # that many characters more, is no change of these words but another text

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_CELLS = 400_000_000  # of a table of bits: 50 MB
_GRAMS = (8, 4, 2, 1)  # so many tokens in a row are sought to show the way through a large block
_UNIQUE_LENGTH, _UNIQUE_WORDS = 15, 3  # words that can be found again by themselves


@dataclass(frozen=True)
class Moved:
    """Where words stand now: code points ``start`` up to and without ``end``.

    ``same``: these are the same words. ``gone``: they are no longer there; then ``start`` is ``end``, the place where
    they were.
    """

    start: int
    end: int
    same: bool
    gone: bool = False


class Alignment:
    """Two versions of a text, laid beside each other.

    >>> beside = Alignment("Een brief kwam op vrijdag. Ik sliep.", "Een dikke brief kwam op vrijdag. Ik sliep.")
    >>> beside.span(4, 25), beside.span(0, 9)
    (Moved(start=10, end=31, same=True, gone=False), Moved(start=0, end=15, same=False, gone=False))
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._old = [found.span() for found in _TOKEN.finditer(old)]
        self._new = [found.span() for found in _TOKEN.finditer(new)]
        self._starts = [start for start, _ in self._old]
        self._to = self._laid(_keys(old, self._old), _keys(new, self._new))
        self._run = self._runs()

    def span(self, start: int, end: int) -> Moved:
        """Where the words from ``start`` up to ``end`` of the old text stand in the new one."""
        first, last = self._token_at(start), self._token_at(max(start, end - 1))
        places = self._to[first : last + 1]
        if min(places) >= 0 and self._run[first] >= RUN and all(b == a + 1 for a, b in pairwise(places)):
            new_start = self._new[places[0]][0] + start - self._old[first][0]
            return Moved(new_start, self._new[places[-1]][1] - (self._old[last][1] - end), same=True)
        return self._found_again(start, end) or self._doubtful(first, last)

    def place(self, at: int) -> int:
        """Where a place in the old text is now, about: right after what stood before it."""
        token = self._token_at(at) if self._old else 0
        before = next((self._to[n] for n in range(token, -1, -1) if self._old and self._to[n] >= 0), None)
        return 0 if before is None else self._new[before][0]

    def shared(self, old: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]]) -> Counter[tuple[int, int]]:
        """How many characters piece i of the old text and piece j of the new one share, by (i, j).

        Both are partitions of their text, as spans in order. White space and words that are the same by chance don't
        count.
        """
        starts_old, starts_new = [start for start, _ in old], [start for start, _ in new]
        found: Counter[tuple[int, int]] = Counter()
        for n, to in enumerate(self._to):
            start, end = self._old[n]
            if to >= 0 and self._run[n] >= RUN and not self.old[start:end].isspace():
                pair = (bisect_right(starts_old, start) - 1, bisect_right(starts_new, self._new[to][0]) - 1)
                found[pair] += end - start
        return found

    def _token_at(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _laid(self, a: list[str], b: list[str]) -> list[int]:
        """For each old token its place among the new ones, or -1."""
        to = [-1] * len(a)
        lines_a, lines_b = list(_lines(self.old, self._old)), list(_lines(self.new, self._new))
        keys_a, keys_b = (
            ["".join(keys[start:end]) for start, end in lines] for keys, lines in ((a, lines_a), (b, lines_b))
        )
        same = list(_blocks(keys_a, keys_b))
        for i, j, n in same:
            self._put(to, lines_a[i][0], lines_b[j][0], lines_a[i + n - 1][1] - lines_a[i][0])
        ends = [(0, 0, 0), *same, (len(lines_a), len(lines_b), 0)]
        for (i, j, n), (next_i, next_j, _) in pairwise(ends):
            from_a, from_b = _edge(lines_a, i + n, len(a)), _edge(lines_b, j + n, len(b))
            part_a, part_b = a[from_a : _edge(lines_a, next_i, len(a))], b[from_b : _edge(lines_b, next_j, len(b))]
            for x, y, length in _blocks(part_a, part_b):
                self._put(to, from_a + x, from_b + y, length)
        self._add_moved(to, list(zip(keys_a, lines_a, strict=True)), list(zip(keys_b, lines_b, strict=True)))
        return to

    @staticmethod
    def _put(to: list[int], start: int, start_new: int, length: int) -> None:
        to[start : start + length] = range(start_new, start_new + length)

    def _add_moved(
        self, to: list[int], old: list[tuple[str, tuple[int, int]]], new: list[tuple[str, tuple[int, int]]]
    ) -> None:
        """Paragraphs that stand elsewhere now, each the only one with these words in both versions."""
        taken = set(to)
        times_old, times_new = Counter(key for key, _ in old), Counter(key for key, _ in new)
        free = {key: span for key, span in new if times_new[key] == 1 and span[0] not in taken}
        for key, (start, end) in old:
            whole = times_old[key] == 1 and len(re.findall(r"\w+", key)) >= RUN
            if whole and key in free and to[start] < 0:
                self._put(to, start, free[key][0], end - start)

    def _runs(self) -> list[int]:
        """For each token that is the same, how many words the run has that it is part of."""
        run = [0] * len(self._to)
        start = 0
        for n in range(1, len(self._to) + 1):
            goes_on = n < len(self._to) and self._to[n] >= 0 and self._to[n] == self._to[n - 1] + 1
            if not goes_on:
                words = sum(self.old[a].isalnum() for a, _ in self._old[start:n]) if self._to[start] >= 0 else 0
                # Where both texts begin, or end, is as good as words around it.
                words += EDGE * (start == 0 == self._to[start])
                words += EDGE * (n == len(self._to) and self._to[n - 1] == len(self._new) - 1)
                run[start:n] = [words] * (n - start)
                start = n
        return run

    def _found_again(self, start: int, end: int) -> Moved | None:
        """Words that stand elsewhere now, and nowhere twice."""
        words = self.old[start:end]
        if len(words) < _UNIQUE_LENGTH or len(words.split()) < _UNIQUE_WORDS:
            return None
        sought = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")  # "niet" is no part of "niets"
        there = [found.start() for found in sought.finditer(self.new)]
        if len(there) != 1 or len(sought.findall(self.old)) != 1:
            return None
        return Moved(there[0], there[0] + len(words), same=True)

    def _doubtful(self, first: int, last: int) -> Moved:
        """The words that came in their place: what lies between the words around them that are still there."""
        length = self._old[last][1] - self._old[first][0]
        below, above = self._beside(first, -1), self._beside(last, 1)
        low = self._to[first] if self._certain(first) else self._close(first, -1, below, above, below) + 1
        high = self._to[last] if self._certain(last) else self._close(last, 1, below, above, above) - 1
        if not self._fits(low, high, length):
            low, high = self._longest_run(first, last)
        if not self._fits(low, high, length):
            at = self._edge_of(self._beside(first, -1))
            return Moved(at, at, same=False, gone=True)
        start, end = self._new[low][0], self._new[high][1]
        words = self.new[start:end]
        return Moved(start + len(words) - len(words.lstrip()), start + len(words.rstrip()), same=False)

    def _certain(self, token: int) -> bool:
        return self._to[token] >= 0 and self._run[token] >= RUN

    def _beside(self, token: int, step: int) -> int:
        """The new place of the nearest token on this side that is certain; just outside the text without one."""
        while 0 <= token + step < len(self._to):
            token += step
            if self._certain(token):
                return self._to[token]
        return -1 if step < 0 else len(self._new)

    def _close(self, token: int, step: int, below: int, above: int, otherwise: int) -> int:
        """As :meth:`_beside`, but a few words away also a token that may be the same by chance, when it fits there."""
        for n in range(token + step, token + step * (NEAR + 1), step):
            if 0 <= n < len(self._to) and below <= self._to[n] <= above and self._to[n] >= 0:
                return self._to[n]
        return otherwise

    def _fits(self, low: int, high: int, length: int) -> bool:
        if not 0 <= low <= high < len(self._new):
            return False
        start, end = self._new[low][0], self._new[high][1]
        return bool(self.new[start:end].strip()) and end - start <= LONGEST_CHANGED * length + ROOM

    def _longest_run(self, first: int, last: int) -> tuple[int, int]:
        best = (0, -1)
        start = first
        for n in range(first, last + 1):
            if n > start and not (self._certain(n) and self._to[n] == self._to[n - 1] + 1):
                start = n
            if self._certain(n) and self._to[n] - self._to[start] >= best[1] - best[0] and self._certain(start):
                best = (self._to[start], self._to[n])
        return best

    def _edge_of(self, token: int) -> int:
        return self._new[token][1] if 0 <= token < len(self._new) else 0


def _keys(text: str, tokens: list[tuple[int, int]]) -> list[str]:
    return [" " if text[start].isspace() else text[start:end] for start, end in tokens]


def _lines(text: str, tokens: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The tokens of each paragraph: up to and with the white space that holds a line end."""
    begin = 0
    for n, (start, end) in enumerate(tokens):
        if text[start].isspace() and "\n" in text[start:end]:
            yield begin, n + 1
            begin = n + 1
    if begin < len(tokens):
        yield begin, len(tokens)


def _edge(lines: list[tuple[int, int]], line: int, end: int) -> int:
    return lines[line][0] if line < len(lines) else end


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Stretches that are the same, in order, as (place in a, place in b, length)."""
    shortest = min(len(a), len(b))
    head = next((n for n in range(shortest) if a[n] != b[n]), shortest)
    tail = next((n for n in range(shortest - head) if a[-1 - n] != b[-1 - n]), shortest - head)
    if head:
        yield 0, 0, head
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if middle_a and middle_b:
        yield from ((head + i, head + j, n) for i, j, n in _inner(middle_a, middle_b))
    if tail:
        yield len(a) - tail, len(b) - tail, tail


def _inner(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    from rapidfuzz.distance import LCSseq

    if len(a) * len(b) <= _MOST_CELLS:
        for part in LCSseq.opcodes(a, b):
            if part.tag == "equal":
                yield part.src_start, part.dest_start, part.src_end - part.src_start
        return
    anchors = next(filter(None, (_anchors(a, b, length) for length in _GRAMS)), [])
    before = (0, 0)
    for i, j in [*anchors, (len(a), len(b))] if anchors else []:
        yield from ((before[0] + x, before[1] + y, n) for x, y, n in _blocks(a[before[0] : i], b[before[1] : j]))
        before = (i, j)


def _anchors(a: Sequence[str], b: Sequence[str], length: int) -> list[tuple[int, int]]:
    """Places of runs of tokens that come once in both, in the longest order that both share."""
    once_a, once_b = _once(a, length), _once(b, length)
    pairs = sorted((i, once_b[run]) for run, i in once_a.items() if run in once_b)
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [n]
        back.append(ends[at - 1] if at else -1)
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = back[n]
    return [pair for pair in reversed(chain) if pair != (0, 0)]


def _once(tokens: Sequence[str], length: int) -> dict[tuple[str, ...], int]:
    runs = [tuple(tokens[n : n + length]) for n in range(len(tokens) - length + 1)]
    times = Counter(runs)
    return {run: n for n, run in enumerate(runs) if times[run] == 1}
