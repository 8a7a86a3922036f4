"""Which of people's own words may stand in the report. The choice is made by ``privacy.release``, never here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontmoet_research.privacy import fragment_texts, people_and_answers, read_quote_rules, releasable_quotes
from ontmoet_research.store import Project, read_table_raw
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .blocks import QuoteBlock

if TYPE_CHECKING:
    import pandas as pd

LIVED_EXPERIENCE = "lived_experience"

__all__ = ["Quotes", "quote_block", "read_quotes"]


@dataclass(frozen=True)
class Quotes:
    """Quotes that may go to these readers, and how many there are that may not (without their words).

    ``unread`` are the ``quote_id`` that wait only because nobody looked at the note yet (P04).
    """

    allowed: pd.DataFrame
    n_refused: int
    unread: frozenset[str] = frozenset()


def read_quotes(project: Project, audience: str, fragment_ids: pd.Series) -> Quotes:
    """The quotes from these fragments, divided for this audience (groep, partners, gemeente, openbaar)."""
    fragments, quotes = (read_table_raw(project, name, versions="all") for name in ("fragments", "quotes"))
    allowed, refused = releasable_quotes(
        quotes[quotes["fragment_id"].isin(fragment_ids)],
        fragments,
        *people_and_answers(project),
        fragment_texts(fragments, read_table_raw(project, "sources")),
        audience,
        read_quote_rules(project),
    )
    unread = refused.loc[refused["reason"] == say("privacy.refused.not_looked_at"), "quote_id"]
    return Quotes(allowed, len(refused), frozenset(unread))


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
