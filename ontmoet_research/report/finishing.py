"""What happens to all parts of a report alike, once they are made.

What was left out comes in one list; a table of one row and a figure of one bar become the sentence that they are; a
remark under a figure is made once; tables and figures are numbered; a heading with nothing under it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from ontmoet_research.charts import shown
from ontmoet_research.words import say

from .blocks import (
    Block,
    Bullets,
    Figure,
    LeftOut,
    Paragraph,
    Section,
    Subheading,
    TableBlock,
    bullets,
    paragraph,
    plain,
    text_of,
)
from .readable import sentences

__all__ = ["finish", "left_out"]

LEAST_ROWS = 2


def left_out(sections: Iterable[Section]) -> list[Block]:
    """The one list of what these readers do not get, each named once with the reason; nothing when all is there."""
    reasons: dict[str, list[str]] = {}
    for one in (block for section in sections for block in section.blocks if isinstance(block, LeftOut)):
        reasons.setdefault(one.why, [])
        if one.what not in reasons[one.why]:
            reasons[one.why].append(one.what)
    if not reasons:
        return []
    lines = (
        say("report.left_out.line", what="; ".join(what), why=f"{why[:1].lower()}{why[1:]}")
        for why, what in reasons.items()
    )
    return [Subheading(3, plain(say("report.heading.left_out"))), bullets(lines)]


def finish(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections as they are printed. One that has nothing to say goes."""
    seen = _Seen()
    made = (replace(one, blocks=tuple(_with_words(_finished(one.blocks, seen)))) for one in sections)
    return tuple(one for one in made if one.blocks)


@dataclass
class _Seen:
    """What came before: how many tables and figures, and which sentences."""

    tables: int = 0
    figures: int = 0
    told: set[str] = field(default_factory=set)

    def new(self, text: str) -> str:
        """The sentences of a text of the kit that were not told before."""
        found = [one for one in sentences(text) if one not in self.told]
        self.told.update(found)
        return " ".join(found)


def _finished(blocks: Iterable[Block], seen: _Seen) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, TableBlock):
            yield from _table(block, seen)
        elif isinstance(block, Figure):
            yield from _figure(block, seen)
        elif not isinstance(block, LeftOut):
            seen.told.update(one for text in _texts(block) for one in sentences(text))
            yield block


def _table(block: TableBlock, seen: _Seen) -> Iterable[Block]:
    if len(block.table) < LEAST_ROWS:
        return [paragraph(f"{block.caption}. {told}") for told in _rows_in_words(block.table)]
    seen.tables += 1
    return [replace(block, number=seen.tables)]


def _figure(block: Figure, seen: _Seen) -> Iterable[Block]:
    chart = block.chart
    sentence = seen.new(chart.sentence) or chart.sentence
    remarks = seen.new(" ".join(chart.notes))
    if len(chart.table) < LEAST_ROWS:
        return [
            Subheading(3, plain(chart.title)),
            paragraph(sentence),
            *([paragraph(remarks)] if remarks else []),
        ]
    seen.figures += 1
    return [Figure(replace(chart, sentence=sentence, notes=(remarks,) if remarks else ()), seen.figures)]


def _texts(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return [text_of(block.words)]
    return map(text_of, block.items) if isinstance(block, Bullets) else ()


def _rows_in_words(table: pd.DataFrame) -> list[str]:
    told = ([f"{name}: {shown(value)}" for name, value in zip(table.columns, row, strict=True) if shown(value)]
            for row in table.itertuples(index=False))  # fmt: skip
    return [f"{'; '.join(cells)}." for cells in told if cells]


def _with_words(blocks: Iterable[Block]) -> list[Block]:
    """Without a heading that has nothing under it before the next one of its level, or above it."""
    kept: list[Block] = []
    for block in reversed(list(blocks)):
        if isinstance(block, Subheading):
            below = kept[-1] if kept else None
            if below is None or (isinstance(below, Subheading) and below.level <= block.level):
                continue
        kept.append(block)
    return kept[::-1]
