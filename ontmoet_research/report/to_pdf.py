"""The report as a PDF that reads aloud well: PDF/UA-1, with contents, numbered figures and tables, and links.

The words go to the layout (``report.typ``) as plain data, so that nothing a person wrote can be read as layout. A
figure is drawn as lines, with its sentence as its text for who can't see it; without one the PDF is not made at all.
"""

from __future__ import annotations

from functools import singledispatch
from pathlib import Path
from typing import Any

import pandas as pd

from ontmoet_research.charts import shown
from ontmoet_research.typesetting import typeset
from ontmoet_research.words import say

from .blocks import (
    Block,
    Bullets,
    Figure,
    Note,
    Paragraph,
    QuoteBlock,
    Report,
    SeeAppendix,
    Subheading,
    TableBlock,
    Words,
    appendix_anchor,
    captioned,
    numbered,
    pointed,
)
from .columns import column_widths

LAYOUT = Path(__file__).with_name("report.typ")
_AS_IT_IS = ("picture",)  # no words of a person, so nothing to make drawable

__all__ = ["report_pdf"]


def report_pdf(report: Report) -> bytes:
    """The whole file, the same bytes for the same report. Errors: ``Refused`` without the program or its letters."""
    return typeset(
        LAYOUT,
        {
            "title": report.title,
            "sheet": report.sheet,
            "concept": say("report.export.concept") if report.is_concept else "",
            "date_line": report.date_line,
            "facts": [[name, told] for name, told in report.facts],
            "notes": [_block(note) for note in report.notes],
            "contents": "" if report.brief else say("report.export.contents"),
            "sections": [
                {
                    "heading": numbered(one),
                    "anchor": one.anchor,
                    "appendix": bool(one.appendix),
                    "level": one.level - 1,
                    "blocks": [_block(block) for block in one.blocks],
                }
                for one in report.sections
            ],
        },
        as_it_is=_AS_IT_IS,
    )


@singledispatch
def _block(block: Block) -> dict[str, Any]:
    raise TypeError(f"no PDF for {type(block).__name__}")


@_block.register
def _(block: Paragraph) -> dict[str, Any]:
    return {"kind": "paragraph", "runs": _runs(block.words)}


@_block.register
def _(block: Subheading) -> dict[str, Any]:
    return {"kind": "heading", "level": block.level - 1, "runs": _runs(block.words)}


@_block.register
def _(block: Bullets) -> dict[str, Any]:
    return {"kind": "list", "numbered": block.numbered, "items": [_runs(item) for item in block.items]}


@_block.register
def _(block: TableBlock) -> dict[str, Any]:
    kind = "cards" if block.cards else "table"
    return {"kind": kind, "caption": captioned(block), **_table(block.table)}


@_block.register
def _(block: Figure) -> dict[str, Any]:
    chart = block.chart
    return {
        "kind": "figure",
        "caption": captioned(block),
        "picture": chart.svg(),
        "sentence": chart.sentence,
        "alt": f"{chart.title}. {chart.sentence}",
        "notes": " ".join(chart.notes),
        "numbers": {"caption": say("report.export.table_of", title=chart.title), **_table(chart.table)},
    }


@_block.register
def _(block: QuoteBlock) -> dict[str, Any]:
    said = say("report.export.said_by", who=block.attribution)
    return {"kind": "quote", "text": f"“{block.text}”", "said": said, "context": block.context}


@_block.register
def _(block: Note) -> dict[str, Any]:
    return {"kind": "note", "word": say("report.export.note"), "text": block.text}


@_block.register
def _(block: SeeAppendix) -> dict[str, Any]:
    return {"kind": "see", "text": pointed(block), "anchor": appendix_anchor(block.number)}


def _runs(words: Words) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in words]


def _table(table: pd.DataFrame) -> dict[str, Any]:
    rows = [[shown(value) for value in row] for row in table.itertuples(index=False)]
    return {"names": list(map(str, table.columns)), "rows": rows, "widths": column_widths(table)}
