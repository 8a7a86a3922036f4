"""Which labels stand together: on the same piece, on the same words, or in the same meeting.

Counts what readers placed, whoever did; so it tells how a list was used as much as what was said. Pure functions over
``codings`` (``code_id, label_nl, fragment_id, session_id, start, end``). Source of the share: Jaccard (1912), doi
10.1111/j.1469-8137.1912.tb05611.x: pieces with both, of the pieces with at least one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["WITHIN", "pieces_with_both", "together"]

WITHIN = ("piece", "words", "meeting")
COLUMNS = ["one_id", "other_id", "one", "other", "n_together", "n_one", "n_other", "jaccard"]


def together(codings: pd.DataFrame, *, within: str = "piece") -> pd.DataFrame:
    """Pairs of labels that stand together at least once, the most often first: ``one_id, other_id, one, other,
    n_together, n_one, n_other`` (pieces, or meetings) and ``jaccard`` (0 to 1). Each pair once, by name.

    ``within``: piece; words (a piece on which marks of both overlap); meeting. Labels that say how or where
    (``is_tag``) take part too. Errors: ``ValueError`` for another unit.
    """
    if within not in WITHIN:
        raise ValueError(f"within is one of {', '.join(WITHIN)}; not {within}")
    unit = "session_id" if within == "meeting" else "fragment_id"
    placed = codings.dropna(subset=["label_nl", unit])[["code_id", "label_nl", unit]].drop_duplicates([unit, "code_id"])
    names = placed.drop_duplicates("code_id").sort_values(["label_nl", "code_id"])
    labels = names["code_id"].to_list()
    if not labels:
        return pd.DataFrame(columns=COLUMNS)
    of_unit = _there(placed[unit], placed["code_id"], labels)
    alone = of_unit.sum(axis=0)
    counted = _overlapping(codings, labels) if within == "words" else of_unit.T @ of_unit
    first, second = np.nonzero(np.triu(counted, 1))
    both = counted[first, second]
    told = pd.DataFrame(
        {
            "one_id": np.array(labels, dtype=object)[first],
            "other_id": np.array(labels, dtype=object)[second],
            "one": names["label_nl"].to_numpy()[first],
            "other": names["label_nl"].to_numpy()[second],
            "n_together": both.astype(int),
            "n_one": alone[first].astype(int),
            "n_other": alone[second].astype(int),
        }
    )
    told["jaccard"] = told["n_together"] / (told["n_one"] + told["n_other"] - told["n_together"])
    return told.sort_values(["n_together", "one", "other"], ascending=[False, True, True], ignore_index=True)


def pieces_with_both(codings: pd.DataFrame, one_id: str, other_id: str, *, within: str = "piece") -> list[str]:
    """The pieces behind a pair of :func:`together`: those with both labels; of meetings, all with one of the two."""
    mine, its = (codings[codings["code_id"] == key] for key in (one_id, other_id))
    if within == "words":
        joined = mine.merge(its, on="fragment_id", suffixes=("", "_2"))
        found = set(joined.loc[_overlap(joined), "fragment_id"])
    elif within == "meeting":
        both = set(mine["session_id"]) & set(its["session_id"])
        found = set(pd.concat([mine, its]).loc[lambda rows: rows["session_id"].isin(list(both)), "fragment_id"])
    else:
        found = set(mine["fragment_id"]) & set(its["fragment_id"])
    return [one for one in dict.fromkeys(codings["fragment_id"]) if one in found]


def _there(units: pd.Series[Any], codes: pd.Series[Any], labels: list[str]) -> NDArray[Any]:
    """A row for each unit, a column for each label: 1 where it stands."""
    place = {label: at for at, label in enumerate(labels)}
    rows, known = pd.factorize(units)
    found = np.zeros((len(known), len(labels)), dtype=np.float32)
    found[rows, codes.map(place).to_numpy()] = 1
    return found


def _overlapping(codings: pd.DataFrame, labels: list[str]) -> NDArray[Any]:
    own = codings.dropna(subset=["label_nl"])[["code_id", "fragment_id", "start", "end"]]
    joined = own.merge(own, on="fragment_id", suffixes=("", "_2"))
    joined = joined[_overlap(joined)].drop_duplicates(["fragment_id", "code_id", "code_id_2"])
    place = {label: at for at, label in enumerate(labels)}
    counted = np.zeros((len(labels), len(labels)), dtype=np.float32)
    np.add.at(counted, (joined["code_id"].map(place).to_numpy(), joined["code_id_2"].map(place).to_numpy()), 1)
    return counted


def _overlap(joined: pd.DataFrame) -> pd.Series[Any]:
    return (joined["start"] < joined["end_2"]) & (joined["start_2"] < joined["end"])
