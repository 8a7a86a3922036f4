"""How our own Word file looks: the page, the letters, and each style that a report uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .docx_fields import CONTENTS, LINK

if TYPE_CHECKING:
    from docx.document import Document

HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 5")
LISTS = ("List Bullet", "List Number")
STYLES = ("Title", *HEADINGS, "Caption", "Quote", *LISTS, "TOC Heading", CONTENTS, LINK, "Table Grid")
"""What a report needs of a file: the names that Word knows, in any language."""
_FONT = "Calibri"
_WIDTH = 160  # millimetres between the margins of an A4

__all__ = ["HEADINGS", "LISTS", "STYLES", "lay_down", "own_document", "own_page"]


def own_document() -> Document:
    """A new, empty file with our own page and styles."""
    import docx

    document = docx.Document()
    own_page(document)
    _set_styles(document)
    _add_styles(document)
    return document


def own_page(document: Document) -> None:
    """A4, standing, with 25 mm around it."""
    from docx.shared import Mm

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)


def lay_down(document: Document) -> None:
    """The page of a poster: a lying A3."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(420), Mm(297)


def _set_styles(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.2
    for name in ("Title", *HEADINGS, "TOC Heading", "Caption", "Quote"):
        style = document.styles[name]
        style.font.color.rgb, style.font.name = RGBColor(0x1B, 0x1B, 0x1B), _FONT
        for theme in style.element.xpath(".//w:rFonts/@w:asciiTheme/.. | .//w:rFonts/@w:hAnsiTheme/.."):
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                theme.attrib.pop(qn(f"w:{kind}"), None)
    document.styles["Caption"].font.size = Pt(11)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    quote = document.styles["Quote"].paragraph_format
    quote.left_indent = Pt(18)


def _add_styles(document: Document) -> None:
    """The lines of the contents and the look of a link, which an empty file lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm, Pt, RGBColor

    line: Any = document.styles.add_style(CONTENTS, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    line.base_style = document.styles["Normal"]
    line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(2), 1.0
    line.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    link: Any = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x1F, 0x4E, 0x79)
