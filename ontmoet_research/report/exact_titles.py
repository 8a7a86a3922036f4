"""Exact job titles in a report: what leaves names a broad group at most (E35).

The whole report is read as it would be printed, so this holds for each form in which it leaves. The exact titles of the
key file are locked and not looked for here; titles of those who spoke in a public office may stand (P21).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, blocking, warning
from ontmoet_research.privacy import broad_group, exact_titles_in
from ontmoet_research.words import say

from .blocks import Block, Bullets, Figure, Note, Paragraph, QuoteBlock, Report, Subheading, TableBlock, text_of

if TYPE_CHECKING:
    import pandas as pd

INSIDE = "groep"

__all__ = ["check_titles", "texts_in"]


def check_titles(report: Report, audience: str, about: str, offices: Collection[str] = ()) -> list[Finding]:
    """A finding (E35) per part of the report and exact title in it: ``fout`` for readers outside the group.

    ``offices`` are titles that may stand; ``about`` is the ``series_id``. Quotes are judged by ``privacy.release``.
    """
    weigh = warning if audience == INSIDE else blocking
    parts = [(say("report.check.cover"), [report.title, *(text for _, text in report.facts)])]
    parts += [(part.heading, [text for block in part.blocks for text in texts_in(block)]) for part in report.sections]
    return [
        weigh("report.check.exact_title", "E35", about, section=name, title=title, instead=_instead(title))
        for name, texts in parts
        for title in exact_titles_in("\n".join(texts), allowed=offices)
    ]


def texts_in(block: Block) -> Iterator[str]:
    """All words of a block as they would be printed, without quotes."""
    match block:
        case Paragraph(words) | Subheading(words=words):
            yield text_of(words)
        case Bullets(items):
            yield from map(text_of, items)
        case Note(text):
            yield text
        case TableBlock(caption, table):
            yield caption
            yield from _cells(table)
        case Figure(chart):
            yield from (chart.title, chart.sentence, *chart.notes)
            yield from _cells(chart.table)
        case QuoteBlock():
            return


def _cells(table: pd.DataFrame) -> Iterator[str]:
    yield from map(str, table.columns)
    yield from (value for row in table.itertuples(index=False) for value in row if isinstance(value, str))


def _instead(title: str) -> str:
    group = broad_group(title)
    return say(f"report.broad_group.{(group or 'anders').replace(' ', '_')}")
