"""Gelijk meedoen? Who spoke, who decided, who labelled and who wrote (D27): people with experience beside the others.

The same two groups in all four bars, so that they can be read beside each other. Counted from what is stored; how it
feels is for people to say. A bar is only there when both groups in it have enough people.
"""

from __future__ import annotations

from collections.abc import Set

import pandas as pd

from ontmoet_research.privacy.suppression import K_ADVISED

from .tables import Voices

__all__ = ["ABOUT", "balance"]

ABOUT = ("praten", "kiezen", "labelen", "schrijven")
EXPERIENCE = "lived_experience"
SIDE = "ervaring"


def balance(told: Voices, k: int = K_ADVISED) -> pd.DataFrame:
    """What people with experience and what the others did, per part of the work.

    Out, one row per part in the order of ``ABOUT``: ``about``, ``n_experience`` and ``n_others`` (words, decisions,
    labels, parts of the report), ``share`` (of people with experience, 0 to 1), ``shown``. A decision or part of the
    report counts once for each group with someone in it. ``shown`` is False, and the numbers are empty, when in one of
    the groups 1 to k-1 people did this, or when nobody of a group of fewer than ``k`` did.
    """
    ours = _with_experience(told)
    side = set(told.contributors.loc[told.contributors["side"] == SIDE, "contributor_id"])
    people, workers = set(told.participants["participant_id"]), set(told.contributors["contributor_id"])
    words = told.spoken.groupby("participant_id", as_index=False)["n_words"].sum()
    rows = [
        _bar("praten", words, "participant_id", people, ours, k, counted="n_words"),
        _bar("kiezen", told.chosen, "participant_id", people, ours, k, distinct="decision_id"),
        _bar("labelen", told.labelled, "contributor_id", workers, side, k, distinct="coding_id"),
        _bar("schrijven", told.written, "contributor_id", workers, side, k, distinct="section_id"),
    ]
    return pd.DataFrame(rows, columns=["about", "n_experience", "n_others", "share", "shown"])


def _with_experience(told: Voices) -> set[str]:
    people = told.participants
    return set(people.loc[[EXPERIENCE in several for several in people["perspectives"]], "participant_id"])


def _bar(
    about: str,
    done: pd.DataFrame,
    person: str,
    everyone: Set[str],
    ours: Set[str],
    k: int,
    *,
    counted: str = "",
    distinct: str = "",
) -> tuple[str, int | None, int | None, float | None, bool]:
    done = done[done[person].isin(everyone)]
    groups = [done[done[person].isin(ours)], done[~done[person].isin(ours)]]
    # Who did nothing of it is the whole group: then that must be large enough not to point at anyone.
    behind = [
        group[person].nunique() or len(all_of)
        for group, all_of in zip(groups, (everyone & ours, everyone - ours), strict=True)
    ]
    if done.empty or min(behind) < k:
        return about, None, None, None, False
    own, others = (int(group[counted].sum() if counted else group[distinct].nunique()) for group in groups)
    return about, own, others, own / (own + others), True
