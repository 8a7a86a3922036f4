"""Where readings overlap, below *Samen vergelijken*: the figure, and the coefficients for who asks."""

from __future__ import annotations

from typing import Any

from ontmoet_research.dialogue.agreement import overlap_per_label
from ontmoet_research.dialogue.appendix import coefficients_per_label
from ontmoet_research.dialogue.checks import check_drift
from ontmoet_research.dialogue.figures import draw_overlap, tell_coefficients
from ontmoet_research.dialogue.tables import Readings, read_changes
from ontmoet_research.privacy.gate import FOR_OTHERS
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, findings, table, text
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.numbers_out import figure_block
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.words import say


class Overlap(Part[PartsPage]):
    """The figure; counted once for what is stored now."""

    def start(self) -> None:
        """Nothing is counted yet."""
        self.counted: tuple[Any, list[Block]] | None = None
        self.coefficients: list[Block] | None = None  # none as long as nobody asked for them
        self.appendix_open = False

    @gesture
    def show_coefficients(self) -> None:
        """Unfold the appendix for researchers, or fold it away."""
        self.appendix_open = not self.appendix_open
        self.page.refresh()

    def of(self, found: Readings, readers: list[str], as_of: Any) -> list[Block]:
        """The figure, and whether one side always gives way, for these readings as they were ``as_of`` a moment."""
        if self.counted is None or self.counted[0] != as_of:
            overlap = overlap_per_label(found.placed, found.seen, looked=found.looked)
            drawn = figure_block(self.page, draw_overlap(overlap, found))
            drifting = check_drift(read_changes(self.project, found), found.people)
            self.counted = (as_of, [drawn, *([findings(drifting, empty="")] if drifting else [])])
            self.coefficients = None
        ask = button(say("dialogue.appendix.title"), "show_coefficients", on=self.appendix_open)
        left_out = not_counting_blocks(self.project, self.series_id or None, purpose=FOR_OTHERS, loose_count=True)
        return self.mine(
            [*self.counted[1], *left_out, ask, *(self._appendix(found, readers) if self.appendix_open else [])]
        )

    def _appendix(self, found: Readings, readers: list[str]) -> list[Block]:
        """The coefficients for researchers: a thousand draws of pieces, so only for who asks."""
        if self.coefficients is None:
            made = tell_coefficients(coefficients_per_label(found, readers), found)
            self.coefficients = [*map(text, made.notes), table(made.title, made.table)]
        return self.coefficients
