"""A sheet as a Word file: each piece with boxes to click on.

A box is a real check box, so a click ticks it; typing an x in its place is fine too. The code of a piece stands under
its heading and the short id of a label between brackets behind its name, so that the file can be read back whatever
else was changed in it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ontmoet_research.text.clean import clean_text
from ontmoet_research.words import say

from .sheets import Label, Sheet

if TYPE_CHECKING:
    from docx.document import Document

ANSWERS = ("none", "doubt", "not_know", "skip")
EMPTY, TICKED = "☐", "☒"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def sheet_docx(sheet: Sheet) -> bytes:
    """The whole file."""
    import docx

    document = docx.Document()
    _set_up(document, say(f"paper.{sheet.kind}.title"))
    document.add_heading(say(f"paper.{sheet.kind}.title"), 0)
    document.add_paragraph(say("paper.code_line", code=sheet.shown))
    document.add_paragraph(say("paper.docx_how"))
    for piece in sheet.pieces:
        if piece.closed:
            continue
        document.add_heading(say("paper.piece", number=piece.number), 1)
        document.add_paragraph(say("paper.piece_line", code=piece.code))
        if piece.heavy:
            document.add_paragraph(say("paper.heavy_notice"))
        for line in clean_text(piece.text).split("\n"):
            document.add_paragraph(line, style="Quote")
        document.add_paragraph(say("paper.which_labels"))
        for label in sheet.labels:
            _add_label(document, label)
        document.add_paragraph(say("paper.or_else"))
        for one in ANSWERS:
            _add_box(document, say(f"paper.answer.{one}"))
        document.add_paragraph(f"{say('paper.note')} ")
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def _add_label(document: Document, label: Label) -> None:
    meaning = f": {label.meaning}" if label.meaning else ""
    _add_box(document, f"{label.name} [{label.code}]{meaning}")
    for _, text in label.options:
        _add_box(document, f"{text} [{label.code}]", indent=24)
    if label.direction:
        line = document.add_paragraph(f"{say('paper.from_to')} [{label.code}] ")
        line.paragraph_format.left_indent = _points(24)


def _add_box(document: Document, words: str, indent: float = 0) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = document.add_paragraph()
    line.paragraph_format.left_indent = _points(indent)
    font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
    box = parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
        f'<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{font}</w:rPr><w:t>{EMPTY}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    line._p.append(box)
    line.add_run(f" {clean_text(words)}")


def _set_up(document: Document, title: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, RGBColor

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
    for lang in document.styles.element.xpath("//w:rPrDefault//w:lang"):
        lang.set(qn("w:val"), "nl-NL")
    document.styles["Normal"].font.size = _points(14)
    for name in ("Title", "Heading 1", "Quote"):
        document.styles[name].font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
    document.styles["Quote"].font.italic = False
    facts = document.core_properties
    facts.title, facts.language, facts.author, facts.comments = title, "nl-NL", "", ""


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)
