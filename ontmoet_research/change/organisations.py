"""Which organisations were reached; an organisation that sent one person is a person (A17, privacy 4.3)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["organisations_reached"]


def organisations_reached(
    changes: pd.DataFrame, organisations: pd.DataFrame, participants: pd.DataFrame, gone: Collection[str], k: int
) -> pd.DataFrame:
    """The organisations in which something changed, and whether they may be named outside.

    In: ``change_id``, ``organisation_id`` (that of the change, otherwise of its assignment); the tables
    ``organisations`` and ``participants``; ``gone`` are ids of people who withdrew; ``k`` is the smallest group
    that may be shown. Out: ``organisation_id``, ``label``, ``n_people`` (distinct people of it in the group),
    ``n_changes`` and ``named``: True with at least ``k`` people, or when the one person it sent agreed in writing
    (``named_on``) and did not withdraw. Which person brought it in is not in the table.
    """
    import pandas as pd

    people = participants.drop_duplicates("participant_id", keep="last")
    there = people[~people["participant_id"].isin(list(gone))]
    n_people = there.groupby("organisation_id")["participant_id"].nunique()
    left = set(people.loc[people["participant_id"].isin(list(gone)), "organisation_id"].dropna())
    reached = changes.drop_duplicates("change_id", keep="last").groupby("organisation_id")["change_id"].nunique()
    rows = []
    for one in organisations.drop_duplicates("organisation_id", keep="last").to_dict("records"):
        key = one["organisation_id"]
        if key in reached.index:
            n = int(n_people.get(key, 0))
            agreed = isinstance(one["named_on"], str) and key not in left
            rows.append((key, one["label"], n, int(reached[key]), n >= k or agreed))
    return pd.DataFrame(rows, columns=["organisation_id", "label", "n_people", "n_changes", "named"])
