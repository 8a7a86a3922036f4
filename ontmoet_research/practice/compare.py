"""Laying readings of one text beside each other. Readings are told apart, never counted or weighed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Beside:
    """``shared`` labels stand in each reading; ``only`` holds, by reader, those that do not."""

    shared: frozenset[str]
    only: Mapping[str, frozenset[str]]

    @property
    def differ(self) -> bool:
        """Whether at least one reader chose a label that not everyone chose."""
        return any(self.only.values())


def beside(readings: Mapping[str, Collection[str]]) -> Beside:
    """What readers of one text share and what they don't. In: the labels each chose, by reader.

    >>> found = beside({"ik": {"a", "b"}, "Dunya": {"a"}})
    >>> sorted(found.shared), {who: sorted(labels) for who, labels in found.only.items()}, found.differ
    (['a'], {'ik': ['b'], 'Dunya': []}, True)
    """
    sets = {who: frozenset(labels) for who, labels in readings.items()}
    shared = frozenset.intersection(*sets.values()) if sets else frozenset()
    return Beside(shared, {who: labels - shared for who, labels in sets.items()})
