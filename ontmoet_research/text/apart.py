"""Where two texts differ, word by word, so that a person sees it at once."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

NEAR = 24  # words and spaces shown before and after what differs
TOO_MANY = 4_000_000  # pairs of words; longer texts are compared line by line
GAP = " … "
_WORDS = re.compile(r"\S+|\s+")


def words_apart(one: str, other: str) -> list[tuple[str, bool]]:
    """``one`` in stretches, each with whether ``other`` has something else there.

    Long stretches that are the same are shortened. What only ``other`` has is no part of ``one``: look the other way
    round for that.

    >>> words_apart("de bus kwam laat", "de bus kwam niet")
    [('de bus kwam ', False), ('laat', True)]
    """
    mine, theirs = _WORDS.findall(one), _WORDS.findall(other)
    first = _same_at_start(mine, theirs)
    last = _same_at_start(mine[first:][::-1], theirs[first:][::-1])
    middle = "".join(mine[first : len(mine) - last]), "".join(theirs[first : len(theirs) - last])
    parts = [("".join(mine[:first]), False), *_compared(*middle), ("".join(mine[len(mine) - last :]), False)]
    return _shortened([part for part in parts if part[0]])


def _same_at_start(mine: list[str], theirs: list[str]) -> int:
    return next(
        (i for i, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), min(len(mine), len(theirs))
    )


def _compared(one: str, other: str) -> list[tuple[str, bool]]:
    mine, theirs = _WORDS.findall(one), _WORDS.findall(other)
    if len(mine) * len(theirs) > TOO_MANY:
        mine, theirs = one.splitlines(keepends=True), other.splitlines(keepends=True)
    steps = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return [("".join(mine[a:b]), kind != "equal") for kind, a, b, _, _ in steps]


def _shortened(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    told = []
    for number, (words, apart) in enumerate(parts):
        pieces = _WORDS.findall(words)
        before = NEAR if number else 0
        after = NEAR if number + 1 < len(parts) else 0
        if not apart and (before or after) and len(pieces) > before + after + NEAR:
            words = "".join(pieces[:before]) + GAP + "".join(pieces[len(pieces) - after :])
        told.append((words, apart))
    return told
