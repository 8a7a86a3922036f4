"""What someone takes on after a decision, and how it goes."""

from __future__ import annotations

from ontmoet_research.store import Draft, Project, find, new, write
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.assignments"
SHARING_QUESTIONS = (("done",), ("status_text", "going_well"), ("stuck", "why"), ("need", "from_whom"))


def assign(
    project: Project,
    decision_id: str,
    holder_id: str,
    *,
    kind: str | None = None,
    size: str | None = None,
    phase: str = "leren",
    organisation_id: str | None = None,
) -> str:
    """Note that someone takes on a part of a decision; give the ``assignment_id``. It starts as ``loopt``.

    ``holder_id`` is a participant. Errors: ``Refused`` when the decision, the person or the organisation is gone,
    ``ValueError`` for a value the model does not know.
    """
    find(project, "decisions", decision_id)
    find(project, "participants", holder_id)
    if organisation_id:
        find(project, "organisations", organisation_id)
    assignment = new(
        "assignments",
        decision_id=decision_id,
        holder_id=holder_id,
        organisation_id=organisation_id,
        kind=kind,
        size=size,
        phase=phase,
        state="loopt",
    )
    write(project, [assignment], origin=ORIGIN)
    return assignment.object_id


def record_progress(project: Project, assignment_id: str, session_id: str, **answers: str) -> str:
    """Keep the answers to the four sharing questions of a follow-up; give the ``progress_id``.

    ``answers`` may be ``done``; ``status_text`` and ``going_well``; ``stuck`` and ``why``; ``need`` and ``from_whom``.
    Each may stay empty (B36). Errors: ``Refused`` when assignment or meeting is gone, ``ValueError`` for another name.
    """
    find(project, "assignments", assignment_id)
    find(project, "sessions", session_id)
    told = {name: answer.strip() or None for name, answer in answers.items()}
    note = new("progress", assignment_id=assignment_id, session_id=session_id, **told)
    write(project, [note], origin=ORIGIN)
    return note.object_id


def move(project: Project, assignment_id: str, phase: str) -> None:
    """Set where in the loop an assignment is: leren, ontwikkelen, uitvoeren, evalueren. Going back is fine (A18).

    Errors: ``Refused`` when it is gone, ``ValueError`` for an unknown phase.
    """
    write(project, [changed(find(project, "assignments", assignment_id), phase=phase)], origin=ORIGIN)


def finish(project: Project, assignment_id: str, *, partly: bool = False) -> None:
    """An assignment is done: ``gelukt``, or ``deels`` when it worked in part. Errors: ``Refused`` when gone."""
    state = "deels" if partly else "gelukt"
    write(project, [_with_state(project, assignment_id, state, None)], origin=ORIGIN)


def stop(project: Project, assignment_id: str, reason: str) -> None:
    """An assignment stops; the reason is kept and shown. Errors: ``Refused`` without a reason or when gone."""
    if not reason.strip():
        raise Refused("change.stop_needs_reason")
    write(project, [_with_state(project, assignment_id, "gestopt", reason.strip())], origin=ORIGIN)


def _with_state(project: Project, assignment_id: str, state: str, reason: str | None) -> Draft:
    return changed(find(project, "assignments", assignment_id), state=state, stop_reason=reason)
