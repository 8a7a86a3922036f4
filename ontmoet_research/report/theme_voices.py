"""The voices of a theme: what supports it, what adds nuance, what contradicts it, in people's own words (C17)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from ontmoet_research.model.account import REACTIONS
from ontmoet_research.store import rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import Block, LeftOut, Paragraph, Run, paragraph
from .material import Material
from .outside import told_voice
from .quotes import quote_block
from .readers import is_inside

__all__ = ["Voices", "given_back", "voices_of"]

NOT_KNOWN = REACTIONS[2]
RELATIONS = ("past", "nuance", "spreekt_tegen")
MOST = {"past": 2, "nuance": 1, "spreekt_tegen": 1}  # quotes of each kind with a theme; others stand in the appendix


@dataclass(frozen=True)
class Voices:
    """Quotes to print by how they stand to a theme, and relations of which there are voices without a yes.

    ``sought`` is whether people made this theme, so that a voice against it can be sought at all; a family of labels,
    where the group made no themes, has quotes only. ``few_or_none``: that a voice is not told of may be as it was not
    found or as too few people stand behind it; so it is for readers outside the group, whether there are such voices
    or not.
    """

    quotes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    sought: bool = False
    few_or_none: bool = False

    @property
    def printed(self) -> list[dict[str, Any]]:
        """All quotes to print."""
        return [quote for several in self.quotes.values() for quote in several]

    @property
    def against(self) -> bool:
        """Whether there is a voice that sees it otherwise, printed or not."""
        return any(self.quotes.get(one) or one in self.silent for one in RELATIONS[1:])

    def blocks(self, theme: str) -> list[Block]:
        """The quotes, with a word above who sees it otherwise; voices without a yes are left out by name."""
        told: list[Block] = []
        for relation in RELATIONS:
            if relation != RELATIONS[0] and self.quotes.get(relation):
                told.append(Paragraph((Run(say(f"report.voices.{relation}"), bold=True),)))
            told += [quote_block(quote) for quote in self.quotes.get(relation, [])]
        unknown = (
            [LeftOut(say("report.left_out.voices"), say("report.left_out.few_or_none"))] if self.few_or_none else []
        )
        return [*told, *(self._silent(one, theme) for one in self.silent), *unknown]

    def _silent(self, relation: str, theme: str) -> LeftOut:
        return LeftOut(say(f"report.voices.silent.{relation}", theme=theme), say("report.left_out.no_yes"))


def voices_of(material: Material, theme_id: str, pieces: Collection[str], quoted: set[str]) -> Voices:
    """The voices of a theme in its ``pieces`` (``fragment_id``). What is printed is added to ``quoted``."""
    links = material.learning.theme_links
    mine = links[links["theme_id"] == theme_id]
    if mine.empty:
        return Voices({RELATIONS[0]: _quotes(material, pieces, quoted, MOST[RELATIONS[0]])})
    found, taken = Voices(sought=True, few_or_none=not is_inside(material)), set[str]()
    for relation in reversed(RELATIONS):  # who contradicts is not counted among who supports
        targets = set(mine.loc[mine["relation"] == relation, "target_id"])
        here = _reached(material, targets) & set(pieces) - taken
        taken |= here
        told = _quotes(material, here, quoted, MOST[relation])
        unheard = not told and bool(here or targets - _theirs(material))
        if not is_inside(material):  # asked for each, as what is told now must be told the same later
            unheard = told_voice(material, theme_id, relation, targets, here) and not told
        found = replace(found, quotes={**found.quotes, relation: told}, silent=found.silent + (relation,) * unheard)
    return found


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


def _quotes(material: Material, pieces: Collection[str], quoted: set[str], most: int) -> list[dict[str, Any]]:
    allowed = material.quotes.allowed
    here = allowed[allowed["fragment_id"].isin(list(pieces)) & ~allowed["quote_id"].isin(list(quoted))]
    chosen = rows_of(here)[:most]
    quoted |= {quote["quote_id"] for quote in chosen}
    return chosen
