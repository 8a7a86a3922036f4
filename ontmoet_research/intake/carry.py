"""Take who speaks along to another text of the same note: one without names, or a corrected one. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ontmoet_research.words import say

from .labels import plain_label
from .readers import ReadText, SaidTurn
from .speakers import find_turns

__all__ = ["carried_turns", "with_labels", "with_text"]


def with_text(note: ReadText, text: str, *, lost: str = "", known: Iterable[str] = ()) -> ReadText:
    """The note with other words, such as without names; who speaks stays with the lines, also when the name changed.

    ``lost``: what stands where a name was. Two people whose names went both get that word; so that they stay two,
    such a speaker becomes ``Spreker 1``, ``Spreker 2``. ``known``: aliases that count as speakers in a note that tells
    of none.

    >>> note = ReadText("Wilma: ja.\\nNee.", "vtt", turns=(SaidTurn(0, "Wilma", "00:00:12"),))
    >>> with_text(note, "Zon: ja.\\nNee.").turns
    (SaidTurn(line=0, label='Zon', said_at='00:00:12', lasts=False),)
    """
    turns = note.turns or (tuple(_guessed(note.text, known)) if lost and lost in text else ())
    carried = carried_turns(turns, note.text, text)
    if not lost or not any(lost in turn.label for turn in carried):
        return replace(note, text=text, turns=tuple(carried) if note.turns else ())
    lines = text.split("\n")
    were = {turn.line: turn.label for turn in carried_turns(turns, note.text, text, keep=True)}
    taken = {plain_label(turn.label) for turn in carried}
    numbers: dict[str, str] = {}
    for place, turn in enumerate(carried):
        if lost not in turn.label:
            continue
        was = plain_label(were[turn.line])
        if was not in numbers:
            free = (say("intake.speaker", n=n) for n in range(1, len(taken) + 2))
            numbers[was] = next(name for name in free if plain_label(name) not in taken)
            taken.add(plain_label(numbers[was]))
        lines[turn.line] = lines[turn.line].replace(turn.label, numbers[was], 1)
        carried[place] = replace(turn, label=numbers[was])
    return replace(note, text="\n".join(lines), turns=tuple(carried))


def with_labels(note: ReadText, labels: Mapping[str, str], known: Iterable[str] = ()) -> ReadText:
    """The note with other names for its speakers, as label -> name; words that people say stay as they are.

    A label that was unsure is a speaker now; one with "" for a name is nobody, and stays in the text.

    >>> with_labels(ReadText("Vries, Jan de: ja.", "utf-8"), {"Vries, Jan de": "Beuk"}).text
    'Beuk: ja.'
    """
    names = {plain_label(label): name for label, name in labels.items()}
    lines = note.text.split("\n")
    turns = list(note.turns or _guessed(note.text, known, also=names))
    for place, turn in enumerate(turns):
        name = names.get(plain_label(turn.label))
        if name is None:
            continue
        turns[place] = replace(turn, label=name)
        if not name:
            continue
        head, said, rest = lines[turn.line].partition(turn.label)
        if said and rest.lstrip(" *_").startswith((":", "–", "—", "-", "(")):
            lines[turn.line] = f"{head}{name}{rest}"
    return replace(note, text="\n".join(lines), turns=tuple(turns) if names else note.turns)


def _guessed(text: str, known: Iterable[str], also: Container[str] = ()) -> list[SaidTurn]:
    found = [one for one in find_turns(text, known) if one.sure or plain_label(one.label) in also]
    return [SaidTurn(text.count("\n", 0, one.start), one.label) for one in found]


def carried_turns(turns: Iterable[SaidTurn], before: str, after: str, *, keep: bool = False) -> list[SaidTurn]:
    """The turns of a text for another version of it. One whose line is gone, goes. ``keep``: labels stay."""
    told = list(turns)
    if before == after or not told:
        return told
    old, new = before.split("\n"), after.split("\n")
    places = _same_lines(old, new)
    found = {}
    for turn in told:
        if (place := places.get(turn.line)) is not None:
            label = turn.label if keep else _label(turn.label, old[turn.line], new[place])
            found[place] = replace(turn, line=place, label=label)
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
