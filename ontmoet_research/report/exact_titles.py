"""Words in a report by which people are known: exact job titles (E35) and aliases of the group.

What leaves names a broad group at most. The whole report is read as it would be printed, so this holds for each form
in which it leaves. Exact titles of the key
file count while it is open; titles of those who spoke in a public office may stand (P21). Here they are only told;
``privacy.release`` stops them for readers outside the group.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, blocking, warning
from ontmoet_research.privacy import exact_titles_in, told_broadly
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import (
    Block,
    Bullets,
    Figure,
    LeftOut,
    Note,
    Paragraph,
    QuoteBlock,
    Report,
    SeeAppendix,
    Subheading,
    TableBlock,
    numbered,
    text_of,
)

if TYPE_CHECKING:
    import pandas as pd

INSIDE = "groep"
THANKS = "trots_en_dank"

__all__ = ["check_aliases", "check_gone", "check_titles", "texts_in", "words_by_part"]


def check_titles(
    report: Report, audience: str, about: str, offices: Collection[str] = (), titles: Collection[str] = ()
) -> list[Finding]:
    """A finding (E35) per part of the report and exact title in it: ``fout`` for readers outside the group.

    ``offices`` are titles that may stand, ``titles`` those of an open key file; ``about`` is the ``series_id``.
    """
    weigh = warning if audience == INSIDE else blocking
    return [
        weigh("report.check.exact_title", "E35", about, section=name, title=title, instead=told_broadly(title))
        for name, words in words_by_part(report).items()
        for title in exact_titles_in(words, titles, offices)
    ]


def check_aliases(report: Report, audience: str, about: str, aliases: Collection[str]) -> list[Finding]:
    """``let op`` (P16) per part and alias in it, for readers outside the group: who knows the group knows who that is.

    An alias may be an ordinary word, so people judge. Thanks are printed as each person asked, and quotes are judged
    one by one. ``about`` is the ``series_id``.
    """
    if audience == INSIDE:
        return []
    parts = {name: words for name, words in words_by_part(report).items() if name != say(f"report.section.{THANKS}")}
    return [
        warning("report.check.alias", "P16", about, section=name, alias=isolated(alias))
        for name, words in parts.items()
        for alias in sorted({one.strip() for one in aliases if one.strip()})
        if re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", words)
    ]


def check_gone(report: Report, about: str, aliases: Collection[str]) -> list[Finding]:
    """``fout`` (P11) per part that still names someone who had everything taken out; for all readers."""
    return [
        blocking("report.check.gone", "P11", about, section=name, alias=isolated(alias))
        for name, words in words_by_part(report).items()
        for alias in sorted({one.strip() for one in aliases if one.strip()})
        if re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", words, re.IGNORECASE)
    ]


def words_by_part(report: Report) -> dict[str, str]:
    """All words of a report by the heading they stand under, without quotes: these are judged one by one."""
    parts = {say("report.check.cover"): [report.title, *(text for _, text in report.facts)]}
    parts |= {numbered(one): [text for block in one.blocks for text in texts_in(block)] for one in report.sections}
    return {name: "\n".join(texts) for name, texts in parts.items()}


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
        case SeeAppendix():
            yield block.heading
        case QuoteBlock() | LeftOut():
            return


def _cells(table: pd.DataFrame) -> Iterator[str]:
    yield from map(str, table.columns)
    yield from (value for row in table.itertuples(index=False) for value in row if isinstance(value, str))
