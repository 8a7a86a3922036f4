"""Lists of labels that programs write as a table or as lines of text: Taguette, requal, QualCoder and others.

A table is known by the names of its columns. Lines of text are labels, with ``>>`` between a label and what it stands
under, as QualCoder writes it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import IO

from ontmoet_research.exchange.foreign import Head, Label, Lost, Part
from ontmoet_research.exchange.refi.told import colour
from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import Unreadable
from ontmoet_research.text.tables_csv import as_typed

__all__ = ["read_labels"]

MAX_BYTES, MAX_LABELS = 20_000_000, 20_000
NAMES = ("code_name", "tag", "code", "label", "naam", "name")
MEANINGS = ("code_description", "description", "memo", "definition", "betekenis")
ABOVE = ("category_name", "category", "categories", "categorie", "parent", "family")
SHADES = ("code_color", "color", "colour", "kleur")
UNDER = ">>"


def read_labels(
    file: IO[bytes],
    emit: Callable[[Part], None],
    reading: str | None = None,  # noqa: ARG001 - a list of labels has no positions
    project: str | None = None,  # noqa: ARG001 - and holds one list
) -> None:
    """Hand over the labels of a list. Errors: ``Unreadable``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable("intake.refused.too_heavy")
    text = decode(data).text.replace("\r\n", "\n").replace("\r", "\n")
    emit(Head(""))
    tree = _Tree(emit)
    for path, meaning, shade in _from_table(text) or _from_lines(text):
        tree.add(path, meaning, shade)
    if not tree.count:
        raise Unreadable("exchange.load.no_labels")


class _Tree:
    """Tells each label once, after what it stands under."""

    def __init__(self, emit: Callable[[Part], None]) -> None:
        self._emit, self.count = emit, 0
        self._told: set[tuple[str, ...]] = set()
        self._above: set[tuple[str, ...]] = set()

    def add(self, path: tuple[str, ...], meaning: str, shade: str) -> None:
        """A label under the names before it."""
        for depth in range(1, len(path)):
            above = path[:depth]
            if above not in self._told and above not in self._above:
                self._above.add(above)
                self.count += 1
                self._emit(Label(_key(above, folder=True), above[-1], self._parent(above), False, order=self.count))
        if path in self._told:
            self._emit(Lost("double_key", path[-1]))
            return
        self._told.add(path)
        self.count += 1
        if self.count > MAX_LABELS:
            raise Unreadable("intake.refused.too_heavy")
        told = {"colour": colour(shade), "description": meaning}
        self._emit(Label(_key(path, folder=False), path[-1], self._parent(path), order=self.count, **told))  # type: ignore[arg-type]  # texts only

    def _parent(self, path: tuple[str, ...]) -> str:
        return _key(path[:-1], folder=path[:-1] not in self._told) if len(path) > 1 else ""


def _key(path: tuple[str, ...], *, folder: bool) -> str:
    return ("map:" if folder else "label:") + UNDER.join(path)


def _from_table(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    """The labels of a table with a column for the label and one more that is known; nothing when it is no such
    table."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark)
    columns = {(name or "").strip().casefold(): name for name in reader.fieldnames or []}
    name, meaning, above, shade = (_first(columns, known) for known in (NAMES, MEANINGS, ABOVE, SHADES))
    if name is None or not (meaning or above or shade or len(columns) == 1):
        return []
    found = []
    for row in reader:
        label = _cell(row.get(name))
        if label:
            folder = _cell(row.get(above)) if above else ""
            path = (*_path(folder), *_path(label))
            found.append((path, _cell(row.get(meaning)) if meaning else "", _cell(row.get(shade)) if shade else ""))
    return found


def _from_lines(text: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    for line in text.lstrip("\ufeff").split("\n"):
        if path := _path(line):
            yield path, "", ""


def _path(told: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in told.split(UNDER) if part.strip())


def _first(columns: dict[str, str], known: tuple[str, ...]) -> str | None:
    return next((columns[one] for one in known if one in columns), None)


def _cell(told: str | None) -> str:
    return as_typed(told or "").strip()
