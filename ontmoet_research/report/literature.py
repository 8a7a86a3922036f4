"""The list of books, articles and sites in the appendix (A49, C10)."""

from __future__ import annotations

from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .bibliography import in_list
from .blocks import Block, Subheading, bullets, plain
from .material import Material

__all__ = ["literature"]


def literature(material: Material) -> list[Block]:
    """The whole list, by author and year: what was cited and what people read."""
    rows = rows_of(material.references)
    if not rows:
        return []
    return [Subheading(3, plain(say("report.heading.literature"))), bullets(isolated(in_list(row)) for row in rows)]
