"""Which series a page is about, on top of each page that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, select, text

if TYPE_CHECKING:
    from .page import Page

__all__ = ["series_line"]


def series_line(page: Page) -> list[Block]:
    """The name of the only series, or the list to choose another; and that it was chosen elsewhere, as long as it was.

    What was last looked at on this computer is where a page begins: without saying so, words would be stored with a
    series that nobody chose here.
    """
    known = [(key, isolated(title)) for key, title in page.all_series()]
    if len(known) < 2:
        return [text(say("page.series", title=title), quiet=True) for _, title in known]
    carried = page.chosen_elsewhere == page.series_id
    told = [text(say("page.series_elsewhere"), quiet=True)] if carried else []
    return [select(say("page.which_series"), "choose_series", known, page.series_id), *told]
