"""What was read, with which list, and what does not count: it stands under every figure of learning.

A figure tells what readers saw. So an empty cell is one of four things, and they are never mixed up:

============ =======================================================================================
not_seen     read with the list of this label, and nobody placed it: that is a finding
not_with     nobody read this meeting with that list: nobody looked
not_yet      the label did not exist yet when this meeting was read
not_coded    nobody read this meeting yet
============ =======================================================================================

Pure functions. ``pieces``: ``fragment_id, session_id, kind, participant_id, speaker_perspective`` and ``why`` (None
when it counts). ``at_hand``: ``contributor_id, fragment_id, codebook_id, read_at`` (``coding.lists_at_hand``).
``labels``: ``code_id, codebook_id, made_at`` (``coding.labels_with_day``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ontmoet_research.privacy.not_counting import tell_reasons
from ontmoet_research.store import rows_of
from ontmoet_research.words import say_count

from .over_time import in_order

__all__ = [
    "NOT_CODED",
    "NOT_SEEN",
    "NOT_WITH",
    "NOT_YET",
    "coverage",
    "read_for",
    "silence",
    "tell_coverage",
    "tell_left_out",
]

NOT_SEEN, NOT_WITH, NOT_YET, NOT_CODED = "not_seen", "not_with", "not_yet", "not_coded"
_COVERAGE = [
    *("session_id", "number", "name", "day", "n_pieces", "n_headings", "n_known", "n_read_any", "n_left_out"),
    *("left_out", "held", "codebook_id", "n_read", "n_readers"),
]
HEADING, CALLED_OFF = "kop", "vervallen"


def coverage(pieces: pd.DataFrame, at_hand: pd.DataFrame, sessions: pd.DataFrame, lists: Iterable[str]) -> pd.DataFrame:
    """Per meeting and list of labels how much there is and how much was read with that list.

    Gives, by date, ``session_id, number, name, day, held`` (False: it did not take place), ``codebook_id``,
    ``n_pieces`` (text that counts), ``n_headings``, ``n_left_out`` and ``left_out`` (dict: why -> pieces), ``n_known``
    (pieces whose speaker, or the speaker's perspective, is known), ``n_read`` (pieces read with this list),
    ``n_readers`` and ``n_read_any`` (pieces read with any list). Without any list a meeting has one row, of no list.
    """
    text = pieces[(pieces["kind"] != HEADING) & pieces["why"].isna()]
    spoken = text["participant_id"].notna() | text["speaker_perspective"].notna()
    read = at_hand.merge(text[["fragment_id", "session_id"]], on="fragment_id")
    by_list = read.groupby(["session_id", "codebook_id"])
    n_read, n_readers = by_list["fragment_id"].nunique(), by_list["contributor_id"].nunique()
    any_list = read.groupby("session_id")["fragment_id"].nunique()
    counts = {
        "n_pieces": text.groupby("session_id").size(),
        "n_headings": pieces[pieces["kind"] == HEADING].groupby("session_id").size(),
        "n_known": text[spoken].groupby("session_id").size(),
        "n_read_any": any_list,
    }
    out = pieces[pieces["why"].notna()].groupby("session_id")["why"].value_counts()
    rows = []
    for meeting in rows_of(in_order(sessions)):
        key = meeting["session_id"]
        left = {why: int(n) for (one, why), n in out.items() if one == key}
        same: dict[str, Any] = {name: int(found.get(key, 0)) for name, found in counts.items()}
        place = {name: meeting[name] for name in ("session_id", "number", "name", "day")}
        same |= {"n_left_out": sum(left.values()), "left_out": left, "held": meeting["status"] != CALLED_OFF}
        rows += [
            {
                **place,
                **same,
                "codebook_id": one,
                "n_read": int(n_read.get((key, one), 0)),
                "n_readers": int(n_readers.get((key, one), 0)),
            }
            for one in (*lists,) or (None,)
        ]
    return pd.DataFrame(rows, columns=_COVERAGE).astype({"held": bool})


def silence(
    labels: pd.DataFrame, at_hand: pd.DataFrame, pieces: pd.DataFrame, resting_on: Mapping[str, Iterable[str]]
) -> dict[tuple[str, str], str]:
    """What an empty cell means, for each (theme, meeting) where something can be said: see the top of this file.

    ``resting_on`` gives the labels (``code_id``) of each theme; without any, a theme rests on pieces that people chose,
    and then every reading of a meeting looked for it. Meetings that nobody read are not in the answer.
    """
    text = pieces.loc[pieces["why"].isna(), ["fragment_id", "session_id"]]
    read = at_hand.merge(text, on="fragment_id")
    last = read.groupby(["session_id", "codebook_id"])["read_at"].max()
    of_label = labels.set_index("code_id")
    told: dict[tuple[str, str], str] = {}
    for theme, codes in resting_on.items():
        known = [of_label.loc[one] for one in codes if one in of_label.index]
        for session in read["session_id"].unique():
            told[theme, session] = _of_theme(known, last, session) if known else NOT_SEEN
    return told


def read_for(
    labels: pd.DataFrame,
    at_hand: pd.DataFrame,
    pieces: pd.DataFrame,
    themes: Iterable[str],
    resting_on: Mapping[str, Iterable[str]],
) -> dict[tuple[str, str], int]:
    """How many pieces that count were read for each (theme, meeting), by anyone: the whole of which a share is told.

    Read for a theme is read with a list that has a label of it. A theme that rests on no label rests on pieces that
    people chose; then every reading was for it.
    """
    text = pieces.loc[(pieces["kind"] != HEADING) & pieces["why"].isna(), ["fragment_id", "session_id"]]
    read = at_hand.merge(text, on="fragment_id")
    list_of = dict(zip(labels["code_id"], labels["codebook_id"], strict=True))
    told: dict[tuple[str, str], int] = {}
    counted: dict[frozenset[str], Any] = {}
    for theme in themes:
        lists = frozenset(list_of[one] for one in resting_on.get(theme, ()) if one in list_of)
        if lists not in counted:
            own = read[read["codebook_id"].isin(list(lists))] if lists else read
            counted[lists] = own.groupby("session_id")["fragment_id"].nunique()
        told |= {(theme, str(session)): int(n) for session, n in counted[lists].items()}
    return told


def _of_theme(labels: list[Any], last: pd.Series[Any], session: str) -> str:
    """What the silence of these labels in one meeting means."""
    read = [
        (last[session, one["codebook_id"]], one["made_at"]) for one in labels if (session, one["codebook_id"]) in last
    ]
    if not read:
        return NOT_WITH
    return NOT_SEEN if any(made <= when for when, made in read) else NOT_YET


def tell_coverage(found: pd.DataFrame, titles: Mapping[str, str]) -> list[str]:
    """The caption: for each list with how many meetings it was read, and how many meetings nobody read."""
    held = found[found["held"].astype(bool) & (found["n_pieces"] > 0)]
    told = []
    for key, own in held.groupby("codebook_id", sort=False):
        n, all_of = int((own["n_read"] > 0).sum()), len(own)
        if n:
            told.append(say_count("learning.coverage.read_with", all_of, list=titles[str(key)], read=n))
    once = found.drop_duplicates("session_id")
    if unread := int((once["held"].astype(bool) & (once["n_pieces"] > 0) & (once["n_read_any"] == 0)).sum()):
        told.append(say_count("learning.coverage.unread", unread))
    return told


def tell_left_out(pieces: pd.DataFrame) -> list[str]:
    """How many pieces do not count and why, in a sentence; none when all count. ``pieces`` as at the top."""
    text = pieces.loc[pieces["kind"] != HEADING, "why"].dropna()
    reasons = {str(why): int(n) for why, n in text.value_counts().items()}
    if not reasons:
        return []
    return [say_count("learning.coverage.left_out", sum(reasons.values()), why=tell_reasons(reasons))]
