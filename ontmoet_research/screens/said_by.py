"""From which perspective something was said: an optional choice beside a form, and the words to show it again (B33)."""

from __future__ import annotations

from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.words import say

from .blocks import Block, select
from .forms import Ask, words_of

__all__ = ["SAID_BY", "ask_said_by", "told_said_by"]

NOT_SAID = ""


SAID_BY = Ask(
    "perspective",
    "said_by.ask",
    "list",
    words_of("group.perspective", PERSPECTIVES, "said_by.empty"),
    column="said_by_perspective",
)


def ask_said_by(do: str, chosen: str) -> Block:
    """The list of perspectives; the gesture ``do`` gets ``value``, which is "" when it stays empty."""
    options = [(NOT_SAID, say("said_by.empty")), *((one, say(f"group.perspective.{one}")) for one in PERSPECTIVES)]
    return select(say("said_by.ask"), do, options, chosen)


def told_said_by(perspective: object) -> str:
    """Who said it, in words; "" when that was left empty."""
    return say("said_by.told", who=say(f"group.perspective.{perspective}")) if perspective in PERSPECTIVES else ""
