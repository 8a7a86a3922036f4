"""What Word fills in by itself, in a report: contents, numbers of tables and figures, references, page numbers.

A field holds what it shows as well, so a program that fills in nothing shows the same words. The contents tell no page
numbers until Word fills them in: how long a page becomes depends on the letters of that computer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ontmoet_research.text.clean import clean_text
from ontmoet_research.words import say

from .blocks import Figure, Section, TableBlock, captioned, numbered

if TYPE_CHECKING:
    from docx.document import Document

CONTENTS, LINK = "toc 1", "Hyperlink"
_CONTENTS = r'TOC \o "1-1" \h \z \u'  # headings of level 1, each a link

__all__ = ["CONTENTS", "LINK", "add_caption", "add_contents", "add_field", "add_link", "mark_place", "place_of"]


def place_of(section: Section) -> str:
    """The name of a part as Word takes it: letters, digits and low lines, at most 40."""
    return section.anchor.replace("-", "_")[:40]


def add_contents(document: Document, sections: Iterable[Section]) -> None:
    """The heading, and a field with a line for each part that goes to it."""
    document.add_paragraph(say("report.export.contents"), style="TOC Heading")
    line: Any = None
    for section in sections:
        first = line is None
        line = document.add_paragraph(style=CONTENTS)
        if first:
            _mark(line, "begin")
            _code(line, _CONTENTS)
            _mark(line, "separate")
        add_link(line, place_of(section), numbered(section), style=None)
    if line is not None:
        _mark(line, "end")


def add_caption(document: Document, block: TableBlock | Figure) -> None:
    """The caption of a table or figure; its number is a field, so it can be referred to and listed."""
    line = document.add_paragraph(style="Caption")
    if not block.number:
        line.add_run(clean_text(captioned(block)))
        return
    kind, number, told = captioned(block).partition(str(block.number))
    line.add_run(kind)
    add_field(line, rf"SEQ {kind.strip()} \* ARABIC", number)
    line.add_run(clean_text(told))


def add_field(line: Any, code: str, told: str = "1") -> None:
    """A field with what it shows as long as nothing fills it in."""
    field = _made("fldSimple", instr=code)
    field.append(line.add_run(told)._r)
    line._p.append(field)


def add_link(line: Any, place: str, told: str, style: str | None = LINK) -> None:
    """Words that go to a place in the file."""
    link = _made("hyperlink", anchor=place, history="1")
    link.append(line.add_run(clean_text(told), style=style)._r)
    line._p.append(link)


def mark_place(line: Any, name: str, number: int) -> None:
    """Make of this line a place that a link goes to; each place has its own ``number``."""
    line._p.append(_made("bookmarkStart", id=str(number), name=name))
    line._p.append(_made("bookmarkEnd", id=str(number)))


def _mark(line: Any, kind: str) -> None:
    line.add_run()._r.append(_made("fldChar", fldCharType=kind))


def _code(line: Any, code: str) -> None:
    from docx.oxml.ns import qn

    told = _made("instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {code} "
    line.add_run()._r.append(told)


def _made(kind: str, /, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{kind}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
