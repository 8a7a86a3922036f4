"""Which series a page is about, on top of each page that asks for one."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, select, text

__all__ = ["series_line"]


def series_line(every: Iterable[tuple[str, str]], series_id: str, chosen_elsewhere: str) -> list[Block]:
    """The name of the only series, or the list to choose another; and that it was chosen elsewhere, as long as it was.

    ``every`` series as (id, title); ``series_id`` is the one of the page, ``chosen_elsewhere`` what it began with.
    What was last looked at on this computer is where a page begins: without saying so, words would be stored with a
    series that nobody chose here.
    """
    known = [(key, isolated(title)) for key, title in every]
    if len(known) < 2:
        return [text(say("page.series", title=title), quiet=True) for _, title in known]
    carried = chosen_elsewhere == series_id
    told = [text(say("page.series_elsewhere"), quiet=True)] if carried else []
    return [select(say("page.which_series"), "choose_series", known, series_id), *told]
