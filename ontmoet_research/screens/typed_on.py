"""What someone typed on in a field while the kit put something else in it: both stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ontmoet_research.text.offsets import alike

__all__ = ["typed_on", "with_what_came"]


def with_what_came(content: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """A gesture with what was typed in a field, and what the kit put in it meanwhile; ``was`` is what it grew from."""
    told = dict(content)
    was, name = told.pop("was", None), str(content.get("name"))
    if isinstance(was, str) and name in typed:
        told["value"] = typed_on(was, str(content["value"]), typed[name])
    return told


def typed_on(was: str, mine: str, now: str) -> str:
    """The text with both changes: ``was`` became ``mine`` under a person's hands, and ``now`` by what the kit did.

    Of two changes of the same words the person's own stay, and what the kit put in comes after them.

    >>> typed_on("Wij praatten.", "Wij praatten. En belden.", "Wij praatten. {{citaat:1}}")
    'Wij praatten. En belden. {{citaat:1}}'
    >>> typed_on("Bewaard.", "Bewaard. En nog iets", "")
    ' En nog iets'
    """
    if now in (was, mine):
        return mine
    if mine == was:
        return now
    ours, kit = _change(was, mine), _change(was, now)
    if ours[:2] == kit[:2] and kit.words.startswith(ours.words):  # what was typed is in it already
        return now
    if ours.end <= kit.start:
        return was[: ours.start] + ours.words + was[ours.end : kit.start] + kit.words + was[kit.end :]
    if kit.end <= ours.start:
        return was[: kit.start] + kit.words + was[kit.end : ours.start] + ours.words + was[ours.end :]
    return f"{mine}\n\n{kit.words.strip()}".rstrip()


class _Change(NamedTuple):
    """``words`` stand where ``start`` to ``end`` stood."""

    start: int
    end: int
    words: str


def _change(was: str, then: str) -> _Change:
    start = alike(was, then)
    tail = alike(was[start:][::-1], then[start:][::-1])
    return _Change(start, len(was) - tail, then[start : len(then) - tail])
