"""What the person at work did in a project, counted for their own page of skills (D08).

Only for the person at work: there is no way to ask it of someone else, and nothing puts two people side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontmoet_research.store import Project, read_rows


@dataclass(frozen=True)
class Work:
    """How many pieces someone labelled, meetings they led, differences they talked about and parts they wrote."""

    pieces: int = 0
    led: int = 0
    talks: int = 0
    written: int = 0


def own_work(project: Project) -> Work:
    """What the person at work did in this project; removed labels don't count, a piece counts once."""
    me = project.who
    led = [
        row for row in read_rows(project, "sessions") if me in row["facilitator_ids"] and row["status"] == "gehouden"
    ]
    parts = [row for row in read_rows(project, "report_sections") if me in row["authors"]]
    return Work(
        pieces=len({row["fragment_id"] for row in read_rows(project, "codings", contributor_id=me)}),
        led=len(led),
        talks=len({row["difference_id"] for row in read_rows(project, "positions", contributor_id=me)}),
        written=len(parts),
    )
