"""Pages that Taguette writes out: a document with its tags between the words, or the highlights of a tag in a list.

A page of a document shows where each highlight ends, with its tags, and which words lie under any; where highlights
overlap or touch, it does not show where each begins. Those begin at the first of these words, and a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO

from ontmoet_research.exchange.foreign import Head, Lost, Marks, Part, Placed, Quoted, Text
from ontmoet_research.exchange.refi.spans import without_edges
from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.readers import Unreadable
from ontmoet_research.text.places import CleanedText

from .taguette import TextReader, tell_tags, with_lines

__all__ = ["read_page"]

MAX_BYTES = 20_000_000
Emit = Callable[[Part], None]
_DOCUMENT = re.compile(r"<body>\s*<h1>(.*?)</h1>[ \t]*\r?\n?(.*?)\s*</body>", re.DOTALL)
_TAGS = re.compile(r"\s*\[(.*)\]", re.DOTALL)


class _Page(TextReader):
    """The words of a document, with where highlights lie and end."""

    def __init__(self) -> None:
        super().__init__()
        self.lit: list[tuple[int, int]] = []  # words under a highlight, as they follow each other
        self.ends: list[tuple[int, list[str]]] = []
        self._spans: list[str] = []  # the class of each open span
        self._tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self._spans.append(dict(attrs).get("class") or "")
            self._tags = []
        super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._spans and self._spans.pop() == "taglist":
            found = _TAGS.fullmatch("".join(self._tags))
            if found:
                self.ends.append((self.length, [one.strip() for one in found[1].split(", ") if one.strip()]))
        super().handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if "taglist" in self._spans:
            self._tags.append(data)
            return
        start = self.length
        super().handle_data(data)
        if "highlight" in self._spans:
            if self.lit and self.lit[-1][1] == start:
                start = self.lit.pop()[0]
            self.lit.append((start, self.length))


def read_page(
    file: IO[bytes],
    emit: Emit,
    reading: str | None = None,  # noqa: ARG001 - a page has no positions
    project: str | None = None,  # noqa: ARG001 - and is of one project
) -> None:
    """Hand over the parts of a page. Errors: ``Unreadable``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable("intake.refused.too_heavy")
    page = decode(data).text
    if ".taglist" in page[:4_000]:
        _document(emit, page)
    elif rows := _highlights(page):
        for number, told in enumerate(rows, start=1):
            emit(Quoted(number, told))
    else:
        raise Unreadable("exchange.load.page_without_words")


def _document(emit: Emit, page: str) -> None:
    found = _DOCUMENT.search(page)
    if not found:
        raise Unreadable("intake.refused.damaged")
    name = _plain(found[1])
    emit(Head(name, "Taguette", "taguette"))
    reader = _Page()
    reader.feed(found[2])
    reader.close()
    _, shown, put = with_lines(reader)
    clean = CleanedText(shown)
    if not clean.text.strip():
        raise Unreadable("exchange.load.page_without_words")
    key = f"page:{name}"
    tags = list(dict.fromkeys(tag for _, those in reader.ends for tag in those))
    for label in tell_tags([(tag, tag, "") for tag in tags]):
        emit(label)
    emit(Text(key, name, clean.text))
    placed: list[Placed] = []
    for n, (start, end, those, unsure) in enumerate(_pieces(reader)):
        start = clean.place(start + sum(one <= start for one in put))
        end = clean.place(end + sum(one < end for one in put))
        why, start, end = without_edges(clean.text, start, end)
        if why:
            emit(Lost(why, name, len(those)))
            continue
        if unsure:
            emit(Lost("unsure_start", name, len(those)))
        on = f"{name}:{n}"
        placed += [Placed(f"{on}:{tag}", start, end, f"tag{tag}", "", "", on, unsure) for tag in those]
    emit(Marks(key, placed))


def _pieces(page: _Page) -> list[tuple[int, int, list[str], bool]]:
    """Start, end and tags of each highlight, and whether its start is not sure."""
    made = []
    for start, end in page.lit:
        those = [(place, tags) for place, tags in page.ends if start < place <= end]
        made += [(start, place, tags, len(those) > 1) for place, tags in those]
    return made


def _highlights(page: str) -> list[dict[str, str]]:
    """Rows of a list of highlights: a rule, the words, and a paragraph with the document and the tags in bold."""
    rows = []
    body = page[page.find("<body") :].partition("</h1>")[2].rpartition("</body>")[0]
    for part in re.split(r"<hr\s*/?>", body):
        words, bold, told = part.rpartition("<p>\n      <strong>")
        if not bold:
            words, bold, told = part.rpartition("<p><strong>")
        document, _, tags = told.partition("</strong>")[2].partition("<strong>")
        those = tags.partition("</strong>")[2].partition("</p>")[0]
        for tag in those.split(",\n") if ",\n" in those else [those]:
            row = {"quote": " ".join(_lines(words).split()), "label": _plain(tag), "note": _plain(document)}
            rows += [row] if row["quote"] and row["label"] else []
    return rows


def _lines(html: str) -> str:
    reader = TextReader()
    reader.feed(html)
    reader.close()
    return with_lines(reader)[1]


def _plain(html: str) -> str:
    return " ".join(_lines(html).split())
