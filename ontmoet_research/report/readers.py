"""What differs by reader: the group itself, or people outside it.

Two rules hold for all who are not of the group. Free text of a reason (why something was parked or stopped, what
someone sees differently) stays with the group: outside only the fact is told, unless people wrote a sentence of their
own in a part of the report. And a count that rests on people is told in words, as behind it there are soon fewer people
than k (P16); a count of things that stand in the same report one by one may be a number, as it tells nothing new.
"""

from __future__ import annotations

import pandas as pd

from ontmoet_research.privacy.suppression import K_ADVISED, K_LEAST

from .exact_titles import INSIDE
from .material import Material

__all__ = ["is_inside", "k_of_series"]


def is_inside(material: Material) -> bool:
    """Whether the group itself reads it."""
    return material.audience == INSIDE


def k_of_series(material: Material) -> int:
    """The smallest group of which a number may be told outside."""
    agreed = material.series["k_threshold"]
    return max(int(agreed) if pd.notna(agreed) else K_ADVISED, K_LEAST)
