"""The report as Markdown. What people typed is escaped, so that it shows as the text it is."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from ontmoet_research.charts import shown
from ontmoet_research.text.clean import clean_text
from ontmoet_research.words import say

from .blocks import (
    Block,
    Bullets,
    Figure,
    Note,
    Paragraph,
    QuoteBlock,
    Report,
    Run,
    Section,
    SeeAppendix,
    Subheading,
    TableBlock,
    Words,
    captioned,
    numbered,
    pointed,
)

if TYPE_CHECKING:
    import pandas as pd

_ANYWHERE = re.compile(r"([\\`*_\[\]<>#|~&$])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))", re.MULTILINE)

__all__ = ["escaped", "report_md", "section_md"]


def report_md(report: Report) -> bytes:
    """The whole report as UTF-8, the same bytes for the same report."""
    parts = [f"# {escaped(report.title)}", *([f"**{say('report.export.concept')}**"] if report.is_concept else [])]
    parts.append("\n".join(f"- **{escaped(name)}**: {_one_line(told)}" for name, told in report.facts))
    parts.append(escaped(report.date_line))
    parts += [_block(note) for note in report.notes]
    for section in report.sections:
        parts.append(section_md(section))
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def section_md(section: Section) -> str:
    """One part of the report, with its heading."""
    heading = f"{'#' * section.level} {escaped(numbered(section))}"
    return "\n\n".join([heading, *map(_block, section.blocks)])


def escaped(text: str) -> str:
    r"""The text so that Markdown shows it as it was typed.

    >>> print(escaped("<b> *2* | 3"))
    \<b\> \*2\* \| 3
    >>> print(escaped("1. geen lijst"))
    1\. geen lijst
    """
    safe = _ANYWHERE.sub(r"\\\1", clean_text(text))
    return _AT_START.sub(_escaped_start, safe)


def _escaped_start(match: re.Match[str]) -> str:
    # Spaces before a line would make it code. A number keeps its digits; the point after it is escaped.
    return f"{match[2]}\\" if match[2].isdigit() else f"\\{match[2]}"


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(f"no Markdown for {type(block).__name__}")


@_block.register
def _(block: Paragraph) -> str:
    return _inline(block.words)


@_block.register
def _(block: Subheading) -> str:
    return f"{'#' * block.level} {_inline(block.words).replace(chr(10), ' ')}"


@_block.register
def _(block: Bullets) -> str:
    marks = (f"{at}." if block.numbered else "-" for at in range(1, len(block.items) + 1))
    return "\n".join(
        f"{mark} {_inline(item).replace(chr(10), ' ')}" for mark, item in zip(marks, block.items, strict=True)
    )


@_block.register
def _(block: TableBlock) -> str:
    return f"**{escaped(captioned(block))}**\n\n{_table(block.table)}"


@_block.register
def _(block: Figure) -> str:
    chart = block.chart
    parts = [
        f"**{escaped(captioned(block))}**",
        escaped(chart.sentence),
        escaped(" ".join(chart.notes)),
        _table(chart.table),
    ]
    return "\n\n".join(part for part in parts if part)


@_block.register
def _(block: QuoteBlock) -> str:
    said = _quoted(f"“{escaped(block.text)}”\n\n{escaped(say('report.export.said_by', who=block.attribution))}")
    return f"{escaped(block.context)}\n\n{said}" if block.context else said


@_block.register
def _(block: Note) -> str:
    return _quoted(f"**{say('report.export.note')}** {escaped(block.text)}")


@_block.register
def _(block: SeeAppendix) -> str:
    return escaped(pointed(block))


def _inline(words: Words) -> str:
    lines = "".join(map(_run, words)).split("\n")
    return "  \n".join(line.strip() for line in lines)  # two spaces: a break where the writer ended the line


def _run(run: Run) -> str:
    mark = "**" * run.bold + "*" * run.italic
    text = escaped(run.text)
    # Marks only work against a letter, so spaces at the edges stay outside.
    inner = text.strip()
    return text.replace(inner, f"{mark}{inner}{mark[::-1]}") if mark and inner else text


def _table(table: pd.DataFrame) -> str:
    names = [_one_line(str(name)) for name in table.columns]
    rows = [[_one_line(shown(value)) for value in row] for row in table.itertuples(index=False)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows))


def _one_line(text: str) -> str:
    return " ".join(escaped(text).split())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
