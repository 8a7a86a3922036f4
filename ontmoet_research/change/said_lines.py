"""Correct a line that was kept of a meeting, or take it out; the history holds how it was. And when it was added (A32).

One way for all that is a line on the page of a meeting: gains, insights, signals, what was told of an assignment, and
answers to a closing question. Wishes are not among them: none is ever deleted (B33).
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

from ontmoet_research.model import marked
from ontmoet_research.record import columns_of_words
from ontmoet_research.store import Project, Row, find
from ontmoet_research.words import Refused

from .corrections import put_right, take_out
from .tables import read_progress

ORIGIN = "change.said_lines"
LINES = ("gains", "insights", "signals", "progress", "harvests")
TOLD = ("done", "status_text", "going_well", "stuck", "need")  # of what was told, the first that is filled in

__all__ = ["LINES", "ORIGIN", "TOLD", "added_later", "drop_line", "find_line", "reword", "words_of"]


def words_of(row: Row) -> str:
    """The words of a line; answers to a closing question each on a line of their own."""
    column = _column(row)
    value = row[column] if column else ""
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def reword(project: Project, table: str, row_id: str, words: str) -> None:
    """Put other words in the place of a line (``put_right``).

    Errors: ``Refused`` without words, when the line is gone, or when its holder keeps it from the person at work;
    ``ValueError`` for another table.
    """
    row = find_line(project, table, row_id)
    if not words.strip():
        raise Refused("change.line_needs_words")
    column = _column(row) or _columns(table)[0]
    told = words.splitlines() if table == "harvests" else words
    put_right(project, table, row_id, origin=ORIGIN, **{column: told})


def drop_line(project: Project, table: str, row_id: str) -> None:
    """Take a line out; of an assignment only what is shown, when more was told. Errors: as :func:`reword`."""
    row = find_line(project, table, row_id)
    column = _column(row)
    if table == "progress" and column and any(row[name] for name in (*TOLD, "why", "from_whom") if name != column):
        put_right(project, table, row_id, origin=ORIGIN, **{column: None})
    else:
        take_out(project, table, row_id, origin=ORIGIN)


def added_later(row: Row, held: str | None) -> date | None:
    """The day on which something was added, when that is after the day of its meeting (ISO); otherwise None.

    An object's id tells when it was made (RFC 9562), also after it was corrected.
    """
    if not held:
        return None
    made = uuid.UUID(row.object_id)
    if made.version == 7:
        moment = datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
    else:
        moment = datetime.fromisoformat(row.at)
    day = moment.astimezone().date()
    return day if day.isoformat() > held else None


def find_line(project: Project, table: str, row_id: str) -> Row:
    """A line that the person at work may see and change. Errors: as :func:`reword`."""
    if table not in LINES:
        raise ValueError(f"table is one of {', '.join(LINES)}; not {table}")
    row = find(project, table, row_id)
    if table == "progress":
        seen = read_progress(project, project.who)
        mine = seen[seen["progress_id"] == row_id]
        if mine.empty or mine[list(TOLD)].isna().all(axis=None):
            raise Refused("store.gone")
    return row


def _columns(table: str) -> tuple[str, ...]:
    """The columns whose words can be the line, the one that comes first first."""
    can_mend = marked(table, "mend")
    return TOLD if table == "progress" else tuple(name for name in columns_of_words(table) if name in can_mend)


def _column(row: Row) -> str | None:
    return next((name for name in _columns(row.table) if row.values.get(name)), None)
