"""The labels on words as CSV, as annotations of the web (W3C Web Annotation Data Model), and as a plain page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import groupby, pairwise
from typing import IO, Any

from ontmoet_research.exchange.going.material import GoingMark, GoingNote, Material
from ontmoet_research.exchange.ids import guid_of
from ontmoet_research.text import quote_with_context
from ontmoet_research.text.tables_csv import as_csv
from ontmoet_research.words import say

from .rows import CODINGS, coding_rows

__all__ = ["write_annotations", "write_csv", "write_page"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
STYLE = (
    "body{font:1rem/1.6 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}"
    "mark{background:#fff3bf;border-bottom:2px solid #1f4e79}.text{white-space:pre-wrap}sup{font-size:.7em}"
)


def write_csv(material: Material, file: IO[bytes]) -> None:
    """One row a label on words; the columns of ``CODINGS``."""
    rows = [row for note in material.notes() for row in coding_rows(material, note)]
    material.counts["codes"] = len(material.labels)
    file.write(as_csv([one.name for one in CODINGS], rows, spreadsheet=True))


def write_annotations(material: Material, file: IO[bytes]) -> None:
    """JSON-LD: an annotation for each label on words, with the place and the words themselves as selectors."""
    file.write(f'{{"@context":"{CONTEXT}","type":"AnnotationCollection","items":['.encode())
    first = True
    for note in material.notes():
        for told in _annotations(material, note):
            file.write(b"" if first else b",\n")
            file.write(json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace"))
            first = False
    file.write(b"]}\n")
    material.counts["codes"] = len(material.labels)


def _annotations(material: Material, note: GoingNote) -> Iterator[dict[str, Any]]:
    for mark in note.marks:
        words = quote_with_context(note.text, mark.start, mark.end)
        body = [{"type": "TextualBody", "purpose": "tagging", "value": material.labels[mark.code_id]["label_nl"]}]
        if mark.option:
            body.append({"type": "TextualBody", "purpose": "classifying", "value": mark.option})
        if mark.note:
            body.append({"type": "TextualBody", "purpose": "commenting", "value": mark.note})
        quote = {"type": "TextQuoteSelector", "exact": words.quote, "prefix": words.prefix, "suffix": words.suffix}
        place = {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}
        yield {
            "id": f"urn:uuid:{guid_of(mark.coding_id).lower()}",
            "type": "Annotation",
            "created": mark.at,
            "creator": {"type": "Person", "nickname": material.readers[mark.contributor_id]},
            "body": body,
            "target": {"source": f"urn:uuid:{guid_of(note.source_id).lower()}", "selector": [quote, place]},
        }


def write_page(material: Material, file: IO[bytes]) -> None:
    """A page with each note, its marked words, and below it who placed which label; it needs nothing else."""
    title = escape(material.leaving.masked(material.project.fact("title")))
    head = f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    file.write(f"{head}</head><body><h1>{title}</h1>\n".encode())
    for note in material.notes():
        file.write("".join(_note(material, note)).encode("utf-8"))
    file.write(b"</body></html>\n")
    material.counts["codes"] = len(material.labels)


def _note(material: Material, note: GoingNote) -> Iterator[str]:
    numbers: dict[tuple[int, int], int] = {}
    for mark in note.marks:
        numbers.setdefault((mark.start, mark.end), len(numbers) + 1)
    yield f'<h2>{escape(note.title)}</h2>\n<div class="text">'
    change, ends = Counter[int](), dict[int, list[int]]()
    for (start, end), number in numbers.items():
        change[start] += 1
        change[end] -= 1
        ends.setdefault(end, []).append(number)
    depth = 0
    for start, end in pairwise(sorted({0, len(note.text), *change})):
        depth += change[start]
        words = escape(note.text[start:end])
        yield f"<mark>{words}</mark>" if depth else words
        yield from (f"<sup>{number}</sup>" for number in ends.get(end, ()))
    yield "</div>\n<ol>"
    for (start, end), marks in groupby(note.marks, lambda mark: (mark.start, mark.end)):
        told = [_placed(material, mark) for mark in marks]
        words = escape(note.text[start:end])
        yield f'<li value="{numbers[start, end]}">“{words}”: {escape("; ".join(told))}</li>'
    yield "</ol>\n"


def _placed(material: Material, mark: GoingMark) -> str:
    label = material.labels[mark.code_id]["label_nl"] + (f" ({mark.option})" if mark.option else "")
    return say("exchange.export.placed", label=label, reader=material.readers[mark.contributor_id])
