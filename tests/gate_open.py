"""What a real project needs before students read and words are quoted: a look at each note, and an agreement."""

from __future__ import annotations

from typing import Any

from ontmoet_research.store import Project, change, find, new, read_rows, write

AGREED = {"agreement_signed_on": "2024-01-01", "agreement_until": "2099-12-31"}


def look_at_notes(project: Project, who: str) -> None:
    """This contributor looked at each note and found nobody who could be recognised (P04)."""
    write(project, [looked(row.object_id, who) for row in read_rows(project, "sources")])


def looked(source_id: str, who: str) -> Any:
    """The row of a look at one note."""
    return new("recognition_checks", source_id=source_id, contributor_id=who, outcome="niemand")


def agree(project: Project, student: str, supervisor: str) -> None:
    """A student signed an agreement that still runs, and has a supervisor (P24)."""
    row = find(project, "contributors", student)
    write(project, [change(row, supervisor_id=supervisor, **AGREED)])
