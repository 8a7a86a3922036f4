"""Who was at the meetings, counted per meeting and never per person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.store import last_told, rows_of

if TYPE_CHECKING:
    import pandas as pd

STATES = ("aanwezig", "afgemeld", "afwezig", "nieuw")


def count_attendance(attendance: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """People per state for each meeting that was held and noted, by number. For the workspace.

    In: ``session_id``, ``participant_id`` and ``state`` of the attendance; ``session_id``, ``number``, ``label`` and
    ``status`` of the meetings of one series. Out: ``meeting`` (its label) and a count for each of ``aanwezig``,
    ``afgemeld``, ``afwezig`` and ``nieuw``.
    """
    import pandas as pd

    known = last_told(attendance, "session_id", "participant_id")
    held = sessions[sessions["status"] == "gehouden"].sort_values("number")
    rows = []
    for meeting in rows_of(held):
        states = known.loc[known["session_id"] == meeting["session_id"], "state"].value_counts()
        if len(states):
            rows.append({"meeting": meeting["label"], **{state: int(states.get(state, 0)) for state in STATES}})
    return pd.DataFrame(rows, columns=["meeting", *STATES])
