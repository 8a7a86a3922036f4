"""A ``.qdc``: labels of another program, also in the forms that real programs write and the standard does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import IO

from ontmoet_research.exchange.foreign import Head, Lost, Part
from ontmoet_research.intake.readers import Unreadable

from .events import Attributes, Handlers, read_xml
from .read_labels import LabelElements

__all__ = ["read_codebook"]

QUIET = ("Codes", "Sets")


def read_codebook(
    file: IO[bytes],
    emit: Callable[[Part], None],
    reading: str | None = None,  # noqa: ARG001 - a list of labels has no positions
    project: str | None = None,  # noqa: ARG001 - and holds one list
) -> None:
    """Hand the labels and sets of a codebook to ``emit``. Errors: ``Unreadable``."""
    labels, odd, roots = LabelElements(emit), Counter[str](), list[str]()

    def begin(attributes: Attributes) -> None:
        if not roots:
            emit(Head("", attributes.get("origin", "")))
        roots.append("CodeBook")

    def other(name: str) -> None:
        if not roots:
            raise Unreadable("exchange.load.is_project" if name == "Project" else "exchange.load.not_refi")
        if name not in QUIET:
            odd[name] += 1

    def described(text: str) -> None:
        labels.described(handlers.inside[-1] if handlers.inside else "", text)

    handlers = Handlers({**labels.starts, "CodeBook": begin}, labels.ends, {"Description": described}, other)
    passed = read_xml(file, handlers)
    if not roots:
        raise Unreadable("exchange.load.not_refi")
    if not labels.made:
        raise Unreadable("exchange.load.no_labels")
    for name, count in (odd + passed).items():
        emit(Lost("unknown_part", name, count))
