"""Reading blind at every door: others' labels on a piece stay shut until one's own are there (E11).

Who skipped a piece did not read it: skipping opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ontmoet_research.store import Project, read_rows

if TYPE_CHECKING:
    import pandas as pd

SKIPPED = "overgeslagen"
OPEN = ("open", "pauze")
SHUT = {"codings": "coding_id", "readings": "reading_id"}  # what tells how someone read a piece


def opened_by(project: Project, contributor_id: str) -> set[str]:
    """The ``fragment_id`` of each piece that this contributor read alone; not of what was skipped."""
    rows = read_rows(project, "readings", contributor_id=contributor_id)
    return {row["fragment_id"] for row in rows if row["outcome"] != SKIPPED}


def waiting_pieces(project: Project) -> set[str]:
    """The ``fragment_id`` of each piece that someone still has to read alone, in a round that is not done."""
    asked = {
        (who, piece)
        for row in read_rows(project, "batches")
        if row["status"] in OPEN
        for who in row["contributor_ids"]
        for piece in row["fragment_ids"]
    }
    read = {one: opened_by(project, one) for one in {who for who, _ in asked}}
    return {piece for who, piece in asked if piece not in read[who]}


def without_blind(project: Project, name: str, table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """A table without how others read what is still to be read alone, and how many rows that leaves out.

    In: ``contributor_id`` and ``fragment_id``. A contributor at work sees the own rows, and those on pieces that this
    person read. Nobody at work (``kit``): those on pieces that nobody has to read any more.
    """
    if name not in SHUT or table.empty:
        return table, 0
    at_work = bool(read_rows(project, "contributors", object_id=project.who))
    shut = _shut(project, table["fragment_id"], at_work)
    if at_work:
        shut &= table["contributor_id"] != project.who
    return table[~shut].reset_index(drop=True), int(shut.sum())


def _shut(project: Project, pieces: pd.Series[str], at_work: bool) -> pd.Series[bool]:
    known: Iterable[str] = opened_by(project, project.who) if at_work else waiting_pieces(project)
    found = pieces.isin(list(known))
    return ~found if at_work else found
