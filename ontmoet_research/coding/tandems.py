"""Pairs of two people of different sides (tandem, E18): who they are now and were before, and whom to try next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, change, find, read_rows
from ontmoet_research.words import Refused

__all__ = ["end_tandem", "list_tandems", "not_tried_yet"]

ORIGIN = "coding.batches"


def list_tandems(project: Project) -> list[Row]:
    """All pairs, those of now first, then those that ended, each in the order they were made."""
    return sorted(read_rows(project, "tandems"), key=lambda row: bool(row["end"]))


def end_tandem(project: Project, tandem_id: str, day: str, *, origin: str = ORIGIN) -> None:
    """End a pair on ``day`` (ISO date); what they read together stays. Errors: ``Refused`` when it is gone or ended."""
    row = find(project, "tandems", tandem_id)
    if row["end"]:
        raise Refused("coding.tandem_ended")
    write(project, [change(row, end=day)], origin=origin)


def not_tried_yet(
    sides: Mapping[str, str], pairs: Iterable[Collection[str]], at_most: int = 3
) -> list[tuple[str, str]]:
    """Pairs of different sides that never read together; whom to try next, so that pairs rotate.

    ``sides`` gives the side of each person who works along, ``pairs`` all pairs that are or were. People who were in
    no pair yet come first; that says nothing about them.

    >>> not_tried_yet({"a": "ervaring", "b": "onderzoek", "c": "praktijk"}, [("a", "b")])
    [('a', 'c'), ('b', 'c')]
    """
    known = [frozenset(pair) for pair in pairs]
    been = {person for pair in known for person in pair}
    new = [(a, b) for a, b in combinations(sides, 2) if sides[a] != sides[b] and frozenset((a, b)) not in known]
    return sorted(new, key=lambda pair: sum(person in been for person in pair))[:at_most]
