"""A list of labels as lines of text, with ``>>`` between a label and what it stands under, as QualCoder writes it.

Lists that are tables are for ``coding.codebook_file``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from ontmoet_research.exchange.foreign import Head, Label, Lost, Part
from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import Unreadable

__all__ = ["read_labels"]

MAX_BYTES, MAX_LABELS = 20_000_000, 20_000
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
    for line in text.lstrip("\ufeff").split("\n"):
        if path := tuple(part.strip() for part in line.split(UNDER) if part.strip()):
            tree.add(path)
    if not tree.count:
        raise Unreadable("exchange.load.no_labels")


class _Tree:
    """Tells each label once, after what it stands under."""

    def __init__(self, emit: Callable[[Part], None]) -> None:
        self._emit, self.count = emit, 0
        self._told: set[tuple[str, ...]] = set()
        self._above: set[tuple[str, ...]] = set()

    def add(self, path: tuple[str, ...]) -> None:
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
        self._emit(Label(_key(path, folder=False), path[-1], self._parent(path), order=self.count))

    def _parent(self, path: tuple[str, ...]) -> str:
        return _key(path[:-1], folder=path[:-1] not in self._told) if len(path) > 1 else ""


def _key(path: tuple[str, ...], *, folder: bool) -> str:
    return ("map:" if folder else "label:") + UNDER.join(path)
