"""Blocks in the place of words that had to go: same length, line ends kept, so that every position stays right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

__all__ = ["BLOCK", "Span", "blocked", "blocked_spans", "join_spans", "with_blocks_of"]

BLOCK = "█"

Span = tuple[int, int]

_NOT_A_LINE_END = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]")
_PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)


def blocked(text: str, spans: Iterable[Span]) -> str:
    """The text with blocks at these spans (code points; what lies outside the text is left out).

    >>> blocked("ze kwam\\nniet terug", [(3, 12)])
    'ze ████\\n████ terug'
    """
    for start, end in join_spans(spans):
        start, end = max(0, start), min(len(text), end)
        if start < end:
            text = text[:start] + _NOT_A_LINE_END.sub(BLOCK, text[start:end]) + text[end:]
    return text


def blocked_spans(text: str) -> list[Span]:
    """Where a text has blocks; a line end between blocks is part of the span.

    >>> blocked_spans("ze ████\\n████ terug")
    [(3, 12)]
    """
    return [found.span() for found in re.finditer(rf"{BLOCK}+(?:[\n\r\x0b\x0c\x85\u2028\u2029]+{BLOCK}+)*", text)]


def join_spans(spans: Iterable[Span]) -> list[Span]:
    """The same places as spans in order that neither overlap nor touch; empty ones are left out.

    >>> join_spans([(4, 6), (0, 2), (5, 9), (7, 7), (2, 3)])
    [(0, 3), (4, 9)]
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def with_blocks_of(text: str, other: str) -> str:
    """``text`` with blocks where it has them, and where ``other``, another version of it, has them.

    Versions that are the same outside their blocks are laid over each other. Otherwise they are compared word by word,
    and all that stands where ``other`` has blocks becomes blocks: rather a word too many than one too few.

    >>> with_blocks_of("██ kwam terug", "Ze ████ terug")
    '██ ████ terug'
    >>> with_blocks_of("Ze kwam snel terug.", "Ze ████ terug")
    'Ze █████████ terug.'
    """
    if len(text) == len(other) and all(a == b or BLOCK in (a, b) for a, b in zip(text, other, strict=True)):
        return blocked(text, blocked_spans(other))
    # A sign that stands in neither text, so that the blocks of one are never taken for those of the other.
    mine, theirs = _pieces(text), _pieces(other.replace(BLOCK, "\ue000"))
    spans = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        if kind != "equal" and any("\ue000" in piece for piece in theirs[max(0, i1 - 1) : i2 + 1]):
            before = sum(map(len, mine[:j1]))
            spans.append((before, before + sum(map(len, mine[j1:j2]))))
    return blocked(text, spans)


def _pieces(text: str) -> list[str]:
    return _PIECES.findall(text)
