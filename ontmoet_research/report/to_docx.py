"""The report as a Word file: real headings and lists, contents, numbered captions, alt text, header rows that repeat.

It looks as our own styles say (``docx_styles``), or as the file of a school does (``docx_template``).
"""

from __future__ import annotations

import io
import zipfile
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from ontmoet_research.charts import shown
from ontmoet_research.text.clean import clean_text
from ontmoet_research.words import say

from .blocks import (
    Block,
    Bullets,
    Figure,
    Note,
    Paragraph,
    QuoteBlock,
    Report,
    Section,
    SeeAppendix,
    Subheading,
    TableBlock,
    Words,
    numbered,
    pointed,
)
from .columns import column_widths
from .docx_fields import add_caption, add_contents, add_field, add_link, mark_place, place_of
from .docx_styles import lay_down
from .docx_template import Template, document_of, headers_of

if TYPE_CHECKING:
    import pandas as pd
    from docx.document import Document

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows; a real time would make every export differ

_SHORT = 6  # rows

__all__ = ["report_docx"]


def report_docx(report: Report, template: Template | None = None) -> bytes:
    """The whole file, the same bytes for the same report and template."""
    document = document_of(template)
    if report.sheet == "a3":
        lay_down(document)
    _set_up(document, report)
    document.add_heading(clean_text(report.title), 0)
    for name, told in report.facts:
        line = document.add_paragraph()
        line.paragraph_format.space_after = 0
        line.add_run(f"{name}: ").bold = True
        line.add_run(clean_text(told))
    document.add_paragraph(report.date_line).paragraph_format.space_before = _points(8)
    for block in report.notes:
        _add(block, document)
    if not report.brief:
        add_contents(document, report.sections)
    for at, section in enumerate(report.sections):
        heading = document.add_heading(clean_text(numbered(section)), section.level - 1)
        if (at and report.sheets) or (not at and not report.brief):
            heading.paragraph_format.page_break_before = True
        mark_place(heading, place_of(section), at + 1)
        for part in section.blocks:
            _add(part, document)
    into = io.BytesIO()
    document.save(into)
    return _same_bytes(into.getvalue())


def _set_up(document: Document, report: Report) -> None:
    from docx.oxml.ns import qn

    if report.is_concept:
        for header in headers_of(document):
            _mark_concept(header)
    footer = document.sections[0].footer
    if footer.is_linked_to_previous:  # the file has none of its own
        footer.paragraphs[0].alignment = 1  # centre
        add_field(footer.paragraphs[0], "PAGE")
    for lang in document.styles.element.xpath("//w:rPrDefault//w:lang"):
        lang.set(qn("w:val"), "nl-NL")
    facts = document.core_properties
    facts.title, facts.language, facts.author, facts.comments = clean_text(report.title), "nl-NL", "", ""
    facts.content_status = report.status
    for moment in facts._element.xpath("dcterms:created | dcterms:modified | cp:lastModifiedBy"):
        facts._element.remove(moment)


def _mark_concept(header: Any) -> None:
    """CONCEPT at the top of this header, above what a school has there."""
    first = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
    if first.text.strip() or len(header._element) > 1:
        made = header.add_paragraph()
        header._element.insert(0, made._p)
        first = made
    first.alignment, first.paragraph_format.space_after = 2, 0  # right, with no room below
    first.add_run(say("report.export.concept")).bold = True


@singledispatch
def _add(block: Block, document: Document) -> None:  # noqa: ARG001 - the ones registered below use it
    raise TypeError(f"no Word for {type(block).__name__}")


@_add.register(Paragraph)
def _(block: Paragraph, document: Document) -> None:
    _write(document.add_paragraph(), block.words)


@_add.register(Subheading)
def _(block: Subheading, document: Document) -> None:
    _write(document.add_heading("", min(block.level - 1, 5)), block.words)


@_add.register(Bullets)
def _(block: Bullets, document: Document) -> None:
    number = _fresh_numbering(document) if block.numbered else None
    for item in block.items:
        line = document.add_paragraph(style="List Number" if block.numbered else "List Bullet")
        if number is not None:
            line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
        _write(line, item)


@_add.register(TableBlock)
def _(block: TableBlock, document: Document) -> None:
    add_caption(document, block)
    _add_table(document, block.table)


@_add.register(Figure)
def _(block: Figure, document: Document) -> None:
    chart = block.chart
    add_caption(document, block)
    picture = document.add_picture(io.BytesIO(chart.png()), width=document._block_width)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    properties = picture._inline.docPr
    properties.set("descr", clean_text(f"{chart.title}. {chart.sentence}"))
    properties.set("title", clean_text(chart.title))
    document.add_paragraph(clean_text(chart.sentence))
    if chart.notes:
        document.add_paragraph().add_run(clean_text(" ".join(chart.notes))).italic = True
    document.add_paragraph(clean_text(say("report.export.table_of", title=chart.title)), style="Caption")
    _add_table(document, chart.table)


@_add.register(QuoteBlock)
def _(block: QuoteBlock, document: Document) -> None:
    if block.context:
        context = document.add_paragraph(clean_text(block.context))
        context.paragraph_format.keep_with_next = True
    quote = document.add_paragraph(style="Quote")
    quote.add_run(clean_text(f"“{block.text}”"))
    quote.add_run(clean_text(f"\n{say('report.export.said_by', who=block.attribution)}")).italic = False


@_add.register(Note)
def _(block: Note, document: Document) -> None:
    line = document.add_paragraph()
    line.paragraph_format.left_indent = _points(18)
    line.add_run(f"{say('report.export.note')} ").bold = True
    line.add_run(clean_text(block.text))


@_add.register(SeeAppendix)
def _(block: SeeAppendix, document: Document) -> None:
    place = place_of(Section("", "", (), appendix=block.number))
    add_link(document.add_paragraph(), place, pointed(block))


def _write(line: Any, words: Words) -> None:
    for run in words:
        made = line.add_run(clean_text(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None


def _add_table(document: Document, table: pd.DataFrame) -> None:
    from docx.oxml import OxmlElement

    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
        _fill(cell, str(name)).bold = True
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.itertuples(index=False):
        for cell, value in zip(made.add_row().cells, row, strict=True):
            _fill(cell, shown(value))
    made.autofit = False
    widths = [round(part * document._block_width) for part in column_widths(table)]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    # The names stay with the first row; a short table stays together.
    stay = range(len(table) if len(table) <= _SHORT else 1)
    for at, row in enumerate(made.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            looks = cell.paragraphs[0].paragraph_format
            looks.space_after, looks.keep_with_next = 0, at in stay or None
    document.add_paragraph()


def _fill(cell: Any, told: str) -> Any:
    """Write in a cell, in smaller letters, so that a long word fits in it."""
    run = cell.paragraphs[0].add_run(clean_text(told))
    run.font.size = _points(10)
    return run


def _fresh_numbering(document: Document) -> int:
    """A list that starts at 1 again, in the look of "List Number"."""
    numbering = document.part.numbering_part.element
    used = document.styles["List Number"].element.pPr.numPr.numId.val
    look = numbering.num_having_numId(used).abstractNumId.val
    fresh = numbering.add_num(look)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _same_bytes(content: bytes) -> bytes:
    """The same file without the moment it was made."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _MOMENT), before.read(name), zipfile.ZIP_DEFLATED)
    return into.getvalue()
