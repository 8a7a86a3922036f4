"""What stands around the group and its meetings, read for the parts *Wie deden mee* and *Zo werkten we samen*.

Words that someone took out are blocks in here: these texts have no way to be held back. Tables hold only numbers that
these readers may know (P16): outside the group no cell of fewer than k people, nor anything that would tell one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ontmoet_research.group import list_parts, read_sessions
from ontmoet_research.privacy import k_of, without_taken_out_words
from ontmoet_research.privacy.publishing import at_meetings
from ontmoet_research.privacy.suppression import K_LEAST, GivesAwayError, suppress
from ontmoet_research.store import Project, read_table
from ontmoet_research.voices import Voices, read_equality_notes, read_voices

from .staying import who_stayed

INSIDE = "groep"
POLL = ["question", "option", "count", "is_other", "session_id"]

__all__ = ["GroupAround", "read_group_around"]


@dataclass(frozen=True)
class GroupAround:
    """``k`` of the series, and tables of this series only.

    ``parts``: ``session_id, order, kind, title, work_form`` of parts of meetings. ``priorities`` in the order residents
    gave. ``polls``: ``session_id, question, option, count`` (None where it is hidden) and ``is_other``. ``attended``:
    meeting -> people (None where it is hidden), for the group. ``stayed``: ``still``, ``stopped``, ``later`` -> people,
    for the group. ``series_words`` and ``phase_words``: texts by name or
    ``phase_id``; ``changed``: ``session_id`` -> what a talk changed. ``notes`` are what sides said on taking part.
    """

    k: int
    parts: pd.DataFrame
    priorities: pd.DataFrame
    polls: pd.DataFrame
    attended: dict[str, int | None]
    stayed: dict[str, int]
    series_words: dict[str, str]
    phase_words: dict[str, str]
    changed: dict[str, str]
    places: list[str]
    voices: Voices
    notes: pd.DataFrame = field(default_factory=pd.DataFrame)


def read_group_around(project: Project, series_id: str, audience: str) -> GroupAround:
    """Read it for these readers (groep, partners, gemeente, openbaar)."""
    k = max(k_of(project, series_id), K_LEAST)
    sessions = read_sessions(project, series_id)
    held = sessions[sessions["status"] == "gehouden"]
    series = read_table(project, "series").set_index("series_id")
    phases = read_table(project, "phases")
    phases = phases[phases["series_id"] == series_id]
    own = {name: series.loc[series_id, name] for name in ("size_reason", "pilot_note")}
    parts = [{**row.values, "session_id": one} for one in held["session_id"] for row in list_parts(project, one)]
    priorities = read_table(project, "priorities")
    notes = read_equality_notes(project, [series_id])
    return GroupAround(
        k=k,
        parts=pd.DataFrame(parts, columns=["session_id", "order", "kind", "title", "work_form"]),
        priorities=priorities[priorities["series_id"] == series_id].sort_values("order", kind="stable"),
        polls=_polls(read_table(project, "poll_options"), sessions["session_id"], audience, k),
        attended=_attended(project, series_id, k),
        stayed=_stayed(project, series_id),
        series_words=_words(project, own),
        phase_words=_words(project, dict(zip(phases["phase_id"], phases["result_note"], strict=True))),
        changed=_words(project, dict(zip(held["session_id"], held["research_changed"], strict=True))),
        places=[one for one in held["place_kind"].dropna() if one.strip()],
        voices=read_voices(project, [series_id]),
        notes=notes.assign(text=without_taken_out_words(project, notes["text"])),
    )


def _attended(project: Project, series_id: str, k: int) -> dict[str, int | None]:
    """People per meeting. Who was there knows it; a row of few dots would still point at the others."""
    told = at_meetings(project, series_id)
    cells = {} if told is None else told.table.iloc[:, 0]
    return {str(name): int(n) if n >= k else None for name, n in cells.items()}


def _stayed(project: Project, series_id: str) -> dict[str, int]:
    told = who_stayed(project, series_id)
    return {} if told is None else {str(name): int(n) for name, n in told.iloc[:, 0].items()}


def _polls(options: pd.DataFrame, session_ids: pd.Series, audience: str, k: int) -> pd.DataFrame:
    own = options[options["session_id"].isin(session_ids)]
    told = []
    for _, asked in own.groupby(["session_id", "question"], sort=False):
        one = asked[POLL].reset_index(drop=True)
        if audience != INSIDE:
            counts = one[["count"]].astype(int)
            try:
                one["count"] = suppress(counts, counts, k)["count"]
            except GivesAwayError:
                one["count"] = None
        told.append(one.astype({"count": object}))
    return pd.concat(told, ignore_index=True) if told else pd.DataFrame(columns=POLL)


def _words(project: Project, texts: dict[str, Any]) -> dict[str, str]:
    known = {key: text.strip() for key, text in texts.items() if (text or "").strip()}
    return dict(without_taken_out_words(project, pd.Series(known, dtype=object)).items()) if known else {}
