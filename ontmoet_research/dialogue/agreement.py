"""Where readings meet and where they lie apart. A talk starter: nobody is scored, and no number here is a pass mark.

Pure functions. The tables they take hold only what counts: first readings, made without seeing the others.

========= =====================================================================================================
seen      ``contributor_id, fragment_id, outcome``: who is done with which piece (table ``readings``)
placed    ``contributor_id, fragment_id, code_id, option``: a label on a piece, alone and before any talk
people    ``contributor_id, side``
changes   ``contributor_id, fragment_id``: who reads a piece differently after the talk about it
========= =====================================================================================================

Someone who skipped a piece did not read it, unless they did put a label on it. *Twijfel* and *weet niet* are readings.
A label counts once for a reader and a piece, however often it was placed there.

Readers are compared on what both looked for: a label of a list that one of them did not have at hand, or that did not
exist yet when one of them read, says nothing about the two (``looked``; without it all looked for everything).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

__all__ = [
    "Looked",
    "apart",
    "diversity",
    "drift",
    "one_way",
    "overlap_per_label",
    "presence",
    "read_by",
    "read_by_all",
]

SKIPPED = "overgeslagen"
ENOUGH_TALKS = 8
ONE_WAY = 0.75


@dataclass(frozen=True)
class Looked:
    """What readers looked for. ``lists``: ``contributor_id, fragment_id, codebook_id, read_at``; ``labels``:
    ``code_id, codebook_id, made_at`` (both moments ISO text, empty when unknown)."""

    lists: pd.DataFrame
    labels: pd.DataFrame

    def at(self, units: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
        """Who looked for these labels on these pieces: ``fragment_id, code_id, contributor_id``, each once.

        ``units`` has ``fragment_id, code_id``; ``read`` has who read which piece.
        """
        told = units.merge(self.labels[["code_id", "codebook_id", "made_at"]], on="code_id")
        told = told.merge(self.lists, on=["fragment_id", "codebook_id"])
        told = told[told["made_at"] <= told["read_at"]]
        return told[["fragment_id", "code_id", "contributor_id"]].merge(read, on=["contributor_id", "fragment_id"])


def read_by(seen: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Who read which piece: ``contributor_id, fragment_id``, each pair once. A skipped piece without a label is out."""
    keys = ["contributor_id", "fragment_id"]
    labelled = pd.MultiIndex.from_frame(placed[keys])
    done = pd.MultiIndex.from_frame(seen[keys])
    kept = (seen["outcome"] != SKIPPED).to_numpy() | done.isin(labelled)
    return seen.loc[kept, keys].drop_duplicates().reset_index(drop=True)


def read_by_all(seen: pd.DataFrame, readers: Collection[str]) -> set[str]:
    """The pieces that every one of these readers is done with, skipped ones too: only these may be shown to them."""
    done = seen[seen["contributor_id"].isin(list(readers))].groupby("fragment_id")["contributor_id"].nunique()
    return set(done.index[done == len(set(readers))])


def overlap_per_label(
    placed: pd.DataFrame,
    seen: pd.DataFrame,
    code_ids: Collection[str] | None = None,
    looked: Looked | None = None,
) -> pd.DataFrame:
    """How often two readers placed the same label, given that one of them did: |A∩B| / |A∪B| on pieces both read.

    A pair counts for a label on a piece when both looked for it there.

    With more than two readers every pair is compared and the sums are taken over all pairs. Gives a row per label (of
    ``code_ids``, otherwise of ``placed``): ``code_id, both, either`` (pieces, per pair of readers), ``overlap``; the
    least overlap first. Where nobody used the label there is nothing to say: NaN, at the end; not 0 and not 1.

    Source: Jaccard (1912), doi 10.1111/j.1469-8137.1912.tb05611.x; why no number here is a norm: O'Connor and Joffe
    (2020), doi 10.1177/1609406919899220.
    """
    read = read_by(seen, placed)
    unit = ["code_id", "fragment_id"]
    marks = _used(placed, read)
    used = marks.groupby(unit).size().rename("users").reset_index()
    there = _who_looked(used[unit], marks, read, looked).groupby(unit).size()
    users, there = used["users"], there.reindex(pd.MultiIndex.from_frame(used[unit])).to_numpy(dtype=int)
    used["both"] = users * (users - 1) // 2
    used["either"] = there * (there - 1) // 2 - (there - users) * (there - users - 1) // 2
    rows = list(dict.fromkeys(code_ids if code_ids is not None else placed["code_id"]))
    summed = used.groupby("code_id")[["both", "either"]].sum().reindex(rows, fill_value=0).astype(int)
    told = summed.rename_axis("code_id").reset_index()
    told["overlap"] = (told["both"] / told["either"].where(told["either"] > 0)).astype(float)
    return told.sort_values(["overlap", "either"], ascending=[True, False], kind="stable", ignore_index=True)


