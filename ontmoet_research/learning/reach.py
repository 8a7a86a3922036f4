"""Who learns (L1), and whether an idea travels from one perspective to another (L3).

Pure functions. Besides the tables of ``over_time`` they take:

============ ============================================================================================
fragments    ``fragment_id, session_id, participant_id`` (or nothing), ``speaker_perspective`` (or nothing)
participants ``participant_id, perspectives`` (list): someone with two perspectives counts in both
attendance   ``session_id, participant_id, state`` (aanwezig, nieuw: was there)
============ ============================================================================================

A perspective of few people is nearly a person, so small ones never stand apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ontmoet_research.coding import marked_with
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.privacy.suppression import K_ADVISED
from ontmoet_research.store import rows_of, with_none

from .over_time import told_of

__all__ = ["LEARNING", "OTHERS", "WHOLE", "ideas_travel", "learning_reach"]

LEARNING = "leren"
"""What a label stands for that tells of learning."""
WHOLE = "whole"  # the whole group as one
OTHERS = "others"  # perspectives that are too small to stand apart, together
LEAST_AGREED = 2  # people behind a perspective that the group agreed to see
WAS_THERE = ("aanwezig", "nieuw")

People = dict[str, set[str]]


def learning_reach(
    codings: pd.DataFrame,
    fragments: pd.DataFrame,
    participants: pd.DataFrame,
    attendance: pd.DataFrame,
    sessions: pd.DataFrame,
    k: int = K_ADVISED,
    *,
    agreed: bool = False,
) -> pd.DataFrame:
    """Per meeting: perspectives with at least 1 learning fragment ÷ perspectives present (L1, B10).

    A learning fragment has a label that stands for learning (``signs``); whose it is follows from its speaker.
    Present is who was there, and who spoke. As soon as 1 perspective has fewer than ``k`` people present, the whole
    group is 1 bar.
    With ``agreed`` (the group said yes) only perspectives of fewer than 2 people are taken together, as ``OTHERS``.

    Gives, in order of date: ``session_id, name, day, n_present, n_learning, reach`` (0 to 1; NaN with nobody present,
    or when there are learning fragments and of none the speaker is known: that is not the same as nobody),
    ``learning`` and ``silent`` (lists of perspectives, or ``WHOLE``), ``n_fragments`` (learning fragments, also those
    without a known speaker), ``whole`` and ``coded`` (False: nobody labelled this meeting yet).
    """
    shown = told_of(sessions, pd.concat([codings["session_id"], attendance["session_id"]]))
    learned = codings[marked_with(codings, (LEARNING,))].drop_duplicates("fragment_id")
    spoken = _spoken(fragments, participants)
    of_person = dict(zip(participants["participant_id"], participants["perspectives"], strict=True))
    there = attendance[attendance["state"].isin(WAS_THERE)]
    rows = []
    for meeting in rows_of(shown):
        key = meeting["session_id"]
        here, mine = spoken[spoken["session_id"] == key], learned[learned["session_id"] == key]
        present = _present(set(there.loc[there["session_id"] == key, "participant_id"]), of_person, here)
        groups = _apart(present, LEAST_AGREED if agreed else k, agreed=agreed)
        heard = {groups[one] for one in here.loc[here["fragment_id"].isin(mine["fragment_id"]), "perspective"]}
        if set(groups.values()) <= {WHOLE} and len(mine):
            heard = {WHOLE}  # the whole group learns, also when nobody noted who spoke
        names = [one for one in (*PERSPECTIVES, OTHERS, WHOLE) if one in set(groups.values()) | heard]
        learning = [one for one in names if one in heard]
        reach = len(learning) / len(names) if names and (heard or mine.empty) else float("nan")
        coded = bool((codings["session_id"] == key).any())
        silent = [one for one in names if one not in heard]
        told = (len(names), len(learning), reach, learning, silent, len(mine), set(names) <= {WHOLE}, coded)
        rows.append((key, meeting["name"], meeting["day"], *told))
    columns = ["session_id", "name", "day", "n_present", "n_learning", "reach", "learning", "silent", "n_fragments"]
    return pd.DataFrame(rows, columns=[*columns, "whole", "coded"])


def ideas_travel(
    themed: pd.DataFrame, fragments: pd.DataFrame, participants: pd.DataFrame, sessions: pd.DataFrame
) -> pd.DataFrame:
    """Themes first voiced by one perspective and later by another (L3, uptake).

    In: ``by_theme`` and the tables above; ``participants`` are the people of this series. First heard is the first
    meeting with a piece of the theme, also when nobody knows who spoke. Later counts who was no beginner and shares no
    perspective with one: someone with two perspectives is one person. A perspective, or two of one person together,
    that fewer than 2 people have is ``OTHERS``.

    Gives a row per theme and who took it up: ``theme_id, theme, start`` (list, as ``taken_up_by``; empty when nobody
    knows who began), ``start_unknown`` (True: someone unknown began, perhaps together with these), ``first`` (name of
    that meeting), ``taken_up_by`` (perspectives of one person joined by ``+``, or ``OTHERS``), ``meeting``, ``lag``
    (how many meetings later) and ``fragment_ids`` (list: with which it began, then with which it was taken up).
    """
    speakers = _speakers(fragments, participants)
    meetings = told_of(sessions, themed["session_id"])
    place = {key: at for at, key in enumerate(meetings["session_id"])}
    voiced = themed[["theme_id", "theme", "fragment_id", "session_id"]].merge(speakers, on="fragment_id", how="left")
    voiced = voiced.assign(at=voiced["session_id"].map(place)).dropna(subset=["at"])
    size = Counter("+".join(sorted(own, key=_order)) for own in participants["perspectives"])
    names, rows = meetings["name"], []
    for theme_id, one in voiced.groupby("theme_id", sort=False):
        began = int(one["at"].min())
        first, known = one[one["at"] == began], one["perspectives"].notna()
        beginners = set(first["speaker"].dropna())
        theirs = set().union(*first.loc[known, "perspectives"])
        start = sorted({_group(own, size) for own in first.loc[known, "perspectives"]}, key=_group_order)
        begins = (theme_id, one["theme"].iloc[0], start, bool((~known & (one["at"] == began)).any()), names[began])
        later = one[known & (one["at"] > began) & ~one["speaker"].isin(beginners)].sort_values("at", kind="stable")
        took: dict[str, dict[int, list[str]]] = {}
        for own, at, piece in zip(later["perspectives"], later["at"], later["fragment_id"], strict=True):
            if not theirs & set(own):
                took.setdefault(_group(own, size), {}).setdefault(int(at), []).append(piece)
        for who, at in sorted(((who, min(when)) for who, when in took.items()), key=_by_time):
            pieces = list(dict.fromkeys([*first["fragment_id"], *took[who][at]]))
            rows.append((*begins, who, names[at], at - began, pieces))
    columns = ["theme_id", "theme", "start", "start_unknown", "first", "taken_up_by", "meeting", "lag"]
    return pd.DataFrame(rows, columns=[*columns, "fragment_ids"])


def _by_time(told: tuple[str, int]) -> tuple[Any, ...]:
    return (told[1], _group_order(told[0]))


def _speakers(fragments: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    """Of each piece with a known voice: ``fragment_id, speaker`` (id, or the piece itself) and ``perspectives``."""
    several = dict(zip(participants["participant_id"], participants["perspectives"], strict=True))
    rows = [
        (piece, person if person in several else piece, several.get(person) or [one])
        for piece, person, one in zip(
            fragments["fragment_id"], fragments["participant_id"], fragments["speaker_perspective"], strict=True
        )
        if several.get(person) or one
    ]
    return pd.DataFrame(rows, columns=["fragment_id", "speaker", "perspectives"])


def _group(perspectives: Iterable[str], size: Mapping[str, int]) -> str:
    """Under which name someone with these perspectives is told of."""
    name = "+".join(sorted(perspectives, key=_order))
    return name if size.get(name, 0) >= LEAST_AGREED else OTHERS


def _group_order(name: str) -> tuple[int, ...]:
    return tuple(_order(one) for one in name.split("+"))


def _spoken(fragments: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    """Who speaks in each fragment: ``fragment_id, session_id, participant_id, perspective``, a row per perspective."""
    several = dict(zip(participants["participant_id"], participants["perspectives"], strict=True))
    known = [
        several.get(person) or ([one] if one else [])
        for person, one in zip(fragments["participant_id"], with_none(fragments["speaker_perspective"]), strict=True)
    ]
    rows = fragments[["fragment_id", "session_id", "participant_id"]].assign(perspective=known)
    return rows.explode("perspective").dropna(subset=["perspective"]).reset_index(drop=True)


def _present(there: set[str], of_person: Mapping[str, Iterable[str]], spoken: pd.DataFrame) -> People:
    """The people of each perspective who were in the room; who spoke was there."""
    found: People = {}
    for person in there | set(spoken["participant_id"].dropna()):
        for one in of_person.get(person, ()):
            found.setdefault(one, set()).add(person)
    for one in spoken["perspective"]:
        found.setdefault(one, set())  # someone spoke from here; who it was, nobody knows
    return found


def _apart(present: People, least: int, *, agreed: bool) -> dict[str, str]:
    """Under which name each perspective is shown: its own, ``OTHERS``, or ``WHOLE``."""
    small = [one for one in present if len(present[one]) < least]
    if not small:
        return {one: one for one in present}
    left = sorted(set(present) - set(small), key=lambda one: (len(present[one]), _order(one)))
    while agreed and left and len(set().union(*(present[one] for one in small))) < least:
        small.append(left.pop(0))  # one person alone can't be "the others"
    if not agreed or not left:
        return dict.fromkeys(present, WHOLE)
    return {one: OTHERS if one in small else one for one in present}


def _order(perspective: str) -> int:
    return PERSPECTIVES.index(perspective) if perspective in PERSPECTIVES else len(PERSPECTIVES)
