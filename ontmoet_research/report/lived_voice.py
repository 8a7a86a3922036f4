"""Whether the voice of someone with lived experience is in the report, or why not (C08)."""

from __future__ import annotations

from ontmoet_research.words import say

from .blocks import Block, Note
from .material import Material
from .quotes import LIVED_EXPERIENCE
from .written import written_by_people

WHY_NOT = "geen_stem"  # the part in which people write why there is none

__all__ = ["WHY_NOT", "has_voice", "has_written_why", "why_no_voice"]


def has_voice(material: Material) -> bool:
    """Whether someone with lived experience is quoted with a yes for these readers, or wrote a part."""
    own = material.written.loc[material.written["section"] != WHY_NOT, "sides"]
    wrote = {side for several in [*own, *material.minority["sides"]] for side in several}
    return LIVED_EXPERIENCE in set(material.quotes.allowed["speaker_perspective"]) or "ervaring" in wrote


def has_written_why(material: Material) -> bool:
    """Whether people wrote why there is no such voice, in words that still hold."""
    texts = material.written[material.written["section"] == WHY_NOT]
    return bool((~texts["held_back"].astype(bool)).any())


def why_no_voice(material: Material) -> list[Block]:
    """That such a voice is not in it, with the reason as people wrote it; nothing when there is one."""
    if has_voice(material) or not has_written_why(material):
        return []
    blocks: list[Block] = [Note(say("report.no_voice"))]
    return [*blocks, *written_by_people(material, WHY_NOT)]
