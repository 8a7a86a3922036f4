"""Take who speaks along to another text of the same note: one without names, or a corrected one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from .readers import ReadText, SaidTurn

__all__ = ["carried_turns", "with_text"]


def with_text(note: ReadText, text: str) -> ReadText:
    """The note with other words, such as without names; who speaks stays with the lines, also when the name changed.

    >>> note = ReadText("Wilma: ja.\\nNee.", "vtt", turns=(SaidTurn(0, "Wilma", "00:00:12"),))
    >>> with_text(note, "Zon: ja.\\nNee.").turns
    (SaidTurn(line=0, label='Zon', said_at='00:00:12', lasts=False),)
    """
    return replace(note, text=text, turns=tuple(carried_turns(note.turns, note.text, text)))


def carried_turns(turns: Iterable[SaidTurn], before: str, after: str) -> list[SaidTurn]:
    """The turns of a text for another version of it. One whose line is gone, goes."""
    told = list(turns)
    if before == after or not told:
        return told
    old, new = before.split("\n"), after.split("\n")
    places = _same_lines(old, new)
    found = {}
    for turn in told:
        if (place := places.get(turn.line)) is not None:
            found[place] = replace(turn, line=place, label=_label(turn.label, old[turn.line], new[place]))
    return [found[place] for place in sorted(found)]


def _same_lines(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Line of the old text -> line of the new text that it is, perhaps in other words."""
    if len(old) == len(new):
        return {place: place for place in range(len(old))}
    places: dict[int, int] = {}
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and i2 - i1 == j2 - j1):
            places |= dict(zip(range(i1, i2), range(j1, j2), strict=True))
        elif kind == "replace":
            places[i1] = j1
    return places


def _label(label: str, old: str, new: str) -> str:
    """The label as it stands in the new line; a line under it in the same turn has none."""
    if old == new or not label or not old.startswith(f"{label}:"):
        return label
    return label if new.startswith(f"{label}:") else new.partition(":")[0].strip() or label
