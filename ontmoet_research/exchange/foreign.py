"""What the kit can take from a project of another program, in one form for all of them.

A reader of one program makes these parts in a throw-away process (``apart.py``), one after another, so that a project
of a million labels never has to be in memory at once. Positions are code points in the cleaned text, end not included.
Keys are of that program (a GUID, a number); they say what belongs together, and come back in a later export.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

__all__ = [
    "PARTS",
    "Case",
    "Head",
    "Label",
    "Lost",
    "Marks",
    "Memo",
    "Part",
    "Person",
    "Placed",
    "Quoted",
    "ReadAs",
    "Set",
    "Text",
    "Value",
    "as_line",
    "from_line",
]


@dataclass(frozen=True)
class Head:
    """What the project is called, and which program wrote it. Comes first."""

    title: str
    origin: str = ""
    key: str = ""


@dataclass(frozen=True)
class Person:
    """Someone who labelled."""

    key: str
    name: str


@dataclass(frozen=True)
class Label:
    """A label; ``parent`` is the key of the label it stands under. ``codable``: whether it can lie on words."""

    key: str
    name: str
    parent: str = ""
    codable: bool = True
    colour: str = ""
    description: str = ""
    order: int = 0


@dataclass(frozen=True)
class Text:
    """A note: its cleaned words. The labels on it come right after it, as ``Marks``."""

    key: str
    name: str
    text: str
    person: str = ""


class Placed(NamedTuple):
    """A label on words of the text before it. ``on`` is the key of the piece that was marked, if it has one."""

    key: str
    start: int
    end: int
    label: str
    person: str
    note: str = ""
    on: str = ""
    unsure: bool = False  # whether a person should look at its place


@dataclass(frozen=True)
class Marks:
    """Some labels on words of a text, in order. ``pieces`` are marked pieces without a label that cases point at."""

    text: str
    placed: list[Placed] = field(default_factory=list)
    pieces: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Memo:
    """A note on the research. ``about`` is the key of what it is about; ``kind`` says what that is.

    ``kind``: project, label, text, mark (a label on words), piece (marked words), or empty for a note about nothing.
    """

    key: str
    text: str
    person: str = ""
    kind: str = ""
    about: str = ""
    told: str = ""


@dataclass(frozen=True)
class Value:
    """What a variable says of a text (``kind`` text) or a case (``kind`` case)."""

    kind: str
    about: str
    variable: str
    value: str


@dataclass(frozen=True)
class Case:
    """Someone or something that is compared; it points at texts and marked pieces."""

    key: str
    name: str
    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Set:
    """Labels or texts that someone put together."""

    key: str
    name: str
    description: str = ""
    labels: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Quoted:
    """A label on words of which only the words are told: its row, and what the row tells by name of a column."""

    row: int
    told: dict[str, str]


@dataclass(frozen=True)
class Lost:
    """What can't be kept: last part of a key of ``[exchange.lost]``, a name, and how many."""

    kind: str
    name: str = ""
    count: int = 1


@dataclass(frozen=True)
class ReadAs:
    """How positions were counted: ``reading`` fits ``fits`` of ``of`` marked pieces; the next best fits ``next_best``.

    ``thin``: the difference is too small to be sure. ``choices`` are all ways that give other words, as (reading,
    words of the first piece where they differ).
    """

    reading: str
    fits: int
    next_best: int
    of: int
    thin: bool
    choices: list[tuple[str, str]] = field(default_factory=list)


Part = Head | Person | Label | Text | Marks | Memo | Value | Case | Set | Quoted | Lost | ReadAs
PARTS: dict[str, type] = {
    one.__name__: one for one in (Head, Person, Label, Text, Marks, Memo, Value, Case, Set, Quoted, Lost, ReadAs)
}


def as_line(part: Part) -> list[Any]:
    """A part as plain lists and dicts, for JSON."""
    if isinstance(part, Marks):  # there can be a million; a tuple is a list to JSON
        return ["Marks", {"text": part.text, "placed": part.placed, "pieces": part.pieces}]
    return [type(part).__name__, asdict(part)]


def from_line(line: list[Any]) -> Part:
    """The part that :func:`as_line` told. Errors: ``KeyError``, ``TypeError`` or ``ValueError`` when it is none."""
    name, told = line
    if name == "Marks":
        placed = [Placed._make(one) for one in told["placed"]]
        return Marks(told["text"], placed, [(key, start, end) for key, start, end in told["pieces"]])
    made: Part = PARTS[name](**told)
    return made
