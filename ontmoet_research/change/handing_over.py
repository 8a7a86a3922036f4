"""An assignment goes on with someone else, and what is noted about it can be put right (B26).

Who held it before stays in the history, with what was said when it was handed over.
"""

from __future__ import annotations

from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, find, history, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

from .assignments import ORIGIN, may_show_details

__all__ = ["describe_assignment", "hand_over", "holder_moments", "notes_on"]


def hand_over(project: Project, assignment_id: str, holder_id: str, note: str = "") -> None:
    """Someone else takes an assignment over; ``note`` is what was said about it, kept as a note on the assignment.

    What its holder hides goes along, so only who may show it hands it over. Errors: ``Refused`` when it is with this
    person already, for someone else than its holder while it is hidden, or when something is gone.
    """
    row = find(project, "assignments", assignment_id)
    find(project, "participants", holder_id)
    if holder_id == row["holder_id"]:
        raise Refused("change.same_holder")
    if row["details_hidden"] and not may_show_details(project, assignment_id):
        raise Refused("change.only_holder_shows")
    drafts = [changed(row, holder_id=holder_id)]
    if note.strip():
        find(project, "contributors", project.who)
        told = {"contributor_id": project.who, "about_id": assignment_id, "text": note.strip()}
        drafts.append(new("memos", **told, kind="methode", private=False))
    write(project, drafts, origin=ORIGIN)


def holder_moments(project: Project, assignment_id: str) -> list[tuple[str, str]]:
    """Who held an assignment, each time as (``participant_id``, ISO day it began); the first holder is the first."""
    versions = history(project, "assignments", assignment_id)
    moments: list[tuple[str, str]] = []
    for holder, at in zip(versions["holder_id"], versions["at"], strict=True):
        if not moments or moments[-1][0] != holder:
            moments.append((holder, at[:10]))
    return moments


def notes_on(project: Project, assignment_id: str) -> list[Row]:
    """What was said about an assignment when it was handed over, the first first."""
    return [row for row in read_rows(project, "memos", about_id=assignment_id) if not row["private"]]


def describe_assignment(project: Project, assignment_id: str, **details: str | None) -> None:
    """Put right what is noted about an assignment: ``kind``, ``size`` or ``organisation_id``; None when not known.

    Errors: ``Refused`` when it or the organisation is gone, or for someone else than its holder while it is hidden;
    ``ValueError`` for a value or a detail the model does not know here.
    """
    if unknown := details.keys() - {"kind", "size", "organisation_id"}:
        raise ValueError(f"no detail {sorted(unknown)} of an assignment")
    row = find(project, "assignments", assignment_id)
    if row["details_hidden"] and not may_show_details(project, assignment_id):
        raise Refused("change.only_holder_shows")
    if details.get("organisation_id"):
        find(project, "organisations", str(details["organisation_id"]))
    write(project, [changed(row, **details)], origin=ORIGIN)
