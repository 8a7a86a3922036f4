"""Web pages and mails that were saved as one (.html, .htm): the words, in the same signs as a Word file.

Nothing is fetched and nothing runs. A heading gets ``# ``, a list item ``- `` or its number, cells of a table row are
joined by tabs.
Scripts and styles are no text. Pictures, what is hidden on the page, and pages within the page are left out; a notice
tells of them.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import Notice, ReadText, Unreadable, progress
from ontmoet_research.intake.readers.docx_numbers import letters, roman
from ontmoet_research.intake.readers.marks import LEAD, REST, lead, without_marks
from ontmoet_research.intake.readers.speech_table import table_lines

__all__ = ["is_labelled_page", "read"]

_NO_TEXT = {"script", "style", "head", "template", "noscript", "svg", "math", "title", "meta", "link", "datalist"}
_PICTURES = {"img", "svg", "picture", "canvas", "video", "audio", "map"}
_WITHIN = {"iframe", "frame", "object", "embed"}
_FIELDS = {"input", "textarea", "select"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul", "caption",
    "tbody",
    "thead", "tfoot", "legend", "html",
}  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype|html|body|head|p|div|table|span|br|h[1-6]|ul|ol|a|meta)\b", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_SHORT_CELL = 300  # letters; a longer one is a page of its own
_DEEPEST = 230  # lxml stops at 256
_STEP = 2_000
_SOFT = "\x01"  # white space as typed; cleaning takes this sign out of any text, so it can't be a letter


def is_labelled_page(data: bytes) -> bool:
    """Whether this page is a note with its labels, or a list of labelled words, as Taguette writes it out."""
    start = data[:4_000]
    return b".taglist {" in start or bool(re.search(rb"<title>[^<]{0,80}Taguette", start))


def read(data: bytes) -> ReadText:
    """Text of an ``.html`` file. Errors: ``Unreadable``."""
    if is_labelled_page(data):
        raise Unreadable("intake.refused.other_program")
    text, notices = _decoded(data)
    if not _TAG.search(text[:20_000]):
        raise Unreadable("intake.refused.not_html")
    root = _parsed(text)
    story = _Story()
    story.add(root)
    story.end_line()
    told = [*notices, *story.notices()]
    lower = text.casefold()
    if ("<html" in lower and "</html" not in lower) or text.rfind("<") > text.rfind(">"):
        told.append(Notice("intake.notice.no_end"))
    return ReadText("\n".join(story.lines), "html", tuple(told), lines_are_paragraphs=True)


def _decoded(data: bytes) -> tuple[str, list[Notice]]:
    """The page says itself how its letters are stored; only when it doesn't, or is wrong, we look for ourselves."""
    told = None if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _CHARSET.search(
        data[:10_000]
    )  # fmt: skip
    if told:
        name = told[1].decode("ascii", "replace").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name
        try:
            if "\x00" not in (text := data.decode(name)):
                return text, []
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    look = [] if decoded.certain else [Notice("intake.notice.letters", {"preview": decoded.preview})]
    return decoded.text, look


