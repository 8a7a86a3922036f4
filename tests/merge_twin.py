"""A slow, obviously right twin of merging: sets and dictionaries of everything that was ever written."""

from __future__ import annotations

from dataclasses import dataclass, field

from ontmoet_research.store.erasures import alive


@dataclass
class Twin:
    """All rows and erasures of all copies together. ``rests_on`` says which thing a thing makes no sense without."""

    rows: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # row -> (thing, rows it replaces)
    rests_on: dict[str, str] = field(default_factory=dict)
    keeps: dict[str, list[str | None]] = field(default_factory=dict)  # thing -> what stays of it, for each erasure

    def write(self, row: str, thing: str, parents: tuple[str, ...]) -> None:
        self.rows[row] = (thing, parents)

    def erase(self, thing: str, keep: str | None) -> None:
        self.keeps.setdefault(thing, []).append(keep)

    def living(self) -> set[str]:
        """The rows that should be in every copy once all was merged and every erasure confirmed."""
        gone = {thing for thing, keeps in self.keeps.items() if None in keeps}
        while more := {thing for thing, on in self.rests_on.items() if on in gone} - gone:
            gone |= more
        staying: set[str] = set()
        for thing in {thing for thing, _ in self.rows.values()} - gone:
            parents = {row: replaced for row, (own, replaced) in self.rows.items() if own == thing}
            staying |= alive(parents, self.keeps.get(thing, []))
        return staying

    def heads(self) -> set[str]:
        """The rows that nobody replaced: each edit that nobody saw is one, or is under one that named it."""
        living = self.living()
        replaced = {parent for row in living for parent in self.rows[row][1]}
        return living - replaced
