"""Whether the group stayed the same (B25): who of the start still takes part, who stopped, who came later."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ontmoet_research.group import read_attendance, read_participants, read_sessions
from ontmoet_research.group.staying import PRESENT, start_of, starters
from ontmoet_research.privacy.register import taking_part
from ontmoet_research.store import Project
from ontmoet_research.words import say, say_count

__all__ = ["tell_stayed", "who_stayed"]


def who_stayed(project: Project, series_id: str) -> pd.DataFrame | None:
    """People of the start who still take part (``still``), who stopped (``stopped``), and who came later (``later``).

    As ``group.stability`` counts them; None when no meeting with a day was held or nobody started.
    """
    start = start_of(read_sessions(project, series_id), read_attendance(project))
    people = read_participants(project)
    people = people[people["participant_id"].isin(list(taking_part(project, series_id)))]
    began = starters(people, start)
    if start.day is None or began.empty:
        return None
    still = int(began["status"].isin(PRESENT).sum())
    counts = {"still": still, "stopped": len(began) - still, "later": len(people) - len(began)}
    return pd.DataFrame({"n": list(counts.values())}, index=list(counts))


def tell_stayed(stayed: Mapping[str, int]) -> str:
    """One sentence: how many of the people of the start still take part."""
    started = stayed["still"] + stayed["stopped"]
    if not stayed["stopped"]:
        return say_count("report.stayed.all", started)
    return say("report.stayed.some", n=stayed["still"], whole=started)
