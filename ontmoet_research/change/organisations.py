"""Which organisations were reached; an organisation that sent one person is a person (A17, privacy 4.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ontmoet_research.store import rows_of

if TYPE_CHECKING:
    import pandas as pd

WAYS = ("change", "assignment", "spread")

__all__ = ["WAYS", "allies", "organisations_reached"]


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

    reached = changes.groupby("organisation_id")["change_id"].nunique()
    counted = _people_of(organisations, participants, gone, k)
    rows = [(key, label, n, int(reached[key]), named) for key, label, n, named in counted if key in reached.index]
    return pd.DataFrame(rows, columns=["organisation_id", "label", "n_people", "n_changes", "named"])


def allies(
    changes: pd.DataFrame,
    assignments: pd.DataFrame,
    spreads: pd.DataFrame,
    organisations: pd.DataFrame,
    participants: pd.DataFrame,
    gone: Collection[str],
    k: int,
) -> pd.DataFrame:
    """The organisations that were reached, inside and outside the municipality (E24); no person is in the table.

    In: as :func:`organisations_reached`, besides ``organisation_id`` of assignments and of where something went, and
    ``inside`` of the organisations. Out: ``organisation_id``, ``label``, ``inside`` (True, False, or None when nobody
    said), ``ways`` (list of ``WAYS``: in which way it was reached) and ``named`` (whether it may be named outside the
    group). Those inside first, then outside, then not known; otherwise in the order given.
    """
    import pandas as pd

    by_way = zip(WAYS, (changes, assignments, spreads), strict=True)
    reached = {way: set(table["organisation_id"].dropna()) for way, table in by_way}
    told = {
        key: None if pd.isna(one) else bool(one)
        for key, one in zip(organisations["organisation_id"], organisations["inside"], strict=True)
    }
    rows = [
        (key, label, told[key], ways, named)
        for key, label, _, named in _people_of(organisations, participants, gone, k)
        if (ways := [way for way in WAYS if key in reached[way]])
    ]
    rows.sort(key=lambda row: (True, False, None).index(row[2]))
    return pd.DataFrame(rows, columns=["organisation_id", "label", "inside", "ways", "named"], dtype=object)


def _people_of(
    organisations: pd.DataFrame, participants: pd.DataFrame, gone: Collection[str], k: int
) -> Iterator[tuple[str, str, int, bool]]:
    """Each organisation with how many people of it are in the group, and whether it may be named outside."""
    there = participants[~participants["participant_id"].isin(list(gone))]
    n_people = there.groupby("organisation_id")["participant_id"].nunique()
    left = set(participants.loc[participants["participant_id"].isin(list(gone)), "organisation_id"].dropna())
    for one in rows_of(organisations):
        key = one["organisation_id"]
        n = int(n_people.get(key, 0))
        agreed = bool(one["named_on"]) and key not in left
        yield key, one["label"], n, n >= k or agreed
