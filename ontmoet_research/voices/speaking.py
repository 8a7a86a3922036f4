"""Wie hoor je? How much of the words comes from which group of people (C31).

Small numbers point at people: a bar of a group of 3 is nearly a bar of a person. So groups are as broad as
``privacy.composition`` makes them. In the workspace a group may agree to see its perspectives apart, since they were
all there; a group of one person is never shown.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.privacy.suppression import BROAD_GROUPS, K_ADVISED
from ontmoet_research.words import say

__all__ = ["LEAST_AGREED", "silent_voices", "voice_balance"]

LEAST_AGREED = 2  # people behind a bar that the group agreed to see
COLUMNS = ["group", "n_people", "n_pieces", "n_words", "share"]


def voice_balance(
    participants: pd.DataFrame, spoken: pd.DataFrame, k: int = K_ADVISED, *, agreed: bool = False
) -> pd.DataFrame:
    """Per group of people: how many of them spoke, in how many pieces and words, and their share of the words.

    In: ``participant_id, perspectives`` (list); ``fragment_id, participant_id, n_words``.
    Out: ``group`` (Dutch), ``n_people`` (who spoke), ``n_pieces``, ``n_words``, ``share`` (0 to 1 of all words).

    Two broad groups when each has at least ``k`` people who spoke and everyone is in one of them, otherwise the whole
    group; nothing when fewer than ``k`` spoke. With ``agreed``: per perspective, those with at least two people who
    spoke; someone with two perspectives counts in both, so shares may add up to more than 1.
    """
    said = spoken.merge(participants, on="participant_id")
    if said.empty:
        return pd.DataFrame(columns=COLUMNS)
    if agreed:
        return _counted(said.explode("perspectives"), "perspectives", LEAST_AGREED, _perspective_names())
    broad = said.assign(broad=[_broad(several) for several in said["perspectives"]])
    apart = _counted(broad, "broad", k, {name: say(f"privacy.group.{name}") for name in ("near", "organisation")})
    if set(broad["broad"]) <= {"near", "organisation"} and len(apart) == broad["broad"].nunique() == 2:
        return apart
    return _counted(said.assign(all="whole"), "all", k, {"whole": say("privacy.group.whole")})


def silent_voices(participants: pd.DataFrame, spoken: pd.DataFrame) -> list[str]:
    """Perspectives of people in the group of which no words are known, in the order of the model. No counts.

    In: as :func:`voice_balance`. Silence is not absence: notes don't hold all that was said.
    """
    present = {one for several in participants["perspectives"] for one in several}
    speaking = participants["participant_id"].isin(spoken["participant_id"])
    heard = {one for several in participants.loc[speaking, "perspectives"] for one in several}
    return [one for one in PERSPECTIVES if one in present - heard]


def _counted(said: pd.DataFrame, by: str, least: int, names: Mapping[str, str]) -> pd.DataFrame:
    whole = said.drop_duplicates("fragment_id")["n_words"].sum()
    counted = said.groupby(by).agg(
        n_people=("participant_id", "nunique"), n_pieces=("fragment_id", "nunique"), n_words=("n_words", "sum")
    )
    rows = counted.loc[[name for name in names if name in counted.index and counted.at[name, "n_people"] >= least]]
    return rows.assign(group=[names[name] for name in rows.index], share=rows["n_words"] / whole)[COLUMNS].reset_index(
        drop=True
    )


def _broad(perspectives: list[str]) -> str:
    found = {BROAD_GROUPS.get(one, "") for one in perspectives}
    return next(iter(found)) if len(found) == 1 else ""


def _perspective_names() -> dict[str, str]:
    return {one: say(f"group.perspective.{one}") for one in PERSPECTIVES}