def _who_looked(units: pd.DataFrame, marks: pd.DataFrame, read: pd.DataFrame, looked: Looked | None) -> pd.DataFrame:
    """Who looked for which label on which piece, each once; whoever placed it did."""
    if looked is None:
        return units.merge(read, on="fragment_id")
    both = pd.concat([looked.at(units, read), marks[["fragment_id", "code_id", "contributor_id"]]])
    return both.drop_duplicates(ignore_index=True)


def diversity(placed: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Per piece: different labels by number of readers. Source: Zade et al. (2018), doi 10.1145/3173574.3173733.

    Gives ``fragment_id, n_readers, n_labels, diversity`` (labels / readers) for each piece that somebody read.
    """
    read = read_by(seen, placed)
    readers = read.groupby("fragment_id")["contributor_id"].nunique().rename("n_readers")
    labels = _used(placed, read).groupby("fragment_id")["code_id"].nunique().rename("n_labels")
    told = pd.concat([readers, labels], axis=1).fillna({"n_labels": 0}).astype({"n_labels": int})
    return told.assign(diversity=told["n_labels"] / told["n_readers"]).reset_index()


def apart(placed: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """How far readings lie apart per piece, the farthest first: the order for comparing. Says nothing of a person.

    For two readers: 1 - shared labels / all labels that one of them placed. The same label with another choice on both
    sides (links and rechts) counts for half. Two readers without a label are not apart. With more readers: the mean
    over all pairs. Gives ``fragment_id, n_readers, n_labels, apart`` (0 to 1) for pieces that at least two read.

    Source: the two faces of disagreement, diverse and divergent, of Zade et al. (2018), doi 10.1145/3173574.3173733;
    the measure is a Jaccard distance.
    """
    read = read_by(seen, placed)
    pairs = _pairs(read, ["fragment_id"])
    marks = _used(placed, read, choices=True)
    sizes = marks.groupby(["fragment_id", "contributor_id"]).size()
    shared = _pairs(marks, ["fragment_id", "code_id"])
    shared["weight"] = [_alike(a, b) for a, b in zip(shared["choices"], shared["choices_other"], strict=True)]
    keys = ["fragment_id", "contributor_id", "contributor_id_other"]
    common = shared.groupby(keys)["weight"].agg(["sum", "size"])
    index = pd.MultiIndex.from_frame(pairs[keys])
    first, second = (sizes.reindex(pd.MultiIndex.from_frame(pairs[["fragment_id", who]])) for who in keys[1:])
    union = (
        first.fillna(0).to_numpy() + second.fillna(0).to_numpy() - common["size"].reindex(index).fillna(0).to_numpy()
    )
    alike = common["sum"].reindex(index).fillna(0).to_numpy()
    pairs["apart"] = np.where(union > 0, 1 - alike / np.where(union > 0, union, 1), 0.0)
    told = diversity(placed, seen).merge(pairs.groupby("fragment_id")["apart"].mean().reset_index(), on="fragment_id")
    told = told[["fragment_id", "n_readers", "n_labels", "apart"]]
    return told.sort_values(["apart", "n_labels"], ascending=False, kind="stable", ignore_index=True)


def drift(changes: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Which side moves after a talk: the share of all changes that each side made (methods 3.5; Halpin 2025).

    In ``changes``, a change is one reader who reads one piece differently after the talk. Gives ``side`` (sides that
    stand together are joined with ``;``), ``n_changes, share, n_talks`` (pieces on which anyone changed).

    A side of one person is not shown by itself: such sides stand together. With only one such side nothing is shown at
    all (an empty table), because its share can be worked out from the others; nor when no other side is left.
    """
    sides = people.set_index("contributor_id")["side"]
    once = changes[["contributor_id", "fragment_id"]].drop_duplicates()
    told = once["contributor_id"].map(sides)
    size = sides.value_counts()
    alone = sorted(size.index[size == 1])
    columns = ["side", "n_changes", "share", "n_talks"]
    if once.empty or len(alone) == 1 or len(alone) == len(size):
        return pd.DataFrame(columns=columns)
    named = told.where(~told.isin(alone), ";".join(alone))
    counted = named.value_counts().reindex(sorted(set(sides) - set(alone)) + [";".join(alone)] * bool(alone))
    made = counted.fillna(0).astype(int).rename_axis("side").reset_index(name="n_changes")
    made["share"] = made["n_changes"] / len(once)
    made["n_talks"] = once["fragment_id"].nunique()
    return made[columns]


def one_way(drifted: pd.DataFrame) -> str | None:
    """The side that made more than three in four changes, over at least eight talks; None when there is no such side.

    In: as :func:`drift` gives. Sides that stand together are no one side.
    """
    found = drifted[(drifted["share"] > ONE_WAY) & (drifted["n_talks"] >= ENOUGH_TALKS)]
    single = [str(side) for side in found["side"] if ";" not in side]
    return single[0] if single else None


def presence(
    placed: pd.DataFrame,
    seen: pd.DataFrame,
    code_ids: Collection[str] | None = None,
    looked: Looked | None = None,
) -> pd.DataFrame:
    """Did a reader place a label on a piece, yes or no: what coefficients on pieces take.

    A piece can carry several labels, so the unit is one label on one piece. Gives ``unit`` (fragment and label),
    ``fragment_id, code_id, reader, value`` (1 or 0), for each piece that at least two people read and each label that
    one of them used anywhere on those pieces (or each of ``code_ids``), and that at least two of them looked for there.
    A label that nobody used would only add agreement on nothing.
    """
    read = read_by(seen, placed)
    readers = read.groupby("fragment_id")["contributor_id"].transform("nunique")
    read = read[readers > 1]
    used = _used(placed, read)
    labels = list(dict.fromkeys(used["code_id"] if code_ids is None else code_ids))
    units = (
        read[["fragment_id"]].drop_duplicates().merge(pd.DataFrame({"code_id": pd.Series(labels, dtype=str)}), "cross")
    )
    whole = _who_looked(units, used, read, looked)
    if looked is not None:
        whole = whole[whole.groupby(["fragment_id", "code_id"])["contributor_id"].transform("size") > 1]
    keys = ["contributor_id", "fragment_id", "code_id"]
    there = pd.MultiIndex.from_frame(whole[keys]).isin(pd.MultiIndex.from_frame(used[keys]))
    whole["unit"] = whole["fragment_id"] + " " + whole["code_id"]
    whole["value"] = there.astype(int)
    whole = whole.rename(columns={"contributor_id": "reader"})
    return whole[["unit", "fragment_id", "code_id", "reader", "value"]]


def _used(placed: pd.DataFrame, read: pd.DataFrame, *, choices: bool = False) -> pd.DataFrame:
    """Each label once for each reader and piece, on pieces the reader is done with."""
    keys = ["contributor_id", "fragment_id", "code_id"]
    counts = placed.merge(read, on=["contributor_id", "fragment_id"])
    if not choices:
        return counts[keys].drop_duplicates()
    return (
        counts.groupby(keys, sort=False)["option"]
        .agg(lambda given: frozenset(given.dropna()))
        .rename("choices")
        .reset_index()
        if len(counts)
        else counts[keys].assign(choices=None)
    )


def _pairs(table: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Every two readers of the same, once."""
    both = table.merge(table, on=on, suffixes=("", "_other"))
    return both[both["contributor_id"] < both["contributor_id_other"]].reset_index(drop=True)


def _alike(one: frozenset[Any], other: frozenset[Any]) -> float:
    return 0.5 if one and other and not one & other else 1.0
