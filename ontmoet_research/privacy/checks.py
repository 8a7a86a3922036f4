"""Was consent asked as it should be?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, blocking, warning

if TYPE_CHECKING:
    import pandas as pd

MAY_ASK = ("ervaring", "onderzoek")


def check_consents(participants: pd.DataFrame, consents: pd.DataFrame, contributors: pd.DataFrame) -> list[Finding]:
    """Findings on how consent was asked.

    In: the tables ``participants``, ``consents`` and ``contributors``. ``fout`` (P09) when a yes was asked by someone
    who is not of the research or experience side: people depend on a landlord or a municipality. ``let op`` (P09) when
    nobody knows who asked a yes. ``let op`` (P08) per active person without any answer. No one is named; ``about``
    holds the id.
    """
    sides = dict(zip(contributors["contributor_id"], contributors["side"], strict=True))
    found = []
    for consent in consents[consents["given"].fillna(False).astype(bool)].to_dict("records"):
        asker = consent["asked_by"]
        if not isinstance(asker, str):
            found.append(warning("privacy.asked_by_nobody", "P09", consent["consent_id"]))
        elif sides.get(asker) not in MAY_ASK:
            found.append(blocking("privacy.asked_by_practice", "P09", consent["consent_id"]))
    present = participants[participants["status"].isin(["actief", "pauze"])]
    silent = present[~present["participant_id"].isin(consents["participant_id"])]
    return found + [warning("privacy.not_asked", "P08", person) for person in silent["participant_id"].unique()]
