"""Word files: the words in the order of the document, one line per paragraph, in signs that people know.

A heading gets ``# `` (``## `` one level down), a list item ``- `` or its number, cells of a table row are joined by a
tab; a table with a column for who speaks becomes turns, and words in bold before a paragraph are marked (``marks.py``).
Of tracked changes the last version counts: what was put in stays, what was taken out goes. A footnote becomes
a number between brackets, its text stands at the end; words in a text box follow the paragraph it hangs on.
Pictures and remarks in the margin are not text: a notice tells how many there were. Words in headers and footers are
left out, and so is a document within the document; a notice says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ontmoet_research.intake.readers import Notice, ReadText, progress
from ontmoet_research.intake.readers.docx_package import Package, attribute, local_name
from ontmoet_research.intake.readers.docx_styles import Styles, child
from ontmoet_research.intake.readers.marks import lead
from ontmoet_research.intake.readers.speech_table import table_lines

__all__ = ["read"]

_TAKEN_OUT = {"del", "moveFrom"}
_PUT_IN = {"ins", "moveTo"}
_STEP = 200  # paragraphs between two times that progress is told
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_NOTE_KINDS = ("footnote", "endnote")
_LOST = "\ufffd"  # a sign of a picture font that we don't know
# Signs of the font Wingdings that Word puts in by itself, for arrows, smileys and ticks.
_PICTURE_FONT = {"E0": "→", "DF": "←", "E8": "→", "F0": "⇨", "4A": "☺", "4B": "😐", "4C": "☹", "FC": "✓", "FB": "✗",
                 "A7": "▪", "A8": "☐", "FE": "☑", "D8": "➢", "6C": "●", "6E": "■"}  # fmt: skip
# Not part of what the text says: properties, field codes, words taken out, remarks.
_SKIPPED = _TAKEN_OUT | {
    "pPr", "rPr", "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "sectPr",
    "instrText", "delText", "delInstrText", "Fallback",
}  # fmt: skip


def read(data: bytes) -> ReadText:
    """Text of a ``.docx`` file. Errors: ``Unreadable``."""
    package = Package(data)
    story = _Story(Styles(package.related("styles"), package.related("numbering")))
    story.add_blocks(package.main)
    for kind in _NOTE_KINDS:
        story.add_notes(kind, package.related(f"{kind}s"))
    comments = package.related("comments")
    edges = (part for kind in ("header", "footer") for part in package.all_related(kind))
    notices = story.notices(0 if comments is None else len(comments), any(map(_has_words, edges)))
    return ReadText("\n".join(story.lines), "docx", notices, lines_are_paragraphs=True)


class _Story:
    """The lines collected so far, and what was met on the way."""

    def __init__(self, styles: Styles) -> None:
        self.lines: list[str] = []
        self._styles = styles
        self._images = 0
        self._inside = 0  # documents within the document
        self._changed = False
        self._notes: dict[str, list[str]] = {kind: [] for kind in _NOTE_KINDS}
        self._boxes: list[Any] = []
        self._joined = False  # the paragraph mark before this was taken out: go on in the same line

    def add_blocks(self, parent: Any) -> None:
        """Paragraphs and tables, also when they stand in a content control or were put in as a whole."""
        for done, element in enumerate(parent):
            if done % _STEP == _STEP - 1:
                progress(done, len(parent))
            name = local_name(element)
            self._inside += name == "altChunk"
            if name == "p":
                self._add_paragraph(element)
            elif name == "tbl":
                self._add_table(element)
            elif name not in _SKIPPED:
                self.add_blocks(element)
            self._changed |= name in _TAKEN_OUT | _PUT_IN

    def add_notes(self, kind: str, notes: Any | None) -> None:
        """The footnotes (or endnotes) that the text points to, in that order, each a line with its number."""
        by_id = {attribute(note, "id"): note for note in notes} if notes is not None else {}
        for number, note_id in enumerate(list(self._notes[kind]), start=1):
            if note_id in by_id:
                words = _one_line("".join(self._inline(by_id[note_id])))
                self.lines.append(f"{_note_mark(kind, number)} {words}")

    def notices(self, comment_count: int, page_edges: bool) -> tuple[Notice, ...]:
        """What was left out; ``page_edges``: whether words stand in a header or a footer."""
        found = [
            Notice("intake.notice.page_edges") if page_edges else None,
            Notice("intake.notice.inside", {"n": str(self._inside)}) if self._inside else None,
            Notice("intake.notice.changes") if self._changed else None,
            Notice("intake.notice.images", {"n": str(self._images)}) if self._images else None,
            Notice("intake.notice.remarks", {"n": str(comment_count)}) if comment_count else None,
        ]
        return tuple(notice for notice in found if notice)

    def _add_paragraph(self, paragraph: Any) -> None:
        words = "".join(self._inline(paragraph))
        if self._joined and self.lines:
            self.lines[-1] += words
        else:
            self.lines.append(self._line(paragraph, words) if words.strip() else words)
        self._joined = _mark_taken_out(paragraph)
        self._add_boxes()

    def _line(self, paragraph: Any, words: str) -> str:
        if prefix := self._styles.prefix(paragraph):
            return prefix + words
        bold = ""
        for run in _runs(paragraph):
            shown = "".join(part.text or "" for part in run if local_name(part) == "t")
            if shown.strip() and not self._styles.is_bold(run, paragraph):
                break
            bold += shown
        bold = bold.rstrip()
        return lead(bold, words[len(bold) :]) if bold and words.startswith(bold) else words

    def _add_table(self, table: Any) -> None:
        rows = []
        for row in _inside(table, "tr"):
            if child(row, "trPr", "del") is not None:
                self._changed = True
                continue
            cells = [_one_line("".join(self._inline(cell))) for cell in _inside(row, "tc")]
            if any(cells):
                rows.append(cells)
        self.lines += table_lines(rows) or ["\t".join(cells) for cells in rows]
        self._joined = False
        self._add_boxes()

    def _add_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.add_blocks(box)

    def _inline(self, element: Any) -> Iterator[str]:
        """The words of a paragraph, a cell or a note; paragraphs inside are parted by a line end."""
        for part in element:
            name = local_name(part)
            self._changed |= name in _TAKEN_OUT | _PUT_IN
            if name in _SKIPPED:
                continue
            if name == "t":
                yield part.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "sym":
                yield _PICTURE_FONT.get(attribute(part, "char")[-2:].upper(), _LOST)
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._refer(name.removesuffix("Reference"), attribute(part, "id"))
            elif name in ("drawing", "pict", "object"):
                self._keep_drawing(part)
            else:
                yield from self._inline(part)
                yield "\n" if name == "p" else ""

    def _refer(self, kind: str, note_id: str) -> str:
        self._notes[kind].append(note_id)
        return _note_mark(kind, len(self._notes[kind]))

    def _keep_drawing(self, drawing: Any) -> None:
        boxes = [part for part in drawing.iter() if local_name(part) == "txbxContent"]
        self._boxes.extend(boxes)
        self._images += not boxes


def _note_mark(kind: str, number: int) -> str:
    return f"[{number}]" if kind == "footnote" else f"[e{number}]"


def _has_words(part: Any) -> bool:
    """Whether letters stand in it; a page number alone is nothing to tell of."""
    words = "".join(text.text or "" for text in part.iter() if local_name(text) == "t")
    return any(sign.isalpha() for sign in words.replace("Pagina", "").replace("van", "").replace("Page", ""))


def _inside(element: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row; they can stand in a content control."""
    for part in element:
        if local_name(part) == wanted:
            yield part
        elif local_name(part) not in _SKIPPED | {"tbl"}:
            yield from _inside(part, wanted)


def _runs(paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph in order, also those in a link or that were put in."""
    for part in paragraph:
        if local_name(part) == "r":
            yield part
        elif local_name(part) not in _SKIPPED:
            yield from _runs(part)


def _mark_taken_out(paragraph: Any) -> bool:
    return child(paragraph, "pPr", "rPr", "del") is not None


def _one_line(words: str) -> str:
    return " ".join(words.split())
