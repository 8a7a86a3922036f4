"""How a Word file of a school gives a report its looks: its styles, page, header and footer, and nothing besides.

A template comes from elsewhere, so it is read as a file that nobody checked. Only what we name is taken; macros, texts,
documents inside it and parts that we don't know stay out of the report. What was not taken is told, and what is missing
comes from our own styles, so a report always comes out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontmoet_research.intake.readers import Unreadable
from ontmoet_research.intake.readers.zip_parts import member_bytes, open_zip, parse_xml
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .docx_missing import add_missing_styles
from .docx_styles import own_document, own_page

if TYPE_CHECKING:
    from docx.document import Document

SUFFIXES = (".docx", ".dotx", ".docm", ".dotm")
MOST_BYTES, MOST_UNPACKED = 20_000_000, 60_000_000
LEAST_WIDTH = 2_880_000  # 80 millimetres between the margins; in less no table can be read
_TAKEN = {"styles", "theme", "numbering", "header", "footer"}
# What Word puts in each file and holds no look of a page; nobody misses it.
_QUIET = {
    "settings", "webSettings", "fontTable", "stylesWithEffects", "footnotes", "endnotes", "customXml", "people",
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "glossaryDocument", "printerSettings",
}  # fmt: skip
_PAGE = {"pgSz", "pgMar", "titlePg", "headerReference", "footerReference"}
_KINDS = ("template.main+xml", "document.macroEnabled.main+xml", "template.macroEnabledTemplate.main+xml")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"

__all__ = ["SUFFIXES", "Template", "document_of", "headers_of", "read_template"]


@dataclass(frozen=True)
class Template:
    """What was taken of a file, as a file of its own; None when nothing could be. ``left_out`` tells what was not."""

    content: bytes | None
    left_out: tuple[str, ...]


def document_of(template: Template | None) -> Document:
    """An empty file with the looks of the template, or our own."""
    import docx

    if template is None or template.content is None:
        return own_document()
    return docx.Document(io.BytesIO(template.content))


def headers_of(document: Document) -> Iterator[Any]:
    """The header of each kind of page that the file knows."""
    section = document.sections[0]
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header


def read_template(path: str | Path) -> Template:
    """What can be taken of a Word file, and in sentences what was not.

    Errors: ``Refused`` when the file is not there or doesn't open. One that is no Word file, or is damaged, gives a
    template with nothing in it.
    """
    place = Path(path)
    try:
        data = place.read_bytes()
    except OSError as problem:
        raise Refused("report.template.no_file", path=isolated(place.name)) from problem
    try:
        return _taken(data)
    except _not_read():
        return Template(None, (say("report.template.not_read", path=isolated(place.name)),))


def _not_read() -> tuple[type[Exception], ...]:
    """What a damaged file can give in the program that opens it."""
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    return (
        Unreadable, PythonDocxError, OpcError, etree.LxmlError, zipfile.BadZipFile,
        LookupError, ValueError, AttributeError, TypeError, AssertionError, NotImplementedError, RecursionError,
    )  # fmt: skip


def _taken(data: bytes) -> Template:
    import docx

    document = docx.Document(io.BytesIO(_checked(data)))
    left_out = [*_only_the_page(document), *_only_known_parts(document), *add_missing_styles(document)]
    into = io.BytesIO()
    document.save(into)
    return Template(into.getvalue(), tuple(dict.fromkeys(left_out)))


def _checked(data: bytes) -> bytes:
    """The file within limits and without a DOCTYPE, as a document also when it is a template or holds macros."""
    if len(data) > MOST_BYTES:
        raise Unreadable("intake.refused.unpacks_too_big")
    opened = open_zip(data, "intake.refused.not_word")
    if sum(one.file_size for one in opened.infolist()) > MOST_UNPACKED:
        raise Unreadable("intake.refused.unpacks_too_big")
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as checked:
        for name in dict.fromkeys(opened.namelist()):
            content = member_bytes(opened, name)
            if name.endswith((".xml", ".rels")):
                parse_xml(content)
            checked.writestr(name, _as_document(content) if name == _TYPES else content)
    return into.getvalue()


def _as_document(types: bytes) -> bytes:
    root = parse_xml(types)
    for one in root:
        if one.get("ContentType", "").endswith(_KINDS):
            one.set("ContentType", _MAIN)
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _only_the_page(document: Document) -> Iterator[str]:
    """Leave of the text only the page: its size, margins, headers and footers, those of the last part of the file."""
    from docx.oxml.ns import qn

    body = document.element.body
    last = _page_with_headers(document)
    words = any(node.text and node.text.strip() for node in body.iter(qn("w:t")))
    inside = any(True for _ in body.iter(qn("w:drawing"), qn("w:object"), qn("w:pict")))
    for child in [*body, *document.element.iterchildren(qn("w:background"))]:
        child.getparent().remove(child)
    body.append(last)
    if words or inside:
        yield say("report.template.text")
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    if None in sizes or not LEAST_WIDTH <= document._block_width <= section.page_width:  # type: ignore[operator]  # none is None
        own_page(document)
        yield say("report.template.page")


def _page_with_headers(document: Document) -> Any:
    """The page of the last part. A part without a header has that of the part before it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    every = document.element.body.xpath(".//w:sectPr")
    last = every[-1] if every else OxmlElement("w:sectPr")
    for child in list(last):
        if child.tag.rpartition("}")[2] not in _PAGE:
            last.remove(child)
    there = {(one.tag, one.get(qn("w:type"))) for one in last}
    for earlier in reversed(every[:-1]):
        for one in earlier.xpath("w:headerReference | w:footerReference"):
            if (one.tag, one.get(qn("w:type"))) not in there:
                there.add((one.tag, one.get(qn("w:type"))))
                last.insert(0, one)
    return last


def _only_known_parts(document: Document) -> Iterator[str]:
    """Take out each part of the file that is no look of a page."""
    package, main = document.part.package, document.part
    even = _has_even_pages(main)
    for source in (package, main):
        for name, relation in list(source.rels.items()):
            kind = relation.reltype.rpartition("/")[2]
            if source is package:
                keep = kind == "officeDocument"
            else:
                keep = kind in _TAKEN and not relation.is_external and _only_pictures(relation.target_part)
            if not keep:
                del source.rels[name]
                yield from _told(kind, of_file=source is package)
    _drop_loose_references(document)
    document.settings.odd_and_even_pages_header_footer = even


def _has_even_pages(main: Any) -> bool:
    for relation in main.rels.values():
        if relation.reltype.endswith("/settings") and not relation.is_external:
            return bool(relation.target_part.element.xpath("w:evenAndOddHeaders"))
    return False


def _only_pictures(part: Any) -> bool:
    """Whether a header, footer, list or theme holds nothing of elsewhere but pictures of its own and plain links."""
    kinds = {(one.reltype.rpartition("/")[2], one.is_external) for one in part.rels.values()}
    return kinds <= {("image", False), ("hyperlink", True)}


def _told(kind: str, *, of_file: bool) -> Iterator[str]:
    if kind in ("vbaProject", "attachedTemplate"):
        yield say("report.template.macros")
    elif kind in ("header", "footer"):
        yield say(f"report.template.{kind}")
    elif not of_file and kind not in _QUIET | {"image", "hyperlink"}:
        yield say("report.template.part", part=isolated(kind[:40]))


def _drop_loose_references(document: Document) -> None:
    from docx.oxml.ns import qn

    for one in document.element.body.xpath(".//w:headerReference | .//w:footerReference"):
        if one.get(qn("r:id")) not in document.part.rels:
            one.getparent().remove(one)
