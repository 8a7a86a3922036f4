"""What a paragraph in a Word file is: a heading, an item of a list, or plain text.

It can say so itself or leave it to its style, and a style can leave it to the style it is based on.
"""

from __future__ import annotations

import re
from typing import Any

from ontmoet_research.intake.readers.docx_numbers import Numbers
from ontmoet_research.intake.readers.zip_parts import attribute, local_name

__all__ = ["Styles", "child", "value"]

# Names as Word stores them, whatever the language on screen; some programs store the Dutch ones.
_HEADING = re.compile(r"(?:heading|kop)\s*([1-6])", re.IGNORECASE)
_TITLES = {"title", "titel"}
_LONGEST_CHAIN = 20  # styles based on styles; a damaged file can go round


class Styles:
    """The styles of one file; ``root`` is the root of its styles part, ``numbering`` that of its lists, or None."""

    def __init__(self, root: Any | None, numbering: Any | None = None) -> None:
        self._numbers = Numbers(numbering)
        styles = [] if root is None else [part for part in root if local_name(part) == "style"]
        self._by_id = {attribute(style, "styleId"): style for style in styles}

    def prefix(self, paragraph: Any) -> str:
        """``# `` to ``###### `` for a heading, ``- `` or its number for an item (two spaces per level before it) or "".

        Counts on: call it once for each paragraph with words, in order.
        """
        chain = self._chain(value(child(paragraph, "pPr", "pStyle")))
        number, level = self._number(paragraph, chain)
        for style in chain:
            name = value(child(style, "name"))
            if name.casefold() in _TITLES:
                return "# "
            if match := _HEADING.fullmatch(name):
                return "#" * int(match[1]) + " " + (f"{number} " if number not in ("", "-") else "")
        return "  " * min(level, 8) + f"{number} " if number else ""

    def is_bold(self, run: Any, paragraph: Any) -> bool:
        """Whether a run shows in bold, by itself or by its style."""
        for part in (run, *self._chain(value(child(run, "rPr", "rStyle")))):
            if (found := child(part, "rPr", "b")) is not None:
                return value(found) not in ("0", "false", "off")
        chain = self._chain(value(child(paragraph, "pPr", "pStyle")))
        told = next((found for part in chain if (found := child(part, "rPr", "b")) is not None), None)
        return told is not None and value(told) not in ("0", "false", "off")

    def _number(self, paragraph: Any, chain: list[Any]) -> tuple[str, int]:
        numbering = [found for part in [paragraph, *chain] if (found := child(part, "pPr", "numPr")) is not None]
        number = next((told for one in numbering if (told := value(child(one, "numId")))), "")
        # Number 0 is how Word takes a paragraph out of a list.
        if not numbering or number == "0":
            return "", 0
        told = next((told for one in numbering if (told := value(child(one, "ilvl")))), "0")
        level = int(told) if told.isdecimal() else 0
        return self._numbers.next(number, level), level

    def _chain(self, style_id: str) -> list[Any]:
        chain: list[Any] = []
        while style_id in self._by_id and len(chain) < _LONGEST_CHAIN:
            chain.append(self._by_id[style_id])
            style_id = value(child(chain[-1], "basedOn"))
        return chain


def child(element: Any, *path: str) -> Any | None:
    """The first element at the end of a path of names; None when it is not there."""
    for name in path:
        element = next((part for part in element if local_name(part) == name), None)
        if element is None:
            return None
    return element


def value(element: Any | None) -> str:
    """What an element such as ``<w:pStyle w:val="Kop1"/>`` says; "" when there is none."""
    return "" if element is None else attribute(element, "val")
