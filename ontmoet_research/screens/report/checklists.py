"""The checklists for research: what the kit knows of each item, and a way to write what it does not know."""

from __future__ import annotations

from ontmoet_research.report.checklists import LISTS, Item, told_of
from ontmoet_research.report.material import Material, read_for
from ontmoet_research.screens.blocks import Block, button, buttons, heading, text
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import last_seq
from ontmoet_research.words import say


class Checklists(Part[Page]):
    """The lists with how far they are, or the items of one."""

    def start(self) -> None:
        """Nothing was read yet."""
        self.read: tuple[tuple[object, ...], Material] | None = None

    def blocks(self) -> list[Block]:
        """The open list, or all."""
        material = self._material()
        if self.opened in LISTS:
            return self._one(material, LISTS[self.opened])
        lines = (
            self.line(name, say(f"report.table.{name}"), self._filled(material, items)) for name, items in LISTS.items()
        )
        return [text(say("write_report.lists.what")), *self.listed(lines, "write_report.lists.which")]

    def _one(self, material: Material, items: tuple[Item, ...]) -> list[Block]:
        made = [
            button(f"{one.number}. {one.asks}", "open_part", more=told_of(material, one), section=one.section)
            for one in items
        ]
        return [
            heading(say(f"report.table.{self.opened}")),
            buttons(*made, label=say("write_report.lists.items")),
            buttons(self.back("write_report.lists.back")),
        ]

    def _filled(self, material: Material, items: tuple[Item, ...]) -> str:
        n = sum(told_of(material, one) != say("report.checklist.fill_in") for one in items)
        return say("write_report.lists.filled", n=n, all=len(items))

    def _material(self) -> Material:
        now = (self.series_id, last_seq(self.project))
        if self.read is None or self.read[0] != now:
            self.read = now, read_for(self.project, self.series_id, "groep")
        return self.read[1]
