"""Beside a figure: what is not in it yet, why, and where people can give their answer."""

from __future__ import annotations

from ontmoet_research.privacy.gate import NOTES
from ontmoet_research.privacy.not_counting import NO_ANSWER, read_not_counting
from ontmoet_research.store import Project
from ontmoet_research.words import say

from .blocks import Block, text

__all__ = ["not_counting_blocks"]


def not_counting_blocks(
    project: Project, series_id: str | None, what: str = "labels", purpose: str = NOTES, *, loose_count: bool = False
) -> list[Block]:
    """The sentence on what does not count in a series (or in all), and the way to an answer; none when all counts."""
    told = read_not_counting(project, purpose, series_id=series_id, what=what, loose_count=loose_count)
    if not told.sentence:
        return []
    door = [text(say("privacy.not_counting.door"), quiet=True)] if NO_ANSWER in told.why else []
    return [text(told.sentence), *door]
