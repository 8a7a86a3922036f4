"""Can everyone take part in the next meeting? Who looks after it, who judged the room, and what people need.

Only needs are kept, never causes (D14). What people need is shown for the group as a whole, without whose need it is.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ontmoet_research.findings import Finding, warning
from ontmoet_research.model.people import NEEDS
from ontmoet_research.record import iso_day, today, write
from ontmoet_research.store import Project, Row, change, find, last_told, new, read_rows, rows_of

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "group.access"
PRESENT = ("actief", "pauze")
# Needs that are hard to meet in one room at the same time. It is asked what people agreed; the kit solves nothing.
HARD_TOGETHER = (("stil", "tolk"), ("stil", "hulp bij lezen"))


def next_meeting(sessions: pd.DataFrame) -> str | None:
    """The meeting to get ready for: the first planned one with a day, else the first planned one, else None.

    In: the meetings of one series (``session_id``, ``number``, ``date``, ``status``).
    """
    planned = sessions[sessions["status"] == "gepland"].sort_values("number", kind="stable")
    dated = planned[planned["date"].notna()].sort_values("date", kind="stable")
    first = dated if len(dated) else planned
    return str(first["session_id"].iloc[0]) if len(first) else None


def record_access_check(
    project: Project, session_id: str, outcome: str, by_perspective: str | None = None, note: str = "", day: str = ""
) -> str:
    """Note that someone who meets hurdles judged the room beforehand (D18); give the ``access_check_id``.

    ``outcome`` is goed, goed_na_aanpassing or niet_goed; ``note`` says what has to be changed. Errors: ``Refused``
    when the meeting is gone or the day can't be read.
    """
    find(project, "sessions", session_id)
    values = {"outcome": outcome, "by_perspective": by_perspective or None, "note": note.strip() or None}
    made = new("access_checks", session_id=session_id, date=iso_day(day) or today(), **values)
    write(project, [made], origin=ORIGIN)
    return made.object_id


def list_access_checks(project: Project, session_id: str) -> list[Row]:
    """The judgements of the room of a meeting, oldest first."""
    return sorted(
        read_rows(project, "access_checks", session_id=session_id), key=lambda row: (row["date"] or "", row.at)
    )


def note_ready(project: Project, session_id: str, words: str) -> None:
    """Note what was agreed where needs are hard to combine (D19). Errors: ``Refused`` when the meeting is gone."""
    meeting = find(project, "sessions", session_id)
    if meeting["ready_note"] != (words.strip() or None):
        write(project, [change(meeting, ready_note=words.strip() or None)], origin=ORIGIN)


def needs_of_group(needs: pd.DataFrame, participants: pd.DataFrame) -> list[tuple[str, int]]:
    """What the people who take part need, as (need, number of people), in the order of the list; nobody is named.

    In: ``person_id`` and ``needs`` (list); ``participant_id`` and ``status`` of the participants of one series.
    """
    own = _own(needs, participants)
    counts = {need: sum(need in chosen for chosen in own["needs"]) for need in NEEDS}
    return [(need, count) for need, count in counts.items() if count]


def hard_to_combine(needs: pd.DataFrame, participants: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of needs of different people in this group that are hard to meet together, and are not solved yet.

    In: ``person_id``, ``needs``, ``conflict_note`` and ``solution``. A need with a ``solution`` counts as solved; a row
    with a ``conflict_note`` and no solution says itself that it conflicts, and gives a pair of its need twice.
    """
    own = _own(needs, participants)
    open_ones = rows_of(own[own["solution"].isna()])
    pairs: dict[tuple[str, str], None] = {}
    for one, other in combinations(open_ones, 2):
        for a, b in HARD_TOGETHER:
            if (a in one["needs"] and b in other["needs"]) or (b in one["needs"] and a in other["needs"]):
                pairs[a, b] = None
    for one in open_ones:
        if one["conflict_note"]:
            need = (one["needs"] or ["anders"])[0]
            pairs.setdefault((need, need), None)
    return list(pairs)


def to_confirm(needs: pd.DataFrame, participants: pd.DataFrame, last_held: str | None) -> list[str]:
    """Who to ask "klopt dit nog?" (D16): ids of people whose need was last confirmed before the last meeting.

    In: as above with ``confirmed_on``; ``last_held`` is the ISO day of the last meeting, None when there was none yet.
    """
    if last_held is None:
        return []
    own = _own(needs, participants)
    stale = own["confirmed_on"].isna() | (own["confirmed_on"] < last_held)
    some = own["needs"].map(bool) | own["text"].notna()
    return sorted(set(own.loc[stale & some, "person_id"]))


def check_access(
    series_id: str, sessions: pd.DataFrame, participants: pd.DataFrame, needs: pd.DataFrame, checks: pd.DataFrame
) -> list[Finding]:
    """Findings on the next meeting of one series: D16 (needs confirmed), D18 (the room judged), D19 (needs conflict).

    In: the meetings and participants of the series, and the tables ``needs`` and ``access_checks``. That somebody looks
    after it (D17) is asked in ``check_meetings``. A meeting online has no room.
    """
    coming = next_meeting(sessions)
    if coming is None:
        return []
    meeting = rows_of(sessions[sessions["session_id"] == coming])[-1]
    found = []
    judged = checks[checks["session_id"] == coming]
    if judged.empty and meeting["mode"] != "online" and meeting["date"]:
        found.append(warning("group.access.not_judged", "D18", coming, meeting=meeting["label"]))
    elif len(judged) and judged["outcome"].iloc[-1] == "niet_goed":
        found.append(warning("group.access.not_good", "D18", coming, meeting=meeting["label"]))
    if hard_to_combine(needs, participants) and not meeting["ready_note"]:
        found.append(warning("group.access.conflict", "D19", coming, meeting=meeting["label"]))
    held = sessions.loc[sessions["status"] == "gehouden", "date"].dropna()
    if people := to_confirm(needs, participants, held.max() if len(held) else None):
        found.append(warning("group.access.confirm", "D16", series_id, n=len(people)))
    return found


def _own(needs: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    present = participants.loc[participants["status"].isin(PRESENT), "participant_id"]
    return last_told(needs[needs["person_id"].isin(present)], "person_id")
