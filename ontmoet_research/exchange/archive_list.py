"""What of each table goes to an archive, and why the others stay, as the model says (P32; ``model/columns.py``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter

from ontmoet_research.model import marked, points_at, tables

__all__ = ["Goes", "that_go", "that_stay"]

NOBODY = "nobody"


@dataclass(frozen=True)
class Goes:
    """What of a table goes: these columns, and only rows of which ``words_of`` said yes.

    ``words_of``: ``meeting`` (everyone who may have spoken there), ``series`` (everyone who takes part), or a column
    that names one participant; ``nobody`` when the rows are of the research. A row also needs what it is about: when a
    required reference points at something that stays, the row stays.
    """

    columns: tuple[str, ...]
    words_of: str


@cache
def that_go() -> dict[str, Goes]:
    """The tables that go; what a table points at stands before it."""
    found = {name: Goes(tuple(marked(name, "archive")), t.info["archive"]) for name, t in tables().items()}
    found = {name: one for name, one in found.items() if one.words_of}
    before = {
        name: {place for column in one.columns for place in points_at(name, column) if place in found} - {name}
        for name, one in found.items()
    }
    return {name: found[name] for name in TopologicalSorter(before).static_order()}


@cache
def that_stay() -> dict[str, tuple[str, ...]]:
    """Reason (a sentence of ``[exchange.archive.why]``) -> the tables that stay for it."""
    reasons = {name: str(found.info["stays"]) for name, found in tables().items() if found.info["stays"]}
    return {why: tuple(name for name in reasons if reasons[name] == why) for why in dict.fromkeys(reasons.values())}
