"""Why people stopped, in their own words: kept, but never shown beside a person (B27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def reasons_to_stop(participants: pd.DataFrame, k: int) -> list[str]:
    """What people who stopped said about it, by alphabet; none at all when fewer than ``k`` people said something.

    In: ``participant_id``, ``status`` and ``leave_reason`` of the participants of one series. In a group of ten, one
    reason with nobody's name is still that one person's, so nothing shows until ``k`` different people gave one. People
    who withdrew are in no figure and in no list.
    """
    stopped = participants[participants["status"] == "gestopt"]
    told = [words.strip() for words in stopped["leave_reason"].dropna() if words.strip()]
    return sorted(told, key=str.casefold) if len(told) >= k else []
