"""Whether the group stayed the same (B25): who of the start still takes part, and how many were at each meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ontmoet_research.charts import BLUE, Chart
from ontmoet_research.group import newcomers, read_participants, read_sessions
from ontmoet_research.group.checks import PRESENT
from ontmoet_research.privacy.publishing import Counted
from ontmoet_research.privacy.register import taking_part
from ontmoet_research.store import Project
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WHO_STAYED = "wie_bleef"

__all__ = ["draw_attendance", "tell_stayed", "who_stayed"]


def who_stayed(project: Project, series_id: str) -> Counted | None:
    """People of the start who still take part (``still``), who stopped (``stopped``), and who came later (``later``).

    As ``group.stability`` counts them; None when no meeting with a day was held or nobody started.
    """
    sessions = read_sessions(project, series_id)
    held = sessions[(sessions["status"] == "gehouden") & sessions["date"].notna()]
    people = read_participants(project).drop_duplicates("participant_id", keep="last")
    people = people[people["participant_id"].isin(list(taking_part(project, series_id)))]
    if held.empty or people.empty:
        return None
    first = str(held["date"].min())
    started = people["joined"].isna() | (people["joined"] <= first)
    present = people["status"].isin(PRESENT)
    if not started.any():
        return None
    later = len(newcomers(people, first)) + int((~started & ~present).sum())
    counts = {"still": int((started & present).sum()), "stopped": int((started & ~present).sum()), "later": later}
    table = pd.DataFrame({"n": list(counts.values())}, index=list(counts))
    return Counted(WHO_STAYED, table, table, set(people["participant_id"]), by=("gebleven",))


def tell_stayed(stayed: Mapping[str, int]) -> str:
    """One sentence: how many of the people of the start still take part."""
    started = stayed["still"] + stayed["stopped"]
    if not stayed["stopped"]:
        return say_count("report.stayed.all", started)
    return say("report.stayed.some", n=stayed["still"], whole=started)


def draw_attendance(attended: Mapping[str, int | None], k: int) -> Chart:
    """F1: a row of dots per meeting, one dot for each person, the whole group together; hidden ones have no dots."""
    table = pd.DataFrame(
        {
            say("report.column.meeting"): list(attended),
            say("report.column.people"): [_told(n) for n in attended.values()],
        }
    )
    known = [n for n in attended.values() if n is not None]
    told = [say_count("report.attended.range", len(known), least=min(known), most=max(known))] if known else []
    hidden = len(attended) - len(known)
    told += [say_count("report.attended.hidden", hidden, k=k)] if hidden else []
    size = (8.0, 1.0 + 0.4 * len(attended))
    title, notes = say("report.attended.title"), (say("report.attended.dots"),)
    return Chart(title, " ".join(told), table, lambda axes: _dots(axes, attended), size, notes)


def _dots(axes: Axes, attended: Mapping[str, int | None]) -> None:
    for place, number in enumerate(attended.values()):
        axes.plot(range(1, (number or 0) + 1), [place] * (number or 0), "o", color=BLUE, markersize=9)
        axes.text((number or 0) + 0.6, place, _told(number), va="center")
    axes.set_yticks(range(len(attended)), list(attended))
    axes.set_xticks([])
    axes.set_xlim(0, max((n or 0) for n in attended.values()) + 4)
    axes.spines["bottom"].set_visible(False)
    axes.set_ylim(-0.6, len(attended) - 0.4)
    axes.invert_yaxis()


def _told(number: int | None) -> str:
    return say("report.attended.few") if number is None else str(number)
