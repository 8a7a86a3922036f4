"""Two people changed one text without seeing each other's change: by paragraph, and nothing is lost.

What only one of them changed is taken over; what both wrote new stands there twice, in the order it was stored. Only
where both changed the same paragraph a person has to say what stays: a clash. A three-way merge (Khanna, Kunal and
Pierce 2007) over paragraphs in place of lines; where changes lie beside each other they don't clash, as they would
with lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Clash", "Joined", "join_texts", "paragraphs"]

_BETWEEN = re.compile(r"\n[ \t]*\n\s*")
_Change = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True)
class Clash:
    """One place that both changed: what each made of it; an empty text when that one took it out."""

    mine: str
    theirs: str


@dataclass(frozen=True)
class Joined:
    """The text with the changes of both. Where they clash, theirs stands first and mine after it."""

    text: str
    clashes: tuple[Clash, ...] = ()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: what stands between empty lines."""
    return [one for one in _BETWEEN.split(text.strip()) if one.strip()]


def join_texts(base: str, mine: str, theirs: str) -> Joined:
    """Both changes to ``base`` in one text.

    >>> join_texts("een\\n\\ntwee", "EEN\\n\\ntwee", "een\\n\\nTWEE").text
    'EEN\\n\\nTWEE'
    """
    if mine.strip() == theirs.strip() or base.strip() == theirs.strip():
        return Joined(mine)
    if base.strip() == mine.strip():
        return Joined(theirs)
    old = paragraphs(base)
    made: list[str] = []
    clashes: list[Clash] = []
    at = 0
    for start, end, ours, others in _grouped(_changes(old, paragraphs(mine)), _changes(old, paragraphs(theirs))):
        made += old[at:start]
        at = end
        own, other = _applied(old, start, end, ours), _applied(old, start, end, others)
        if not others or own == other:
            made += own
        elif not ours:
            made += other
        else:
            made += [*other, *own]
            if start != end:  # two new paragraphs at one place both stay, and nobody has to choose
                clashes.append(Clash("\n\n".join(own), "\n\n".join(other)))
    made += old[at:]
    return Joined("\n\n".join(made), tuple(clashes))


def _changes(old: Sequence[str], new: Sequence[str]) -> list[_Change]:
    """What became of stretches of ``old``; as many for as many is a change of each paragraph by itself."""
    found: list[_Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            found += [(i1 + n, i1 + n + 1, (new[j1 + n],)) for n in range(i2 - i1)]
        elif tag != "equal":
            found.append((i1, i2, tuple(new[j1:j2])))
    return found


def _grouped(mine: list[_Change], theirs: list[_Change]) -> list[tuple[int, int, list[_Change], list[_Change]]]:
    """Changes that touch the same paragraphs together, in the order of the text."""
    groups: list[tuple[int, int, list[_Change], list[_Change]]] = []
    for start, end, place, change in sorted(
        [(one[0], one[1], side, one) for side, several in enumerate((mine, theirs)) for one in several]
    ):
        last = groups[-1] if groups else None
        same_place = last is not None and (start < last[1] or (start, end) == (last[0], last[1]))
        if last is None or not same_place:
            last = (start, end, [], [])
            groups.append(last)
        elif end > last[1]:
            groups[-1] = last = (last[0], end, last[2], last[3])
        last[2 + place].append(change)  # type: ignore[union-attr]  # the third and fourth are lists
    return groups


def _applied(old: Sequence[str], start: int, end: int, changes: list[_Change]) -> list[str]:
    made, at = [], start
    for i1, i2, new in changes:
        made += [*old[at:i1], *new]
        at = i2
    return [*made, *old[at:end]]
