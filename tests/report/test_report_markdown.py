"""What people typed in a part of the report: a small part of Markdown works, all else is text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ontmoet_research.report.blocks import Bullets, Paragraph, Run, Subheading, text_of
from ontmoet_research.report.markdown import blocks_of
from ontmoet_research.report.to_md import escaped
from ontmoet_research.text.clean import clean_text

TYPED = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![plaatje](https://elders.example/x.png)",
    "[klik](javascript:alert(1))",
    "```\nhek\n```",
    "| a | b |\n|---|---|",
    "> citaat",
    "&lt;b&gt;",
    "[x]: https://elders.example",
]


def words(body: str) -> str:
    return "\n".join(text_of(block.words) for block in blocks_of(body) if not isinstance(block, Bullets))


def test_bold_italic_lists_and_headings_work_and_headings_move_down():
    assert blocks_of("# Kop\n\nGewoon **vet** *schuin*\n\n- een\n- twee\n\n1. eerst") == [
        Subheading(3, (Run("Kop"),)),
        Paragraph((Run("Gewoon "), Run("vet", bold=True), Run(" "), Run("schuin", italic=True))),
        Bullets(((Run("een"),), (Run("twee"),))),
        Bullets(((Run("eerst"),),), numbered=True),
    ]


@pytest.mark.parametrize("body", TYPED, ids=range(len(TYPED)))
def test_everything_else_shows_as_the_text_that_was_typed(body):
    assert words(body) == body


def test_a_line_ends_where_the_writer_ended_it():
    assert words("eerste regel\ntweede regel") == "eerste regel\ntweede regel"


def test_a_list_inside_a_list_loses_nothing():
    (listed,) = blocks_of("- een\n  - twee\n- drie")
    assert [text_of(item) for item in listed.items] == ["een", "twee", "drie"]


def test_headings_never_go_deeper_than_a_page_knows():
    assert [block.level for block in blocks_of("# a\n\n###### b", under=4)] == [5, 6]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))))
def test_escaped_text_comes_out_of_markdown_as_it_went_in(text):
    shown = MarkdownIt("commonmark").enable("table").render(escaped(text.strip()))
    assert not re.search(r"<(?!/?p>)", shown)  # one paragraph and nothing else: no tag, list, heading or table
    assert plain(shown).split() == clean_text(text).split()


def plain(html: str) -> str:
    from html import unescape

    return unescape(re.sub(r"</?p>", "", html))
