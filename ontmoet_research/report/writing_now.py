"""Who has a part of the report open to write in, so that two people know of each other. It refuses nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ontmoet_research.record import write
from ontmoet_research.store import Project, new, read_rows, remove

ORIGIN = "report.writing_now"
TABLE = "writing_now"
AT_MOST = timedelta(minutes=30)  # whoever closed the lid of a computer doesn't write any more

__all__ = ["ORIGIN", "begin_writing", "stop_writing", "who_writes"]


def begin_writing(project: Project, series_id: str, section: str) -> None:
    """The person at work opens a part; another part that stood open for them closes."""
    mine = read_rows(project, TABLE, contributor_id=project.who)
    about = {"series_id": series_id, "section": section, "contributor_id": project.who}
    write(project, [*map(remove, mine), new(TABLE, **about)], origin=ORIGIN)


def stop_writing(project: Project) -> None:
    """The person at work has no part open any more."""
    mine = read_rows(project, TABLE, contributor_id=project.who)
    if mine:
        write(project, [remove(row) for row in mine], origin=ORIGIN)


def who_writes(project: Project, series_id: str, section: str, *, now: datetime | None = None) -> list[str]:
    """The contributors who opened this part in the last half hour, without the person at work."""
    since = ((now or datetime.now(UTC)) - AT_MOST).isoformat()
    rows = read_rows(project, TABLE, series_id=series_id, section=section)
    there = (row["contributor_id"] for row in rows if row.at >= since and row["contributor_id"] != project.who)
    return list(dict.fromkeys(there))
