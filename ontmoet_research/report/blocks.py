"""What a report is made of. Text is only ever text here; how it looks is for ``to_html``, ``to_docx`` and ``to_md``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.charts import Chart
from ontmoet_research.model.account import SECTION_STATES

if TYPE_CHECKING:
    import pandas as pd

CONCEPT, FINAL = SECTION_STATES[0], SECTION_STATES[-1]


@dataclass(frozen=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Words = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section; ``level`` is 3 or deeper."""

    level: int
    words: Words


@dataclass(frozen=True)
class Bullets:
    """A list; ``numbered`` when the order matters."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True)
class TableBlock:
    """A table with Dutch column names and a caption; ``row_heads`` when the first column names the row."""

    caption: str
    table: pd.DataFrame
    row_heads: bool = True


@dataclass(frozen=True)
class Figure:
    """A chart: picture, sentence, how to read it, and its table."""

    chart: Chart


@dataclass(frozen=True)
class QuoteBlock:
    """Someone's approved words, with who said them as that person chose, and a line of context."""

    text: str
    attribution: str
    context: str = ""


@dataclass(frozen=True)
class Note:
    """Something the reader must see: still to write, still unknown, or a finding."""

    text: str


Block = Paragraph | Subheading | Bullets | TableBlock | Figure | QuoteBlock | Note


@dataclass(frozen=True)
class Section:
    """A part of the report. ``key`` is its name in ``report_sections``, ``level`` the level of its heading."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True)
class Report:
    """A whole report. ``facts`` are the lines of the cover; ``date_line`` is the only line that changes by the day.

    ``brief``: one or two pages, so without a table of contents. ``sheets``: each section begins on a page of its own.
    """

    title: str
    status: str
    date_line: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    brief: bool = False
    sheets: bool = False

    @property
    def is_concept(self) -> bool:
        """Whether people still have to agree: then CONCEPT stands on each page."""
        return self.status != FINAL


def plain(text: str) -> Words:
    """A text in one style."""
    return (Run(text),)


def paragraph(text: str) -> Paragraph:
    """A paragraph in one style."""
    return Paragraph(plain(text))


def bullets(texts: Iterable[str]) -> Bullets:
    """A list of texts in one style."""
    return Bullets(tuple(plain(text) for text in texts))


def text_of(words: Words) -> str:
    """The words without their style."""
    return "".join(run.text for run in words)
