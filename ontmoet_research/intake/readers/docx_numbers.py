"""The numbers that Word puts before paragraphs, counted as Word does: they stand nowhere in the text itself.

A paragraph points at a list (``numId``), a list at how it looks (``abstractNum``) and where it begins anew. Lists with
the same look count on, unless one says where it starts. ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from ontmoet_research.intake.readers.zip_parts import attribute, local_name

__all__ = ["Numbers", "letters", "roman"]

_DEEPEST = 8
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLET = "-"
_MOST = 100_000


class Numbers:
    """The lists of one file; ``root`` is the root of its part with numbering, or None when it has none."""

    def __init__(self, root: Any | None) -> None:
        parts = [] if root is None else list(root)
        looks = {attribute(part, "abstractNumId"): part for part in parts if local_name(part) == "abstractNum"}
        self._look: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        for part in parts:
            if local_name(part) == "num":
                self._list(part, looks)
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * (_DEEPEST + 1))
        self._begun: set[str] = set()

    def next(self, num_id: str, level: int) -> str:
        """What stands before the next paragraph of this list: "1.", "b)", or "-" for a bullet."""
        look = self._look.get(num_id, num_id)
        levels = self._levels.get(num_id, {})
        level = max(0, min(level, _DEEPEST))
        counts = self._counts[look]
        if num_id not in self._begun:
            self._begun.add(num_id)
            for place, start in self._starts.get(num_id, {}).items():
                counts[place : _DEEPEST + 1] = [None] * (_DEEPEST + 1 - place)
                counts[place] = start - 1
        kind, shown, start = levels.get(level, ("bullet", "", 1))
        if kind in ("bullet", "none") or not shown.strip():
            return _BULLET if kind == "bullet" or not levels else ""
        before = counts[level]
        counts[level] = start if before is None else before + 1
        counts[level + 1 :] = [None] * (_DEEPEST - level)
        return re.sub(r"%(\d)", lambda found: self._number(levels, counts, int(found[1]) - 1), shown).strip()

    def _number(self, levels: dict[int, tuple[str, str, int]], counts: list[int | None], level: int) -> str:
        kind, _, start = levels.get(level, ("decimal", "", 1))
        value = counts[level] if 0 <= level <= _DEEPEST else None
        return _shown(kind, start if value is None else value)

    def _list(self, part: Any, looks: dict[str, Any]) -> None:
        num_id = attribute(part, "numId")
        look = next((attribute(one, "val") for one in part if local_name(one) == "abstractNumId"), "")
        self._look[num_id] = look
        levels = _levels_of(looks.get(look, ()))
        starts: dict[int, int] = {}
        for one in (one for one in part if local_name(one) == "lvlOverride"):
            levels |= _levels_of(one)
            for start in (start for start in one if local_name(start) == "startOverride"):
                starts[_whole(attribute(one, "ilvl"), 0)] = _whole(attribute(start, "val"), 1)
        self._levels[num_id], self._starts[num_id] = levels, starts


def _levels_of(look: Any) -> dict[int, tuple[str, str, int]]:
    found = {}
    for level in look:
        if local_name(level) == "lvl":
            told = {local_name(part): attribute(part, "val") for part in level}
            kind = told.get("numFmt", "decimal")
            found[_whole(attribute(level, "ilvl"), 0)] = (
                kind,
                told.get("lvlText", ""),
                _whole(told.get("start", ""), 1),
            )
    return found


def _whole(told: str, otherwise: int) -> int:
    return min(int(told), _MOST) if told.isdecimal() else otherwise


def _shown(kind: str, value: int) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        return letters(value).upper() if kind == "upperLetter" else letters(value)
    if kind in ("lowerRoman", "upperRoman"):
        return roman(value).upper() if kind == "upperRoman" else roman(value)
    return f"{value:02d}" if kind == "decimalZero" else str(value)


def letters(value: int) -> str:
    """A number as Word and browsers letter it: a to z, then aa to zz.

    >>> letters(1), letters(27)
    ('a', 'aa')
    """
    return chr(ord("a") + (value - 1) % 26) * min(9, (value - 1) // 26 + 1) if value > 0 else str(value)


def roman(value: int) -> str:
    """A number in Roman figures.

    >>> roman(4), roman(19)
    ('iv', 'xix')
    """
    if not 0 < value < 4_000:
        return str(value)
    made = ""
    for worth, sign in _ROMAN:
        made += sign * (value // worth)
        value %= worth
    return made
