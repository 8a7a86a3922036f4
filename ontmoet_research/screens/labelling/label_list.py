"""The labels on the screen: how they look. What can be chosen is in ``coding.label_choices``; paper needs that too."""

from __future__ import annotations

import re

from ontmoet_research.coding.codebook_file import PATTERNS
from ontmoet_research.coding.label_choices import AT_MOST, Family, choices_of, families_of, option_text, turned
from ontmoet_research.store import Row

__all__ = ["AT_MOST", "Family", "choices_of", "families_of", "option_text", "style_of", "turned"]

INK = "#3d3d3d"
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def style_of(code: Row) -> dict[str, str]:
    """The look of a label in the text: ``colour`` and ``pattern``, safe to put in a style sheet."""
    colour, pattern = code["colour"] or "", code["pattern"]
    return {
        "colour": colour if _COLOUR.fullmatch(colour) else INK,
        "pattern": pattern if pattern in PATTERNS else "solid",
    }
