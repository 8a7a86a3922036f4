"""A first look through a file of another program: who, which labels, which texts and how many labels lie on them.

Words of notes are not kept; a project of a million labels takes no more room here than its people, labels and memos.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ontmoet_research.exchange.foreign import (
    Case,
    Head,
    Label,
    Lost,
    Marks,
    Memo,
    Part,
    Person,
    ReadAs,
    Set,
    Text,
    Value,
)

__all__ = ["Survey", "TextTold", "survey"]


@dataclass
class TextTold:
    """A text without its words: its name, the SHA-256 of the cleaned text, its length, and how many labels."""

    name: str
    sha256: str
    length: int
    marks: int = 0


@dataclass
class Survey:
    """What stands in a file. ``used``: how often a label was placed; ``pieces``: where pieces of cases stand."""

    head: Head = field(default_factory=lambda: Head(""))
    people: dict[str, Person] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    texts: dict[str, TextTold] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    coders: Counter[str] = field(default_factory=Counter)
    memos: list[Memo] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    cases: dict[str, Case] = field(default_factory=dict)
    sets: list[Set] = field(default_factory=list)
    pieces: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)
    read_as: ReadAs | None = None

    @property
    def marks(self) -> int:
        """How many labels lie on words."""
        return self.used.total()


def survey(parts: Iterable[Part]) -> Survey:
    """Look through all parts. Errors: those of who reads them."""
    found, wanted = Survey(), set[str]()
    for part in parts:
        if isinstance(part, Marks):
            _count(found, part, wanted)
        elif isinstance(part, Text):
            digest = hashlib.sha256(part.text.encode("utf-8")).hexdigest()
            found.texts[part.key] = TextTold(part.name, digest, len(part.text))
        elif isinstance(part, Label):
            if part.key in found.labels:
                found.lost["double_key", part.name] += 1
            else:
                found.labels[part.key] = part
        elif isinstance(part, Person):
            found.people.setdefault(part.key, part)
        elif isinstance(part, Case):
            found.cases[part.key] = part
            wanted.update(part.pieces)
        elif isinstance(part, Lost):
            found.lost[part.kind, part.name] += part.count
        else:
            _keep(found, part)
    found.labels = dict(sorted(found.labels.items(), key=lambda item: item[1].order))
    return found


def _count(found: Survey, marks: Marks, wanted: set[str]) -> None:
    found.texts[marks.text].marks += len(marks.placed)
    for one in marks.placed:
        found.used[one.label] += 1
        found.coders[one.person] += 1
        if one.on in wanted:
            found.pieces[one.on] = (marks.text, one.start, one.end)
    for key, start, end in marks.pieces:
        if key in wanted:
            found.pieces[key] = (marks.text, start, end)


def _keep(found: Survey, part: Part) -> None:
    if isinstance(part, Head):
        found.head = part
    elif isinstance(part, Memo):
        found.memos.append(part)
    elif isinstance(part, Value):
        found.values.append(part)
    elif isinstance(part, Set):
        found.sets.append(part)
    elif isinstance(part, ReadAs):
        found.read_as = part
