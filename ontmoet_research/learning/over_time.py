"""Meeting by meeting: which labels are new, which come back, how sure people were, what was wished.

Pure functions. The tables they take:

======== ==========================================================================================
codings  ``coding_id, code_id, label_nl, fragment_id, session_id, certainty`` and, for themes, ``family``
sessions ``session_id, number, date`` (ISO text or nothing) ``, status``
wishes   ``wish_id, session_id, status``
======== ==========================================================================================

Source of *Nieuw of bekend?* and the new-information ratio: Guest, Namey and Chen (2020), doi
10.1371/journal.pone.0232076. Here it is a picture, never a stop rule or a verdict.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from ontmoet_research.model.change import WISH_STATUSES
from ontmoet_research.model.material import CERTAINTIES
from ontmoet_research.store import rows_of, with_none
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import say

__all__ = [
    "certainty_per_session",
    "heard_from",
    "in_order",
    "label_sets",
    "labelled_numbers",
    "new_information",
    "new_or_known",
    "wishes_per_meeting",
    "without_tags",
]


def heard_from(codings: pd.DataFrame, hidden: Collection[str]) -> pd.DataFrame:
    """The codings without those on hidden or withdrawn fragments, each coding once."""
    return codings[~codings["fragment_id"].isin(list(hidden))].drop_duplicates("coding_id")


def without_tags(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings without extra labels such as a feeling; all of them when nobody said which are (no ``is_tag``)."""
    return codings[~codings["is_tag"].astype(bool)] if "is_tag" in codings else codings


def in_order(sessions: pd.DataFrame) -> pd.DataFrame:
    """The meetings by date, then number; those without a date come last.

    Adds ``name`` ("Bijeenkomst 3") and ``day`` ("5 juli 2023", or "zonder datum").
    """
    known = sessions.assign(_date=sessions["date"].where(sessions["date"].notna(), "9999"))
    ordered = known.sort_values(["_date", "number"], kind="stable").drop(columns="_date").reset_index(drop=True)
    ordered["name"] = [say("learning.meeting", number=number) for number in ordered["number"]]
    ordered["day"] = [_day(value) for value in with_none(ordered["date"])]
    return ordered


