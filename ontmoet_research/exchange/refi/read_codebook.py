"""A ``.qdc``: labels of another program, also in the forms that real programs write and the standard does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

from ontmoet_research.exchange.foreign import Head, Label, Lost, Part, Set
from ontmoet_research.intake.readers import Unreadable

from .events import read_xml
from .told import colour, is_guid, key_of, yes

__all__ = ["read_codebook"]


def read_codebook(
    file: IO[bytes],
    emit: Callable[[Part], None],
    reading: str | None = None,  # noqa: ARG001 - a list of labels has no positions
    project: str | None = None,  # noqa: ARG001 - and holds one list
) -> None:
    """Hand the labels and sets of a codebook to ``emit``. Errors: ``Unreadable``."""
    reader = _Codebook(emit)
    passed = read_xml(file, reader.start, reader.end)
    if reader.root != "CodeBook":
        raise Unreadable("exchange.load.is_project" if reader.root == "Project" else "exchange.load.not_refi")
    if not reader.made:
        raise Unreadable("exchange.load.no_labels")
    for name, count in passed.items():
        emit(Lost("unknown_part", name, count))


class _Codebook:
    def __init__(self, emit: Callable[[Part], None]) -> None:
        self.root, self.made = "", 0
        self._emit = emit
        self._codes: list[dict[str, str]] = []
        self._set: Set | None = None
        self._inside: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._inside.append(name)
        if not self.root:
            self.root = name
            self._emit(Head("", attributes.get("origin", "")))
        if name == "Code":
            self.made += 1
            self._codes.append({**attributes, "order": str(self.made), "described": ""})
        elif name == "Set":
            self._set = Set(key_of(attributes.get("guid")), attributes.get("name", "").strip())
        elif name == "MemberCode" and self._set:
            self._set.labels.append(key_of(attributes.get("guid") or attributes.get("targetGUID")))

    def end(self, name: str, text: str) -> None:
        self._inside.pop()
        if name == "Description" and self._inside[-1] == "Code":
            self._codes[-1]["described"] = text
        elif name == "Description" and self._set:
            self._set = Set(self._set.key, self._set.name, text, self._set.labels)
        elif name == "Code":
            told = self._codes.pop()
            key = key_of(told.get("guid"))
            if not is_guid(key):
                self._emit(Lost("odd_key", told.get("name", "")))
            parent = key_of(self._codes[-1].get("guid")) if self._codes else ""
            shown = {"colour": colour(told.get("color", "")), "description": told["described"]}
            codable = yes(told.get("isCodable"))
            self._emit(Label(key, told.get("name", ""), parent, codable, order=int(told["order"]), **shown))
        elif name == "Set" and self._set:
            self._emit(self._set)
            self._set = None
