"""What a LibreOffice file leaves to its styles: which words are bold, and the numbers before the items of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ontmoet_research.intake.readers.docx_numbers import letters, roman
from ontmoet_research.intake.readers.zip_parts import attribute, local_name

__all__ = ["OdtList", "OdtStyles"]

_LONGEST_CHAIN = 20
_BULLET = "-"


@dataclass
class OdtList:
    """A list that is open: its style, how deep it is, and how far it counted."""

    style: str
    level: int
    look: tuple[str, str, str]  # kind of number, what stands before and after it
    at: int
    sign: str = _BULLET
    ids: list[str] = field(default_factory=list)

    def next(self, item: Any) -> None:
        """Go on to this item."""
        kind, before, after = self.look
        if local_name(item) == "list-header" or not kind:
            self.sign = _BULLET
            return
        told = attribute(item, "start-value")
        self.at = int(told) if told.isdecimal() else self.at + 1
        self.sign = f"{before}{_shown(kind, self.at)}{after}".strip() or _BULLET


class OdtStyles:
    """The styles in these parts of a file."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self._styles: dict[str, Any] = {}
        self._looks: dict[tuple[str, int], tuple[str, str, str, int]] = {}
        self._ended: dict[str, int] = {}  # list or style -> how far it counted
        for part in parts:
            for one in part.iter():
                name = local_name(one)
                if name == "style":
                    self._styles.setdefault(attribute(one, "name"), one)
                elif name == "list-style":
                    self._list_style(one)

    def bold_lead(self, paragraph: Any) -> str:
        """The words in bold that open a paragraph, with their white space as typed."""
        whole = self._is_bold(attribute(paragraph, "style-name"))
        words = (paragraph.text or "") if whole is True else ""
        if paragraph.text and paragraph.text.strip() and whole is not True:
            return ""
        for part in paragraph:
            if local_name(part) != "span":
                break
            told = self._is_bold(attribute(part, "style-name"))
            bold = whole if told is None else told
            inside = "".join(part.itertext())
            if not bold and inside.strip():
                break
            words += inside
            if (part.tail or "").strip():
                words += (part.tail or "") if whole else ""
                if not whole:
                    break
            else:
                words += part.tail or ""
        return words.rstrip()

    def opened(self, element: Any, above: Sequence[OdtList]) -> OdtList:
        """The list that this element begins, within those above it."""
        style = attribute(element, "style-name") or (above[-1].style if above else "")
        level = len(above) + 1
        kind, before, after, start = self._looks.get((style, level), ("", "", "", 1))
        ids = [attribute(element, "id"), f"{style} {level}"]
        at = start - 1
        goes_on = attribute(element, "continue-list") or (
            f"{style} {level}" if attribute(element, "continue-numbering") == "true" else ""
        )
        return OdtList(style, level, (kind, before, after), self._ended.get(goes_on, at), ids=ids)

    def closed(self, done: OdtList) -> None:
        """Keep how far this list counted, for one that goes on with it."""
        self._ended |= {one: done.at for one in done.ids if one}

    def _list_style(self, style: Any) -> None:
        name = attribute(style, "name")
        for level in style:
            if local_name(level) == "list-level-style-number":
                depth, start = attribute(level, "level"), attribute(level, "start-value")
                if depth.isdecimal():
                    self._looks[name, int(depth)] = (
                        attribute(level, "num-format"),
                        attribute(level, "num-prefix"),
                        attribute(level, "num-suffix"),
                        int(start) if start.isdecimal() else 1,
                    )

    def _is_bold(self, name: str) -> bool | None:
        """Whether a style shows in bold; None when it does not say."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return None
            for part in style:
                weight = attribute(part, "font-weight") if local_name(part) == "text-properties" else ""
                if weight:
                    return weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
            name = attribute(style, "parent-style-name")
        return None


def _shown(kind: str, value: int) -> str:
    if kind in ("a", "A"):
        return letters(value) if kind == "a" else letters(value).upper()
    if kind in ("i", "I"):
        return roman(value) if kind == "i" else roman(value).upper()
    return str(value)
