"""The voices of a theme: what supports it, what adds nuance, what contradicts it, in people's own words (C17)."""

from __future__ import annotations

from collections.abc import Collection

from ontmoet_research.model.account import REACTIONS
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, paragraph
from .material import Material
from .outside import told_voice
from .quotes import quote_block
from .readers import is_inside

__all__ = ["given_back", "voices"]

NOT_KNOWN = REACTIONS[2]
RELATIONS = ("past", "nuance", "spreekt_tegen")


def voices(material: Material, theme_id: str, pieces: Collection[str], quoted: set[str]) -> list[Block]:
    """Approved quotes of a theme by how they stand to it; a voice without a yes is told of, one that is not, as well.

    ``pieces`` are the ``fragment_id`` of the theme. Quotes that are printed are added to ``quoted``, so that each
    stands in the report once. A family of labels, where the group made no themes, has quotes only: nobody looked yet.
    """
    links = material.learning.theme_links
    mine = links[links["theme_id"] == theme_id]
    if mine.empty:
        return _quotes(material, pieces, quoted)
    blocks: list[Block] = []
    taken: set[str] = set()
    for relation in reversed(RELATIONS):  # who contradicts is not counted among who supports
        targets = set(mine.loc[mine["relation"] == relation, "target_id"])
        here = _reached(material, targets) & set(pieces) - taken
        taken |= here
        told = _quotes(material, here, quoted)
        found = "quoted" if told else "unquoted" if here or targets - _theirs(material) else "none"
        if not is_inside(material):  # not found and not to be told are one and the same
            may = told_voice(material, theme_id, relation, targets, here)
            found = "quoted" if told else "unquoted" if may else "outside"
        blocks = [paragraph(say(f"report.voices.{relation}.{found}")), *told, *blocks]
    return blocks


def given_back(material: Material, theme_id: str) -> list[Block]:
    """That the group read this theme back, to how many (for the group only), and what came of who did not know it.

    Nothing while it was not given back: then nobody can say that the group knows it.
    """
    rows = rows_of(material.given_back[material.given_back["theme_id"] == theme_id])
    told = [say("report.back.given")] if rows else []
    for row in rows:
        if is_inside(material) and row["asked"] is not None and row["answered"] is not None:
            told.append(say("report.back.counted", asked=row["asked"], answered=row["answered"]))
        if NOT_KNOWN in row["reactions"]:
            told.append(say(f"report.back.outcome.{row['outcome']}" if row["outcome"] else "report.back.open"))
        if row["changed"]:
            told.append(say("report.back.changed_by", changed=isolated(row["changed"])))
    return [paragraph(" ".join(dict.fromkeys(told)))] if told else []


def _reached(material: Material, targets: Collection[str]) -> set[str]:
    """The pieces that these links point at: themselves, or by a label that was placed on them."""
    codings = material.learning.codings
    placed = codings.loc[codings["code_id"].isin(list(targets)), "fragment_id"]
    return set(placed) | (set(targets) & set(material.learning.fragments["fragment_id"]))


def _theirs(material: Material) -> set[str]:
    """Labels and pieces: what a link to these reaches is known, so nothing more stands behind it."""
    return set(material.codes["code_id"]) | set(material.all_pieces)


def _quotes(material: Material, pieces: Collection[str], quoted: set[str]) -> list[Block]:
    allowed = material.quotes.allowed
    here = allowed[allowed["fragment_id"].isin(list(pieces)) & ~allowed["quote_id"].isin(list(quoted))]
    quoted |= set(here["quote_id"])
    return [quote_block(quote) for quote in rows_of(here)]
