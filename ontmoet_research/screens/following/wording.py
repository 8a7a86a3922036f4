"""How answers, days and lines of *Van wens naar verandering* read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ontmoet_research.change import SHARING_QUESTIONS
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import say


def answers_told(answer: Mapping[Any, Any]) -> list[str]:
    """What was told at a follow-up, one line per answer that is not empty, in the order of the questions."""
    return [
        say("follow_wishes.answer", label=say(f"follow_wishes.part_of.{name}"), words=isolated(answer[name]))
        for question in SHARING_QUESTIONS
        for name in question
        if answer[name]
    ]


def day_told(iso: str | None) -> str:
    """A stored day as people read it; "" when there is none."""
    return format_date(date.fromisoformat(iso)) if iso else ""
