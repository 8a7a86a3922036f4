"""Who was there from the start, who came later and who stopped (B25). For the workspace; findings name nobody.

Somebody is of the start who was at the first meeting that was held. Who was not, still is when they were on the list
before that day, unless a later meeting first saw them as new. A preparing talk is no first meeting.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.store import rows_of

if TYPE_CHECKING:
    import pandas as pd

PRESENT = ("actief", "pauze")  # someone who takes a break keeps the place in the group
PRIVATE_KIND = "voorbespreking"  # what is said there stays with who prepared together (D28)
CAME = ("aanwezig", "nieuw")


@dataclass(frozen=True)
class Start:
    """How a series began: ``day`` of its first meeting (ISO; None when nothing was held), ids of who were ``there``,
    and of who came in ``later`` as new."""

    day: str | None = None
    there: Collection[str] = ()
    later: Collection[str] = ()


def start_of(sessions: pd.DataFrame, attendance: pd.DataFrame) -> Start:
    """The start of one series. In: its meetings (``session_id``, ``date``, ``status``, ``kind``), and ``session_id``,
    ``participant_id`` and ``state`` of the attendance."""
    held = sessions[(sessions["status"] == "gehouden") & sessions["date"].notna() & (sessions["kind"] != PRIVATE_KIND)]
    held = held.sort_values("date", kind="stable")
    if held.empty:
        return Start()
    came = attendance[attendance["state"].isin(CAME)]
    there = set(came.loc[came["session_id"] == held["session_id"].iloc[0], "participant_id"])
    new = came[(came["state"] == "nieuw") & came["session_id"].isin(held["session_id"].iloc[1:])]
    return Start(str(held["date"].iloc[0]), there, set(new["participant_id"]) - there)


def starters(participants: pd.DataFrame, start: Start) -> pd.DataFrame:
    """The rows of people who were there from the start, whether they still take part or not.

    In: ``participant_id``, ``status``, ``joined`` (ISO day; empty means from the start) and ``left`` (ISO day) of the
    participants of one series. People who withdrew are in no figure, and who left before the first meeting never
    started. Without a day of the first meeting, the earliest ``joined`` is that day.
    """
    known = participants[participants["status"] != "ingetrokken"]
    first = start.day or min(known["joined"].dropna(), default=None)
    if first is None:
        return known
    on_time = (known["joined"].isna() | (known["joined"] <= first)) & ~known["participant_id"].isin(list(start.later))
    never = known["left"].notna() & (known["left"] < first)
    return known[known["participant_id"].isin(list(start.there)) | (on_time & ~never)]


def stability(participants: pd.DataFrame, start: Start | None = None) -> float | None:
    """Share of the people of the start who still take part (B25); None when nobody started.

    In: as :func:`starters`. People who pause still take part. With 10 people at the start of whom 2 stopped, and 1 who
    came later, it is 0.80.
    """
    began = starters(participants, start or Start())
    return float(began["status"].isin(PRESENT).mean()) if len(began) else None


def newcomers(participants: pd.DataFrame, start: Start | None = None) -> list[str]:
    """Ids of people who came after the start and take part. In: as :func:`starters`."""
    later = ~participants["participant_id"].isin(starters(participants, start or Start())["participant_id"])
    return list(participants.loc[later & participants["status"].isin(PRESENT), "participant_id"])


def check_stability(
    series_id: str, sessions: pd.DataFrame, participants: pd.DataFrame, attendance: pd.DataFrame
) -> list[Finding]:
    """Findings on whether the group stayed the same (B25); nobody is named.

    In: meetings and participants of one series, and the table of ``read_attendance``.
    """
    start = start_of(sessions, attendance)
    if start.day is None:
        return []
    began = starters(participants, start)
    still = int(began["status"].isin(PRESENT).sum())
    found = []
    if still < len(began):
        found.append(warning("group.people_stopped", "B25", series_id, n=still, whole=len(began)))
    return found + [warning("group.newcomer", "B25", person) for person in newcomers(participants, start)]


def joined_and_left(participants: pd.DataFrame, start: Start) -> list[tuple[str, str, str]]:
    """Who came and who stopped, by day, as (ISO day or '', ``came`` or ``left``, participant_id); nobody's reason.

    In: as :func:`starters`. Who was there from the start came on no day of their own; who withdrew is left out.
    """
    known = participants[participants["status"] != "ingetrokken"]
    began = set(starters(known, start)["participant_id"])
    log = [
        (one["joined"] or "", "came", one["participant_id"])
        for one in rows_of(known)
        if one["participant_id"] not in began and one["status"] in (*PRESENT, "gestopt")
    ]
    log += [(one["left"] or "", "left", one["participant_id"]) for one in rows_of(known[known["status"] == "gestopt"])]
    return sorted(log)
