"""Pieces that may be hard to read (zwaar): announced before they show, and anyone may skip them (A34, P29).

No program can tell what is heavy for whom, so a person says it of a piece, and can take it back.
"""

from __future__ import annotations

from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, read_rows

ORIGIN = "privacy.heavy"


def mark_heavy(project: Project, fragment_id: str, heavy: bool = True) -> None:
    """Say that a piece may be hard to read, or is not. Errors: ``Refused`` when it is gone."""
    piece = find(project, "fragments", fragment_id)
    if bool(piece["heavy"]) != heavy:
        write(project, [change(piece, heavy=heavy)], origin=ORIGIN)


def heavy_pieces(project: Project, source_id: str) -> set[str]:
    """The ``fragment_id`` of the pieces of a note that are announced as heavy."""
    return {row.object_id for row in read_rows(project, "fragments", source_id=source_id, heavy=True)}
