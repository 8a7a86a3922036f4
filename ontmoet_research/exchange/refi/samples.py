"""A first look through a project: what it is, who wrote it, and marked pieces that tell how positions were counted.

Ways to count only differ after a sign that takes more of one unit than of another. So the look goes on until there are
enough pieces after each kind of sign that some text in the box has; most projects tell soon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from .container import Container
from .events import Attributes, Handlers, Stop, read_xml
from .positions import Raw, Sample
from .read_sources import TEXTS
from .texts import decoded, find_text

__all__ = ["Look", "look_through"]

ENOUGH = 250  # marked pieces in all, and of each kind
ALL = ("bytes", "u16", "lf", "bom")


class Look:
    """What a first look gives: the element at the top, the program, and marked pieces."""

    def __init__(self, box: Container, *, only_top: bool = False) -> None:
        self._only_top = only_top
        self.root = self.origin = ""
        self.samples: list[Sample] = []
        self._box = box
        self._text: Attributes = {}
        self._inline: str | None = None
        self._raw: Raw | None = None
        self._looked = False
        self._short: set[str] | None = None  # kinds of which there are too few pieces; None until the first piece
        self._had: Counter[str] = Counter()
        starts: dict[str, Callable[[Attributes], None]] = dict.fromkeys(TEXTS, self._begin)
        starts |= {"Project": self._project, "PlainTextSelection": self._piece}
        self.handlers = Handlers(starts, {}, {"PlainTextContent": self._said}, self._other)

    def _project(self, attributes: Attributes) -> None:
        self.root, self.origin = self.root or "Project", self.origin or attributes.get("origin", "")
        if self._only_top:
            raise Stop

    def _other(self, name: str) -> None:
        self.root = self.root or name
        if self.root != "Project":
            raise Stop

    def _begin(self, attributes: Attributes) -> None:
        self._text, self._inline, self._raw, self._looked = attributes, None, None, False

    def _said(self, text: str) -> None:
        if self._short is not None:
            self._short |= {kind for kind in ALL if self._had[kind] < ENOUGH}  # a text that is not in the box
        self._inline = text

    def _piece(self, attributes: Attributes) -> None:
        if not self._looked:
            found = find_text(self._box, self._text, self._inline)
            self._raw, self._looked = found.raw if found.counted else None, True
        if self._raw is None:
            return
        with suppress(ValueError, KeyError):
            start, end = int(attributes["startPosition"]), int(attributes["endPosition"])
            if start <= end:
                self._take(self._raw, start, end, attributes.get("name", ""))

    def _take(self, raw: Raw, start: int, end: int, name: str) -> None:
        """Keep a piece when too few like it were seen; stop when there are enough of all kinds."""
        if self._short is None:
            self._short = {"", *(ALL if self._inline is not None else self._kinds_in_box())}
        kinds = ["", *(kind for kind, place in raw.first.items() if start > place)]
        if self._short.isdisjoint(kinds):
            return
        self.samples.append(Sample(raw, start, end, name))
        self._had.update(kinds)
        self._short.difference_update([kind for kind in kinds if self._had[kind] >= ENOUGH])
        if not self._short:
            raise Stop

    def _kinds_in_box(self) -> set[str]:
        """The kinds of signs that texts in the box have."""
        found: set[str] = set()
        for data in self._box.texts():
            with suppress(UnicodeDecodeError):
                found |= decoded(data).first.keys()
            if len(found) == len(ALL):
                break
        return found


def look_through(box: Container, *, only_top: bool = False) -> Look:
    """The first look; ``only_top`` when it is known how positions were counted. Errors: ``Unreadable``."""
    look = Look(box, only_top=only_top)
    with box.open_project() as project:
        read_xml(project, look.handlers)
    return look
