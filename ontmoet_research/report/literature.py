"""The list of books, articles and sites in the appendix (A49, C10)."""

from __future__ import annotations

from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, Bullets, Run, Subheading, Words, plain, text_of
from .citing import listed
from .material import Material

__all__ = ["literature"]


def literature(material: Material) -> list[Block]:
    """The whole list, by author and year: what was cited and what people read."""
    rows = rows_of(material.references)
    if not rows:
        return []
    return [Subheading(3, plain(say("report.heading.literature"))), Bullets(tuple(_apart(listed(row)) for row in rows))]


def _apart(words: Words) -> Words:
    """With the marks of ``isolated`` around it, when it needs them."""
    whole, told = isolated(text_of(words)), text_of(words)
    if whole == told or told not in whole:
        return words if whole == told else plain(whole)
    before, _, after = whole.partition(told)
    return (Run(before), *words, Run(after))
