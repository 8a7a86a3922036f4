"""A page of parts, of which one shows at a time: the row of buttons, the part that is open, and putting right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ontmoet_research.store import Row
from ontmoet_research.words import say

from .base import gesture
from .blocks import Block, button, buttons
from .correcting import Correcting
from .page import Page
from .part import CORRECTING, Part


class PartsPage(Page):
    """Subclasses give their ``kinds``; a part knows nothing of the others."""

    kinds: ClassVar[Mapping[str, type[Part[Any]]]]
    """The parts by key, in order; the page opens on the first. Their names stand under ``part`` in its words."""

    part = ""
    """The part that is open."""

    def start(self) -> None:
        """Make the parts."""
        for key, kind in self.kinds.items():
            kind(self, key)
        Correcting(self, CORRECTING)
        self.part = self.part or next(iter(self.kinds))

    def blocks(self) -> list[Block]:
        """The row being put right, or what stands around with the part that is open."""
        return self.parts[CORRECTING].drawn() or self.around(self.parts[self.part].drawn())

    def around(self, shown: list[Block]) -> list[Block]:
        """The blocks of the open part with what stands above and below it; of one part there is nothing to open."""
        if len(self.kinds) == 1:
            return shown
        return [buttons(*map(self.part_button, self.kinds), row=True), *shown]

    def part_button(self, part: str) -> Block:
        """The button that opens a part."""
        return button(say(f"{self.name}.part.{part}"), "open_part", on=part == self.part, part=part)

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part, with nothing opened in it."""
        if part in self.kinds:
            self.part = part
            self.close_all()
        self.refresh()

    def close_all(self) -> None:
        """Close what is open in every part."""
        for part in self.parts.values():
            part.close()

    def series_chosen(self) -> None:
        """Another series has other rows."""
        self.close_all()

    def after_undo(self, rows: list[Row]) -> None:
        """Close what was being put right: it may be something else now. The parts show what is there again."""
        super().after_undo(rows)
        self.parts[CORRECTING].close()
        for part in self.parts.values():
            part.taken_back(rows)
