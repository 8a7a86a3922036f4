"""The parts that people write: their own words, or who is asked to write them."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.store import rows_of
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say

from .bibliography import with_citations
from .blocks import Block, LeftOut, Note, Paragraph, Run
from .material import Material
from .outside import wrote
from .woven import woven

__all__ = ["by_sides", "nobody_wrote", "to_write", "written_by_people"]


def written_by_people(material: Material, key: str) -> list[Block]:
    """What people wrote for this part, oldest first, each text with the sides that wrote it.

    A text that rests on something that was taken out is held back until someone read it again (P11).
    """
    blocks: list[Block] = []
    for text in rows_of(material.written[material.written["section"] == key]):
        if text["held_back"]:
            blocks.append(Note(say("report.held_back")))
        else:
            sides = wrote(material, text["section_id"], text["body_md"], text["sides"])
            body = with_citations(text["body_md"], material.references)
            blocks += [*woven(material, body), *by_sides(sides), *_rests_on(text["knowledge_sources"])]
    return blocks


def to_write(material: Material, key: str) -> list[Block]:
    """What people wrote for this part; left out, with that reason, as long as nobody did."""
    return written_by_people(material, key) or [nobody_wrote(key)]


def nobody_wrote(key: str) -> LeftOut:
    """That nobody wrote this part yet."""
    return LeftOut(say(f"report.section.{key}"), say("report.left_out.not_written"))


def by_sides(sides: Iterable[str]) -> list[Block]:
    """A line that says which sides wrote this; never who."""
    named = [say(f"report.side.{side}") for side in sides]
    return [Paragraph((Run(say("report.written_by", sides=join_words(named)), italic=True),))] if named else []


def _rests_on(sources: Iterable[str]) -> list[Block]:
    """Which kinds of knowledge a part rests on, when people said so (B01)."""
    named = [say(f"report.knowledge.{one}") for one in sources]
    return [Paragraph((Run(say("report.rests_on", sources=join_words(named)), italic=True),))] if named else []
