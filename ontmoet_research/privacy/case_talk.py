"""Talk of someone who is not in the group: a case (A15, P06).

Who it is about said no yes to anything. So such a piece is *besloten* from the moment it is marked, and only a person
lets it out, with a reason that stays: who, when and why stand in the logbook and in the history of the piece.
"""

from __future__ import annotations

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, change, find, new, read_values
from ontmoet_research.words import Refused

from .who_may import must_look_after

ORIGIN = "privacy.case_talk"
RELEASED, CLOSED = "case released", "case closed"
INSIDE, IN_GROUP = "besloten", "groep"


def mark_case(project: Project, fragment_id: str) -> None:
    """Say that a piece tells of someone outside the group: *besloten* from now on. Errors: ``Refused`` when gone."""
    piece = find(project, "fragments", fragment_id)
    told = {"contains_case": True, "visibility": INSIDE}
    same = all(piece[name] == value for name, value in told.items())
    drafts: list[Draft] = [] if same else [change(piece, **told)]
    if fragment_id in released_cases(project):
        drafts.append(new("log_events", action=CLOSED, about_id=fragment_id))
    write(project, drafts, origin=ORIGIN)


def release_case(project: Project, fragment_id: str, reason: str) -> None:
    """Let a piece with a case out to the group, so that it may be asked for as a quote. ``reason`` is kept.

    Errors: ``Refused`` when the piece is gone or is no case, without a reason, or when the person at work may not open
    what is closed (``who_may``).
    """
    piece = find(project, "fragments", fragment_id)
    if not piece["contains_case"]:
        raise Refused("privacy.case.is_none")
    if not reason.strip():
        raise Refused("privacy.case.needs_reason")
    must_look_after(project)
    note = new("log_events", action=RELEASED, about_id=fragment_id, reason=reason.strip())
    write(project, [change(piece, visibility=IN_GROUP), note], origin=ORIGIN)


def released_cases(project: Project) -> set[str]:
    """The ``fragment_id`` of pieces with a case that a person released; what came last counts."""
    events = read_values(project, "log_events", ["id", "action", "about_id"])
    last = {about: action for _, action, about in sorted(events) if action in (RELEASED, CLOSED)}
    return {about for about, action in last.items() if action == RELEASED}