def _parsed(text: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    # As bytes: as text lxml would not accept a page that says how it is stored.
    options = {"encoding": "utf-8", "no_network": True, "huge_tree": False}
    parser = etree.HTMLParser(**options, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        raise Unreadable("intake.refused.damaged") from None
    if root is None:
        raise Unreadable("intake.refused.empty")
    if any("depth" in problem.message.lower() or "huge" in problem.message.lower() for problem in parser.error_log):
        raise Unreadable("intake.refused.too_heavy")  # the parser left the rest out
    return root


class _Story:
    """The lines collected so far, and what was met on the way."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._prefix = ""
        self._lists: list[_Numbers | None] = []
        self._images = self._within = self._hidden = self._fields = self._seen = 0

    def add(self, element: Any, level: int = 0) -> None:
        """All that stands in an element, in order."""
        name = element.tag if isinstance(element.tag, str) else ""
        self._seen += 1
        if self._seen % _STEP == 0:
            progress(self._seen, self._seen + 1)
        if level > _DEEPEST:
            raise Unreadable("intake.refused.too_heavy")
        if not name or self._left_out(element, name):
            return
        if name == "br":
            self._line.append("\n")
        elif name == "table" and _is_data(element):
            self._table(element)
        elif name == "tr" and _is_row(element):
            self._row(element)
        elif _is_bold(element, name) and not "".join(self._line).strip(f" \n{_SOFT}") and not self._prefix:
            self._line.append(LEAD)
            self._inside(element, level, kept=False)
            self._line.append(REST)
        elif name in _BLOCKS:
            self._block(element, name, level)
        else:
            self._inside(element, level, kept=False)

    def end_line(self) -> None:
        """What was collected becomes a line; nothing does not."""
        made = "".join(self._line)
        self._line = []
        made = re.sub(f"{REST}([{_SOFT} ]*){LEAD}", r"\1", made)
        for n, part in enumerate(re.sub(f" *{_SOFT}[{_SOFT} ]*", " ", made).split("\n")):
            words = _lead(part.strip(" "))
            if words:
                self.lines.append((self._prefix if n == 0 else "") + words)
                self._prefix = ""

    def notices(self) -> list[Notice]:
        """What was left out."""
        told = {"images": self._images, "inside": self._within, "hidden": self._hidden, "fields": self._fields}
        return [Notice(f"intake.notice.{what}", {"n": str(n)}) for what, n in told.items() if n]

    def _left_out(self, element: Any, name: str) -> bool:
        self._images += name in _PICTURES
        self._within += name in _WITHIN
        self._fields += name in _FIELDS and element.get("type", "") not in ("hidden", "submit", "button")
        hidden = element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
        if hidden and name not in _NO_TEXT:
            self._hidden += any(text.strip() for text in element.itertext())
        return hidden or name in _NO_TEXT or name in _WITHIN or name in _FIELDS

    def _block(self, element: Any, name: str, level: int) -> None:
        self.end_line()
        if re.fullmatch("h[1-6]", name):
            self._prefix = "#" * int(name[1]) + " "
        elif name == "li":
            self._prefix = "  " * max(0, len(self._lists) - 1) + self._item(element)
        listed = name in ("ul", "ol", "menu")
        self._lists += [_numbers_of(element) if name == "ol" else None] * listed
        self._inside(element, level, kept=name == "pre")
        del self._lists[len(self._lists) - listed :]
        self.end_line()
        if name == "li" or re.fullmatch("h[1-6]", name):  # an empty one leaves no sign behind
            self._prefix = ""

    def _inside(self, element: Any, level: int, *, kept: bool) -> None:
        self._line.append(_words(element.text, kept))
        for part in element:
            self.add(part, level + 1)
            self._line.append(_words(part.tail, kept))

    def _item(self, item: Any) -> str:
        """The sign before an item: its number in a list that counts, as a browser shows it."""
        numbers = self._lists[-1] if self._lists else None
        if numbers is None:
            return "- "
        told = item.get("value") or ""
        numbers.at = int(told) if re.fullmatch(r"-?\d{1,6}", told) else numbers.at
        shown = numbers.shown()
        numbers.at += numbers.step
        return f"{shown}. "

    def _table(self, table: Any) -> None:
        self.end_line()
        made = [[self._cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        rows = [cells for cells in made if any(cells)]
        self.lines += table_lines(rows) or ["\t".join(cells) for cells in rows]

    def _row(self, row: Any) -> None:
        """A row of a table that is there for how it looks: its cells stand beside each other, and don't glue."""
        self.end_line()
        cells = [self._cell(cell) for cell in row if cell.tag in ("td", "th")]
        if any(cells):
            self.lines.append("\t".join(filter(None, cells)))

    def _cell(self, cell: Any) -> str:
        inner = _Story()
        inner.add(cell, 1)
        inner.end_line()
        self._images += inner._images
        self._within += inner._within
        self._hidden += inner._hidden
        self._fields += inner._fields
        return " ".join(" ".join(without_marks(line).lstrip("#- ") for line in inner.lines).split())


def _is_data(table: Any) -> bool:
    """A table with rows of several short cells; mails use tables for how they look, with everything in one cell."""
    if next(table.iter("table"), table) is not table or len(list(table.iter("table"))) > 1:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    return any(len(row) > 1 for row in rows) and all(
        next(cell.iter("p", "div", "ul", "ol"), None) is None or len("".join(cell.itertext())) < 300
        for row in rows
        for cell in row
    )


def _is_row(row: Any) -> bool:
    """Several cells, none of which holds a page of its own."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and all(
        next(cell.iter("table", "ul", "ol", "h1", "h2", "h3"), None) is None
        and len("".join(cell.itertext())) < _SHORT_CELL
        for cell in cells
    )


def _is_bold(element: Any, name: str) -> bool:
    style = element.get("style") or "" if name in ("span", "font", "em") else ""
    return name in ("b", "strong") or bool(_BOLD.search(style))


def _lead(words: str) -> str:
    """Marks of bold only where they open a line, and closed on it."""
    if not words.startswith(LEAD):
        return without_marks(words)
    bold, _, rest = words[1:].partition(REST)
    return lead(without_marks(bold), without_marks(rest))


@dataclass
class _Numbers:
    """How far a list that counts is."""

    at: int
    step: int
    kind: str

    def shown(self) -> str:
        """The number of the next item."""
        if self.kind in ("a", "A"):
            return letters(self.at) if self.kind == "a" else letters(self.at).upper()
        if self.kind in ("i", "I"):
            return roman(self.at) if self.kind == "i" else roman(self.at).upper()
        return str(self.at)


def _numbers_of(element: Any) -> _Numbers:
    down = element.get("reversed") is not None
    told = element.get("start") or ""
    items = sum(part.tag == "li" for part in element)
    start = int(told) if re.fullmatch(r"-?\d{1,6}", told) else items if down else 1
    return _Numbers(start, -1 if down else 1, element.get("type") or "1")


def _words(words: str | None, kept: bool) -> str:
    if kept:
        return (words or "").replace("\r\n", "\n")
    return re.sub(r"[ \t\r\n\f]+", _SOFT, words or "")
