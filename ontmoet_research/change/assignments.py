"""What someone takes on after a decision, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, find, history, new, read_rows
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.assignments"
SHARING_QUESTIONS = (("done",), ("going_well", "status_text"), ("stuck", "why"), ("need", "from_whom"))


def assign(
    project: Project,
    decision_id: str,
    holder_id: str,
    *,
    kind: str | None = None,
    size: str | None = None,
    phase: str = "leren",
    organisation_id: str | None = None,
    theme_ids: Sequence[str] = (),
) -> str:
    """Note that someone takes on a part of a decision; give the ``assignment_id``. It starts as ``loopt``.

    ``holder_id`` is a participant. A small step is as much an assignment as a large one. Errors: ``Refused`` when the
    decision, the person, the organisation or a theme is gone, ``ValueError`` for a value the model does not know.
    """
    find(project, "decisions", decision_id)
    find(project, "participants", holder_id)
    if organisation_id:
        find(project, "organisations", organisation_id)
    for theme in theme_ids:
        find(project, "themes", theme)
    assignment = new(
        "assignments",
        decision_id=decision_id,
        holder_id=holder_id,
        organisation_id=organisation_id,
        kind=kind,
        size=size,
        phase=phase,
        state="loopt",
        theme_ids=list(dict.fromkeys(theme_ids)),
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


def loop_moments(project: Project, assignment_id: str) -> list[tuple[str, str]]:
    """Where an assignment was in the loop, each moment as (phase, ISO day); a phase that came back is there twice."""
    versions = history(project, "assignments", assignment_id)
    moments: list[tuple[str, str]] = []
    for phase, at in zip(versions["phase"], versions["at"], strict=True):
        if phase and (not moments or moments[-1][0] != phase):
            moments.append((phase, at[:10]))
    return moments


def connect_themes(project: Project, assignment_id: str, theme_ids: Sequence[str]) -> None:
    """Say to which themes an assignment belongs, in place of those before. Errors: ``Refused`` when one is gone."""
    for theme in theme_ids:
        find(project, "themes", theme)
    row = find(project, "assignments", assignment_id)
    write(project, [changed(row, theme_ids=list(dict.fromkeys(theme_ids)))], origin=ORIGIN)


def set_next_step(project: Project, assignment_id: str, step: str) -> None:
    """Keep the next small step as its holder says it; empty is fine. Errors: ``Refused`` when it is gone."""
    row = find(project, "assignments", assignment_id)
    write(project, [changed(row, next_step=step.strip() or None)], origin=ORIGIN)


def hide_details(project: Project, assignment_id: str) -> None:
    """Keep what is in an assignment from everyone but its holder and who wrote it down; that it runs still shows.

    Anyone may do it, for a holder who has no screen of their own. Errors: ``Refused`` when it is gone.
    """
    write(project, [changed(find(project, "assignments", assignment_id), details_hidden=True)], origin=ORIGIN)


def show_details(project: Project, assignment_id: str) -> None:
    """Show to the group again what is in an assignment.

    Errors: ``Refused`` for someone else than its holder (or than who hid it, when the holder does not work along), or
    when it is gone.
    """
    row = find(project, "assignments", assignment_id)
    if not may_show_details(project, assignment_id):
        raise Refused("change.only_holder_shows")
    write(project, [changed(row, details_hidden=False)], origin=ORIGIN)


def may_show_details(project: Project, assignment_id: str) -> bool:
    """Whether the person at work may show an assignment again: its holder, or who hid it for a holder without screen.

    Errors: ``Refused`` when it is gone.
    """
    holder = find(project, "assignments", assignment_id)["holder_id"]
    works_along: set[str | None] = {
        row.object_id for row in read_rows(project, "contributors") if row["participant_id"] == holder
    }
    return project.who in (works_along or {_who_hid(project, assignment_id)})


def finish(project: Project, assignment_id: str, *, partly: bool = False) -> None:
    """An assignment is done: ``gelukt``, or ``deels`` when it worked in part. Errors: ``Refused`` when gone."""
    state = "deels" if partly else "gelukt"
    write(project, [_with_state(project, assignment_id, state, None)], origin=ORIGIN)


def go_on(project: Project, assignment_id: str) -> None:
    """An assignment that ended runs again; the history keeps the end. Errors: ``Refused`` when gone."""
    write(project, [_with_state(project, assignment_id, "loopt", None)], origin=ORIGIN)


def stop(project: Project, assignment_id: str, reason: str) -> None:
    """An assignment stops; the reason is kept and shown. Errors: ``Refused`` without a reason or when gone."""
    if not reason.strip():
        raise Refused("change.stop_needs_reason")
    write(project, [_with_state(project, assignment_id, "gestopt", reason.strip())], origin=ORIGIN)


def _who_hid(project: Project, assignment_id: str) -> str | None:
    versions = history(project, "assignments", assignment_id)
    hidden = [bool(one) for one in versions["details_hidden"].fillna(False)]
    turned = [n for n, one in enumerate(hidden) if one and not (n and hidden[n - 1])]
    return str(versions["author"].iloc[turned[-1]]) if turned else None


def _with_state(project: Project, assignment_id: str, state: str, reason: str | None) -> Draft:
    return changed(find(project, "assignments", assignment_id), state=state, stop_reason=reason)
