"""The report as a Word file: real headings and lists, alt text, header rows that repeat, CONCEPT on each page."""

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

if TYPE_CHECKING:
    import pandas as pd
    from docx.document import Document

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows; a real time would make every export differ
_FONT = "Calibri"
_WIDTH = 160  # millimetres between the margins of an A4

__all__ = ["report_docx"]


def report_docx(report: Report) -> bytes:
    """The whole file, the same bytes for the same report."""
    import docx

    document = docx.Document()
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
    for at, section in enumerate(report.sections):
        if report.sheets and at:
            document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx has no types here
        heading = document.add_heading(clean_text(numbered(section)), section.level - 1)
        if section.appendix:
            _bookmark(heading, section.anchor, section.appendix)
        for part in section.blocks:
            _add(part, document)
    into = io.BytesIO()
    document.save(into)
    return _same_bytes(into.getvalue())


def _set_up(document: Document, report: Report) -> None:
    from docx.shared import Mm

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
        if report.is_concept:
            header = section.header.paragraphs[0]
            header.alignment = 2  # right
            header.add_run(say("report.export.concept")).bold = True
        footer = section.footer.paragraphs[0]
        footer.alignment = 1  # centre
        _add_field(footer, "PAGE")
    _set_styles(document)
    facts = document.core_properties
    facts.title, facts.language, facts.author, facts.comments = clean_text(report.title), "nl-NL", "", ""
    facts.content_status = report.status
    for moment in facts._element.xpath("dcterms:created | dcterms:modified | cp:lastModifiedBy"):
        facts._element.remove(moment)


def _set_styles(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for lang in document.styles.element.xpath("//w:rPrDefault//w:lang"):
        lang.set(qn("w:val"), "nl-NL")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.2
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 5", "Caption", "Quote"):
        style = document.styles[name]
        style.font.color.rgb, style.font.name = RGBColor(0x1B, 0x1B, 0x1B), _FONT
        for theme in style.element.xpath(".//w:rFonts/@w:asciiTheme/.. | .//w:rFonts/@w:hAnsiTheme/.."):
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                theme.attrib.pop(qn(f"w:{kind}"), None)
    document.styles["Caption"].font.size = Pt(11)
    document.styles["Caption"].paragraph_format.keep_with_next = True


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
    _add_table(document, captioned(block), block.table)


@_add.register(Figure)
def _(block: Figure, document: Document) -> None:
    from docx.shared import Mm

    chart = block.chart
    document.add_heading(clean_text(captioned(block)), 2)
    picture = document.add_picture(io.BytesIO(chart.png()), width=Mm(158))
    properties = picture._inline.docPr
    properties.set("descr", clean_text(f"{chart.title}. {chart.sentence}"))
    properties.set("title", clean_text(chart.title))
    document.add_paragraph(clean_text(chart.sentence))
    if chart.notes:
        document.add_paragraph().add_run(clean_text(" ".join(chart.notes))).italic = True
    _add_table(document, say("report.export.table_of", title=chart.title), chart.table)


@_add.register(QuoteBlock)
def _(block: QuoteBlock, document: Document) -> None:
    if block.context:
        context = document.add_paragraph(clean_text(block.context))
        context.paragraph_format.keep_with_next = True
    quote = document.add_paragraph(style="Quote")
    quote.paragraph_format.left_indent = _points(18)
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
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = document.add_paragraph()
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), appendix_anchor(block.number))
    link.append(line.add_run(clean_text(pointed(block)))._r)
    line._p.append(link)


def _bookmark(line: Any, name: str, number: int) -> None:
    """A place in the file that a reference points at."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, values in (
        ("bookmarkStart", {"w:id": str(number), "w:name": name}),
        ("bookmarkEnd", {"w:id": str(number)}),
    ):
        mark = OxmlElement(f"w:{kind}")
        for key, value in values.items():
            mark.set(qn(key), value)
        line._p.append(mark)


def _write(line: Any, words: Words) -> None:
    for run in words:
        made = line.add_run(clean_text(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None


def _add_table(document: Document, caption: str, table: pd.DataFrame) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    document.add_paragraph(clean_text(caption), style="Caption")
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(clean_text(str(name))).bold = True
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.itertuples(index=False):
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(clean_text(shown(value)))
    made.autofit = False
    widths = [round(part * Mm(_WIDTH)) for part in column_widths(table)]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for at, row in enumerate(made.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            looks = cell.paragraphs[0].paragraph_format
            looks.space_after, looks.keep_with_next = 0, at == 0 or None  # the names stay with the first row
    document.add_paragraph()


def _add_field(line: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    line._p.append(field)


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