def new_or_known(codings: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Per meeting, which labels were heard for the first time and which came back (L2).

    Counts labels, not how often they were placed: a second reader who places the same label changes nothing.
    Gives, in order of date: ``session_id, name, day, n_labels, n_new, n_known, new_labels`` (list of labels),
    ``coded`` (False: nobody labelled this meeting yet). Meetings that were not held and hold nothing are left out.
    Rows of ``codings`` with ``is_tag`` (extra labels, see ``themes``) are no label in this count.
    """
    labelled, codings = set(codings["session_id"]), without_tags(codings)
    heard: set[str] = set()
    rows = []
    for meeting in rows_of(told_of(sessions, pd.Series(list(labelled), dtype=object))):
        here = codings[codings["session_id"] == meeting["session_id"]].drop_duplicates("code_id")
        new = here[~here["code_id"].isin(list(heard))]
        heard |= set(here["code_id"])
        names = sorted(new["label_nl"].fillna(say("learning.removed_label")))
        counts = (len(here), len(new), len(here) - len(new))
        coded = meeting["session_id"] in labelled
        rows.append((meeting["session_id"], meeting["name"], meeting["day"], *counts, names, coded))
    columns = ["session_id", "name", "day", "n_labels", "n_new", "n_known", "new_labels", "coded"]
    return pd.DataFrame(rows, columns=columns)


def label_sets(codings: pd.DataFrame, sessions: pd.DataFrame) -> list[set[str]]:
    """The set of labels per labelled meeting, in order of date: what :func:`new_information` takes.

    Extra labels (``is_tag``) are no label here, as in :func:`new_or_known`.
    """
    by_session = codings.groupby("session_id")["code_id"].agg(set)
    return [by_session[key] for key in in_order(sessions)["session_id"] if key in by_session.index]


def labelled_numbers(codings: pd.DataFrame, sessions: pd.DataFrame) -> list[int]:
    """The number of each labelled meeting, in order of date, as :func:`label_sets` has them."""
    ordered = in_order(sessions)
    labelled = ordered.loc[ordered["session_id"].isin(codings["session_id"]), "number"]
    return [int(number) for number in labelled]


def new_information(labels: list[set[str]], base: int = 4, run: int = 2) -> pd.DataFrame:
    """The new-information ratio: new labels in a run ÷ different labels in the base.

    ``labels`` holds one set per meeting. Runs slide one meeting at a time and overlap. A label is new in a run when
    nobody used it in any meeting *before that run starts*; so a label first heard in the meeting that two runs share
    counts in both. That keeps each run readable by itself.

    Gives one row per run: ``first, last`` (places in the list, from 1), ``base_labels, new_labels, ratio``
    (NaN when the base holds no labels).

    >>> heard = [{"a", "b", "c"}, {"b", "d"}, {"a", "e"}, {"f"}, {"a", "b"}, {"g"}]
    >>> new_information(heard)[["base_labels", "new_labels", "ratio"]].round(3).values.tolist()
    [[6.0, 1.0, 0.167]]
    """
    known = set().union(*labels[:base])
    rows = []
    for start in range(base, len(labels) - run + 1):
        before = set().union(*labels[:start])
        new = set().union(*labels[start : start + run]) - before
        rows.append((start + 1, start + run, len(known), len(new), len(new) / len(known) if known else float("nan")))
    return pd.DataFrame(rows, columns=["first", "last", "base_labels", "new_labels", "ratio"])


def certainty_per_session(codings: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """How sure people were when they placed a label, per meeting. Doubt is kept, never rounded away.

    Gives ``session_id, zeker, twijfel, weet_niet, total`` (placed labels, per coder).
    """
    counted = pd.crosstab(codings["session_id"], codings["certainty"]).reindex(columns=list(CERTAINTIES), fill_value=0)
    shown = told_of(sessions, codings["session_id"])["session_id"]
    counted = counted.reindex(shown.tolist(), fill_value=0).rename_axis("session_id").reset_index()
    counted["total"] = counted[list(CERTAINTIES)].sum(axis=1)
    return counted.rename_axis(columns=None)


def wishes_per_meeting(wishes: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Wishes per meeting by what became of them. Nothing disappears: ``total`` adds up to all wishes (B33).

    Gives ``session_id, name, day, open, samengevoegd, opgepakt, geparkeerd, total``. Wishes whose meeting is not in
    ``sessions`` stand in a last row without ``session_id``.
    """
    shown = told_of(sessions, wishes["session_id"])
    place = wishes["session_id"].where(wishes["session_id"].isin(shown["session_id"]), "")
    counted = pd.crosstab(place, wishes["status"]).reindex(columns=list(WISH_STATUSES), fill_value=0)
    rows = [*shown["session_id"], *([""] if (place == "").any() else [])]
    counted = counted.reindex(rows, fill_value=0).rename_axis(columns=None).reset_index(drop=True)
    counted["total"] = counted[list(WISH_STATUSES)].sum(axis=1)
    unknown = {"session_id": "", "name": say("learning.meeting_unknown"), "day": ""}
    names = pd.concat([shown[["session_id", "name", "day"]], pd.DataFrame([unknown])]).head(len(rows))
    return pd.concat([names.reset_index(drop=True), counted], axis=1)


def told_of(sessions: pd.DataFrame, with_material: pd.Series) -> pd.DataFrame:
    """The meetings, in order, that were held or hold material; a planned or cancelled one has nothing to tell."""
    ordered = in_order(sessions)
    keep = (ordered["status"] == "gehouden") | ordered["session_id"].isin(set(with_material.dropna()))
    return ordered[keep].reset_index(drop=True)


def _day(value: str | None) -> str:
    return format_date(date.fromisoformat(value)) if value else say("learning.no_date")
