"""Which of people's own words may stand in the report. The choice is made by ``privacy.release``, never here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontmoet_research.privacy.quoting import quotes_waiting
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import QuoteBlock

if TYPE_CHECKING:
    import pandas as pd

LIVED_EXPERIENCE = "lived_experience"

__all__ = ["Quotes", "quote_block", "read_quotes"]


@dataclass(frozen=True)
class Quotes:
    """Quotes that may go to these readers (``allowed``), and those that wait, with the true ``reason``."""

    allowed: pd.DataFrame
    waiting: pd.DataFrame

    @property
    def n_refused(self) -> int:
        """How many there are that these readers don't get."""
        return len(self.waiting)

    @property
    def unread(self) -> frozenset[str]:
        """The ``quote_id`` of those that wait only because nobody looked at the note yet (P04)."""
        return frozenset(self.waiting.loc[self.waiting["reason"] == say("privacy.refused.not_looked_at"), "quote_id"])


def read_quotes(project: Project, audience: str, fragment_ids: pd.Series) -> Quotes:
    """The quotes from these fragments, divided for this audience (groep, partners, gemeente, openbaar)."""
    ready, waiting = quotes_waiting(project, audience)
    ids = set(fragment_ids)
    return Quotes(ready[ready["fragment_id"].isin(ids)], waiting[waiting["fragment_id"].isin(ids)])


def quote_block(quote: Mapping[Any, Any]) -> QuoteBlock:
    """One allowed quote with who said it, as that person chose: an alias, or only the perspective.

    Someone who spoke in public office is named with that office and where it was public.
    """
    perspective, alias, context = quote["speaker_perspective"], quote["alias"], quote["context_b1"]
    known = perspective and perspective != "other"
    said_by = say(f"group.perspective.{perspective}") if known else say("report.quotes.someone")
    said_by = isolated(alias) if alias else said_by
    said_by = isolated(quote["official"]) if quote.get("official") else said_by
    return QuoteBlock(quote["text_used"], said_by, context or "")
