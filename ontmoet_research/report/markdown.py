"""What people typed in a part of the report, as blocks: paragraphs, lists, bold and italic, headings moved down.

A small safe part of Markdown. Everything else (HTML, pictures, links, code) shows as the text that was typed, and a
line ends where the writer ended it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from .blocks import Block, Bullets, Paragraph, Run, Subheading, Words

if TYPE_CHECKING:
    from markdown_it.token import Token

_RULES = ("heading", "list", "emphasis", "escape", "newline", "balance_pairs")
_DEEPEST = 6

__all__ = ["blocks_of"]


def blocks_of(body: str, under: int = 2) -> list[Block]:
    """The blocks of a text in Markdown; its headings start one level below ``under``.

    >>> blocks_of("Wij waren *trots*.")
    [Paragraph(words=(Run(text='Wij waren ', bold=False, italic=False), Run(text='trots', bold=False, italic=True), \
Run(text='.', bold=False, italic=False)))]
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero").enable(list(_RULES))
    return list(_blocks(reader.parse(body), under))


def _blocks(tokens: Sequence[Token], under: int) -> Iterator[Block]:
    items: list[Words] = []
    depth, numbered, heading = 0, False, 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbered = token.type == "ordered_list_open" if not depth else numbered
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if not depth:
                yield Bullets(tuple(items), numbered)
                items = []
        elif token.type == "heading_open":
            heading = min(under + int(token.tag[1]), _DEEPEST)
        elif token.type == "inline" and (words := _words(token.children or [])):
            if depth:
                items.append(words)  # a list inside a list is one list; nothing is lost
            else:
                yield Subheading(heading, words) if heading else Paragraph(words)
            heading = 0


def _words(tokens: Sequence[Token]) -> Words:
    runs: list[Run] = []
    bold = italic = 0
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        text = "\n" if token.type in ("softbreak", "hardbreak") else token.content
        if text:
            runs.append(Run(text, bold > 0, italic > 0))
    return tuple(_joined(runs))


def _joined(runs: list[Run]) -> Iterator[Run]:
    for _, same in groupby(runs, key=lambda run: (run.bold, run.italic)):
        together = list(same)
        yield replace(together[0], text="".join(run.text for run in together))
