"""Styles that a report needs and the file of a school lacks: they come from our own, in the letters of that file."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .docx_styles import LISTS, STYLES, own_document

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["add_missing_styles"]


def add_missing_styles(document: Document) -> Iterator[str]:
    """Put in each style that is not there, and tell which: one sentence, or none."""
    own = own_document()
    missing = [name for name in STYLES if not _has(document, own, name)]
    for name in missing:
        _copy(document, own, name)
    if missing:
        names = [say(f"report.template.style.{name.lower().replace(' ', '_')}") for name in missing]
        yield say("report.template.styles", names=join_words(names))


def _has(document: Document, own: Document, name: str) -> bool:
    if name not in document.styles or document.styles[name].type != own.styles[name].type:
        return False
    return name not in LISTS or _look_of(document, name) is not None


def _look_of(document: Document, name: str) -> Any:
    """How a list is numbered in this file; None when its style doesn't say so."""
    found = document.styles[name].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    if not found:
        return None
    numbers = _numbering(document).xpath(f"w:num[@w:numId='{int(found[0])}']/w:abstractNumId/@w:val")
    looks = numbers and _numbering(document).xpath(f"w:abstractNum[@w:abstractNumId='{int(numbers[0])}']")
    return looks[0] if looks else None


def _copy(document: Document, own: Document, name: str) -> None:
    from docx.oxml.ns import qn

    ours = own.styles[name]
    if name in document.styles:  # of another kind, or a list without numbers
        theirs = document.styles[name].element
        theirs.getparent().remove(theirs)
    made = deepcopy(ours.element)
    for loose in made.xpath("w:link | w:next | w:basedOn | w:rPr/w:rFonts"):
        loose.getparent().remove(loose)
    known = set(document.styles.element.xpath("w:style/@w:styleId"))
    if made.get(qn("w:styleId")) in known:
        made.set(qn("w:styleId"), f"Ontmoet{made.get(qn('w:styleId'))}")
    document.styles.element.append(made)
    if ours.base_style is not None and ours.base_style.name in document.styles:
        document.styles[name].base_style = document.styles[ours.base_style.name]
    if name in LISTS:
        made.xpath("w:pPr/w:numPr/w:numId")[0].val = _copied_look(document, _look_of(own, name))


def _copied_look(document: Document, look: Any) -> int:
    """Our way of numbering in this file; give its number."""
    from docx.oxml.ns import qn

    numbering, made = _numbering(document), deepcopy(look)
    for loose in list(made.iter(qn("w:nsid"), qn("w:tmpl"), qn("w:pStyle"))):
        loose.getparent().remove(loose)
    fresh = max((int(one) for one in numbering.xpath("w:abstractNum/@w:abstractNumId")), default=-1) + 1
    made.set(qn("w:abstractNumId"), str(fresh))
    numbers = numbering.xpath("w:num")
    if numbers:
        numbers[0].addprevious(made)  # Word wants all looks before the lists
    else:
        numbering.append(made)
    return int(numbering.add_num(fresh).numId)


def _numbering(document: Document) -> Any:
    """The lists of the file; made when it has none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import OxmlElement
    from docx.parts.numbering import NumberingPart

    main = document.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in main.rels.values()):
        place = PackURI("/word/numbering.xml")
        made = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, OxmlElement("w:numbering"), main.package)
        main.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return main.numbering_part.element
