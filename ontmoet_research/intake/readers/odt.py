"""LibreOffice files (.odt), also those that a phone makes: the words in order, in the same signs as a Word file.

A heading gets ``# ``, a list item ``- `` or its number, cells of a table row are joined by a tab. Of tracked changes
the last version counts. A footnote becomes a number between brackets, its text stands at the end; words in a text box
follow the paragraph it hangs on. Pictures, remarks, headers and footers are not text: a notice tells of them.

White space as in OpenDocument 1.3 part 3, 6.1: any run of it is one space, and more are written as ``text:s``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ontmoet_research.intake.readers import Notice, ReadText, Unreadable, progress
from ontmoet_research.intake.readers.marks import lead
from ontmoet_research.intake.readers.odt_styles import OdtList, OdtStyles
from ontmoet_research.intake.readers.speech_table import table_lines
from ontmoet_research.intake.readers.zip_parts import attribute, local_name, member_bytes, open_zip, parse_xml

__all__ = ["read"]

_NOT_ODT = "intake.refused.not_odt"
_KIND = b"application/vnd.oasis.opendocument.text"
_LOCKED = (b"encryption-data", b"encrypted-package")  # in the list of members, whose XML we don't need otherwise
_MOST_REPEATS = 100  # spaces, or columns of a cell that repeats itself
_STEP = 200  # paragraphs between two times that progress is told
_DEEPEST = 8  # levels of a list that are shown by spaces before it
_SOFT = "\x01"  # white space as typed in the XML; cleaning takes this sign out of any text, so it can't be a letter

_CHANGES = {"change", "change-start", "change-end"}
# Not part of what the text says: what was taken out, forms, declarations, what a picture shows in words.
_SKIPPED = {
    "tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "annotation-end",
    "desc", "title", "note-citation", "alphabetical-index-mark", "bookmark", "settings", "table-of-content-source",
}  # fmt: skip
_PICTURES = {"image", "object", "object-ole", "plugin", "applet", "floating-frame"}


def read(data: bytes) -> ReadText:
    """Text of an ``.odt`` file. Errors: ``Unreadable``."""
    opened = open_zip(data, _NOT_ODT)
    names = set(opened.namelist())
    if "META-INF/manifest.xml" in names:
        listed = member_bytes(opened, "META-INF/manifest.xml")
        if any(sign in listed for sign in _LOCKED) or "encrypted-package" in names:
            raise Unreadable("intake.refused.locked")
    if "mimetype" in names and not member_bytes(opened, "mimetype").strip().startswith(_KIND):
        raise Unreadable(_NOT_ODT)
    if "content.xml" not in names:
        raise Unreadable("intake.refused.damaged" if "mimetype" in names else _NOT_ODT)
    root = parse_xml(member_bytes(opened, "content.xml"))
    body = next((part for part in root.iter() if local_name(part) == "text" and _is_body(part)), None)
    if body is None:
        raise Unreadable(_NOT_ODT)
    parts = [root]
    if "styles.xml" in names:
        parts.append(parse_xml(member_bytes(opened, "styles.xml")))
    story = _Story(OdtStyles(parts))
    story.add_blocks(body)
    story.add_notes()
    edges = len(parts) > 1 and _words_at_edges(parts[1])
    return ReadText("\n".join(story.lines), "odt", story.notices(edges), lines_are_paragraphs=True)


class _Story:
    """The lines collected so far, and what was met on the way."""

    def __init__(self, styles: OdtStyles) -> None:
        self.lines: list[str] = []
        self._styles = styles
        self._lists: list[OdtList] = []
        self._images = self._remarks = 0
        self._changed = False
        self._notes: list[tuple[str, Any]] = []
        self._numbers = {"footnote": 0, "endnote": 0}
        self._boxes: list[Any] = []

    def add_blocks(self, parent: Any, level: int = -1) -> None:
        """Paragraphs, lists and tables; ``level`` counts the lists around them, -1 for none."""
        first = True  # the first paragraph of a list item gets the sign, the rest go on under it
        for done, element in enumerate(parent):
            if level < 0 and done % _STEP == _STEP - 1:
                progress(done, len(parent))
            name = local_name(element)
            if name in ("p", "h"):
                self._add_paragraph(element, level if first or level < 0 else -2)
                first = False
            elif name == "list":
                self._add_list(element, level)
            elif name == "table":
                self._add_table(element)
            elif name in _PICTURES or name == "frame":
                self._keep_frame(element)
                self._add_boxes()
            elif name not in _SKIPPED:
                self.add_blocks(element, level)
            self._changed |= name in _CHANGES or name == "tracked-changes"

    def _add_list(self, element: Any, level: int) -> None:
        self._lists.append(self._styles.opened(element, self._lists))
        for item in element:
            if local_name(item) in ("list-item", "list-header"):
                self._lists[-1].next(item)
                self.add_blocks(item, level + 1)
        self._styles.closed(self._lists.pop())

    def add_notes(self) -> None:
        """The footnotes and endnotes, in the order of the text, each a line with its number."""
        for mark, body in self._notes:  # a note in a note joins the end of the list
            self.lines.append(f"{mark} {_one_line(_spaced(''.join(self._inline(body))))}".rstrip())

    def notices(self, page_edges: bool) -> tuple[Notice, ...]:
        """What was left out; ``page_edges``: whether words stand in a header or a footer."""
        found = [
            Notice("intake.notice.page_edges") if page_edges else None,
            Notice("intake.notice.changes") if self._changed else None,
            Notice("intake.notice.images", {"n": str(self._images)}) if self._images else None,
            Notice("intake.notice.remarks", {"n": str(self._remarks)}) if self._remarks else None,
        ]
        return tuple(notice for notice in found if notice)

    def _add_paragraph(self, paragraph: Any, level: int) -> None:
        words = _spaced("".join(self._inline(paragraph)))
        prefix = self._prefix(paragraph, level) if words.strip() else ""
        bold = "" if prefix else _spaced(self._styles.bold_lead(paragraph))
        self.lines.append(lead(bold, words[len(bold) :]) if bold and words.startswith(bold) else prefix + words)
        self._add_boxes()

    def _prefix(self, paragraph: Any, level: int) -> str:
        if local_name(paragraph) == "h":
            depth = attribute(paragraph, "outline-level")
            return "#" * min(int(depth), 6) + " " if depth.isdecimal() and int(depth) else "# "
        if attribute(paragraph, "style-name") in ("Title", "Titel"):
            return "# "
        return "  " * min(level, _DEEPEST) + f"{self._lists[-1].sign} " if level >= 0 else ""

    def _add_table(self, table: Any) -> None:
        rows = []
        for row in _inside(table, "table-row"):
            cells: list[str] = []
            for cell in row:
                if local_name(cell) in ("table-cell", "covered-table-cell"):
                    words = _one_line(_spaced("".join(self._inline(cell))))
                    cells += [words] * (_repeats(cell, "number-columns-repeated") if words else 1)
            if any(cells):
                rows.append(cells)
        self.lines += table_lines(rows) or ["\t".join(cells) for cells in rows]
        self._add_boxes()

    def _add_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.add_blocks(box)

    def _inline(self, element: Any) -> Iterator[str]:
        """The words of a paragraph, a cell or a note; paragraphs inside are parted by a line end."""
        yield _soft(element.text)
        for part in element:
            yield from self._one(part)
            yield _soft(part.tail)

    def _one(self, part: Any) -> Iterator[str]:
        name = local_name(part)
        if name == "s":
            yield " " * _repeats(part, "c")
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "note":
            yield self._refer(part)
        elif name == "annotation":
            self._remarks += 1
        elif name in _PICTURES or name == "frame":
            self._keep_frame(part)
        elif name and name not in _SKIPPED:
            yield from self._inline(part)
            yield "\n" if name in ("p", "h") else ""
        self._changed |= name in _CHANGES

    def _refer(self, note: Any) -> str:
        kind = "endnote" if attribute(note, "note-class") == "endnote" else "footnote"
        self._numbers[kind] += 1
        mark = f"[{'e' if kind == 'endnote' else ''}{self._numbers[kind]}]"
        self._notes += [(mark, body) for body in note if local_name(body) == "note-body"]
        return mark

    def _keep_frame(self, frame: Any) -> None:
        boxes = [part for part in frame if local_name(part) == "text-box"]
        self._boxes += boxes
        self._images += not boxes


def _is_body(part: Any) -> bool:
    above = part.getparent()
    return above is not None and local_name(above) == "body"


def _words_at_edges(styles: Any) -> bool:
    edges = {"header", "footer", "header-left", "footer-left", "header-first", "footer-first"}
    found = (text for part in styles.iter() if local_name(part) in edges for text in _texts(part))
    return any(sign.isalpha() for text in found for sign in text)


def _texts(part: Any) -> Iterator[str]:
    """Words that were typed; what a field such as the number of the page shows is none."""
    for paragraph in part.iter():
        if local_name(paragraph) in ("p", "h", "span"):
            yield (paragraph.text or "").replace("Pagina", "").replace("van", "")


def _inside(element: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table; they can stand in groups, or in the rows of the head."""
    for part in element:
        if local_name(part) == wanted:
            yield part
        elif local_name(part) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _inside(part, wanted)


def _repeats(element: Any, name: str) -> int:
    told = attribute(element, name)
    return min(int(told), _MOST_REPEATS) if told.isdecimal() else 1


def _soft(words: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", _SOFT, words or "")


def _spaced(words: str) -> str:
    """Words with their white space as it shows: runs as one space, none at the edges of the paragraph."""
    return re.sub(f"{_SOFT}+", " ", words.strip(_SOFT))


def _one_line(words: str) -> str:
    return " ".join(words.split())
