"""PDF files with text in them. A scan is a picture of text: that is said, never guessed at.

The letters come from PDFium, page by page; ``pdf_lines.py`` makes paragraphs of them. A page without letters, letters
that PDFium has no sign for, headers and footers, remarks and filled-in forms: each is told with its page.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from ctypes import byref, c_double
from itertools import islice
from typing import Any

from ontmoet_research.intake.readers import Notice, ReadText, Unreadable, progress
from ontmoet_research.intake.readers.pdf_lines import Line, in_order, paragraphs, without_edges
from ontmoet_research.intake.readers.speech_table import with_tables
from ontmoet_research.text import join_words

__all__ = ["MAX_PAGES", "read"]

MAX_PAGES = 5_000
MAX_CHARACTERS = 5_000_000  # as reading.py allows; here so that a page too many is not read at all
_MAX_UNPACKED = 2_000_000_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_CUT = "\ufffe"  # where PDFium saw a word cut at the end of a line
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\x01\x03-\x08\x0e-\x1f]")
_MOST_UNKNOWN = 0.05
_AS_READ = {"\x02": _CUT, "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→"}
_LINE_ENDS = {"\r", "\n", _CUT}
_MOST_OBJECTS = 20_000  # on a page; whether there is something besides letters is clear long before
_SHOWN = 8  # pages or lines named in a sentence
_FEW_LETTERS = 25  # a page with a picture and no more than a number and a date is a scan
_REMARKS = {1, 3, 9, 10, 11, 12, 15}  # kinds of annotation: notes, free text, marks, ink
_WIDGET = 20
_FILE_END = re.compile(rb"%%EOF")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LONGEST_TOLD = 4_000  # bytes before a stream that tell what is in it


def read(data: bytes) -> ReadText:
    """Text of a ``.pdf`` file. Errors: ``Unreadable``."""
    start = data[:1024].find(b"%PDF-")
    if start < 0:
        raise Unreadable("intake.refused.not_pdf")
    document = _opened(data)
    try:
        _refuse_halves(data)
        pages = _Pages(document)
        return pages.whole()
    finally:
        document.close()


class _Pages:
    """The lines of each page, and what was met on the way; pages are counted from 1."""

    def __init__(self, document: Any) -> None:
        import pypdfium2 as pdfium

        self.pages: list[list[Line]] = []
        self.met: dict[str, list[int]] = defaultdict(list)  # what -> pages
        self._images = self._remarks = self._letters = self._unknown = 0
        count = len(document)
        if count > MAX_PAGES:
            raise Unreadable("intake.refused.too_heavy")
        for number in range(1, count + 1):
            try:
                page = document[number - 1]
                self._add(page, number)
                page.close()
            except pdfium.PdfiumError:
                raise Unreadable("intake.refused.damaged") from None
            progress(number, count)

    def whole(self) -> ReadText:
        """The text with its notices. Errors: ``Unreadable`` when no page has letters, or these can't be read."""
        if not any(self.pages):
            raise Unreadable("intake.refused.scan" if self.met["scan"] else "intake.refused.empty")
        if self._unknown > _MOST_UNKNOWN * self._letters:
            raise Unreadable("intake.refused.pdf_letters")
        pages, edges = without_edges(self.pages)
        ordered = [in_order(page) for page in pages]
        self.met["order"] += [number for number, (_, sure) in enumerate(ordered, start=1) if not sure]
        told, joined = paragraphs([lines for lines, _ in ordered])
        uncut, _ = paragraphs([in_order(page)[0] for page in self.pages]) if edges else ([], 0)
        return ReadText(
            "\n".join(with_tables(told)),
            "pdf",
            tuple(self._notices(edges, joined)),
            lines_are_paragraphs=True,
            uncut="\n".join(uncut),
        )

    def _add(self, page: Any, number: int) -> None:
        text_page = page.get_textpage()
        lines = _lines(text_page)
        letters = sum(len(line.text) for line in lines)
        unknown = sum(len(_UNKNOWN.findall(line.text)) for line in lines)
        self._letters += letters
        self._unknown += unknown
        if self._letters > MAX_CHARACTERS:
            raise Unreadable("intake.refused.too_long", most=f"{MAX_CHARACTERS:,}".replace(",", "."))
        images, others, covered = _pictures(page)
        if (not lines and (images or others)) or (covered > 0.5 and letters < _FEW_LETTERS):
            self.met["scan"].append(number)
            lines = lines if letters else []
        else:
            self._images += images
        if unknown:
            self.met["letters"].append(number)
        remarks, filled = _annotations(page)
        self._remarks += remarks
        if filled:
            self.met["form"].append(number)
        self.pages.append(lines)
        text_page.close()

    def _notices(self, edges: list[str], joined: int) -> list[Notice]:
        told = [
            Notice(f"intake.notice.pdf_{what}", {"pages": _some(map(str, self.met[what]))})
            for what in ("scan", "order", "letters", "form")
            if self.met[what]
        ]
        if edges:
            told.append(Notice("intake.notice.pdf_edges", {"lines": join_words([f"“{line}”" for line in edges])}))
        if joined:
            told.append(Notice("intake.notice.pdf_joined", {"n": str(joined)}))
        if self._images:
            told.append(Notice("intake.notice.images", {"n": str(self._images)}))
        if self._remarks:
            told.append(Notice("intake.notice.remarks", {"n": str(self._remarks)}))
        return told


