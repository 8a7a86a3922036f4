"""What a report is made of. Text is only ever text here; how it looks is for ``to_html``, ``to_docx`` and ``to_md``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontmoet_research.charts import Chart
from ontmoet_research.model.account import SECTION_STATES
from ontmoet_research.words import say

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
    """A table with Dutch column names and a caption; ``row_heads`` when the first column names the row.

    ``number`` is its place among the tables of the report, 0 as long as nobody numbered it.
    """

    caption: str
    table: pd.DataFrame
    row_heads: bool = True
    number: int = 0
    cards: bool = False


@dataclass(frozen=True)
class Figure:
    """A chart: picture, sentence, how to read it, and its table. ``number`` as of a table."""

    chart: Chart
    number: int = 0


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


@dataclass(frozen=True)
class SeeAppendix:
    """Where the reader finds more: the ``number`` and ``heading`` of an appendix of the same report."""

    number: int
    heading: str


@dataclass(frozen=True)
class LeftOut:
    """What is not told to these readers, and why. It stands nowhere in its part: all of them come in one list."""

    what: str
    why: str


Block = Paragraph | Subheading | Bullets | TableBlock | Figure | QuoteBlock | Note | SeeAppendix | LeftOut


@dataclass(frozen=True)
class Section:
    """A part of the report. ``key`` is its name in ``report_sections``, ``level`` the level of its heading.

    An ``appendix`` has a number and the key of the part it stands behind; the body has 0.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 2
    appendix: int = 0

    @property
    def anchor(self) -> str:
        """Its place in a file, to point at."""
        return appendix_anchor(self.appendix) if self.appendix else self.key


@dataclass(frozen=True)
class Report:
    """A whole report. ``facts`` are the lines of the cover; ``date_line`` is the only line that changes by the day.

    ``brief``: one or two pages, so without a table of contents. ``sheets``: each section begins on a page of its own.
    ``sheet``: it goes on one sheet of this size (a3 or a4), in letters as large as fit; an A3 lies, as a poster.
    """

    title: str
    status: str
    date_line: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    brief: bool = False
    sheets: bool = False
    sheet: str = ""

    @property
    def is_concept(self) -> bool:
        """Whether people still have to agree: then CONCEPT stands on each page."""
        return self.status != FINAL

    def parts(self) -> tuple[Section, ...]:
        """Each part with the appendix behind it as one: what people read back and agree to."""
        keys = dict.fromkeys(one.key for one in self.sections)
        return tuple(
            replace(self.of(key)[0], blocks=tuple(block for one in self.of(key) for block in one.blocks))
            for key in keys
        )

    def of(self, key: str) -> tuple[Section, ...]:
        """A part and the appendix behind it, as far as they have something to tell."""
        return tuple(one for one in self.sections if one.key == key)


def appendix_anchor(number: int) -> str:
    """The place of an appendix in a file."""
    return f"bijlage-{number}"


def numbered(section: Section) -> str:
    """The heading of a part, of an appendix with its number."""
    if not section.appendix:
        return section.heading
    return say("report.export.appendix", number=section.appendix, heading=section.heading)


def captioned(block: TableBlock | Figure) -> str:
    """The caption of a table or figure, with its number when it has one."""
    told, kind = (block.caption, "table") if isinstance(block, TableBlock) else (block.chart.title, "figure")
    return say(f"report.export.{kind}", number=block.number, caption=told) if block.number else told


def pointed(block: SeeAppendix) -> str:
    """Where more stands, in words."""
    return say("report.export.see", number=block.number, heading=block.heading)


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
