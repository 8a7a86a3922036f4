"""The gate for stories: the teller's yes is asked anew for each audience (P19; methods 3.11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.store import rows_of
from ontmoet_research.words import say

from .consent import allowing_participants, withdrawn_participants

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["releasable_stories"]


def releasable_stories(
    stories: pd.DataFrame, participants: pd.DataFrame, consents: pd.DataFrame, audience: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Divide stories into those that may go to this audience and those that may not.

    In: the tables ``stories``, ``participants`` and ``consents``; ``audience`` is groep, partners, gemeente or
    openbaar. Out, both with the columns of ``stories``: (allowed, refused). Allowed has no ``teller_id``: who told it
    does not leave. Refused has also ``reason``, a Dutch sentence.

    A story may go when its teller is known, did not withdraw, said yes to quoting, and said yes to these readers for
    this story. A story with two versions stays until someone chose. Errors: ``ValueError`` for an unknown audience.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"audience is one of {', '.join(AUDIENCES)}; not {audience}")
    allowing = allowing_participants(participants, consents, "citaat")
    gone = withdrawn_participants(participants, consents)
    doubled = set(stories.loc[stories["story_id"].duplicated(keep=False), "story_id"])
    keys = [_why_not(story, allowing, gone, doubled, audience) for story in rows_of(stories)]
    allowed = stories.loc[[key is None for key in keys]].drop(columns="teller_id").reset_index(drop=True)
    refused = stories.loc[[key is not None for key in keys]].copy()
    refused["reason"] = [say(f"effect.refused.{key}") for key in keys if key is not None]
    return allowed, refused.reset_index(drop=True)


def _why_not(
    story: Mapping[str, Any], allowing: set[str], gone: set[str], doubled: set[str], audience: str
) -> str | None:
    """Last part of the key of the sentence that says why a story stays; None when it may go."""
    teller = story["teller_id"]
    reasons = {
        "two_versions": story["story_id"] in doubled,
        "no_teller": not teller,
        "withdrawn": teller in gone,
        "no_consent": teller not in allowing,
        "other_audience": audience not in story["audiences"],
    }
    return next((key for key, true in reasons.items() if true), None)