def _opened(data: bytes) -> Any:
    import pypdfium2 as pdfium

    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        locked = getattr(problem, "err_code", None) == _PASSWORD
        raise Unreadable("intake.refused.locked" if locked else "intake.refused.damaged") from None


def _refuse_halves(data: bytes) -> None:
    """PDFium mends what it can and says nothing of the rest. So: is the end there, and does every page unpack whole?

    Pictures may be damaged: these are no text.
    """
    if not _FILE_END.search(data[-2048:]):
        raise Unreadable("intake.refused.damaged")
    if b"/Encrypt" in data:  # opens without a password, but the streams are not as they will be
        return
    unpacked = 0
    for found in _STREAM.finditer(data):
        told = data[max(0, found.start() - _LONGEST_TOLD) : found.start()].rpartition(b" obj")[2]
        plain = b"/FlateDecode" in told and not re.search(rb"/Filter\s*\[[^\]]*/\w+[^\]]*/\w+", told)
        if not plain or re.search(rb"/Subtype\s*/Image|/Type\s*/(?:XObject|Metadata)", told):
            continue
        end = data.find(b"endstream", found.end())
        unpacked += _unpacks(data[found.end() : end if end >= 0 else len(data)])
        if unpacked > _MAX_UNPACKED:
            raise Unreadable("intake.refused.unpacks_too_big")


def _unpacks(packed: bytes) -> int:
    """How many bytes it unpacks to. Errors: ``Unreadable`` when it is damaged, or stops halfway."""
    unpacking = zlib.decompressobj()
    size = 0
    try:
        while packed and not unpacking.eof:
            size += len(unpacking.decompress(packed, 10_000_000))
            packed = unpacking.unconsumed_tail
            if size > _MAX_UNPACKED:
                return size
    except zlib.error:
        raise Unreadable("intake.refused.damaged") from None
    if not unpacking.eof:
        raise Unreadable("intake.refused.damaged")
    return size


def _lines(text_page: Any) -> list[Line]:
    import pypdfium2.raw as pdfium

    signs = _signs(text_page)
    made: list[Line] = []
    start = 0
    for place in range(len(signs) + 1):
        ends = place == len(signs) or signs[place] in _LINE_ENDS
        if not ends:
            continue
        inside = [n for n in range(start, place) if signs[n].strip()]
        if inside:
            first, last = _box(pdfium, text_page, inside[0]), _box(pdfium, text_page, inside[-1])
            words = "".join(signs[start:place])
            cut = place < len(signs) and signs[place] == _CUT
            size = pdfium.FPDFText_GetFontSize(text_page, inside[len(inside) // 2]) * _scale(pdfium, text_page, inside)
            made.append(Line(words, first[0], max(first[1], last[1]), first[2], max(size, 1.0), cut))
        start = place + 1
    return made


def _signs(text_page: Any) -> list[str]:
    """One sign for each place that PDFium knows; half a pair gets its sign at its first place."""
    import pypdfium2.raw as pdfium

    count = text_page.count_chars()
    whole = text_page.get_text_range() if count else ""
    if len(whole) != count:
        whole = [chr(code) if code < 0x110000 else "\ufffd" for code in (
            pdfium.FPDFText_GetUnicode(text_page, place) for place in range(count)
        )]  # fmt: skip
        for place in range(len(whole) - 1):
            if "\ud800" <= whole[place] < "\udc00" <= whole[place + 1] < "\ue000":
                pair = whole[place] + whole[place + 1]
                whole[place], whole[place + 1] = pair.encode("utf-16", "surrogatepass").decode("utf-16"), ""
    return [_AS_READ.get(sign, sign) for sign in whole]


def _box(pdfium: Any, text_page: Any, place: int) -> tuple[float, float, float]:
    """Left and right edge and base line of a letter."""
    left, right, bottom, top, x, base = (c_double() for _ in range(6))
    pdfium.FPDFText_GetCharBox(text_page, place, byref(left), byref(right), byref(bottom), byref(top))
    pdfium.FPDFText_GetCharOrigin(text_page, place, byref(x), byref(base))
    return left.value, right.value, base.value


def _scale(pdfium: Any, text_page: Any, inside: list[int]) -> float:
    """A letter can be stored in size 1 and drawn 11 times as large."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, inside[len(inside) // 2], byref(matrix)):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _pictures(page: Any) -> tuple[int, int, float]:
    """Pictures, other things that were drawn, and which part of the page the largest picture covers."""
    import pypdfium2.raw as pdfium

    images = others = 0
    covered = 0.0
    width, height = page.get_size()
    for one in islice(page.get_objects(max_depth=3), _MOST_OBJECTS):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            images += 1
            left, bottom, right, top = one.get_bounds()
            covered = max(covered, (right - left) * (top - bottom) / max(1.0, width * height))
        elif one.type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING):
            others += 1
    return images, others, covered


def _annotations(page: Any) -> tuple[int, bool]:
    """How many remarks, and whether there are fields of a form."""
    import pypdfium2.raw as pdfium

    kinds = []
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        one = pdfium.FPDFPage_GetAnnot(page, place)
        kinds.append(pdfium.FPDFAnnot_GetSubtype(one))
        pdfium.FPDFPage_CloseAnnot(one)
    return sum(kind in _REMARKS for kind in kinds), _WIDGET in kinds


def _some(words: Any) -> str:
    told = list(words)
    return join_words([*told[:_SHOWN], "…"] if len(told) > _SHOWN else told)
