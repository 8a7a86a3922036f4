"""A part of the report on the screen, as its readers will get it: the blocks of the report as blocks of a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from ontmoet_research.report import blocks as made
from ontmoet_research.screens.blocks import Block, chart, fold, heading, listing, table, text
from ontmoet_research.words import say

__all__ = ["as_read"]


def as_read(blocks: Iterable[made.Block]) -> list[Block]:
    """These blocks of a report, to read on a page."""
    return [one for block in blocks for one in _shown(block)]


@singledispatch
def _shown(block: Any) -> list[Block]:
    raise TypeError(f"nothing on a page for {type(block).__name__}")


@_shown.register
def _(block: made.Paragraph) -> list[Block]:
    return [text(made.text_of(block.words))]


@_shown.register
def _(block: made.Subheading) -> list[Block]:
    return [heading(made.text_of(block.words))]


@_shown.register
def _(block: made.Bullets) -> list[Block]:
    lines = list(map(made.text_of, block.items))
    return [listing(f"{at}. {one}" for at, one in enumerate(lines, 1)) if block.numbered else listing(lines)]


@_shown.register
def _(block: made.TableBlock) -> list[Block]:
    caption = made.captioned(block)
    return [fold(caption, table(caption, block.table))]


@_shown.register
def _(block: made.Figure) -> list[Block]:
    return [chart(block.chart)]


@_shown.register
def _(block: made.QuoteBlock) -> list[Block]:
    said = say("report.export.said_by", who=block.attribution)
    context = [text(block.context, quiet=True)] if block.context else []
    return [*context, text(f"“{block.text}”", strong=True), text(said, quiet=True)]


@_shown.register
def _(block: made.Note) -> list[Block]:
    return [text(f"{say('report.export.note')} {block.text}", quiet=True)]


@_shown.register
def _(block: made.SeeAppendix) -> list[Block]:
    return [text(made.pointed(block), quiet=True)]
