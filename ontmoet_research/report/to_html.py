"""The report as one HTML file: opens offline, holds no script, reads aloud well and prints on A4."""

from __future__ import annotations

import base64
import hashlib
from functools import singledispatch
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ontmoet_research.charts import shown
from ontmoet_research.text.html import element, to_html
from ontmoet_research.words import say

from .blocks import (
    Block,
    Bullets,
    Figure,
    Note,
    Paragraph,
    QuoteBlock,
    Report,
    Run,
    Section,
    SeeAppendix,
    Subheading,
    TableBlock,
    Words,
    appendix_anchor,
    captioned,
    numbered,
    pointed,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["report_html"]

_ON_EACH_PAGE = '@media print {{ @page {{ @top-right {{ content: "{word}"; font: bold 10pt sans-serif; }} }} }}\n'


def report_html(report: Report) -> bytes:
    """The whole page as UTF-8, the same bytes for the same report."""
    page = element("html", _head(report), _body(report), lang="nl")
    return f"<!DOCTYPE html>\n{to_html(page)}\n".encode("utf-8", "replace")


def _head(report: Report) -> Element:
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    style += _ON_EACH_PAGE.format(word=say("report.export.concept")) if report.is_concept else ""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    # Nothing may load or run: not from elsewhere, and not when someone smuggles in a tag after all.
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{report.title} ({report.status})"),
        element("style", style),
    )


def _body(report: Report) -> Element:
    concept = [element("p", say("report.export.concept"), class_="concept")] if report.is_concept else []
    cover = element("header", *concept, element("h1", report.title))
    facts = element("dl")
    for name, told in report.facts:
        facts.append(element("div", element("dt", name), element("dd", told)))
    cover.append(facts)
    cover.append(element("p", report.date_line, class_="date"))
    for note in report.notes:
        cover.append(_block(note))
    parts = [_section(section) for section in report.sections]
    return element(
        "body",
        element("a", say("report.export.skip"), href="#tekst", class_="skip"),
        element(
            "main",
            cover,
            *([] if report.brief else [_contents(report)]),
            element("div", *parts, id="tekst", tabindex="-1"),
            class_=_kind(report),
        ),
    )


def _kind(report: Report) -> str:
    if report.sheet == "a3":
        return "poster brief"
    return "sheets" if report.sheets else "brief" if report.brief else "whole"


def _contents(report: Report) -> Element:
    links = [element("li", element("a", numbered(one), href=f"#{one.anchor}")) for one in report.sections]
    heading = element("h2", say("report.export.contents"), id="inhoud")
    return element("nav", heading, element("ul", *links), aria_labelledby="inhoud")


def _section(section: Section) -> Element:
    heading = element(f"h{section.level}", numbered(section), id=section.anchor)
    return element("section", heading, *map(_block, section.blocks), aria_labelledby=section.anchor)


@singledispatch
def _block(block: Block) -> Element:
    raise TypeError(f"no HTML for {type(block).__name__}")


@_block.register
def _(block: Paragraph) -> Element:
    return element("p", *_inline(block.words))


@_block.register
def _(block: Subheading) -> Element:
    return element(f"h{block.level}", *_inline(block.words))


@_block.register
def _(block: Bullets) -> Element:
    return element("ol" if block.numbered else "ul", *(element("li", *_inline(item)) for item in block.items))


@_block.register
def _(block: TableBlock) -> Element:
    return _table(captioned(block), block.table, row_heads=block.row_heads, cards=block.cards)


@_block.register
def _(block: Figure) -> Element:
    chart = block.chart
    notes = [element("p", " ".join(chart.notes), class_="notes")] if chart.notes else []
    return element(
        "div",
        element("h3", captioned(block)),
        element(
            "figure",
            element("img", src=chart.image_url(), alt=f"{chart.title}. {chart.sentence}"),
            element("figcaption", chart.sentence),
        ),
        *notes,
        _table(say("report.export.table_of", title=chart.title), chart.table, row_heads=True),
        class_="chart",
    )


@_block.register
def _(block: QuoteBlock) -> Element:
    quote = element(
        "figure",
        element("blockquote", element("p", *_lines(f"“{block.text}”"))),
        element("figcaption", say("report.export.said_by", who=block.attribution)),
        class_="quote",
    )
    if block.context:
        quote.insert(0, element("p", block.context, class_="context"))
    return quote


@_block.register
def _(block: Note) -> Element:
    return element("p", element("strong", say("report.export.note")), f" {block.text}", class_="note")


@_block.register
def _(block: SeeAppendix) -> Element:
    return element("p", element("a", pointed(block), href=f"#{appendix_anchor(block.number)}"), class_="see")


def _table(caption: str, table: pd.DataFrame, *, row_heads: bool, cards: bool = False) -> Element:
    head = element("tr", *(element("th", str(name), scope="col") for name in table.columns))
    rows = [element("tr", *_cells(row, row_heads=row_heads)) for row in table.itertuples(index=False)]
    made = element("table", element("caption", caption), element("thead", head), element("tbody", *rows))
    # A wide table scrolls in its own box, so that the page itself never does; a keyboard must reach that box.
    looks = "table cards" if cards else "table"
    return element("div", made, class_=looks, role="region", tabindex="0", aria_label=caption)


def _cells(row: tuple[object, ...], *, row_heads: bool) -> list[Element]:
    first, *rest = row
    head = element("th", *_lines(shown(first)), scope="row") if row_heads else element("td", *_lines(shown(first)))
    return [head, *(element("td", *_lines(shown(value))) for value in rest)]


def _inline(words: Words) -> list[str | Element]:
    return [part for run in words for part in _run(run)]


def _run(run: Run) -> list[str | Element]:
    parts = _lines(run.text)
    for styled, tag in ((run.italic, "em"), (run.bold, "strong")):
        parts = [element(tag, *parts)] if styled else parts
    return parts


def _lines(text: str) -> list[str | Element]:
    """The text with a break where the writer ended a line."""
    first, *others = text.split("\n")
    return [first, *(part for line in others for part in (element("br"), line))]
