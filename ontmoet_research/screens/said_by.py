"""From which perspective something was said: an optional choice beside a form, and the words to show it again (B33)."""

from __future__ import annotations

from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.words import say

from .forms import Ask, words_of

__all__ = ["SAID_BY", "told_said_by"]

SAID_BY = Ask(
    "perspective",
    "said_by.ask",
    "list",
    words_of("group.perspective", PERSPECTIVES, "said_by.empty"),
    column="said_by_perspective",
)


def told_said_by(perspective: object) -> str:
    """Who said it, in words; "" when that was left empty."""
    return say("said_by.told", who=say(f"group.perspective.{perspective}")) if perspective in PERSPECTIVES else ""
